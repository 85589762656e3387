//! The query as a tree: a list of clauses, all of which are asked for.

use std::ops::Bound;

use super::Years;
use super::question;
use crate::text::{TokenKind, tokens};

/// What the user asks for, in normal form: no two runs of words stand side by side,
/// nothing is empty, question words are marked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// All of them are asked for, in the order typed.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// A run of plain words.
    Words(Vec<Word>),
    /// Words in quotes: side by side, in this order.
    Phrase(Vec<Word>),
    /// What must not occur: a single word, a phrase, a filter or a quoted quantity.
    Not(Box<Clause>),
    /// At least one of these is asked for; none is a `Not` or an `Any`.
    Any(Vec<Clause>),
    /// A district, ward or commune, as typed; with its type word where the field
    /// named one that tells units apart (`thị xã:"Kỳ Anh"` is `thị xã Kỳ Anh`).
    District(String),
    /// A province or city, as typed.
    Province(String),
    /// The article's year.
    Year(Years),
    /// A figure of this noun and size.
    Quantity(Quantity),
}

/// A syllable, abbreviation, foreign word or number, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// Its text, case kept.
    pub text: String,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it only makes the query a question (`bao nhiêu`, `là gì`): it carries
    /// no weight and is no unit.
    pub question: bool,
}

/// A condition on figures: `đoàn viên >= 1000`, `CĐCS 20..60`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words before the condition. Unless quoted these are all words since the
    /// last break, so that the counted noun may be only the tail of them.
    pub noun: Vec<Word>,
    /// Whether the noun stood in quotes and so is exactly these words.
    pub quoted: bool,
    /// The low end.
    pub low: Bound<f64>,
    /// The high end.
    pub high: Bound<f64>,
    /// The unit, where one is stated.
    pub unit: Option<Unit>,
}

/// A unit of a quantity condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Percentage points.
    Percent,
    /// Vietnamese money.
    Dong,
    /// American money.
    Usd,
}

impl Unit {
    /// Its name, as in a figure's `unit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Percent => "%",
            Unit::Dong => "đồng",
            Unit::Usd => "USD",
        }
    }
}

impl Word {
    /// The words of `text`, none marked as a question.
    pub fn all(text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        for token in tokens(text) {
            words.push(Word {
                text: token.span.of(text).to_string(),
                kind: token.kind,
                question: false,
            });
        }
        words
    }
}

impl Quantity {
    /// Whether a figure of this value fits the condition.
    pub fn contains(&self, value: f64) -> bool {
        let above = match self.low {
            Bound::Included(low) => value >= low,
            Bound::Excluded(low) => value > low,
            Bound::Unbounded => true,
        };
        let below = match self.high {
            Bound::Included(high) => value <= high,
            Bound::Excluded(high) => value < high,
            Bound::Unbounded => true,
        };
        above && below
    }
}

impl Query {
    /// A query of `clauses`, brought into normal form.
    pub fn new(clauses: Vec<Clause>) -> Query {
        let mut query = Query::default();
        for clause in clauses {
            if is_empty(&clause) {
                continue;
            }
            match (query.clauses.last_mut(), clause) {
                (Some(Clause::Words(run)), Clause::Words(more)) => run.extend(more),
                (_, clause) => query.clauses.push(clause),
            }
        }
        query.mark_questions();
        query
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether any clause looks at the text, rather than at place and year alone.
    pub fn asks_text(&self) -> bool {
        self.clauses.iter().any(asks_text)
    }

    /// Whether it only asks (`bao nhiêu`, `là gì`) and does not say about what.
    pub fn only_asks(&self) -> bool {
        !self.clauses.is_empty() && self.clauses.iter().all(only_asks)
    }

    fn mark_questions(&mut self) {
        self.clauses.iter_mut().for_each(mark);
    }
}

/// Marks the question words of `clause`.
fn mark(clause: &mut Clause) {
    match clause {
        Clause::Words(words) => question::mark(words),
        Clause::Any(clauses) => clauses.iter_mut().for_each(mark),
        _ => {}
    }
}

fn only_asks(clause: &Clause) -> bool {
    match clause {
        Clause::Words(words) => words.iter().all(|word| word.question),
        Clause::Any(clauses) => clauses.iter().all(only_asks),
        _ => false,
    }
}

fn asks_text(clause: &Clause) -> bool {
    match clause {
        Clause::Words(_) | Clause::Phrase(_) | Clause::Quantity(_) => true,
        Clause::Not(inner) => asks_text(inner),
        Clause::Any(clauses) => clauses.iter().any(asks_text),
        Clause::District(_) | Clause::Province(_) | Clause::Year(_) => false,
    }
}

fn is_empty(clause: &Clause) -> bool {
    match clause {
        Clause::Words(words) | Clause::Phrase(words) => words.is_empty(),
        Clause::Not(inner) => is_empty(inner),
        Clause::Any(clauses) => clauses.is_empty(),
        Clause::District(name) | Clause::Province(name) => name.is_empty(),
        Clause::Year(_) => false,
        Clause::Quantity(quantity) => quantity.noun.is_empty(),
    }
}
