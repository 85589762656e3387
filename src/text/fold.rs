//! Folding: Vietnamese letters without their marks (`Đoàn viên` → `doan vien`),
//! and the question whether a partly typed syllable is compatible with a full one.

use std::sync::LazyLock;

use unicode_normalization::char::{compose, decompose_canonical};

/// The base letter of `c` in lower case: marks dropped, `đ` → `d`.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        'À'..='ư' => LATIN[c as usize - 'À' as usize],
        'Ạ'..='ỹ' => VIETNAMESE[c as usize - 'Ạ' as usize],
        _ => decomposed(c),
    }
}

/// The folded letters of the two blocks that hold the Vietnamese ones.
static LATIN: LazyLock<Vec<char>> = LazyLock::new(|| ('À'..='ư').map(decomposed).collect());
static VIETNAMESE: LazyLock<Vec<char>> = LazyLock::new(|| ('Ạ'..='ỹ').map(decomposed).collect());

fn decomposed(c: char) -> char {
    if matches!(c, 'đ' | 'Đ') {
        return 'd';
    }
    let mut base = c;
    let mut first = true;
    decompose_canonical(c, |part| {
        if first {
            base = part;
            first = false;
        }
    });
    base.to_lowercase().next().unwrap_or(base)
}

/// `text` in lower case without diacritics, one character for one character.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text` in lower case without diacritics.
pub fn fold_into(text: &str, folded: &mut String) {
    let (latin, vietnamese) = (&**LATIN, &**VIETNAMESE);
    // Letters without marks are ASCII nearly always: they are gathered as bytes.
    let mut plain = [0u8; 64];
    let mut length = 0;
    for c in text.chars() {
        let base = match c {
            '\0'..='\u{7f}' => c.to_ascii_lowercase(),
            'À'..='ư' => latin[c as usize - 'À' as usize],
            'Ạ'..='ỹ' => vietnamese[c as usize - 'Ạ' as usize],
            _ => decomposed(c),
        };
        if length == plain.len() || !base.is_ascii() {
            folded.push_str(std::str::from_utf8(&plain[..length]).unwrap_or(""));
            length = 0;
        }
        if base.is_ascii() {
            plain[length] = base as u8;
            length += 1;
        } else {
            folded.push(base);
        }
    }
    folded.push_str(std::str::from_utf8(&plain[..length]).unwrap_or(""));
}

/// Appends `text` in lower case, as [`str::to_lowercase`] has it but quicker.
pub fn lower_into(text: &str, lower: &mut String) {
    if text.contains('Σ') {
        lower.push_str(&text.to_lowercase());
        return;
    }
    let small = &**SMALL;
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => lower.push(c.to_ascii_lowercase()),
            'À'..='ư' if c != 'İ' => lower.push(small[c as usize - 'À' as usize]),
            // capitals are even
            'Ạ'..='ỹ' => lower.push(char::from_u32(c as u32 | 1).unwrap_or(c)),
            _ => lower.extend(c.to_lowercase()),
        }
    }
}

/// `text` in lower case.
pub fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    lower_into(text, &mut lower);
    lower
}

/// The small letters of the first block.
static SMALL: LazyLock<Vec<char>> = LazyLock::new(|| {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    ('À'..='ư').map(small).collect()
});

/// Whether any letter of `text` bears a Vietnamese mark (a tone, a shape, or the bar of `đ`).
pub fn has_marks(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && fold_char(c) != c)
}

/// The tone and the shape of a vowel or the bar of `đ`, taken off its base letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The base letter, in lower case.
    pub base: char,
    /// The shape mark: circumflex, breve, horn, or the bar of `đ`.
    pub shape: Option<char>,
    /// The combining tone mark: grave, acute, hook, tilde or dot below.
    pub tone: Option<char>,
}

impl Letter {
    /// Takes `c` apart.
    pub fn of(c: char) -> Letter {
        let mut letter = Letter {
            base: fold_char(c),
            shape: None,
            tone: None,
        };
        if c.is_ascii() {
            return letter;
        }
        if matches!(c, 'đ' | 'Đ') {
            letter.shape = Some('\u{335}');
            return letter;
        }
        decompose_canonical(c, |part| match part {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => letter.tone = Some(part),
            '\u{302}' | '\u{306}' | '\u{31b}' => letter.shape = Some(part),
            _ => {}
        });
        letter
    }

    /// The lower-case letter with its marks, where there is such a letter.
    pub fn composed(self) -> Option<char> {
        if self.base == 'd' && self.shape.is_some() {
            return self.tone.is_none().then_some('đ');
        }
        let marks = [self.shape, self.tone];
        let with = |marks: [Option<char>; 2]| {
            let mut letter = self.base;
            for mark in marks.into_iter().flatten() {
                letter = compose(letter, mark)?;
            }
            Some(letter)
        };
        // Unicode builds `ộ` and `ặ` from the dot below first, all others from the shape.
        with(marks).or_else(|| with([self.tone, self.shape]))
    }
}

/// Whether `full` is `typed` with the same or more marks: `đoan` and `doàn` are
/// compatible with `đoàn`, `đoán` is not.
///
/// Both are lower-case syllables. A tone may stand on another vowel of the
/// syllable, since writers place it differently (`hoà`, `hòa`).
pub fn is_compatible(typed: &str, full: &str) -> bool {
    let mut typed_tone = None;
    let mut full_tone = None;
    let mut full_letters = full.chars();
    for c in typed.chars() {
        let Some(d) = full_letters.next() else {
            return false;
        };
        let (a, b) = (Letter::of(c), Letter::of(d));
        if a.base != b.base || (a.shape.is_some() && a.shape != b.shape) {
            return false;
        }
        typed_tone = typed_tone.or(a.tone);
        full_tone = full_tone.or(b.tone);
    }
    full_letters.next().is_none() && (typed_tone.is_none() || typed_tone == full_tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_every_mark() {
        assert_eq!(fold("Đoàn VIÊN ưu tú, Ứng Hoà"), "doan vien uu tu, ung hoa");
        assert_eq!(fold("ẰẲẴẶ ỹ Ỷ 1.625"), "aaaa y y 1.625");
    }

    #[test]
    fn long_texts_fold_as_their_letters_do() {
        let text = "Đoàn viên ưu tú — Ứng Hoà, 1.625 ﬁ Ω ẞ … ".repeat(9);
        let letters: String = text.chars().map(fold_char).collect();
        assert_eq!(fold(&text), letters);
        for c in '\0'..='\u{2fff}' {
            assert_eq!(fold(&format!("A{c}")), format!("a{}", fold_char(c)));
        }
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for c in '\0'..='\u{2fff}' {
            assert_eq!(
                lower(&format!("A{c}")),
                format!("A{c}").to_lowercase(),
                "{c:?}"
            );
        }
        assert_eq!(lower("ΟΔΟΣ ĐOÀN"), "ΟΔΟΣ ĐOÀN".to_lowercase());
    }

    #[test]
    fn a_letter_taken_apart_goes_together_again() {
        for c in
            "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđ".chars()
        {
            assert_eq!(Letter::of(c).composed(), Some(c));
        }
    }

    #[test]
    fn partly_typed_syllables_match_what_is_compatible() {
        assert!(is_compatible("đoan", "đoàn"));
        assert!(is_compatible("doàn", "đoàn"));
        assert!(is_compatible("hoà", "hòa"));
        assert!(is_compatible("vien", "viên"));
        assert!(!is_compatible("đoan", "doan"));
        assert!(!is_compatible("đoàn", "đoán"));
        assert!(!is_compatible("doan", "doanh"));
    }
}
