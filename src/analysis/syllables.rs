//! First step: cuts the text into tokens, in lower case and with one tone placement.

use crate::text::{TokenKind, tokens};

use super::{TermKind, Terms, memo};

/// Fills `terms` with the tokens of `text`.
pub fn split(text: &str, terms: &mut Terms) {
    terms.reserve(text.len());
    memo::with(|known| {
        for (position, token) in tokens(text).enumerate() {
            let kind = match token.kind {
                TokenKind::Word => TermKind::Syllable,
                TokenKind::Number => TermKind::Number,
                TokenKind::Slashed => TermKind::Slashed,
            };
            let raw = token.span.of(text);
            terms.push_with(kind, token.span, position as u32, 1, |buffer| match kind {
                TermKind::Syllable => known.canonical(raw, buffer),
                _ => buffer.push_str(raw),
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_tone_placement_do_not_matter() {
        let mut old = Terms::default();
        split("HÒA thúy", &mut old);
        let mut new = Terms::default();
        split("hoà Thuý", &mut new);
        let texts = |terms: &Terms| -> Vec<String> {
            terms
                .iter()
                .map(|term| terms.text(term).to_string())
                .collect()
        };
        assert_eq!(texts(&old), ["hòa", "thúy"]);
        assert_eq!(texts(&old), texts(&new));
    }
}
