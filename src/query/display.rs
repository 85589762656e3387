//! Writes a query so that it reads back as the same query.

use std::fmt::{self, Display, Formatter};
use std::ops::Bound;

use crate::text::number::grouped;

use super::{Clause, Quantity, Query, Unit, Word};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut previous: Option<&Clause> = None;
        for clause in &self.clauses {
            match previous {
                None => {}
                Some(before) if parts(before, clause) => f.write_str(", ")?,
                Some(_) => f.write_str(" ")?,
            }
            match clause {
                Clause::Any(_) if self.clauses.len() > 1 => write!(f, "({clause})")?,
                _ => write!(f, "{clause}")?,
            }
            previous = Some(clause);
        }
        Ok(())
    }
}

/// Whether a comma must part two clauses, lest words slip into a condition's noun
/// or its number.
fn parts(before: &Clause, after: &Clause) -> bool {
    let open = |clause: &Clause| matches!(clause, Clause::Words(_) | Clause::Quantity(_));
    let condition = |clause: &Clause| match clause {
        Clause::Quantity(_) => true,
        Clause::Not(inner) => matches!(**inner, Clause::Quantity(_)),
        _ => false,
    };
    (condition(before) && open(after)) || (open(before) && condition(after))
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Clause::Words(words) => write_words(f, words),
            Clause::Phrase(words) => write_quoted(f, words),
            Clause::Not(inner) => match inner.as_ref() {
                Clause::Words(words) if words.len() == 1 => write!(f, "-{}", words[0].text),
                _ => write!(f, "-{inner}"),
            },
            Clause::Any(clauses) => {
                for (i, clause) in clauses.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" OR ")?;
                    }
                    write!(f, "{clause}")?;
                }
                Ok(())
            }
            Clause::District(name) => write!(f, "quận:\"{name}\""),
            Clause::Province(name) => write!(f, "tỉnh:\"{name}\""),
            Clause::Year(years) => write!(f, "năm:{years}"),
            Clause::Quantity(quantity) => write!(f, "{quantity}"),
        }
    }
}

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.quoted {
            write_quoted(f, &self.noun)?;
        } else {
            write_words(f, &self.noun)?;
        }
        if let (Bound::Included(low), Bound::Included(high)) = (self.low, self.high)
            && low <= high
        {
            return if low == high {
                write_end(f, "=", low, self.unit)
            } else {
                write!(f, " {}..", number(low))?;
                write_amount(f, high, self.unit)
            };
        }
        match self.low {
            Bound::Included(low) => write_end(f, ">=", low, self.unit)?,
            Bound::Excluded(low) => write_end(f, ">", low, self.unit)?,
            Bound::Unbounded => {}
        }
        match self.high {
            Bound::Included(high) => write_end(f, "<=", high, self.unit),
            Bound::Excluded(high) => write_end(f, "<", high, self.unit),
            Bound::Unbounded => Ok(()),
        }
    }
}

fn write_end(f: &mut Formatter<'_>, sign: &str, value: f64, unit: Option<Unit>) -> fmt::Result {
    write!(f, " {sign} ")?;
    write_amount(f, value, unit)
}

fn write_amount(f: &mut Formatter<'_>, value: f64, unit: Option<Unit>) -> fmt::Result {
    f.write_str(&number(value))?;
    match unit {
        Some(Unit::Percent) => f.write_str("%"),
        Some(unit) => write!(f, " {}", unit.as_str()),
        None => Ok(()),
    }
}

/// `value` with thousands grouped and a decimal comma: `1.625`, `70,9`.
fn number(value: f64) -> String {
    let plain = value.to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = grouped(whole);
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
        // Three digits after a comma could be a group of thousands.
        if fraction.len() == 3 {
            text.push('0');
        }
    }
    text
}

fn write_words(f: &mut Formatter<'_>, words: &[Word]) -> fmt::Result {
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            f.write_str(" ")?;
        }
        // Alone it would be the operator.
        if word.text == "OR" {
            f.write_str("+")?;
        }
        f.write_str(&word.text)?;
    }
    Ok(())
}

fn write_quoted(f: &mut Formatter<'_>, words: &[Word]) -> fmt::Result {
    f.write_str("\"")?;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            f.write_str(" ")?;
        }
        f.write_str(&word.text)?;
    }
    f.write_str("\"")
}
