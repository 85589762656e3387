//! Reads conditions on figures and questions for them against the nouns of the index:
//! which words are the counted noun, and what kind of number is meant.

use std::collections::BTreeSet;
use std::ops::Bound;

use tantivy::Searcher;

use crate::article::Figure;
use crate::index::figure_key::{
    Class, FigureKey, any_marks, figure_keys, is_money_noun, noun_of, prefix,
};
use crate::index::schema::fields;
use crate::query::{Clause, Notice, Quantity, Query, Unit, Word};
use crate::text::fold::{fold, has_marks, is_compatible};

use super::value_query::{Scoring, ValueQuery};

/// The classes of people and things.
const COUNTS: &[Class] = &[Class::Count, Class::CountBefore];
/// The classes of percents.
const PERCENTS: &[Class] = &[Class::Percent, Class::PercentBefore];
/// From this value on, a condition without a unit may well mean đồng.
const LARGE: f64 = 1e5;
/// A noun is common enough to be sure of once it has this many terms.
const MANY: usize = 1000;

/// A condition on figures, its noun looked up in the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The noun as typed.
    pub typed: String,
    /// The nouns of the index that it is.
    nouns: Vec<(Class, String)>,
    /// The same whatever the marks.
    folded: Vec<(Class, String)>,
    low: Bound<f64>,
    high: Bound<f64>,
}

impl Condition {
    /// Whether the figure with these keys satisfies it.
    pub fn holds(&self, keys: &[FigureKey]) -> bool {
        keys.iter().any(|key| self.accepts(key))
    }

    /// The same as if the noun had been typed without marks.
    pub fn folded(&self) -> Condition {
        Condition {
            typed: fold(&self.typed),
            nouns: self.folded.clone(),
            ..self.clone()
        }
    }

    /// Whether the noun was typed with marks.
    pub fn is_accented(&self) -> bool {
        has_marks(&self.typed)
    }

    /// Whether no figure of the index has such a noun.
    pub fn is_unknown(&self) -> bool {
        self.folded.is_empty()
    }

    /// The passages with a figure that satisfies it.
    pub fn query(&self, scoring: Scoring) -> ValueQuery {
        let nouns = self.nouns.iter();
        ValueQuery {
            prefixes: nouns.map(|(class, noun)| prefix(*class, noun)).collect(),
            low: self.low,
            high: self.high,
            scoring,
        }
    }

    fn accepts(&self, key: &FigureKey) -> bool {
        use std::ops::RangeBounds;
        let named = |(class, noun): &(Class, String)| *class == key.class && *noun == key.noun;
        (self.low, self.high).contains(&key.value) && self.nouns.iter().any(named)
    }
}

/// Which of `figures`, whose spans lie in `text`, satisfy any of `conditions`.
pub fn answers(text: &str, figures: &[Figure], conditions: &[Condition]) -> Vec<bool> {
    if conditions.is_empty() {
        return vec![false; figures.len()];
    }
    let keys = figure_keys(text, figures);
    keys.iter()
        .map(|keys| conditions.iter().any(|condition| condition.holds(keys)))
        .collect()
}

/// A condition as the index understands it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The words before the counted noun, which are plain words.
    pub words: Vec<Word>,
    /// The condition on the noun.
    pub condition: Condition,
}

/// The readings of a query's conditions.
#[derive(Debug, Clone, Default)]
pub struct Readings(Vec<(Quantity, Reading)>);

impl Readings {
    /// Reads every condition of `query`.
    pub fn of(query: &Query, searcher: &Searcher) -> tantivy::Result<Readings> {
        let mut readings = Readings::default();
        let vocabulary = Vocabulary { searcher };
        for clause in &query.clauses {
            readings.add(clause, &vocabulary)?;
        }
        Ok(readings)
    }

    /// The reading of `quantity`, which is one of the query's.
    pub fn get(&self, quantity: &Quantity) -> Option<&Reading> {
        let mut all = self.0.iter();
        all.find_map(|(one, reading)| (one == quantity).then_some(reading))
    }

