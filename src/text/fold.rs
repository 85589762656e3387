//! Folding: Vietnamese letters without their marks (`Đoàn viên` → `doan vien`),
//! and the question whether a partly typed syllable is compatible with a full one.

use std::sync::LazyLock;

use unicode_normalization::char::{compose, decompose_canonical};

/// The base letter of `c` in lower case: marks dropped, `đ` → `d`.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match vietnamese(c as u32) {
        0 => decomposed(c),
        base => base as char,
    }
}

/// The base letter of the Vietnamese letter with code `code`; zero for any other.
const fn vietnamese(code: u32) -> u8 {
    match code {
        0xc0..=0xc3 | 0xe0..=0xe3 | 0x102 | 0x103 | 0x1ea0..=0x1eb7 => b'a',
        0xc8..=0xca | 0xe8..=0xea | 0x1eb8..=0x1ec7 => b'e',
        0xcc | 0xcd | 0xec | 0xed | 0x128 | 0x129 | 0x1ec8..=0x1ecb => b'i',
        0xd2..=0xd5 | 0xf2..=0xf5 | 0x1a0 | 0x1a1 | 0x1ecc..=0x1ee3 => b'o',
        0xd9 | 0xda | 0xf9 | 0xfa | 0x168 | 0x169 | 0x1af | 0x1b0 | 0x1ee4..=0x1ef1 => b'u',
        0xdd | 0xfd | 0x1ef2..=0x1ef9 => b'y',
        0x110 | 0x111 => b'd',
        _ => 0,
    }
}

/// The base letters by the bytes of a letter: of two that begin with C3–C6, of three that
/// begin with E1 BA or E1 BB.
const OF_TWO: [u8; 256] = bases(0xc0);
const OF_THREE: [u8; 256] = bases(0x1e80);

const fn bases(first: u32) -> [u8; 256] {
    let mut bases = [0; 256];
    let mut i = 0;
    while i < bases.len() {
        bases[i] = vietnamese(first + i as u32);
        i += 1;
    }
    bases
}

/// The lower-case base letter of the character at byte `at` and how many bytes that is,
/// where it is an ASCII character or a Vietnamese letter.
#[inline]
pub fn base_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let byte = *bytes.get(at)?;
    if byte.is_ascii() {
        return Some((byte.to_ascii_lowercase(), 1));
    }
    let second = *bytes.get(at + 1)?;
    let (base, length) = match byte {
        0xc3..=0xc6 => (OF_TWO[place(byte - 0xc3, second)], 2),
        0xe1 if matches!(second, 0xba | 0xbb) => {
            (OF_THREE[place(second - 0xba, *bytes.get(at + 2)?)], 3)
        }
        _ => return None,
    };
    (base > 0).then_some((base, length))
}

/// The place of a letter in a table by the last two of its bytes.
const fn place(row: u8, last: u8) -> usize {
    (row as usize) << 6 | (last & 0x3f) as usize
}

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
    folded.reserve(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some((base, length)) = base_at(bytes, at) {
            folded.push(base as char);
            at += length;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            return;
        };
        folded.push(decomposed(c));
        at += c.len_utf8();
    }
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
    fn the_tables_hold_what_decomposition_gives() {
        for c in '\u{80}'..='\u{ffff}' {
            assert_eq!(fold_char(c), decomposed(c), "{c:?}");
            let text = c.to_string();
            if let Some((base, length)) = base_at(text.as_bytes(), 0) {
                assert_eq!((base as char, length), (decomposed(c), text.len()), "{c:?}");
            }
        }
    }

    #[test]
    fn folding_drops_every_mark() {
        assert_eq!(fold("Đoàn VIÊN ưu tú, Ứng Hoà"), "doan vien uu tu, ung hoa");
        assert_eq!(fold("ẰẲẴẶ ỹ Ỷ 1.625"), "aaaa y y 1.625");
    }

    #[test]
    fn folding_leaves_the_tokens_as_they_are() {
        use crate::text::tokens;
        for c in '\0'..='\u{1ffff}' {
            let text = format!("1{c}1a{c}b {c}c");
            let folded = fold(&text);
            let kinds = |text: &str| tokens(text).map(|token| token.kind).collect::<Vec<_>>();
            assert_eq!(kinds(&text), kinds(&folded), "{c:?}");
            for (token, same) in tokens(&text).zip(tokens(&folded)) {
                assert_eq!(fold(token.span.of(&text)), same.span.of(&folded), "{c:?}");
            }
        }
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
