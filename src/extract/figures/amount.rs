//! A number with its magnitude words: `85`, `1,2 triệu`, `3 tỷ 450 triệu`, `2 triệu
//! rưỡi`, `một nghìn hai trăm`, and numbers torn by a stray blank.

use super::noun;
use super::numeral::{Form, Numeral};
use super::spelled;
use super::token::Line;
use super::units;

/// A number as read from the text, before its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The token after it.
    pub end: usize,
    /// The number in front of the magnitudes.
    pub numeral: Numeral,
    /// The magnitudes multiplied; 1 where there is none.
    pub factor: f64,
    /// What a further part adds: `250 triệu`, `rưỡi`.
    pub extra: f64,
    /// Whether it is written in words.
    pub spelled: bool,
    /// Whether stray blanks were closed to read it.
    pub torn: bool,
}

impl Amount {
    /// The value with decimals allowed, and whether that is a repair.
    pub fn value(&self) -> (f64, bool) {
        let (value, repaired) = self.numeral.amount();
        (
            round(value * self.factor) + self.extra,
            repaired || self.torn,
        )
    }

    /// The value as a number of things, and whether that is a repair.
    pub fn count(&self) -> Option<(f64, bool)> {
        if self.factor > 1.0 {
            return Some(self.value());
        }
        let (value, repaired) = self.numeral.count()?;
        Some((value + self.extra, repaired || self.torn))
    }

    /// The value in a unit that has no decimals by itself, such as a plain đồng.
    pub fn whole(&self) -> (f64, bool) {
        self.count().unwrap_or_else(|| self.value())
    }
}

/// The amount at token `at`.
pub fn read(line: &Line, at: usize) -> Option<Amount> {
    if !line.is_number(at) {
        let (value, end) = spelled::read(line, at)?;
        return Some(Amount {
            end,
            numeral: Numeral::of(value),
            factor: 1.0,
            extra: 0.0,
            spelled: true,
            torn: false,
        });
    }
    let (numeral, end, torn) = match torn(line, at) {
        Some((numeral, end)) => (numeral, end, true),
        None => (Numeral::read(line.word(at))?, at + 1, false),
    };
    let mut amount = Amount {
        end,
        numeral,
        factor: 1.0,
        extra: 0.0,
        spelled: false,
        torn,
    };
    let mut last = 0.0;
    while let Some(factor) = units::magnitude(line, amount.end) {
        if amount.end > end + 1 {
            break;
        }
        amount.factor *= factor;
        amount.end += 1;
        last = amount.factor;
    }
    if last > 0.0 && line.word(amount.end) == "rưỡi" {
        amount.extra = last / 2.0;
        amount.end += 1;
    }
    // `3 tỷ 450 triệu`, `1 tỷ 250 triệu 500 nghìn`
    while last > 1.0
        && line.is_number(amount.end)
        && let Some(part) = Numeral::read(line.word(amount.end))
        && part.form == Form::Plain
        && let Some(factor) = units::magnitude(line, amount.end + 1)
        && factor < last
    {
        amount.extra += part.amount().0 * factor;
        amount.end += 2;
        last = factor;
    }
    Some(amount)
}

/// A number torn by blanks where a thing or money follows: `2. 318 đoàn viên`, `19 037`.
fn torn(line: &Line, at: usize) -> Option<(Numeral, usize)> {
    let head = line.word(at);
    if head.len() > 3 || head.starts_with('0') || !head.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = head.to_string();
    let mut end = at + 1;
    for _ in 0..3 {
        let dot = line.is_mark(end, '.');
        let next = end + usize::from(dot);
        let group = line.word(next);
        if dot && line.glued(end) && line.glued(next) {
            return None;
        }
        let three = line.is_number(next)
            && group.split('.').all(|part| part.len() == 3)
            && group
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !three {
            break;
        }
        digits.extend(group.chars().filter(char::is_ascii_digit));
        end = next + 1;
    }
    let followed = noun::is_known_head(line, end) || units::currency(line, end).is_some();
    if end == at + 1 || digits.len() > 15 || !followed || line.glued(at) {
        return None;
    }
    // a sentence or a list item that ends in a number: `năm 2. 318 …`
    let listed = line.is_mark(at + 1, '.') && line.opens_sentence(at);
    if listed {
        return None;
    }
    Some((Numeral::read(&digits)?, end))
}

/// Takes off the dust of binary fractions: 1,2 × 10⁶ is a whole number.
fn round(value: f64) -> f64 {
    if value.abs() < 1e3 {
        return value;
    }
    (value * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(f64, bool, usize)> {
        let line = Line::new(text);
        let amount = read(&line, line.anchors[0] as usize)?;
        let (value, repaired) = amount.value();
        Some((value, repaired, amount.end))
    }

    #[test]
    fn magnitudes_multiply_and_add() {
        assert_eq!(value("1,2 triệu"), Some((1.2e6, false, 2)));
        assert_eq!(value("3 tỷ 450 triệu đồng"), Some((3.45e9, false, 4)));
        assert_eq!(value("2 triệu rưỡi"), Some((2.5e6, false, 3)));
        assert_eq!(value("10 nghìn tỷ"), Some((1e13, false, 3)));
        assert_eq!(value("1.5 tỷ"), Some((1.5e9, true, 2)));
        assert_eq!(value("5 tỉ lệ"), Some((5.0, false, 1)));
        assert_eq!(value("mười lăm"), Some((15.0, false, 2)));
    }

    #[test]
    fn torn_numbers_are_joined_where_a_thing_follows() {
        assert_eq!(value("có 2. 318 đoàn viên"), Some((2318.0, true, 4)));
        assert_eq!(value("có 19\u{a0}037 đoàn viên"), Some((19037.0, true, 3)));
        assert_eq!(value("có 19 037"), Some((19.0, false, 2)));
        assert_eq!(value("2. 318 đoàn viên"), Some((2.0, false, 1)));
    }
}