    /// What is to be said about nouns that no figure has.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (_, reading) in &self.0 {
            if reading.condition.is_unknown() {
                let noun = &reading.condition.typed;
                let text = format!(
                    "no figure is stated for `{noun}`, so nothing satisfies the condition on it"
                );
                notices.push(Notice::new("quantity", text).with("noun", noun.as_str()));
            }
        }
        notices
    }

    fn add(&mut self, clause: &Clause, vocabulary: &Vocabulary<'_>) -> tantivy::Result<()> {
        match clause {
            Clause::Quantity(quantity) => {
                let reading = vocabulary.read(quantity)?;
                self.0.push((quantity.clone(), reading));
            }
            Clause::Not(inner) => self.add(inner, vocabulary)?,
            Clause::Any(alternatives) => {
                for alternative in alternatives {
                    self.add(alternative, vocabulary)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The figures that a question asks for: `bao nhiêu đoàn viên`, `mấy CĐCS`.
pub fn asked(query: &Query, searcher: &Searcher) -> tantivy::Result<Option<Condition>> {
    let vocabulary = Vocabulary { searcher };
    for clause in &query.clauses {
        if let Clause::Words(words) = clause
            && let Some(at) = asks_number(words)
            && let Some(condition) = vocabulary.asked(words, at)?
        {
            return Ok(Some(condition));
        }
    }
    Ok(None)
}

/// All figures of the noun that the whole query is, if it is one: `đoàn viên`, `kinh phí`.
pub fn noun_asked(query: &Query, searcher: &Searcher) -> tantivy::Result<Option<Condition>> {
    let [Clause::Words(words) | Clause::Phrase(words)] = query.clauses.as_slice() else {
        return Ok(None);
    };
    let counted = Vocabulary { searcher }.all_of(words, &[Class::Count])?;
    if counted.nouns.is_empty() && !is_money_noun(&joined(words)) {
        return Ok(None);
    }
    of_noun(&joined(words), searcher).map(Some)
}

/// All figures whose noun is `noun`.
pub fn of_noun(noun: &str, searcher: &Searcher) -> tantivy::Result<Condition> {
    let vocabulary = Vocabulary { searcher };
    let words = Word::all(noun);
    let own: &[Class] = if is_money_noun(noun) {
        &[
            Class::Money,
            Class::Dollars,
            Class::Percent,
            Class::PercentBefore,
        ]
    } else {
        &[Class::Count, Class::CountBefore, Class::Percent]
    };
    let condition = vocabulary.all_of(&words, own)?;
    if condition.is_unknown() {
        return vocabulary.all_of(&words, &Class::ALL);
    }
    Ok(condition)
}

/// The word after the one that asks for a number.
fn asks_number(words: &[Word]) -> Option<usize> {
    for (i, word) in words.iter().enumerate() {
        if !word.question {
            continue;
        }
        let pair = i > 0 && words[i - 1].question && fold(&words[i - 1].text) == "bao";
        if (pair && fold(&word.text) == "nhieu") || word.text.to_lowercase() == "mấy" {
            return Some(i + 1);
        }
    }
    None
}

/// The nouns of the index.
struct Vocabulary<'a> {
    searcher: &'a Searcher,
}

/// The end of some words that is a noun of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tail {
    /// Its first word.
    start: usize,
    /// How many terms the noun has.
    terms: usize,
}

impl Vocabulary<'_> {
    /// Tells the counted noun from the words before it, and the class that is meant.
    fn read(&self, quantity: &Quantity) -> tantivy::Result<Reading> {
        let words = &quantity.noun;
        let tail = |classes: &[Class]| self.tail(words, quantity.quoted, classes);
        let (found, classes): (Option<Tail>, &[Class]) = match quantity.unit {
            Some(Unit::Percent) => (tail(PERCENTS)?, PERCENTS),
            Some(Unit::Dong) => (tail(&[Class::Money])?, &[Class::Money]),
            Some(Unit::Usd) => (tail(&[Class::Dollars])?, &[Class::Dollars]),
            None => {
                let count = tail(&[Class::Count])?;
                let money = tail(&[Class::Money])?;
                let before = tail(&[Class::CountBefore])?;
                match (count, money, before) {
                    (Some(count), Some(money), _) if means_money(quantity, count, money) => {
                        (Some(money), &[Class::Money])
                    }
                    (Some(count), _, _) => (Some(count), COUNTS),
                    (None, Some(money), Some(before))
                        if before.start < money.start && !is_large(quantity) =>
                    {
                        (Some(before), COUNTS)
                    }
                    (None, Some(money), _) => (Some(money), &[Class::Money]),
                    (None, None, Some(before)) => (Some(before), COUNTS),
                    (None, None, None) => match tail(PERCENTS)? {
                        Some(percent) => (Some(percent), PERCENTS),
                        None => (tail(&[Class::Dollars])?, &[Class::Dollars]),
                    },
                }
            }
        };
        // Of words that are no noun, all are looked for, and the condition fails.
        let start = found.map_or(words.len(), |tail| tail.start);
        let noun = if found.is_some() {
            &words[start..]
        } else {
            words
        };
        let mut condition = self.all_of(noun, classes)?;
        condition.low = quantity.low;
        condition.high = quantity.high;
        let words = if quantity.quoted {
            &[]
        } else {
            &words[..start]
        };
        Ok(Reading {
            words: words.to_vec(),
            condition,
        })
    }

    /// What a question asks for whose words from `at` on follow the question word: the
    /// noun there, else the last noun before.
    fn asked(&self, words: &[Word], at: usize) -> tantivy::Result<Option<Condition>> {
        let after = words.get(at..).unwrap_or(&[]);
        let end = after.iter().position(|word| word.question);
        let after = &after[..end.unwrap_or(after.len())];
        let before = &words[..at];
        let first: Vec<String> = after.iter().take(2).map(|word| fold(&word.text)).collect();
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        let sought: &[&[Class]] = match first.as_slice() {
            ["phan", "tram", ..] => &[PERCENTS],
            ["tien" | "dong" | "trieu" | "ty" | "ti", ..] => &[&[Class::Money]],
            _ => {
                for end in (1..=after.len()).rev() {
                    let noun = &after[..end];
                    if self.tail(noun, true, &[Class::Count])?.is_some() {
                        return self.all_of(noun, COUNTS).map(Some);
                    }
                }
                &[COUNTS, &[Class::Money]]
            }
        };
        for classes in sought {
            for end in (1..=before.len()).rev() {
                let words = &before[..end];
                if words.last().is_some_and(|word| word.question) {
                    continue;
                }
                let start = words.iter().rposition(|word| word.question);
                let words = &words[start.map_or(0, |at| at + 1)..];
                let classes_of_tail = if *classes == COUNTS {
                    &classes[..1]
                } else {
                    classes
                };
                if let Some(tail) = self.tail(words, false, classes_of_tail)? {
                    return self.all_of(&words[tail.start..], classes).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// Every figure of the noun `words`.
    fn all_of(&self, words: &[Word], classes: &[Class]) -> tantivy::Result<Condition> {
        let typed = joined(words);
        let noun = noun_of(&typed);
        let mut folded = Vec::new();
        for class in classes {
            let nouns = self.nouns(*class, &noun)?;
            folded.extend(nouns.into_iter().map(|found| (*class, found)));
        }
        let of_degree = |fits: fn(&str, &str) -> bool| -> Vec<(Class, String)> {
            let all = folded
                .iter()
                .filter(|(_, found)| unit_wise(&noun, found, fits));
            all.cloned().collect()
        };
        let mut nouns = of_degree(as_typed);
        if nouns.is_empty() {
            nouns = of_degree(is_compatible);
        }
        Ok(Condition {
            typed,
            nouns,
            folded,
            low: Bound::Unbounded,
            high: Bound::Unbounded,
        })
    }

    /// The longest end of `words` that is a noun of these classes; with `whole`, all of
    /// them or nothing. One with the marks typed is better than a longer one without.
    fn tail(
        &self,
        words: &[Word],
        whole: bool,
        classes: &[Class],
    ) -> tantivy::Result<Option<Tail>> {
        let starts = if whole {
            0..words.len().min(1)
        } else {
            0..words.len()
        };
        let mut other_marks = None;
        for start in starts {
            let condition = self.all_of(&words[start..], classes)?;
            if condition.is_unknown() {
                continue;
            }
            let mut terms = 0;
            for (class, noun) in &condition.folded {
                terms += self.term_count(*class, noun)?;
            }
            let tail = Tail { start, terms };
            if !condition.nouns.is_empty() {
                return Ok(Some(tail));
            }
            other_marks = other_marks.or(Some(tail));
        }
        Ok(other_marks)
    }

    /// The nouns of the index that are `noun` but for their marks.
    fn nouns(&self, class: Class, noun: &str) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        if noun.is_empty() {
            return Ok(found);
        }
        let start = any_marks(class, noun);
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(fields().figure)?;
            let mut from = start.clone();
            loop {
                let mut terms = inverted.terms().range().ge(&from).into_stream()?;
                if !terms.advance() {
                    break;
                }
                let Some(rest) = terms.key().strip_prefix(start.as_slice()) else {
                    break;
                };
                let end = rest.iter().position(|byte| *byte == 0);
                let Some(noun) = end.and_then(|end| rest.get(..end)) else {
                    break;
                };
                // On to the next noun, past all values of this one.
                from = [&start, noun, &[1]].concat();
                found.extend(std::str::from_utf8(noun).ok().map(str::to_string));
            }
        }
        Ok(found)
    }

    /// How many terms a noun has, as far as that matters.
    fn term_count(&self, class: Class, noun: &str) -> tantivy::Result<usize> {
        let start = prefix(class, noun);
        let end = [&start[..start.len() - 1], &[1]].concat();
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(fields().figure)?;
            let range = inverted.terms().range().ge(&start).lt(&end);
            let mut terms = range.into_stream()?;
            while count < MANY && terms.advance() {
                count += 1;
            }
        }
        Ok(count)
    }
}

fn joined(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

fn is_large(quantity: &Quantity) -> bool {
    let ends = [quantity.low, quantity.high];
    ends.iter().any(|end| match end {
        Bound::Included(value) | Bound::Excluded(value) => *value >= LARGE,
        Bound::Unbounded => false,
    })
}

/// Whether a condition without a unit is on đồng: a large one on a longer noun
/// (`kinh phí công đoàn > 1 tỷ`), or one on what is money more often than a count.
fn means_money(quantity: &Quantity, count: Tail, money: Tail) -> bool {
    (is_large(quantity) && money.start < count.start)
        || (money.start == count.start && money.terms > count.terms)
}

/// Whether every unit of the noun `typed` fits that of `full`.
fn unit_wise(typed: &str, full: &str, fits: fn(&str, &str) -> bool) -> bool {
    let mut others = full.split(' ');
    let all = typed.split(' ').all(|unit| {
        let other = others.next();
        other.is_some_and(|other| unit == other || fits(unit, other))
    });
    all && others.next().is_none()
}

/// A syllable with marks is itself; one without is any.
fn as_typed(typed: &str, full: &str) -> bool {
    typed == full || (!has_marks(typed) && fold(full) == typed)
}
