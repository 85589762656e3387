//! Reads conditions on figures and questions for them against the nouns of the index:
//! which words are the counted noun, and what kind of number is meant.

use std::ops::Bound;

use crate::gazetteer::mentions;
use crate::index::figure_key::Class;
use crate::index::figure_noun::{holds_money_noun, is_money_noun, noun_of};
use crate::query::{Clause, Notice, Quantity, Query, Unit, Word};
use crate::text::fold::fold;

pub use super::condition::{Condition, answers};
pub use super::nouns::Vocabulary;
use super::nouns::{Tail, joined};

/// The longest noun that a question is read for.
const LONGEST_ASKED: usize = 8;
/// The classes of people and things.
const COUNTS: &[Class] = &[Class::Count, Class::CountBefore];
/// The classes of percents.
const PERCENTS: &[Class] = &[Class::Percent, Class::PercentBefore];
/// From this value on, a condition without a unit may well mean đồng.
const LARGE: f64 = 1e5;
/// Below this value, a condition without a unit means đồng only where its noun is a sum's.
const SMALLEST_SUM: f64 = 1e3;
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
    pub fn of(query: &Query, vocabulary: &Vocabulary<'_>) -> tantivy::Result<Readings> {
        let mut readings = Readings::default();
        for clause in &query.clauses {
            readings.add(clause, vocabulary)?;
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
pub fn asked(query: &Query, vocabulary: &Vocabulary<'_>) -> tantivy::Result<Option<Condition>> {
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
pub fn noun_asked(
    query: &Query,
    vocabulary: &Vocabulary<'_>,
) -> tantivy::Result<Option<Condition>> {
    let [Clause::Words(words) | Clause::Phrase(words)] = query.clauses.as_slice() else {
        return Ok(None);
    };
    let counted = vocabulary.all_of(words, &[Class::Count])?;
    if counted.nouns.is_empty() && !is_money_noun(&joined(words)) {
        return Ok(None);
    }
    of_noun(&joined(words), vocabulary).map(Some)
}

/// All figures whose noun is `noun`.
pub fn of_noun(noun: &str, vocabulary: &Vocabulary<'_>) -> tantivy::Result<Condition> {
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

impl Vocabulary<'_> {
    /// Tells the counted noun from the words before it, and the class that is meant.
    fn read(&self, quantity: &Quantity) -> tantivy::Result<Reading> {
        let words = &quantity.noun;
        let skipped = if quantity.quoted {
            0
        } else {
            places_before(words)
        };
        let tail = |classes: &[Class]| -> tantivy::Result<Option<Tail>> {
            let money = matches!(classes.first(), Some(Class::Money | Class::Dollars));
            // `Ba Đình thu kinh phí > 1 tỷ`: what sums are called is the noun, not a
            // longer run of words that happens to stand before one
            for start in skipped..words.len() {
                if quantity.quoted || !money || !is_money_noun(&joined(&words[start..])) {
                    continue;
                }
                if let Some(tail) = self.tail(&words[start..], true, classes)? {
                    return Ok(Some(tail.after(start)));
                }
            }
            let tail = self.tail(&words[skipped..], quantity.quoted, classes)?;
            Ok(tail.map(|tail| tail.after(skipped)))
        };
        let (found, classes): (Option<Tail>, &[Class]) = match quantity.unit {
            Some(Unit::Percent) => (tail(PERCENTS)?, PERCENTS),
            Some(Unit::Dong) => (tail(&[Class::Money])?, &[Class::Money]),
            Some(Unit::Usd) => (tail(&[Class::Dollars])?, &[Class::Dollars]),
            None => {
                let count = tail(&[Class::Count])?;
                let money = tail(&[Class::Money])?;
                let before = tail(&[Class::CountBefore])?;
                match (count, money, before) {
                    (Some(count), Some(money), _) if means_money(quantity, words, count, money) => {
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
        match first.as_slice() {
            ["phan", "tram", ..] => return self.last_noun(before, &[PERCENTS]),
            ["tien" | "dong" | "trieu" | "ty" | "ti", ..] => {
                if let Some(found) = self.first_noun(&after[1..], &[Class::Money])? {
                    return Ok(Some(found));
                }
                return self.last_noun(before, &[&[Class::Money]]);
            }
            _ => {}
        }
        match self.first_noun(after, COUNTS)? {
            Some(found) => Ok(Some(found)),
            None => self.last_noun(before, &[COUNTS, &[Class::Money]]),
        }
    }

    /// The longest noun that `words` begin with.
    fn first_noun(&self, words: &[Word], classes: &[Class]) -> tantivy::Result<Option<Condition>> {
        for end in (1..=words.len().min(LONGEST_ASKED)).rev() {
            let noun = &words[..end];
            if self.tail(noun, true, &classes[..1])?.is_some() {
                return self.all_of(noun, classes).map(Some);
            }
        }
        Ok(None)
    }

    /// The last noun of `words` that is sure to be one.
    fn last_noun(
        &self,
        words: &[Word],
        families: &[&[Class]],
    ) -> tantivy::Result<Option<Condition>> {
        for end in (1..=words.len()).rev() {
            let words = &words[end.saturating_sub(LONGEST_ASKED)..end];
            if words.last().is_some_and(|word| word.question) {
                continue;
            }
            let start = words.iter().rposition(|word| word.question);
            let words = &words[start.map_or(0, |at| at + 1)..];
            let mut longest: Option<(usize, &[Class])> = None;
            for &classes in families {
                // By the words before a sum, any word may name it: only some surely do.
                let money = classes.first() == Some(&Class::Money);
                let of_tail = if money { classes } else { &classes[..1] };
                let Some(tail) = self.tail(words, false, of_tail)? else {
                    continue;
                };
                let noun = &words[tail.start..];
                let several = noun.len() > 1 || noun_of(&joined(noun)).starts_with('=');
                let sure = several && (!money || holds_money_noun(&joined(noun)));
                if sure && longest.is_none_or(|(start, _)| tail.start < start) {
                    longest = Some((tail.start, classes));
                }
            }
            if let Some((start, classes)) = longest {
                return self.all_of(&words[start..], classes).map(Some);
            }
        }
        Ok(None)
    }
}

/// How many of `words` stand before the noun because a place is named there: `Ba Đình kinh
/// phí`. None where nothing follows the place.
fn places_before(words: &[Word]) -> usize {
    let text = joined(words);
    let Some(place) = mentions(&text).into_iter().next_back() else {
        return 0;
    };
    let mut end = 0;
    for (i, word) in words.iter().enumerate() {
        if end >= place.span.end {
            return i;
        }
        end += word.text.len() + 1;
    }
    0
}

fn is_large(quantity: &Quantity) -> bool {
    has_end(quantity, LARGE)
}

/// Whether one of its ends is at least `least`.
fn has_end(quantity: &Quantity, least: f64) -> bool {
    let ends = [quantity.low, quantity.high];
    ends.iter().any(|end| match end {
        Bound::Included(value) | Bound::Excluded(value) => *value >= least,
        Bound::Unbounded => false,
    })
}

/// Whether a condition without a unit is on đồng: a large one on a longer noun (`kinh phí
/// công đoàn > 1 tỷ`) or on what is given (`quà < 1 triệu`), or one on what is money more
/// often than a count, unless its ends are smaller than any sum.
fn means_money(quantity: &Quantity, words: &[Word], count: Tail, money: Tail) -> bool {
    let noun = joined(words.get(count.start..).unwrap_or(&[]));
    if is_large(quantity) && (money.start < count.start || is_given(&noun)) {
        return true;
    }
    let small = !has_end(quantity, SMALLEST_SUM) && !holds_money_noun(&noun);
    money.start == count.start && money.passages > count.passages && !small
}

/// Whether `noun` is what people are given, each worth a sum.
fn is_given(noun: &str) -> bool {
    let folded = fold(noun);
    let mut words = folded.split(' ');
    words.any(|word| matches!(word, "qua" | "suat")) && !folded.contains("ket qua")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(start: usize, passages: usize) -> Tail {
        Tail { start, passages }
    }

    #[test]
    fn a_condition_without_a_unit_is_on_what_its_noun_most_often_is() {
        let over = |value: f64| Quantity {
            noun: Word::all("thu kinh phí công đoàn"),
            quoted: false,
            low: Bound::Excluded(value),
            high: Bound::Unbounded,
            unit: None,
        };
        let words = Word::all("thu kinh phí công đoàn");
        let means_money =
            |quantity: &Quantity, count, money| means_money(quantity, &words, count, money);
        // The longer noun is one of money: a large value means đồng, a small one does not.
        assert!(means_money(&over(1e9), tail(3, 50), tail(0, 2)));
        assert!(!means_money(&over(20.0), tail(3, 50), tail(0, 2)));
        // The same noun: what it more often is.
        assert!(!means_money(&over(1e6), tail(0, 50), tail(0, 2)));
        assert!(means_money(&over(20.0), tail(0, 2), tail(0, 50)));
    }

    #[test]
    fn what_is_given_is_counted_in_small_numbers_and_worth_large_ones() {
        for (noun, value, sums, money) in [
            ("quà", 1e6, 1, true),
            ("suất quà", 5e5, 1, true),
            ("quà", 100.0, 9, false),
            ("đoàn viên", 1e6, 1, false),
            ("kết quả", 1e6, 1, false),
            ("lương", 100.0, 9, true),
        ] {
            let quantity = Quantity {
                noun: Word::all(noun),
                quoted: false,
                low: Bound::Unbounded,
                high: Bound::Excluded(value),
                unit: None,
            };
            let found = means_money(&quantity, &quantity.noun, tail(0, 5), tail(0, sums));
            assert_eq!(found, money, "{noun} {value}");
        }
    }

    #[test]
    fn the_word_behind_the_question_is_found() {
        for (text, at) in [
            ("bao nhiêu đoàn viên", Some(2)),
            ("Ba Đình có mấy CĐCS", Some(4)),
            ("co bao nhieu doan vien", Some(3)),
            ("đoàn viên là gì", None),
            ("đoàn viên", None),
        ] {
            let query = crate::query::parse(text).0;
            let [Clause::Words(words)] = query.clauses.as_slice() else {
                panic!("{text} is plain words");
            };
            assert_eq!(asks_number(words), at, "{text}");
        }
    }
}
