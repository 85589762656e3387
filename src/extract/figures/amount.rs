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
    if let Some((token, known)) = line.amount.get()
        && token == at
    {
        return known;
    }
    let amount = read_anew(line, at);
    line.amount.set(Some((at, amount)));
    amount
}

fn read_anew(line: &Line, at: usize) -> Option<Amount> {
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
    let (numeral, end, torn) = match torn(line, at).or_else(|| torn_decimal(line, at)) {
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
    // most numbers are whole: see whether another stands behind
    let next = at + 1 + usize::from(line.is_mark(at + 1, '.'));
    if !line.is_number(next) || line.glued(at) {
        return None;
    }
    let head = line.word(at);
    let form = Numeral::read(head)?.form;
    let whole =
        form == Form::Plain && head.len() <= 3 || form == Form::Grouped && !head.contains(',');
    if !whole || head.starts_with('0') {
        return None;
    }
    let mut digits = head.replace('.', "");
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
    if end == at + 1 || digits.len() > 15 {
        return None;
    }
    let dotted = (at + 1..end).any(|i| line.is_mark(i, '.'));
    // a blank alone groups digits before any noun: `3 200 vỏ chai`
    let thing = !dotted && line.is_word(end) && noun::phrase(line, end).is_some();
    let followed = thing
        || noun::is_known_head(line, end)
        || units::measure(line, end).is_some()
        || units::currency(line, end).is_some()
        || units::magnitude(line, end).is_some()
        || line.is_mark(end, '/') && line.is_number(end + 1);
    if !followed {
        return None;
    }
    // a sentence or a list item that ends in a number: `năm 2. 318 …`
    let listed = line.is_mark(at + 1, '.') && line.opens_sentence(at);
    if listed {
        return None;
    }
    Some((Numeral::read(&digits)?, end))
}

/// A decimal torn by a blank at its comma: `đạt 70, 9%`, `70 ,9 %`.
fn torn_decimal(line: &Line, at: usize) -> Option<(Numeral, usize)> {
    let (head, tail) = (line.word(at), line.word(at + 2));
    let digits = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let one_blank = line.glued(at + 1) != line.glued(at + 2);
    if !line.is_mark(at + 1, ',') || !digits(head, 3) || !digits(tail, 2) || !one_blank {
        return None;
    }
    let percent = line.is_mark(at + 3, '%');
    // `tháng 8, 9%` and `8, 9 triệu` may be two numbers; a verb of attaining leads one
    let led = matches!(
        line.word(at.wrapping_sub(1)),
        "đạt" | "chiếm" | "bằng" | "tăng" | "giảm" | "vượt" | "còn" | "là" | "được" | "lệ"
    );
    let measured = percent || units::magnitude(line, at + 3).is_some();
    (led && measured)
        .then(|| Some((Numeral::read(&format!("{head},{tail}"))?, at + 3)))
        .flatten()
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
