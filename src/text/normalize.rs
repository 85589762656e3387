//! Puts raw text into the one form that the rest of the program sees: NFC,
//! without invisible characters, with plain spaces and `\n` line ends.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::bytes::any;

/// Cleans `raw` into NFC text.
///
/// Zero-width characters, byte order marks and soft hyphens are removed,
/// every other kind of blank becomes one plain space, control characters
/// become a space, and line ends become `\n`. Nothing else changes.
pub fn clean(raw: &str) -> String {
    if is_clean(raw.as_bytes()) {
        return raw.to_string();
    }
    let visible = raw.chars().filter(|&c| !is_invisible(c));
    let mut text = String::with_capacity(raw.len());
    if is_nfc(raw) {
        push_plain(&mut text, visible);
    } else {
        push_plain(&mut text, visible.nfc());
    }
    text
}

/// Whether nothing but characters stand in a text that [`clean`] leaves alone whatever
/// stands beside them: most texts are such, and the tables of all scripts are slow to ask.
fn is_clean(bytes: &[u8]) -> bool {
    !any(bytes, |byte, second, third| {
        let control = byte < b' ' && byte != b'\n' || byte == 0x7f;
        // ¡–¿ without the soft hyphen
        let sign = byte == 0xc2 && (second < 0xa1 || second == 0xad);
        // À–ȿ is what may stand, and of three bytes what may for a word
        let other = byte > 0xc8 && byte < 0xe1;
        control || sign || other || is_odd(byte, second, third)
    })
}

/// Whether a character of three bytes or more begins here, other than Ḁ–ỿ and dashes,
/// quotes, dots.
fn is_odd(byte: u8, second: u8, third: u8) -> bool {
    let letter = byte == 0xe1 && (0xb8..=0xbb).contains(&second);
    let dash = byte == 0xe2 && second == 0x80 && (0x90..=0xa7).contains(&third);
    byte >= 0xe1 && !letter && !dash
}

/// Whether `text` is in NFC for sure. Letters that are in any case say nothing about the
/// marks around them.
fn is_nfc(text: &str) -> bool {
    let doubtful = text
        .chars()
        .filter(|c| !matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    is_nfc_quick(doubtful) == IsNormalized::Yes || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Collapses every run of blanks, line ends included, into one space and trims both ends.
pub fn squeeze(text: &str) -> String {
    let text = text.trim();
    if is_squeezed(text.as_bytes()) {
        return text.to_string();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether no blanks but single ones between words stand in a trimmed text for sure.
fn is_squeezed(bytes: &[u8]) -> bool {
    !any(bytes, |byte, second, third| {
        let blank = byte < b' ' || byte == b' ' && second == b' ';
        blank || byte == 0xc2 || is_odd(byte, second, third)
    })
}

/// `text` as it may be written to a terminal, which obeys control characters and lets
/// others turn the line around: each of them becomes a replacement character. Line ends stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| {
        let control = c.is_control() && c != '\n';
        control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match text.contains(commands) {
        true => Cow::Owned(text.replace(commands, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

fn push_plain(text: &mut String, chars: impl Iterator<Item = char>) {
    let mut previous = '\0';
    for c in chars {
        match c {
            '\n' if previous == '\r' => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => text.push('\n'),
            _ if c.is_whitespace() || c.is_control() => text.push(' '),
            _ => text.push(c),
        }
        previous = c;
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_reaches_a_terminal() {
        let name = "\u{1b}[31mđỏ\u{9b}2J\u{7}\u{202e}txt\r\n";
        assert_eq!(printable(name), "�[31mđỏ�2J��txt�\n");
        let plain = "Ứng Hoà 👩\u{200d}🌾, 24/52\n";
        assert!(matches!(printable(plain), Cow::Borrowed(same) if same == plain));
    }

    #[test]
    fn decomposed_text_becomes_nfc() {
        let decomposed: String = "Công đoàn quận Tây Hồ".nfd().collect();
        assert_eq!(clean(&decomposed), "Công đoàn quận Tây Hồ");
        // circumflex precomposed, tone combining: met in the field
        assert_eq!(clean("hô\u{323}i nghi\u{323}"), "hội nghị");
    }

    #[test]
    fn the_short_ways_change_nothing() {
        for c in '\0'..='\u{ffff}' {
            let text = format!("a{c}b");
            let mut slow = String::new();
            push_plain(&mut slow, text.chars().filter(|&c| !is_invisible(c)).nfc());
            assert_eq!(clean(&text), slow, "{c:?}");
            for text in [&format!("{c}"), &text, &format!("a {c}"), &format!("{c} b")] {
                let words: Vec<&str> = text.split_whitespace().collect();
                assert_eq!(squeeze(text), words.join(" "), "{c:?}");
            }
            if is_clean(text.as_bytes()) {
                let class = unicode_normalization::char::canonical_combining_class(c);
                assert_eq!(class, 0, "{c:?} may move or join others");
                assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes);
            }
        }
        for blanks in ["", " ", " a", "a ", "a  b", "a b"] {
            let words: Vec<&str> = blanks.split_whitespace().collect();
            assert_eq!(squeeze(blanks), words.join(" "));
        }
    }

    #[test]
    fn invisible_characters_go_and_blanks_become_spaces() {
        assert_eq!(
            clean("\u{feff}đoàn\u{200b} vi\u{ad}ên\u{a0}mới\r\nhai"),
            "đoàn viên mới\nhai"
        );
        assert_eq!(squeeze("  một \n hai\t ba "), "một hai ba");
    }
}
