//! What two spellings of a line share.

use crate::text::fold::{base_at, fold_char};

/// Letters and digits alone, folded, words apart by one blank: what two spellings
/// of a heading share.
pub fn key(text: &str) -> String {
    key_head(text, usize::MAX)
}

/// The [`key`] of `text` where it is at most `most` bytes long, else the head of it, which
/// is longer than that.
pub fn key_head(text: &str, most: usize) -> String {
    let mut key = String::with_capacity(text.len().min(most));
    let mut word = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && key.len() <= most {
        let mut letter = None;
        if let Some((base, length)) = base_at(bytes, at) {
            letter = base.is_ascii_alphanumeric().then_some(base as char);
            at += length;
        } else if let Some(c) = text[at..].chars().next() {
            letter = is_letter(c).then(|| fold_char(c));
            at += c.len_utf8();
        }
        match letter {
            Some(letter) => key.push(letter),
            None if word => key.push(' '),
            None => {}
        }
        word = letter.is_some();
    }
    if at == bytes.len() && !word {
        key.pop();
    }
    key
}

/// Whether `wanted` is the [`key`] of `text`: told at the first letter that differs.
pub fn is_key(wanted: &str, text: &str) -> bool {
    after_key(wanted, text) == Some("")
}

/// Whether the [`key`] of `text` stands at the head of `wanted`.
pub fn begins_with_key(wanted: &str, text: &str) -> bool {
    after_key(wanted, text).is_some()
}

/// What of `wanted` stands behind the [`key`] of `text`.
fn after_key<'a>(wanted: &'a str, text: &str) -> Option<&'a str> {
    let mut rest = wanted.chars();
    let mut blank = false;
    for c in text.chars() {
        if !is_letter(c) {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && rest.as_str().len() < wanted.len() {
            (rest.next()? == ' ').then_some(())?;
        }
        (rest.next()? == fold_char(c)).then_some(())?;
    }
    Some(rest.as_str())
}

/// Whether `c` is a letter or a digit, of any script that pages are written in:
/// cheaper than asking Unicode, which a whole corpus would notice.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}'
        | '\u{d7}'
        | '\u{f7}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3020}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_forget_marks_and_case() {
        assert_eq!(key("  TIN LIÊN-QUAN: "), "tin lien quan");
        assert_eq!(key("…"), "");
    }

    #[test]
    fn keys_are_compared_without_being_made() {
        let texts = [
            "",
            "…",
            "a",
            " A ",
            "“Tin” – liên quan:",
            "tin liên",
            "tin lien quan",
            "x b",
            "Đà-Nẵng 5.",
        ];
        for text in texts {
            for other in texts {
                let wanted = key(other);
                assert_eq!(
                    is_key(&wanted, text),
                    key(text) == wanted,
                    "{text:?} {other:?}"
                );
                assert_eq!(
                    begins_with_key(&wanted, text),
                    wanted.starts_with(&key(text)),
                    "{text:?} {other:?}"
                );
            }
        }
    }
}
