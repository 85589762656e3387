//! Reads one number written in digits, with the damage that the press does to it.

/// How a number is written, which decides how it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits alone: `2500`.
    Plain,
    /// Dots between groups of three, perhaps a decimal comma: `1.625`, `1.625,5`.
    Grouped,
    /// A decimal comma: `70,9`.
    Decimal,
    /// A comma before exactly three digits: `1,625`, a decimal or an English thousand.
    Either,
    /// A dot before one or two digits: `70.9`, a decimal or a date.
    Dotted,
    /// English grouping: `1,625,300`.
    English,
    /// English grouping and decimal point: `2,340.8`.
    EnglishDecimal,
    /// Dots between groups of which one misses a dot: `7.261.045351`.
    Broken,
}

/// A number as written, not yet read in its context.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    /// How it is written.
    pub form: Form,
    /// Its digits before the decimal mark; all of them where there is none.
    whole: f64,
    /// The reading with a decimal mark.
    decimal: f64,
}

/// Longer numbers are codes; shorter ones fit 64 bits.
const LONGEST: usize = 19;
/// The most groups a number has between its dots and commas.
const GROUPS: usize = 8;

impl Numeral {
    /// Reads `digits`: digits with single dots and commas inside.
    pub fn read(digits: &str) -> Option<Numeral> {
        if digits.len() > LONGEST || !digits.as_bytes().first()?.is_ascii_digit() {
            return None;
        }
        let mut all: u64 = 0;
        let mut marks = [0u8; GROUPS];
        let mut lengths = [0usize; GROUPS];
        let mut last = 0;
        for &byte in digits.as_bytes() {
            if byte.is_ascii_digit() {
                all = all * 10 + u64::from(byte - b'0');
                lengths[last] += 1;
            } else {
                last += 1;
                *marks.get_mut(last)? = byte;
            }
        }
        let form = form(&marks[1..=last], &lengths[..=last], digits.starts_with('0'))?;
        let fraction = match form {
            Form::Decimal | Form::Either | Form::Dotted | Form::EnglishDecimal => lengths[last],
            Form::Grouped if marks[last] == b',' => lengths[last],
            _ => 0,
        };
        let whole = all as f64;
        Some(Numeral {
            form,
            whole,
            decimal: whole / 10f64.powi(fraction as i32),
        })
    }

    /// A value read otherwise, from words say.
    pub fn of(value: f64) -> Numeral {
        Numeral {
            form: Form::Plain,
            whole: value,
            decimal: value,
        }
    }

    /// The value as a number of things, and whether that is a repair.
    pub fn count(&self) -> Option<(f64, bool)> {
        match self.form {
            Form::Plain | Form::Grouped => Some((self.decimal, false)),
            Form::Either | Form::English | Form::Broken => Some((self.whole, true)),
            Form::Decimal | Form::Dotted | Form::EnglishDecimal => None,
        }
    }

    /// The value as an amount that may have decimals, and whether that is a repair.
    pub fn amount(&self) -> (f64, bool) {
        match self.form {
            Form::English | Form::Broken => (self.whole, true),
            Form::Dotted | Form::EnglishDecimal => (self.decimal, true),
            _ => (self.decimal, false),
        }
    }

    /// Whether it could be a year as the press writes it.
    pub fn is_year(&self) -> bool {
        self.form == Form::Plain && (1900.0..=2100.0).contains(&self.whole)
    }

    /// Its value where it is a plain number of at most `most`, such as a day or a month.
    pub fn small(&self, most: u32) -> Option<u32> {
        (self.form == Form::Plain && self.whole >= 1.0 && self.whole <= f64::from(most))
            .then_some(self.whole as u32)
    }
}

/// The form of a number with these marks between groups of these lengths.
fn form(marks: &[u8], lengths: &[usize], zero: bool) -> Option<Form> {
    let dots = marks.iter().filter(|mark| **mark == b'.').count();
    let commas = marks.len() - dots;
    let (head, tail) = lengths.split_first()?;
    let headed = (1..=3).contains(head) && !zero;
    let grouped = |groups: &[usize]| headed && groups.iter().all(|length| *length == 3);
    match (dots, commas) {
        (0, 0) => Some(Form::Plain),
        (0, 1) if grouped(tail) => Some(Form::Either),
        (0, 1) => Some(Form::Decimal),
        (0, _) if grouped(tail) => Some(Form::English),
        (_, 0) if grouped(tail) => Some(Form::Grouped),
        (1, 0) if tail.first().is_some_and(|length| *length <= 2) => Some(Form::Dotted),
        (_, 0) if headed && tail.iter().all(|length| length.is_multiple_of(3)) => {
            Some(Form::Broken)
        }
        // `2,340.8`, as in English
        (1, _) if marks.last() == Some(&b'.') && grouped(&tail[..tail.len() - 1]) => {
            Some(Form::EnglishDecimal)
        }
        (_, 1) if marks.last() == Some(&b',') && grouped(&tail[..tail.len() - 1]) => {
            Some(Form::Grouped)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(digits: &str) -> Option<Form> {
        Numeral::read(digits).map(|numeral| numeral.form)
    }

    #[test]
    fn every_spelling_has_its_form() {
        assert_eq!(form("2500"), Some(Form::Plain));
        assert_eq!(form("1.625"), Some(Form::Grouped));
        assert_eq!(form("1.625,5"), Some(Form::Grouped));
        assert_eq!(form("70,9"), Some(Form::Decimal));
        assert_eq!(form("1,625"), Some(Form::Either));
        assert_eq!(form("0,625"), Some(Form::Decimal));
        assert_eq!(form("16.1"), Some(Form::Dotted));
        assert_eq!(form("1,625,300"), Some(Form::English));
        assert_eq!(form("2,340.8"), Some(Form::EnglishDecimal));
        assert_eq!(form("7.261.045351"), Some(Form::Broken));
        assert_eq!(form("12.3.2023"), None);
        assert_eq!(form("3,4,5"), None);
        assert_eq!(form(&"1".repeat(40)), None);
    }

    #[test]
    fn a_reading_depends_on_what_is_counted() {
        let numeral = Numeral::read("1,625").expect("a number");
        assert_eq!(numeral.count(), Some((1625.0, true)));
        assert_eq!(numeral.amount(), (1.625, false));
        assert_eq!(Numeral::read("16.1").expect("a number").count(), None);
    }
}
