//! Looks at the text near a byte: its head and tail, its clause, words in it.

/// Whether one of `words` stands in `text`, not glued to a letter before it.
pub(super) fn contains(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

/// Where `word` stands last in `text`, not glued to a letter on either side.
pub(super) fn rfind(text: &str, word: &str) -> Option<usize> {
    let (at, _) = text.rmatch_indices(word).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(before) && free(after)
    })?;
    Some(at)
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

/// Whether one of `words` stands anywhere in `text`.
pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The sentence before byte `at`, 160 bytes at most.
pub(super) fn clause(text: &str, at: usize) -> &str {
    let near = tail(&text[..at], 160);
    let stop = near.char_indices().rfind(|&(i, c)| {
        matches!(c, ';' | '\n' | '!' | '?' | '…')
            || (c == '.'
                && near[i + 1..].starts_with(' ')
                && !near[..i].ends_with(|c: char| c.is_uppercase()))
    });
    stop.map_or(near, |(i, c)| &near[i + c.len_utf8()..])
}
