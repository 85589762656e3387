//! Builds a [`Query`] from its items: excluded parts, quantities, then `OR`.

use std::ops::Bound;

use super::amount::{self, Amount};
use super::lexer::{self, Comparison, Item, is_number};
use super::years::{self, Years};
use super::{Clause, Notice, Quantity, Query, Unit, Word};
use crate::text::{TokenKind, clean, fold};

/// The longest noun of a condition that is taken from unquoted words.
const LONGEST_NOUN: usize = 8;

/// Reads any text as a query, in time linear in its length.
///
/// What is no syntax is plain words; operators without operands and unbalanced
/// quotes are ignored. `OR` joins what stands on its two sides: a phrase, a filter,
/// a condition, or a whole run of plain words (a Vietnamese word is several
/// syllables). A comma or a bracket ends a run: `kết nạp (đoàn viên OR đảng viên)`.
pub fn parse(input: &str) -> (Query, Vec<Notice>) {
    let text = clean(input);
    let (items, mut notices) = lexer::items(&text);
    let mut builder = Builder { parts: Vec::new() };
    let mut at = 0;
    while at < items.len() {
        at += builder.take(&items[at..]);
    }
    let query = Query::new(alternatives(builder.parts));
    if query.is_empty() && !text.trim().is_empty() {
        notices.push(Notice::new("empty", "the query contains no word"));
    } else if query.only_asks() {
        let text = "the query only asks: add what it asks about";
        notices.push(Notice::new("empty", text));
    }
    (query, notices)
}

/// A clause, or what stands between two.
enum Part {
    Clause(Clause),
    Or,
    Break,
}

struct Builder {
    parts: Vec<Part>,
}

impl Builder {
    /// Adds what stands at the head of `items`; how many of them that is, at least one.
    fn take(&mut self, items: &[Item]) -> usize {
        match &items[0] {
            Item::Word(piece) if piece.negated => return self.excluded(items),
            Item::Word(piece) if is_number(piece) => {
                if let Some(used) = self.range(items) {
                    return used;
                }
                self.word(piece.word.clone());
            }
            Item::Word(piece) => self.word(piece.word.clone()),
            Item::Phrase { words, negated } => {
                self.clause(Clause::Phrase(words.clone()), *negated);
            }
            Item::Filter { clause, negated } => self.clause(clause.clone(), *negated),
            Item::Compare(sign) => {
                if let Some(used) = self.condition(*sign, &items[1..]) {
                    return used + 1;
                }
            }
            Item::Or => self.parts.push(Part::Or),
            Item::Break if matches!(self.parts.last(), Some(Part::Break)) => {}
            Item::Break => self.parts.push(Part::Break),
            Item::Dots | Item::Percent => {}
        }
        1
    }

    fn word(&mut self, word: Word) {
        match self.parts.last_mut() {
            Some(Part::Clause(Clause::Words(words))) => words.push(word),
            _ => self.parts.push(Part::Clause(Clause::Words(vec![word]))),
        }
    }

    fn clause(&mut self, clause: Clause, negated: bool) {
        if matches!(&clause, Clause::Phrase(words) if words.is_empty()) {
            return;
        }
        let clause = if negated {
            Clause::Not(Box::new(clause))
        } else {
            clause
        };
        self.parts.push(Part::Clause(clause));
    }

    /// An excluded word, or several written as one: `-CNVC-LĐ`.
    fn excluded(&mut self, items: &[Item]) -> usize {
        let mut words = Vec::new();
        for item in items {
            match item {
                Item::Word(piece) if words.is_empty() || (piece.glued && !piece.negated) => {
                    words.push(piece.word.clone());
                }
                _ => break,
            }
        }
        let used = words.len();
        let clause = if used == 1 {
            Clause::Words(words)
        } else {
            Clause::Phrase(words)
        };
        self.clause(clause, true);
        used
    }

    /// `NOUN A..B`.
    fn range(&mut self, items: &[Item]) -> Option<usize> {
        let (low, first) = amount::read(items)?;
        if items.get(first) != Some(&Item::Dots) {
            return None;
        }
        let (high, second) = amount::read(items.get(first + 1..)?)?;
        let used = first + 1 + second;
        let low = low.like(&high);
        let (least, most) = (low.value.min(high.value), low.value.max(high.value));
        let years = year_of(&low).zip(year_of(&high));
        if let Some((from, to)) = years
            && (self.drop_year_word() || self.noun_is_missing())
        {
            self.clause(Clause::Year(Years::between(from, to)), false);
            return Some(used);
        }
        let unit = high.unit.or(low.unit);
        let (low, high) = (Bound::Included(least), Bound::Included(most));
        self.quantity(low, high, unit).then_some(used)
    }

    /// `NOUN >= AMOUNT`; `items` follow the sign.
    fn condition(&mut self, sign: Comparison, items: &[Item]) -> Option<usize> {
        let (amount, used) = amount::read(items)?;
        let value = amount.value;
        let (low, high) = match sign {
            Comparison::Less => (Bound::Unbounded, Bound::Excluded(value)),
            Comparison::AtMost => (Bound::Unbounded, Bound::Included(value)),
            Comparison::Equal => (Bound::Included(value), Bound::Included(value)),
            Comparison::AtLeast => (Bound::Included(value), Bound::Unbounded),
            Comparison::More => (Bound::Excluded(value), Bound::Unbounded),
        };
        if let Some(Part::Clause(clause)) = self.parts.last_mut()
            && close(clause, low, high, &amount)
        {
            return Some(used);
        }
        if let Some(year) = year_of(&amount)
            && self.drop_year_word()
        {
            let years = match sign {
                Comparison::Less => Years::until(year - 1),
                Comparison::AtMost => Years::until(year),
                Comparison::Equal => Years::between(year, year),
                Comparison::AtLeast => Years::since(year),
                Comparison::More => Years::since(year + 1),
            };
            self.clause(Clause::Year(years), false);
            return Some(used);
        }
        self.quantity(low, high, amount.unit).then_some(used)
    }

