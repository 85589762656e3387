//! Last step of the folded analyzer: diacritics go, one character for one.

use super::{TermKind, Terms, memo};

/// Folds the text of every term that is no number.
pub fn fold(_text: &str, terms: &mut Terms) {
    let exact = terms.clone();
    fold_hashed(&exact, terms, |_, _| {});
}

/// The same, where `folded` is a copy of `exact`; calls `hashed` with the hashes of both
/// texts of each term.
pub fn fold_hashed(exact: &Terms, folded: &mut Terms, mut hashed: impl FnMut(u64, u64)) {
    let mut list = folded.take();
    memo::with_forms(|known| {
        for term in &mut list {
            let written = exact.text(term);
            if matches!(term.kind, TermKind::Number | TermKind::Slashed) {
                let hash = memo::term_hash(written);
                hashed(hash, hash);
                continue;
            }
            known.look_up(written, |forms| {
                hashed(forms.hash, forms.folded_hash);
                if let Some(bare) = &forms.folded {
                    folded.rewrite(term, |buffer| buffer.push_str(bare));
                }
            });
        }
    });
    folded.put(list);
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
