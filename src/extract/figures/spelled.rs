//! Numbers written in words: `mười lăm`, `hai trăm linh năm`, `một nghìn hai trăm`.

use super::token::Line;

/// Whether a numeral may begin with this lower-case word: the cheap question asked of
/// every word of a text.
pub fn may_begin(word: &[u8]) -> bool {
    match word.first() {
        Some(b'h') => word == "hai".as_bytes(),
        Some(b'b') => {
            word == "ba".as_bytes()
                || word == "bốn".as_bytes()
                || word == "bảy".as_bytes()
                || word == "bẩy".as_bytes()
        }
        Some(b'n') => word == "năm".as_bytes(),
        Some(b's') => word == "sáu".as_bytes(),
        Some(b't') => word == "tám".as_bytes(),
        Some(b'c') => word == "chín".as_bytes(),
        Some(b'm') => word == "một".as_bytes() || word == "mười".as_bytes(),
        _ => false,
    }
}

fn digit(word: &str) -> Option<f64> {
    let value = match word {
        "một" | "mốt" => 1.0,
        "hai" => 2.0,
        "ba" => 3.0,
        "bốn" | "tư" => 4.0,
        "năm" | "lăm" | "nhăm" => 5.0,
        "sáu" => 6.0,
        "bảy" | "bẩy" => 7.0,
        "tám" => 8.0,
        "chín" => 9.0,
        _ => return None,
    };
    Some(value)
}

/// The value of the numeral in words at token `at`, and the token after it.
pub fn read(line: &Line, at: usize) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut end = at;
    let mut above = f64::INFINITY;
    while let Some((group, after)) = below_thousand(line, end) {
        let (factor, after) = thousands(line, after);
        if factor >= above {
            break;
        }
        if factor == 1.0 {
            if above.is_finite() && !(above == 1e3 || end > at) {
                break;
            }
            total += group;
            end = after;
            break;
        }
        total += group * factor;
        end = after;
        above = factor;
        if line.word(end) == "rưỡi" {
            total += factor / 2.0;
            end += 1;
            break;
        }
    }
    (end > at).then_some((total, end))
}

/// The magnitude words at token `at`, multiplied: `nghìn`, `nghìn tỷ`.
fn thousands(line: &Line, at: usize) -> (f64, usize) {
    let mut factor = 1.0;
    let mut end = at;
    while end < at + 2 {
        let step = match line.word(end) {
            "nghìn" | "ngàn" => 1e3,
            "vạn" => 1e4,
            "triệu" => 1e6,
            "tỷ" | "tỉ" if !matches!(line.word(end + 1), "lệ" | "số" | "trọng") => 1e9,
            _ => break,
        };
        factor *= step;
        end += 1;
    }
    (factor, end)
}

/// A number below a thousand in words: `hai`, `mười lăm`, `ba mươi mốt`, `hai trăm linh năm`.
fn below_thousand(line: &Line, at: usize) -> Option<(f64, usize)> {
    let mut value = 0.0;
    let mut end = at;
    if let Some(hundreds) = digit(line.word(end))
        && line.word(end + 1) == "trăm"
    {
        value = hundreds * 100.0;
        end += 2;
        if matches!(line.word(end), "linh" | "lẻ") {
            let units = digit(line.word(end + 1))?;
            return Some((value + units, end + 2));
        }
    }
    if line.word(end) == "mười" {
        let units = digit(line.word(end + 1));
        return Some((
            value + 10.0 + units.unwrap_or(0.0),
            end + 1 + usize::from(units.is_some()),
        ));
    }
    let Some(first) = digit(line.word(end)) else {
        return (end > at).then_some((value, end));
    };
    match line.word(end + 1) {
        "mươi" | "chục" => {
            let units = digit(line.word(end + 2));
            Some((
                value + first * 10.0 + units.unwrap_or(0.0),
                end + 2 + usize::from(units.is_some()),
            ))
        }
        // `hai mốt`, `ba lăm` are said, not written; `hai ba người` is a guess
        next if digit(next).is_some() && value == 0.0 => None,
        _ if value == 0.0 => Some((first, end + 1)),
        // `hai trăm năm` without `mươi` is two hundred years
        _ => Some((value, end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(f64, usize)> {
        read(&Line::new(text), 0)
    }

    #[test]
    fn numerals_in_words_are_read() {
        for (text, expected) in [
            ("hai", 2.0),
            ("mười lăm", 15.0),
            ("hai mươi tư", 24.0),
            ("ba mươi mốt", 31.0),
            ("hai trăm", 200.0),
            ("hai trăm linh năm", 205.0),
            ("một trăm hai mươi lăm", 125.0),
            ("một nghìn", 1000.0),
            ("một nghìn hai trăm", 1200.0),
            ("ba triệu rưỡi", 3_500_000.0),
            ("một tỷ hai trăm triệu", 1.2e9),
            ("hai nghìn tỷ", 2e12),
            ("năm chục", 50.0),
            ("bảy mươi nghìn năm trăm", 70_500.0),
        ] {
            let words = text.split(' ').count();
            assert_eq!(value(text), Some((expected, words)), "{text}");
        }
        assert_eq!(value("hai ba người"), None);
        assert_eq!(value("hai trăm năm"), Some((200.0, 2)));
        assert_eq!(value("công nhân"), None);
    }

    #[test]
    fn only_numeral_words_are_candidates() {
        assert!(may_begin("năm".as_bytes()));
        assert!(!may_begin("nam".as_bytes()));
        assert!(!may_begin("".as_bytes()));
    }
}
