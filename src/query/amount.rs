//! Reads the number of a quantity condition: `1.625`, `1,5 triệu`, `1 tỷ 250 triệu`, `70,9%`.

use super::Unit;
use super::lexer::{self, Item, Piece, is_number};
use crate::text::{fold, number::number, tone};

/// A number with its magnitude and unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// The value, magnitude included.
    pub value: f64,
    pub unit: Option<Unit>,
    written: String,
    /// Ten to this power is its magnitude; 0 where none is stated.
    exponent: i32,
}

impl Amount {
    /// Its first number as written.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// The same number with the magnitude and unit of `end` where it has none of its
    /// own, as the low end of `1,5..2 tỷ`.
    pub(super) fn like(&self, end: &Amount) -> Amount {
        let unit = self.unit.or(end.unit);
        let measured = end.exponent > 0 || end.unit == Some(Unit::Percent);
        let mut amount = Amount {
            unit,
            ..self.clone()
        };
        if self.exponent == 0
            && self.unit.is_none()
            && let Some(value) = number(&self.written, end.exponent, measured)
        {
            amount.value = value;
        }
        amount
    }
}

/// The value of `text`, if it is one number with magnitudes and unit: `1,5 tỷ`.
pub fn value(text: &str) -> Option<f64> {
    let (items, _) = lexer::items(text);
    let (amount, used) = read(&items)?;
    (used == items.len()).then_some(amount.value)
}

/// The amount at the head of `items`, and how many of them it takes.
pub(super) fn read(items: &[Item]) -> Option<(Amount, usize)> {
    let (mut amount, mut used) = one(items)?;
    let mut smallest = amount.exponent;
    // `1 tỷ 250 triệu`: further parts, each of a smaller magnitude.
    while let Some((part, more)) = items.get(used..).and_then(one) {
        if part.exponent == 0 || part.exponent >= smallest {
            break;
        }
        smallest = part.exponent;
        amount.value += part.value;
        used += more;
    }
    let (unit, more) = unit(items.get(used..).unwrap_or(&[]));
    amount.unit = unit;
    if unit == Some(Unit::Percent) && amount.exponent == 0 {
        amount.value = number(&amount.written, 0, true)?;
    }
    Some((amount, used + more))
}

/// One number and its magnitude.
fn one(items: &[Item]) -> Option<(Amount, usize)> {
    let first = plain(items.first()?)?;
    if !is_number(first) {
        return None;
    }
    let mut exponent = 0;
    let mut used = 1;
    // Two magnitudes multiply: `10 nghìn tỷ`.
    while used < 3
        && let Some(power) = items.get(used).and_then(plain).and_then(magnitude)
    {
        exponent += power;
        used += 1;
    }
    let amount = Amount {
        value: number(&first.word.text, exponent, exponent > 0)?,
        unit: None,
        written: first.word.text.clone(),
        exponent,
    };
    Some((amount, used))
}

fn plain(item: &Item) -> Option<&Piece> {
    match item {
        Item::Word(piece) if !piece.negated => Some(piece),
        _ => None,
    }
}

/// The power of ten that `piece` names.
fn magnitude(piece: &Piece) -> Option<i32> {
    const MAGNITUDES: &[(&str, i32)] = &[
        ("nghìn", 3),
        ("ngàn", 3),
        ("vạn", 4),
        ("triệu", 6),
        ("tỷ", 9),
        ("tỉ", 9),
    ];
    let form = tone::canonical(&piece.word.text.to_lowercase());
    if piece.glued {
        match form.as_str() {
            "k" => return Some(3),
            "tr" => return Some(6),
            _ => {}
        }
    }
    for (name, power) in MAGNITUDES {
        if fold::is_compatible(&form, name) {
            return Some(*power);
        }
    }
    None
}

/// The unit at the head of `items`, and how many of them it takes.
fn unit(items: &[Item]) -> (Option<Unit>, usize) {
    if let Some(Item::Percent) = items.first() {
        return (Some(Unit::Percent), 1);
    }
    let form = |at: usize| {
        let piece = items.get(at).and_then(plain)?;
        Some(tone::canonical(&piece.word.text.to_lowercase()))
    };
    let first = form(0).unwrap_or_default();
    match first.as_str() {
        "đồng" | "đ" | "vnđ" | "vnd" => (Some(Unit::Dong), 1),
        "usd" => (Some(Unit::Usd), 1),
        "phần" if form(1).is_some_and(|next| next == "trăm") => (Some(Unit::Percent), 2),
        _ => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer;
    use super::*;

    fn amount(text: &str) -> Option<(f64, Option<Unit>, usize)> {
        let (items, _) = lexer::items(text);
        let (amount, used) = read(&items)?;
        Some((amount.value, amount.unit, items.len() - used))
    }

    #[test]
    fn amounts_are_read_as_the_press_writes_them() {
        for (text, value, unit) in [
            ("1.625", 1625.0, None),
            ("70,9%", 70.9, Some(Unit::Percent)),
            ("70,9 %", 70.9, Some(Unit::Percent)),
            ("12,125%", 12.125, Some(Unit::Percent)),
            ("99,8 phần trăm", 99.8, Some(Unit::Percent)),
            ("1 tỷ", 1e9, None),
            ("1 ty", 1e9, None),
            ("2 tỉ đồng", 2e9, Some(Unit::Dong)),
            ("1,5 triệu", 1.5e6, None),
            ("1 tỷ 250 triệu", 1.25e9, None),
            ("10 nghìn tỷ", 1e13, None),
            ("500k", 5e5, None),
            ("85tr", 8.5e7, None),
            ("15 vạn", 1.5e5, None),
            ("2.900.000.000đ", 2.9e9, Some(Unit::Dong)),
            ("3.000 USD", 3000.0, Some(Unit::Usd)),
        ] {
            assert_eq!(amount(text), Some((value, unit, 0)), "{text}");
        }
    }

    #[test]
    fn a_value_is_one_number_and_nothing_else() {
        for (text, expected) in [
            ("1000", Some(1000.0)),
            ("1.000", Some(1000.0)),
            ("1,5 tỷ", Some(1.5e9)),
            ("70,9%", Some(70.9)),
            ("5 phường", None),
            ("nhiều", None),
            ("", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn what_follows_is_left() {
        assert_eq!(amount("5 phường"), Some((5.0, None, 1)));
        assert_eq!(amount("5 k"), Some((5.0, None, 1)));
        assert_eq!(amount("5 triệu 7 tỷ"), Some((5e6, None, 2)));
        assert_eq!(amount("24/52"), None);
        assert_eq!(amount("tỷ"), None);
        assert_eq!(amount(""), None);
    }
}
