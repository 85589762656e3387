//! Looks at the text near a byte: its head and tail, its sentence, whole words in it.

/// Where `word` stands in `text`, its own letters glued to no other on either side.
pub(super) fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> {
    let starts = word.starts_with(char::is_alphanumeric);
    let ends = word.ends_with(char::is_alphanumeric);
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| {
            let glued_before = starts && text[..at].ends_with(char::is_alphanumeric);
            let glued_after = ends && text[at + word.len()..].starts_with(char::is_alphanumeric);
            !glued_before && !glued_after
        })
}

/// Whether one of `words` stands in `text` as a word.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| places(text, word).next().is_some())
}

/// Where the last of `words` stands in `text` as a word.
pub(super) fn rfind_word(text: &str, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .filter_map(|word| places(text, word).last())
        .max()
}

/// Whether one of `parts` stands anywhere in `text`, as a part of a word, too.
pub(super) fn has_text(text: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| text.contains(part))
}

/// `text` without `word`, given in lower case, that it ends with as a word in any case.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut left = text.chars();
    for wanted in word.chars().rev() {
        let c = left.next_back()?;
        if c != wanted && !c.to_lowercase().eq([wanted]) {
            return None;
        }
    }
    let head = left.as_str();
    (!head.ends_with(char::is_alphanumeric)).then_some(head)
}

/// Whether `text`, blanks at its end aside, ends with one of `words`, given in lower case.
pub(super) fn ends_with_word(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| strip_word(text, word).is_some())
}

/// The last `n` bytes of `text`, or a little less.
pub(super) fn tail(text: &str, n: usize) -> &str {
    let mut from = text.len().saturating_sub(n);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first `n` bytes of `text`, or a little less.
pub(super) fn head(text: &str, n: usize) -> &str {
    let mut to = n.min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

/// Whether the character `c` at byte `at` closes a sentence: no stop within a number or
/// behind a shortened name (`TP. Vinh`).
fn closes(text: &str, at: usize, c: char) -> bool {
    matches!(c, ';' | '\n' | '!' | '?' | '…')
        || c == '.'
            && (text[at + 1..].is_empty() || text[at + 1..].starts_with(' '))
            && !text[..at].ends_with(char::is_uppercase)
}

/// The sentence before byte `at`, 160 bytes at most.
pub(super) fn sentence_before(text: &str, at: usize) -> &str {
    let near = tail(&text[..at], 160);
    let from = at - near.len();
    let stop = near
        .char_indices()
        .rfind(|&(i, c)| closes(text, from + i, c));
    stop.map_or(near, |(i, c)| &near[i + c.len_utf8()..])
}

/// What is left of the sentence, `n` bytes at most.
pub(super) fn rest_of_sentence(after: &str, n: usize) -> &str {
    let near = head(after, n);
    let stop = near.char_indices().find(|&(i, c)| closes(after, i, c));
    stop.map_or(near, |(i, _)| &near[..i])
}

/// A sentence without the blanks, quotes and dashes before its first word.
pub(super) fn opening(sentence: &str) -> &str {
    sentence.trim_start_matches([' ', '“', '"', '-', '–'])
}

/// The text before a year without `năm` and what sets the year apart: `năm ngoái (năm` →
/// `năm ngoái`.
pub(super) fn before_year(before: &str) -> &str {
    let near = before.trim_end();
    strip_word(near, "năm")
        .unwrap_or(near)
        .trim_end_matches([' ', ',', '(', '-', '–'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(has_word("anh hết việc", &["hết"]));
        assert!(!has_word("anh chết đói", &["hết"]));
        assert!(!has_word("hội hè", &["hộ"]));
        assert!(has_word("Ba (sinh ở Vinh)", &["(sinh"]));
        assert!(has_word("tăng 5%", &["%"]));
        assert!(has_text("các CĐCS", &["CĐ"]));
        assert_eq!(rfind_word("sẽ đi, sẽ về, sẽn", &["sẽ"]), Some(10));
        assert_eq!(rfind_word("sẽn", &["sẽ"]), None);
    }

    #[test]
    fn words_at_the_end_are_whole_in_any_case() {
        assert!(ends_with_word("TRONG NĂM ", &["trong năm"]));
        assert!(ends_with_word("hết", &["hết"]));
        assert!(!ends_with_word("anh chết", &["hết"]));
        assert!(!ends_with_word("ă", &["năm"]));
        assert_eq!(strip_word("Cả NĂM", "năm"), Some("Cả "));
    }

    #[test]
    fn sentences_are_cut_at_their_stops() {
        let text = "Ở TP. Vinh, năm nay. Mưa 3.5 ly; nắng";
        let at = text.find("3.5").expect("the number");
        assert_eq!(sentence_before(text, at), " Mưa ");
        assert_eq!(rest_of_sentence(&text[at..], 90), "3.5 ly");
        assert_eq!(rest_of_sentence(text, 90), "Ở TP. Vinh, năm nay");
        assert_eq!(rest_of_sentence("ừ ừ", 2), "");
        assert_eq!(rest_of_sentence("hết.", 90), "hết");
    }

    #[test]
    fn what_sets_a_year_apart_is_passed_over() {
        assert_eq!(before_year("năm ngoái (năm "), "năm ngoái");
        assert_eq!(before_year("Năm nay, "), "Năm nay");
        assert_eq!(before_year(""), "");
        assert_eq!(opening(" “Năm"), "Năm");
    }
}