    /// Turns the words or the phrase before into a condition on them; whether there
    /// were any.
    fn quantity(&mut self, low: Bound<f64>, high: Bound<f64>, unit: Option<Unit>) -> bool {
        let Some(Noun {
            words,
            quoted,
            negated,
        }) = self.noun()
        else {
            return false;
        };
        let quantity = Quantity {
            noun: words,
            quoted,
            low,
            high,
            unit,
        };
        self.clause(Clause::Quantity(quantity), negated);
        true
    }

    fn noun_is_missing(&self) -> bool {
        match self.parts.last() {
            Some(Part::Clause(Clause::Words(words))) => {
                words.last().is_none_or(|word| word.kind != TokenKind::Word)
            }
            Some(Part::Clause(Clause::Phrase(_) | Clause::Not(_))) => false,
            _ => true,
        }
    }

    /// Takes the word `năm` off the end of the run before a year.
    fn drop_year_word(&mut self) -> bool {
        let Some(Part::Clause(Clause::Words(words))) = self.parts.last_mut() else {
            return false;
        };
        let named = ends_in_year(words);
        if named {
            words.pop();
            if words.is_empty() {
                self.parts.pop();
            }
        }
        named
    }

    /// Takes the noun off the parts before a condition.
    fn noun(&mut self) -> Option<Noun> {
        let mut at = self.parts.len().checked_sub(1)?;
        if matches!(self.parts[at], Part::Break) {
            at = at.checked_sub(1)?;
        }
        let Part::Clause(clause) = &mut self.parts[at] else {
            return None;
        };
        let (words, quoted, negated) = match clause {
            Clause::Phrase(words) => (std::mem::take(words), true, false),
            Clause::Not(inner) => match inner.as_mut() {
                Clause::Phrase(words) | Clause::Words(words) => (std::mem::take(words), true, true),
                _ => return None,
            },
            Clause::Words(words) => {
                let counted = words.iter().rev().take(LONGEST_NOUN);
                let counted = counted
                    .take_while(|word| word.kind == TokenKind::Word)
                    .count();
                (words.split_off(words.len() - counted), false, false)
            }
            _ => return None,
        };
        if words.is_empty() {
            return None;
        }
        let spent = !matches!(clause, Clause::Words(words) if !words.is_empty());
        self.parts.truncate(if spent { at } else { at + 1 });
        Some(Noun {
            words,
            quoted,
            negated,
        })
    }
}

/// The counted noun of a condition.
struct Noun {
    words: Vec<Word>,
    quoted: bool,
    negated: bool,
}

/// Adds the missing end to a condition with one: `đoàn viên > 10 < 20`.
fn close(clause: &mut Clause, low: Bound<f64>, high: Bound<f64>, amount: &Amount) -> bool {
    let open = match clause {
        Clause::Quantity(open) => open,
        Clause::Not(inner) => return close(inner, low, high, amount),
        _ => return false,
    };
    match (&open.low, &open.high) {
        (Bound::Unbounded, _) if low != Bound::Unbounded && high == Bound::Unbounded => {
            open.low = low;
        }
        (_, Bound::Unbounded) if high != Bound::Unbounded && low == Bound::Unbounded => {
            open.high = high;
        }
        _ => return false,
    }
    open.unit = open.unit.or(amount.unit);
    true
}

/// Whether the last word is `năm`; without its mark it must be no part of a name
/// such as `Việt Nam`.
fn ends_in_year(words: &[Word]) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    match last.text.to_lowercase().as_str() {
        "năm" | "year" => true,
        "nam" => before.last().is_none_or(|word| {
            !matches!(fold(&word.text).as_str(), "viet" | "ha" | "quang" | "mien")
        }),
        _ => false,
    }
}

/// The year that `amount` may be.
fn year_of(amount: &Amount) -> Option<i16> {
    let year = years::year(amount.written())?;
    let plain = amount.unit.is_none() && amount.value == f64::from(year);
    (plain && (1900..=2100).contains(&year)).then_some(year)
}

/// Joins the clauses on both sides of each `OR`; an `OR` without two is dropped.
fn alternatives(parts: Vec<Part>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut joining = false;
    for part in parts {
        match part {
            Part::Break => {}
            Part::Or => joining = clauses.last().is_some_and(|last| !is_excluded(last)),
            Part::Clause(clause) => {
                if joining && !is_excluded(&clause) {
                    join(&mut clauses, clause);
                } else {
                    clauses.push(clause);
                }
                joining = false;
            }
        }
    }
    clauses
}

fn is_excluded(clause: &Clause) -> bool {
    matches!(clause, Clause::Not(_))
}

/// Makes the last of `clauses` and `other` alternatives.
fn join(clauses: &mut Vec<Clause>, other: Clause) {
    match clauses.pop() {
        Some(Clause::Any(mut any)) => {
            any.push(other);
            clauses.push(Clause::Any(any));
        }
        Some(first) => clauses.push(Clause::Any(vec![first, other])),
        None => clauses.push(other),
    }
}
