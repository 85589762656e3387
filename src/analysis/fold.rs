//! Last step of the folded analyzer: diacritics go, one character for one.

use crate::text::fold::fold_into;

use super::{TermKind, Terms};

/// Folds the text of every term that is no number.
pub fn fold(_text: &str, terms: &mut Terms) {
    let mut list = terms.take();
    let mut bare = String::new();
    for term in &mut list {
        if matches!(term.kind, TermKind::Number | TermKind::Slashed) {
            continue;
        }
        bare.clear();
        fold_into(terms.text(term), &mut bare);
        if bare != terms.text(term) {
            terms.rewrite(term, |buffer| buffer.push_str(&bare));
        }
    }
    terms.put(list);
}

#[cfg(test)]
mod tests {
    use super::super::Analyzer;

    #[test]
    fn spans_stay_on_the_words_of_the_text() {
        let text = "Đoàn VIÊN";
        let terms = Analyzer::Folded.terms(text);
        let spans: Vec<&str> = terms.iter().map(|term| term.span.of(text)).collect();
        assert_eq!(spans, ["Đoàn", "VIÊN"]);
    }
}
