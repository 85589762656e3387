//! Turns text into index terms: an ordered list of steps for each analyzer.
//!
//! A step changes the text of a term, or adds terms; the span of a term always
//! points at the words that a reader sees.

mod concepts;
mod context;
mod fold;
mod memo;
mod number;
mod pairs;
mod syllables;
mod terms;

pub use memo::{Words, hash};
pub use pairs::{Hashes, PAIR_BITS, Placed, pair, pairs_into};
pub use terms::{Term, TermKind, Terms};

use xxhash_rust::xxh3::xxh3_64;

/// An analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Analyzer {
    /// Syllables with their diacritics in one tone placement, numbers, concepts.
    Exact,
    /// The same without diacritics.
    Folded,
}

/// A step of an analyzer: it rewrites the terms found so far.
type Step = fn(&str, &mut Terms);

/// Every analyzer with its steps, in the order in which they run.
const ANALYZERS: [(Analyzer, &[(&str, Step)]); 2] = [
    (
        Analyzer::Exact,
        &[
            ("syllables", syllables::split),
            ("numbers", number::canonical),
            ("concepts", concepts::add),
        ],
    ),
    (
        Analyzer::Folded,
        &[
            ("syllables", syllables::split),
            ("numbers", number::canonical),
            ("concepts", concepts::add),
            ("fold", fold::fold),
        ],
    ),
];

/// Changed by hand when a step's output changes: part of the [`fingerprint`].
const REVISION: u32 = 3;

impl Analyzer {
    /// Every analyzer.
    pub const ALL: [Analyzer; 2] = [Analyzer::Exact, Analyzer::Folded];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Analyzer::Exact => "exact",
            Analyzer::Folded => "folded",
        }
    }

    /// The names of its steps, in order.
    pub fn steps(self) -> impl Iterator<Item = &'static str> {
        self.chain().iter().map(|(name, _)| *name)
    }

    /// The terms of `text`, in the order of their positions.
    pub fn terms(self, text: &str) -> Terms {
        let mut terms = Terms::default();
        self.terms_into(text, &mut terms);
        terms
    }

    /// The same into a buffer that is used again.
    pub fn terms_into(self, text: &str, terms: &mut Terms) {
        terms.clear();
        for (_, step) in self.chain() {
            step(text, terms);
        }
    }

    fn chain(self) -> &'static [(&'static str, Step)] {
        let (_, steps) = ANALYZERS[self as usize];
        steps
    }
}

/// A number that changes whenever the analyzers do: an index made by others is out of date.
pub fn fingerprint() -> u64 {
    let mut description = format!("{REVISION}");
    for analyzer in Analyzer::ALL {
        description.push_str(analyzer.name());
        for step in analyzer.steps() {
            description.push_str(step);
        }
    }
    for row in crate::gazetteer::abbreviations::abbreviations() {
        description.push_str(&format!("{row:?}"));
    }
    for sense in crate::gazetteer::senses::senses() {
        description.push_str(&format!("{sense:?}"));
    }
    xxh3_64(description.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(analyzer: Analyzer, text: &str) -> Vec<String> {
        let terms = analyzer.terms(text);
        terms
            .iter()
            .map(|term| terms.text(term).to_string())
            .collect()
    }

    #[test]
    fn the_registry_lists_every_analyzer_in_its_place() {
        for (i, (analyzer, _)) in ANALYZERS.iter().enumerate() {
            assert_eq!(*analyzer as usize, i);
        }
    }

    #[test]
    fn the_folded_analyzer_goes_on_where_the_exact_one_ends() {
        let exact: Vec<&str> = Analyzer::Exact.steps().collect();
        let folded: Vec<&str> = Analyzer::Folded.steps().take(exact.len()).collect();
        assert_eq!(exact, folded);
    }

    #[test]
    fn the_whole_chain_reads_a_sentence_of_the_press() {
        assert_eq!(
            texts(
                Analyzer::Exact,
                "Thành lập 24/52 CĐCS, thu 1.625 triệu ở Ứng Hoà"
            ),
            [
                "thành", "lập", "24/52", "24", "52", "=cđcs", "=cđ", "cđcs", "thu", "1625",
                "triệu", "ở", "ứng", "hòa"
            ]
        );
        assert_eq!(
            texts(Analyzer::Folded, "Đoàn viên Thuý"),
            ["doan", "vien", "thuy"]
        );
    }

    /// The field `folded` has no positions: they are those of the exact terms.
    #[test]
    fn a_folded_term_stands_where_its_spelling_does() {
        for text in [
            "Thành lập 24/52 CĐCS, thu 1.625,5 triệu ở Ứng Hoà",
            "LĐLĐ TP.HCM: trường ĐH Luật, CĐ ngành, BTV và BTV đài; 05/7, 3/4/2022",
            "hoà hòa HÒA kỹ kĩ qui quy thuý thúy đoan đoàn Đoan ĐOÀN",
            "Café Zürich naïve façade Ångström ß ﬁ Σίσυφος мир 中文 ｆｕｌｌ ١٢٣ ²³",
            "U23 m2 85tr 4.0 COVID-19 n°5 a\u{302}\u{301}b e\u{323} \u{301}x ǅ İstanbul",
        ] {
            let (exact, folded) = (Analyzer::Exact.terms(text), Analyzer::Folded.terms(text));
            assert!(exact.len() > 5);
            assert_eq!(exact.len(), folded.len());
            for (one, other) in exact.iter().zip(folded.iter()) {
                assert_eq!((one.position, one.width), (other.position, other.width));
                let bare = folded.text(other);
                assert_eq!(crate::text::fold(exact.text(one)), bare, "{text}");
            }
        }
    }

    #[test]
    fn no_text_breaks_it() {
        for text in [
            "",
            "🙂",
            "/////",
            "1/2/3/4",
            "CĐ CĐ CĐ",
            "\u{301}\u{301}",
            "ﬁ ǅ ß İ",
        ] {
            for analyzer in Analyzer::ALL {
                let terms = analyzer.terms(text);
                for term in terms.iter() {
                    assert!(
                        text.is_char_boundary(term.span.start)
                            && text.is_char_boundary(term.span.end)
                    );
                    assert!(!terms.text(term).is_empty());
                }
            }
        }
    }
}
