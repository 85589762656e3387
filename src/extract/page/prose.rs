//! Whether a line is running text, and how it begins and ends.

use crate::text::bytes::count;

/// The number of words of a squeezed line: they stand one blank apart.
pub fn word_count(text: &str) -> usize {
    if text.is_empty() {
        return 0;
    }
    count(text.as_bytes(), |byte| byte == b' ') + 1
}

/// Whether `text` ends as a sentence does, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '|', ' '])
        .ends_with(['.', '!', '?', '…', ';', ':'])
}

/// Whether `text` reads as running text: too long for a headline, or a whole
/// sentence of some length.
pub fn is_prose(text: &str) -> bool {
    match text.len() {
        0..80 => return false,
        // no forty words are longer than this in Vietnamese
        800.. => return true,
        _ => {}
    }
    let words = word_count(text);
    words >= 40 || (words >= 18 && ends_sentence(text))
}

/// Whether `text` is an item of a list: `1. …`, `a) …`, `- …`. Items repeat without
/// being copies.
pub fn is_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    let inner = first.trim_end_matches(['.', ')', '/', '-', ':']);
    let marked = inner.len() < first.len() && inner.chars().count() <= 3;
    marked || matches!(first, "-" | "–" | "+" | "*" | "•" | "·")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_told_from_headlines() {
        assert!(!is_prose(
            "Công đoàn quận tổng kết hoạt động sáu tháng đầu năm"
        ));
        assert!(is_prose(
            "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đại biểu các cơ sở."
        ));
        assert!(ends_sentence("Ông nói: “Tốt lắm!”"));
        assert!(!ends_sentence("Tin khác"));
    }
}
