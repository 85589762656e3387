//! First step: cuts the text into tokens, in lower case and with one tone placement.

use crate::text::{TokenKind, tokens, tone};

use super::{TermKind, Terms};

/// Fills `terms` with the tokens of `text`.
pub fn split(text: &str, terms: &mut Terms) {
    let mut lower = String::new();
    for (position, token) in tokens(text).enumerate() {
        let kind = match token.kind {
            TokenKind::Word => TermKind::Syllable,
            TokenKind::Number => TermKind::Number,
            TokenKind::Slashed => TermKind::Slashed,
        };
        let raw = token.span.of(text);
        terms.push_with(kind, token.span, position as u32, 1, |buffer| {
            if kind != TermKind::Syllable {
                buffer.push_str(raw);
                return;
            }
            lower.clear();
            lower.extend(raw.chars().flat_map(char::to_lowercase));
            match tone::misplaced(&lower) {
                Some(placed) => buffer.push_str(&placed),
                None => buffer.push_str(&lower),
            }
        });
    }
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
