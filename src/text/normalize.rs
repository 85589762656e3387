//! Puts raw text into the one form that the rest of the program sees: NFC,
//! without invisible characters, with plain spaces and `\n` line ends.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Cleans `raw` into NFC text.
///
/// Zero-width characters, byte order marks and soft hyphens are removed,
/// every other kind of blank becomes one plain space, control characters
/// become a space, and line ends become `\n`. Nothing else changes.
pub fn clean(raw: &str) -> String {
    let visible = raw.chars().filter(|&c| !is_invisible(c));
    let mut text = String::with_capacity(raw.len());
    if is_nfc_quick(raw.chars()) == IsNormalized::Yes {
        push_plain(&mut text, visible);
    } else {
        push_plain(&mut text, visible.nfc());
    }
    text
}

/// Collapses every run of blanks, line ends included, into one space and trims both ends.
pub fn squeeze(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
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
    fn invisible_characters_go_and_blanks_become_spaces() {
        assert_eq!(
            clean("\u{feff}đoàn\u{200b} vi\u{ad}ên\u{a0}mới\r\nhai"),
            "đoàn viên mới\nhai"
        );
        assert_eq!(squeeze("  một \n hai\t ba "), "một hai ba");
    }
}
