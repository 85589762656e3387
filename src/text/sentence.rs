//! Cuts a text into sentences, as Vietnamese news writes them.

use memchr::{memchr2_iter, memchr3_iter};

use super::Span;

/// The sentences of `text`: in order, without the blanks between them.
///
/// A sentence ends at `.`, `!`, `?` or `…` (with closing quotes or brackets),
/// where the next one begins with a capital, a digit, a quote or a dash, and at
/// every line end. Dots in numbers, in initials (`T.Ư`, `TP. HCM`) and in
/// addresses of the web end nothing.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    let mut ends = memchr3_iter(b'.', b'!', b'?', bytes).peekable();
    // line ends, and what `…` begins with
    let mut others = memchr2_iter(b'\n', 0xe2, bytes).peekable();
    loop {
        while ends.next_if(|&end| end < at).is_some() {}
        while others.next_if(|&other| other < at).is_some() {}
        at = match (ends.peek(), others.peek()) {
            (Some(&end), Some(&other)) => end.min(other),
            (Some(&next), None) | (None, Some(&next)) => next,
            (None, None) => break,
        };
        let mark = match bytes[at] {
            b'.' | b'!' | b'?' => 1,
            b'\n' => {
                push_trimmed(&mut found, text, start, at);
                start = at + 1;
                at = start;
                continue;
            }
            0xe2 if bytes[at..].starts_with("…".as_bytes()) => "…".len(),
            _ => {
                at += 1;
                continue;
            }
        };
        let closed = |c: char| matches!(c, '.' | '!' | '?' | '…' | '”' | '"' | '’' | ')' | '»');
        let end = text.len() - text[at + mark..].trim_start_matches(closed).len();
        if ends_here(text, start, at, end) {
            push_trimmed(&mut found, text, start, end);
            start = end;
        }
        at = end;
    }
    push_trimmed(&mut found, text, start, text.len());
    found
}

/// Whether the end mark at `mark` (closed by quotes up to `end`) ends the sentence begun at `start`.
fn ends_here(text: &str, start: usize, mark: usize, end: usize) -> bool {
    let after = &text[end..];
    let next = after.trim_start_matches(' ');
    let Some(first) = next.chars().next() else {
        return true;
    };
    let opens = first.is_uppercase()
        || first.is_ascii_digit()
        || matches!(first, '“' | '"' | '‘' | '«' | '-' | '–' | '(' | '+' | '\n');
    if !opens {
        return false;
    }
    let before = &text[start..mark];
    let last_word = &before[before.trim_end_matches(char::is_alphanumeric).len()..];
    let dot = text[mark..].starts_with('.');
    if dot && is_initial(last_word) {
        return false;
    }
    if after.starts_with(' ') || after.starts_with('\n') {
        return true;
    }
    // glued to the next sentence: `1/7.Tại`, `đồng.Theo`
    let mut letters = next.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let small = letters.next().is_some_and(char::is_lowercase);
    capital && small && !last_word.is_empty()
}

/// Whether `word` before a dot is an initial or an abbreviation such as `TP`, `Q`, `Tr`, `ThS`.
fn is_initial(word: &str) -> bool {
    if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (letters == 1 && capitals == 1)
        || matches!(
            word,
            "TP" | "Tp"
                | "TX"
                | "TT"
                | "Tr"
                | "Th"
                | "ThS"
                | "TS"
                | "PGS"
                | "GS"
                | "BS"
                | "KS"
                | "St"
                | "Mr"
                | "Mrs"
                | "Dr"
        )
}

fn push_trimmed(found: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let piece = &text[start..end];
    let from = piece.trim_start();
    let left = piece.len() - from.len();
    let trimmed = from.trim_end();
    if !trimmed.is_empty() {
        found.push(Span::new(start + left, start + left + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            pieces("Kết nạp 1.625 đoàn viên. Thu 70,9% kế hoạch… Quận 5 giao."),
            [
                "Kết nạp 1.625 đoàn viên.",
                "Thu 70,9% kế hoạch…",
                "Quận 5 giao."
            ]
        );
        assert_eq!(
            pieces("Từ ngày 1/7.Tại TP.HCM, ông N.V. An nói: “Tốt!” Mọi người vui."),
            [
                "Từ ngày 1/7.",
                "Tại TP.HCM, ông N.V. An nói: “Tốt!”",
                "Mọi người vui."
            ]
        );
        assert_eq!(
            pieces("Xem laodong.vn để biết. kết quả"),
            ["Xem laodong.vn để biết. kết quả"]
        );
        assert_eq!(pieces("một\n\nhai"), ["một", "hai"]);
    }

    #[test]
    fn no_text_breaks_it() {
        for text in ["", "…", ".", "....", "a.", "\n\n", "”.“"] {
            for span in sentences(text) {
                assert!(!span.of(text).is_empty());
            }
        }
    }
}
