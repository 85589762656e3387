//! Finds the words of a text that a query matched.

use std::collections::HashSet;

use crate::analysis::{Analyzer, Term, TermKind, Terms};
use crate::article::Article;
use crate::text::{Span, fold};

use super::resolve::Resolved;

/// Marks the matches of one query in any number of texts.
#[derive(Debug, Default)]
pub struct Highlighter {
    exact: HashSet<String>,
    folded: HashSet<String>,
}

/// A stretch of adjacent matched words.
struct Run {
    span: Span,
    words: Vec<String>,
    concept: bool,
}

impl Highlighter {
    /// A highlighter for these units.
    pub fn new<'a>(units: impl IntoIterator<Item = &'a Resolved>) -> Highlighter {
        let mut highlighter = Highlighter::default();
        for unit in units {
            highlighter.exact.extend(unit.exact.iter().cloned());
            if unit.any_accent {
                highlighter.folded.insert(unit.folded.clone());
            }
        }
        highlighter
    }

    /// The matches in `text`: sorted, disjoint; adjacent matches are one span.
    ///
    /// A lone syllable is left out where it also stands beside another match: of
    /// `phát triển đoàn viên`, the `triển` of `triển khai` is none.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        if self.exact.is_empty() && self.folded.is_empty() {
            return Vec::new();
        }
        let terms = Analyzer::Exact.terms(text);
        let runs = self.runs(text, &terms);
        let mut grouped: HashSet<&str> = HashSet::new();
        for run in &runs {
            if run.words.len() > 1 || run.concept {
                grouped.extend(run.words.iter().map(String::as_str));
            }
        }
        let shown = |run: &&Run| {
            run.words.len() > 1 || run.concept || !grouped.contains(run.words[0].as_str())
        };
        runs.iter().filter(shown).map(|run| run.span).collect()
    }

    /// The matches in each paragraph of `article`.
    pub fn paragraphs(&self, article: &Article) -> Vec<Vec<Span>> {
        let paragraphs = article.paragraphs.iter();
        paragraphs
            .map(|paragraph| self.spans(&paragraph.text))
            .collect()
    }

    /// Whether any match stands among `terms`.
    pub(super) fn occurs(&self, terms: &Terms) -> bool {
        terms.iter().any(|term| self.matches(terms, term))
    }

    fn runs(&self, text: &str, terms: &Terms) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for term in terms.iter().filter(|term| self.matches(terms, term)) {
            let concept = term.kind == TermKind::Concept;
            let word = fold(terms.text(term));
            if let Some(last) = runs.last_mut() {
                let inside = term.span.end <= last.span.end;
                let between = text.get(last.span.end..term.span.start).unwrap_or("");
                let adjacent =
                    term.span.start >= last.span.end && between.chars().all(char::is_whitespace);
                if inside || adjacent {
                    last.span.end = last.span.end.max(term.span.end);
                    last.concept |= concept;
                    if !inside {
                        last.words.push(word);
                    }
                    continue;
                }
            }
            runs.push(Run {
                span: term.span,
                words: vec![word],
                concept,
            });
        }
        runs
    }

    fn matches(&self, terms: &Terms, term: &Term) -> bool {
        let text = terms.text(term);
        self.exact.contains(text) || (!self.folded.is_empty() && self.folded.contains(&fold(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlighter(exact: &[&str], folded: &[&str]) -> Highlighter {
        Highlighter {
            exact: exact.iter().map(|term| term.to_string()).collect(),
            folded: folded.iter().map(|term| term.to_string()).collect(),
        }
    }

    fn pieces<'a>(highlighter: &Highlighter, text: &'a str) -> Vec<&'a str> {
        highlighter
            .spans(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn adjacent_matches_are_one_and_stray_syllables_none() {
        let query = highlighter(&["phát", "triển", "đoàn", "viên"], &[]);
        assert_eq!(
            pieces(
                &query,
                "Triển khai kế hoạch phát triển đoàn viên, kết nạp đoàn viên mới."
            ),
            ["phát triển đoàn viên", "đoàn viên"]
        );
        assert_eq!(pieces(&query, "Triển khai kế hoạch năm."), ["Triển"]);
    }

    #[test]
    fn bare_syllables_match_every_accent_and_concepts_their_words() {
        assert_eq!(
            pieces(&highlighter(&[], &["doan"]), "Đoàn, đoạn, doanh"),
            ["Đoàn", "đoạn"]
        );
        assert_eq!(
            pieces(
                &highlighter(&["=cđcs"], &[]),
                "12 CĐCS và 3 công đoàn cơ sở"
            ),
            ["CĐCS", "công đoàn cơ sở"]
        );
    }
}
