//! Finds the words of a text that a query matched.

use std::collections::HashSet;

use crate::analysis::{Analyzer, Term, TermKind, Terms};
use crate::article::Article;
use crate::text::{Span, fold};

use super::resolve::{Resolved, wholes};

/// Marks the matches of one query in any number of texts.
#[derive(Debug, Default)]
pub struct Highlighter {
    single: Matched,
    /// Words that match where all of them stand in a row, each so far behind the first.
    joined: Vec<Vec<(u32, Matched)>>,
}

/// What a word of the query matches.
#[derive(Debug, Default)]
struct Matched {
    exact: HashSet<String>,
    folded: HashSet<String>,
}

impl Matched {
    fn add(&mut self, unit: &Resolved) {
        self.exact.extend(unit.exact.iter().cloned());
        if unit.any_accent {
            self.folded.insert(unit.folded.clone());
        }
    }

    fn contains(&self, text: &str) -> bool {
        self.exact.contains(text) || (!self.folded.is_empty() && self.folded.contains(&fold(text)))
    }
}

/// A stretch of adjacent matched words.
struct Run {
    span: Span,
    words: Vec<String>,
    concept: bool,
}

impl Highlighter {
    /// A highlighter for these units.
    pub fn new(units: &[Resolved]) -> Highlighter {
        let mut highlighter = Highlighter::default();
        for whole in wholes(units) {
            if let [unit] = whole {
                highlighter.single.add(unit);
                continue;
            }
            let mut words = Vec::with_capacity(whole.len());
            for unit in whole {
                let mut word = Matched::default();
                word.add(unit);
                words.push((unit.unit.offset - whole[0].unit.offset, word));
            }
            highlighter.joined.push(words);
        }
        highlighter
    }

    /// The matches in `text`: sorted, disjoint; adjacent matches are one span.
    ///
    /// A lone syllable is left out where it also stands beside another match: of
    /// `phát triển đoàn viên`, the `triển` of `triển khai` is none.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        if self.is_empty() {
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
        self.matched(terms).next().is_some()
    }

    fn runs(&self, text: &str, terms: &Terms) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for term in self.matched(terms) {
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

    fn is_empty(&self) -> bool {
        let Matched { exact, folded } = &self.single;
        exact.is_empty() && folded.is_empty() && self.joined.is_empty()
    }

    /// The terms that match.
    fn matched<'t>(&self, terms: &'t Terms) -> impl Iterator<Item = &'t Term> {
        let mut in_row = HashSet::new();
        for words in &self.joined {
            for start in 0..terms.len() {
                in_row.extend(row(words, terms, start).into_iter().flatten());
            }
        }
        let matches = move |(i, term): &(usize, &Term)| {
            in_row.contains(i) || self.single.contains(terms.text(term))
        };
        let matched = terms.iter().enumerate().filter(matches);
        matched.map(|(_, term)| term)
    }
}

/// The terms that match `words` from the one at `start` on, if all of them do.
fn row(words: &[(u32, Matched)], terms: &Terms, start: usize) -> Option<Vec<usize>> {
    let first = terms.get(start)?.position;
    let mut found = Vec::with_capacity(words.len());
    let mut at = start;
    for (offset, word) in words {
        // Several terms begin at one position where there is an abbreviation.
        loop {
            let term = terms.get(at)?;
            if term.position > first + offset {
                return None;
            }
            if term.position == first + offset && word.contains(terms.text(term)) {
                break;
            }
            at += 1;
        }
        found.push(at);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(exact: &[&str], folded: &[&str]) -> Matched {
        Matched {
            exact: exact.iter().map(|term| term.to_string()).collect(),
            folded: folded.iter().map(|term| term.to_string()).collect(),
        }
    }

    fn highlighter(exact: &[&str], folded: &[&str]) -> Highlighter {
        Highlighter {
            single: matched(exact, folded),
            joined: Vec::new(),
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
    fn joined_words_match_in_a_row_alone() {
        let name = Highlighter {
            single: matched(&["công"], &[]),
            joined: vec![vec![
                (0, matched(&[], &["ba"])),
                (1, matched(&["đình"], &[])),
            ]],
        };
        assert_eq!(
            pieces(
                &name,
                "Ba gia đình ở Ba Đình, ba Đình; công nhân Bà\u{a0}Đình Ba"
            ),
            ["Ba Đình", "ba Đình", "công", "Bà\u{a0}Đình"]
        );
        let phrase = Highlighter {
            single: Matched::default(),
            joined: vec![vec![
                (0, matched(&["lập"], &[])),
                (1, matched(&["=cđcs"], &[])),
            ]],
        };
        assert_eq!(
            pieces(&phrase, "Lập CĐCS, thành lập công đoàn cơ sở, lập tổ"),
            ["Lập CĐCS", "lập công đoàn cơ sở"]
        );
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
