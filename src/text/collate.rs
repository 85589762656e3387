//! The order of Vietnamese names, as in a dictionary: by letters, where `Ă` follows `A` and
//! `Đ` follows `D`; then by tones; numbers by their value (`Quận 2` before `Quận 10`).

use super::fold::Letter;

/// What names are sorted by; equal only for equal names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The letters with their shapes, without tone and case; a run of digits is one of them.
    letters: Vec<(u32, u64)>,
    tones: Vec<u8>,
    name: String,
}

/// The sort key of `name`, which is in NFC.
pub fn key(name: &str) -> Key {
    let mut letters: Vec<(u32, u64)> = Vec::with_capacity(name.len());
    let mut tones = Vec::with_capacity(name.len());
    let mut number = false;
    for c in name.chars() {
        if let Some(digit) = c.to_digit(10) {
            let digit = u64::from(digit);
            match letters.last_mut() {
                Some((_, value)) if number => {
                    *value = value.saturating_mul(10).saturating_add(digit);
                }
                _ => letters.push((rank('0', None), digit)),
            }
            number = true;
            continue;
        }
        number = false;
        let letter = Letter::of(c);
        letters.push((rank(letter.base, letter.shape), 0));
        tones.push(tone(letter.tone));
    }
    Key {
        letters,
        tones,
        name: name.to_string(),
    }
}

/// The place of a letter in the alphabet `a ă â b c d đ e ê … o ô ơ … u ư v x y`.
fn rank(base: char, shape: Option<char>) -> u32 {
    let shape = match shape {
        None => 0,
        // breve, and the bar of `đ`
        Some('\u{306}' | '\u{335}') => 1,
        // circumflex
        Some('\u{302}') => 2,
        // horn
        Some(_) => 3,
    };
    u32::from(base) * 4 + shape
}

/// The order of the tones: none, grave, hook, tilde, acute, dot below.
fn tone(mark: Option<char>) -> u8 {
    match mark {
        None => 0,
        Some('\u{300}') => 1,
        Some('\u{309}') => 2,
        Some('\u{303}') => 3,
        Some('\u{301}') => 4,
        Some(_) => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_order(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{} < {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let letters: Vec<&str> = alphabet.split(' ').collect();
        assert_order(&letters);
        assert_order(&["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ặ", "â", "ầ", "ậ"]);
    }

    #[test]
    fn names_follow_letters_then_tones() {
        assert_order(&[
            "An Giang",
            "Ân Thi",
            "Bà Rịa",
            "Bắc Từ Liêm",
            "Bình Xuyên",
            "Cầu Giấy",
            "Dương Kinh",
            "Đan Phượng",
            "Đông Anh",
            "Đống Đa",
            "Gia Lâm",
            "Hạ Long",
            "Hà Nội",
            "Quận 2",
            "Quận 10",
            "Ứng Hòa",
            "Yên Bái",
        ]);
        assert_order(&["Ba", "Bà", "Ba Đình", "Bà Đình", "Ba Vì"]);
    }

    #[test]
    fn odd_names_are_no_trouble() {
        assert_order(&["", " ", "9".repeat(40).as_str(), "Ba", "🙂"]);
        assert_eq!(key("Ba Đình").cmp(&key("ba đình")), "B".cmp("b"));
        assert_eq!(key("Đà Nẵng"), key("Đà Nẵng"));
    }
}
