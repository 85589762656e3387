//! Reads a number as the Vietnamese press writes it: `1.625` is one thousand six
//! hundred and twenty-five, `70,9` is seventy and nine tenths.

/// Digits with dots between the thousands: `1625` as `1.625`.
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The value of `text` (digits with dots and commas between them) times ten to the
/// power of `exponent`.
///
/// A dot before exactly three digits groups thousands, a comma is decimal. The
/// English comma (`2,100`) groups too, unless `measured` says that a magnitude or a
/// percent sign follows, where decimals are the rule (`1,625 triệu`). None where
/// `text` is no number or too large for one.
pub fn number(text: &str, exponent: i32, measured: bool) -> Option<f64> {
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    {
        return None;
    }
    let decimal = decimal_separator(text, measured);
    let mut digits = String::with_capacity(text.len() + 8);
    let mut fraction = 0;
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits.push(c);
            if decimal.is_some_and(|at| i > at) {
                fraction += 1;
            }
        }
    }
    // One correctly rounded conversion, where a multiplication would round twice.
    let value: f64 = format!("{digits}e{}", exponent - fraction).parse().ok()?;
    value.is_finite().then_some(value)
}

/// Where the decimal separator stands, if there is one.
fn decimal_separator(text: &str, measured: bool) -> Option<usize> {
    let last = text.rfind(['.', ','])?;
    let separator = &text[last..=last];
    if text.matches(separator).count() > 1 {
        return None;
    }
    let first = text.find(['.', ','])?;
    if first != last {
        return Some(last);
    }
    let grouped = text.len() - last == 4 && (1..=3).contains(&last) && !text.starts_with('0');
    let groups = grouped && (separator == "." || !measured);
    (!groups).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_group_and_commas_are_decimal() {
        for (text, value) in [
            ("0", 0.0),
            ("24", 24.0),
            ("1.625", 1625.0),
            ("70,9", 70.9),
            ("123,5", 123.5),
            ("1.5", 1.5),
            ("16.10", 16.1),
            ("0.625", 0.625),
            ("0,625", 0.625),
            ("2,100", 2100.0),
            ("2.900.000.000", 2_900_000_000.0),
            ("7.261.045351", 7_261_045_351.0),
            ("1.234,56", 1234.56),
            ("1,234.56", 1234.56),
            ("1,234,567", 1_234_567.0),
            ("2500", 2500.0),
        ] {
            assert_eq!(number(text, 0, false), Some(value), "{text}");
        }
    }

    #[test]
    fn a_magnitude_makes_the_comma_decimal() {
        assert_eq!(number("1,625", 6, true), Some(1_625_000.0));
        assert_eq!(number("1.625", 6, true), Some(1_625_000_000.0));
        assert_eq!(number("1,1", 9, true), Some(1_100_000_000.0));
    }

    #[test]
    fn what_is_no_number_has_no_value() {
        for text in ["", "a", "24/52", ".5", "1e5", "١"] {
            assert_eq!(number(text, 0, false), None, "{text:?}");
        }
        assert_eq!(number(&"9".repeat(400), 0, false), None);
    }
}
