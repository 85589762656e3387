//! Last step of the folded analyzer: diacritics go, one character for one.

use crate::text::fold::fold_char;

use super::{TermKind, Terms};

/// Folds the text of every term that is no number.
pub fn fold(_text: &str, terms: &mut Terms) {
    let mut folded = String::new();
    for mut term in terms.take() {
        if matches!(
            term.kind,
            TermKind::Syllable | TermKind::Concept | TermKind::Spelled
        ) && !terms.text(&term).is_ascii()
        {
            folded.clear();
            folded.extend(terms.text(&term).chars().map(fold_char));
            terms.rewrite(&mut term, |buffer| buffer.push_str(&folded));
        }
        terms.keep(term);
    }
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
