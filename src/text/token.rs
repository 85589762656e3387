//! Cuts a text into syllables and numbers.
//!
//! A syllable is a run of letters (with the digits that follow them: `U23`, `m2`).
//! A number is a run of digits with the separators between them, as the press
//! writes it: `1.625`, `70,9`, `24/52`. Letters glued to a number are a token of
//! their own (`85tr` → `85`, `tr`).

use super::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A syllable, abbreviation or foreign word.
    Word,
    /// A number without a slash: `12`, `1.625`, `70,9`.
    Number,
    /// Two or more numbers with slashes between them: `24/52`, `26/5/2024`.
    Slashed,
}

/// One token: its kind and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub span: Span,
}

/// The tokens of `text`, in order, disjoint.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator over the tokens of a text.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            match CLASSES[usize::from(*bytes.get(start)?)] {
                Letter::Inside => break,
                Letter::Outside => start += 1,
                Letter::Mark if is_vietnamese(bytes, start) => break,
                Letter::Mark => {
                    let (c, len) = letter(self.text, start)?;
                    if c == Letter::Inside {
                        break;
                    }
                    start += len;
                }
            }
        }
        let (kind, len) = if bytes[start].is_ascii_digit() {
            number(&bytes[start..])
        } else {
            (TokenKind::Word, word(self.text, start))
        };
        self.at = start + len;
        Some(Token {
            kind,
            span: Span::new(start, start + len),
        })
    }
}

/// The length of the run of letters, marks and digits at byte `start`.
#[inline]
fn word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        match CLASSES[usize::from(*byte)] {
            Letter::Inside => end += 1,
            Letter::Outside => break,
            // its later bytes are inside as well
            Letter::Mark if is_vietnamese(bytes, end) => end += 2,
            Letter::Mark => match letter(text, end) {
                Some((Letter::Inside | Letter::Mark, len)) => end += len,
                _ => break,
            },
        }
    }
    end - start
}

/// What a character beyond ASCII is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// A letter or digit.
    Inside,
    /// A mark over the letter before it.
    Mark,
    /// Neither.
    Outside,
}

/// What a byte is to a word: inside it where it is a letter or digit, or of a letter for
/// sure; a mark where the character that it begins has to be looked at.
const CLASSES: [Letter; 256] = {
    let mut classes = [Letter::Mark; 256];
    let mut byte = 0;
    while byte < 0xc0 {
        // the later bytes of a letter follow its first one
        let inside = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric();
        classes[byte] = if inside {
            Letter::Inside
        } else {
            Letter::Outside
        };
        byte += 1;
    }
    let mut byte = 0xc4;
    while byte <= 0xc8 {
        classes[byte] = Letter::Inside;
        byte += 1;
    }
    classes
};

/// Whether one of À–ÿ or Ḁ–ỿ stands at byte `at`, told by its first two bytes.
#[inline]
fn is_vietnamese(bytes: &[u8], at: usize) -> bool {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0xc3), Some(second)) => *second != 0x97 && *second != 0xb7,
        (Some(0xe1), Some(second)) => (0xb8..=0xbb).contains(second),
        _ => false,
    }
}

/// What stands at byte `at`, beyond ASCII, and its length.
#[inline(never)]
fn letter(text: &str, at: usize) -> Option<(Letter, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let letter = if c.is_alphanumeric() {
        Letter::Inside
    } else if is_combining(c) {
        Letter::Mark
    } else {
        Letter::Outside
    };
    Some((letter, c.len_utf8()))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The kind and length of the number at the head of `tail`.
#[inline(never)]
fn number(tail: &[u8]) -> (TokenKind, usize) {
    let mut kind = TokenKind::Number;
    let mut end = 0;
    loop {
        while tail.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let joined = tail.get(end + 1).is_some_and(u8::is_ascii_digit);
        match tail.get(end) {
            Some(b'.' | b',') if joined => end += 1,
            Some(b'/') if joined => {
                kind = TokenKind::Slashed;
                end += 1;
            }
            _ => return (kind, end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn syllables_and_numbers_are_cut_as_the_press_writes_them() {
        assert_eq!(
            pieces("LĐLĐ quận Ba Đình: 24/52 CĐCS (46%), 1.625/2.291 đoàn viên."),
            [
                "LĐLĐ",
                "quận",
                "Ba",
                "Đình",
                "24/52",
                "CĐCS",
                "46",
                "1.625/2.291",
                "đoàn",
                "viên"
            ]
        );
        assert_eq!(
            pieces("70,9%; 7.261.045351đ, năm 2016."),
            ["70,9", "7.261.045351", "đ", "năm", "2016"]
        );
        assert_eq!(
            pieces("U23 21h15 5K m2 1/7.Tại"),
            ["U23", "21", "h15", "5", "K", "m2", "1/7", "Tại"]
        );
        assert_eq!(pieces("CNVC-LĐ, TP.HCM"), ["CNVC", "LĐ", "TP", "HCM"]);
    }

    #[test]
    fn the_short_way_to_tell_letters_is_right() {
        for c in '\0'..='\u{2fff}' {
            let text = c.to_string();
            if !c.is_ascii() {
                let (found, len) = letter(&text, 0).expect("a character");
                assert_eq!(found == Letter::Inside, c.is_alphanumeric(), "{c:?}");
                assert_eq!(
                    (found == Letter::Mark, len),
                    (is_combining(c) && !c.is_alphanumeric(), c.len_utf8())
                );
            }
        }
    }

    #[test]
    fn no_text_breaks_it() {
        for text in ["", " ", "…“”", "🙂🙂", "1,", "/", "a\u{301}b", "٣٤"] {
            for token in tokens(text) {
                assert!(!token.span.of(text).is_empty(), "{text:?}");
            }
        }
    }
}
