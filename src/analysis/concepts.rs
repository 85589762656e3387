//! Third step: an abbreviation and its expansion are one more term, so that
//! `CĐCS` and `công đoàn cơ sở` find each other.
//!
//! The term is named by the abbreviation behind a `=` (`=cđcs`), which no syllable
//! can contain. `CĐCS` also bears the concepts inside its expansion (`=cđ`), as the
//! spelled-out words do, and takes up as many positions.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::gazetteer::abbreviations::abbreviations;
use crate::text::{Span, fold};

use super::memo::Words;
use super::{Term, TermKind, Terms, context, number, syllables};

/// A concept of the table.
#[derive(Debug)]
struct Concept {
    /// The term: `=cđcs`.
    name: String,
    /// How many syllables its expansion has.
    width: u32,
    /// Concepts within the expansion, with their offset in syllables: `=cđ` at 0.
    inner: Vec<(u32, usize)>,
}

/// The table as a trie over syllables.
#[derive(Debug, Default)]
struct Table {
    concepts: Vec<Concept>,
    /// Abbreviations written as one word, in lower case, with and without diacritics.
    short: Words<usize>,
    /// Syllable → the edges that bear it, as (node, next node); node 0 is the root.
    edges: Words<Vec<(u32, u32)>>,
    /// The concept that ends at a node, and whether its words are the full expansion.
    ends: HashMap<u32, usize>,
    nodes: u32,
}

/// Adds the concept terms of `text`. At one position, concepts come first, the
/// longest in front.
pub fn add(_text: &str, terms: &mut Terms) {
    let table = table();
    let list = terms.take();
    let words: Vec<usize> = (0..list.len())
        .filter(|&i| list[i].kind != TermKind::Slashed)
        .collect();
    let mut word = 0;
    let mut shift = 0;
    for (i, term) in list.iter().enumerate() {
        let mut moved = term.clone();
        moved.position += shift;
        if term.kind != TermKind::Syllable {
            word += usize::from(term.kind != TermKind::Slashed);
            terms.keep(moved);
            continue;
        }
        debug_assert_eq!(words[word], i);
        let spelled = table.longest_first(terms, &list, &words[word..]);
        let at = |word: Option<&usize>| word.map(|&i| terms.text(&list[i]));
        let context = context::meant(
            terms.text(term),
            |i| at(words[..word].iter().rev().nth(i)),
            |i| at(words.get(word + 1 + i)),
        );
        if let (Some(syllables), true) = (context, spelled.is_empty()) {
            for (i, syllable) in syllables.iter().enumerate() {
                let position = moved.position + i as u32;
                terms.push(TermKind::Spelled, term.span, position, 1, syllable);
            }
            moved.width = syllables.len() as u32;
            shift += moved.width - 1;
            terms.keep(moved);
            word += 1;
            continue;
        }
        let single = table.short.get(terms.text(term)).copied();
        for (concept, length) in spelled {
            let last = &list[words[word + length - 1]];
            let span = Span::new(term.span.start, last.span.end);
            let spelled = length as u32 == table.concepts[concept].width;
            // `kinh phí CĐ` takes the room of `kinh phí công đoàn`.
            let words = &words[word..word + length];
            let width = words
                .iter()
                .map(|&i| table.width(terms.text(&list[i])))
                .sum();
            terms.push(
                TermKind::Concept,
                span,
                moved.position,
                width,
                &table.concepts[concept].name,
            );
            if !spelled {
                push_inner(table, terms, concept, span, moved.position, length as u32);
            }
        }
        if let Some(concept) = single {
            let width = table.concepts[concept].width;
            terms.push(
                TermKind::Concept,
                term.span,
                moved.position,
                width,
                &table.concepts[concept].name,
            );
            push_inner(table, terms, concept, term.span, moved.position, width);
            moved.width = width;
            shift += width - 1;
        }
        terms.keep(moved);
        word += 1;
    }
}

/// The concepts within an abbreviated one stand at its place.
fn push_inner(
    table: &Table,
    terms: &mut Terms,
    concept: usize,
    span: Span,
    position: u32,
    room: u32,
) {
    for &(offset, inner) in &table.concepts[concept].inner {
        let inner = &table.concepts[inner];
        if offset + inner.width <= room {
            terms.push(
                TermKind::Concept,
                span,
                position + offset,
                inner.width,
                &inner.name,
            );
        }
    }
}

impl Table {
    /// The concepts that begin at the first of `words`, the longest first, with their length in words.
    fn longest_first(&self, terms: &Terms, list: &[Term], words: &[usize]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut node = 0;
        for (length, &word) in words.iter().enumerate() {
            let Some(next) = self.next(node, terms.text(&list[word])) else {
                break;
            };
            node = next;
            if let Some(&concept) = self.ends.get(&node) {
                found.push((concept, length + 1));
            }
        }
        found.reverse();
        found
    }

    /// How many positions `word` takes up: more than one where it is an abbreviation.
    fn width(&self, word: &str) -> u32 {
        let concept = self.short.get(word);
        concept.map_or(1, |&concept| self.concepts[concept].width)
    }

    fn next(&self, node: u32, syllable: &str) -> Option<u32> {
        let edges = self.edges.get(syllable)?;
        let edge = edges.iter().find(|(from, _)| *from == node)?;
        Some(edge.1)
    }

    fn insert(&mut self, syllables: &[String], concept: usize) {
        let mut node = 0;
        for syllable in syllables {
            node = self.next(node, syllable).unwrap_or_else(|| {
                self.nodes += 1;
                let edges = self.edges.entry(syllable.as_str().into()).or_default();
                edges.push((node, self.nodes));
                self.nodes
            });
        }
        self.ends.entry(node).or_insert(concept);
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        let rows: Vec<_> = abbreviations().collect();
        for (concept, row) in rows.iter().enumerate() {
            let expansion = plain_syllables(row.expansion);
            table.concepts.push(Concept {
                name: format!("={}", row.short.to_lowercase()),
                width: expansion.len() as u32,
                inner: Vec::new(),
            });
            table.insert(&expansion, concept);
            table.insert(
                &expansion
                    .iter()
                    .map(|syllable| fold(syllable))
                    .collect::<Vec<_>>(),
                concept,
            );
            for spelling in row.spellings.iter().chain([&row.short]) {
                let words = plain_syllables(spelling);
                match words.as_slice() {
                    [word] => {
                        table.short.insert(word.as_str().into(), concept);
                        if word.chars().count() > 2 {
                            table.short.entry(fold(word).into()).or_insert(concept);
                        }
                    }
                    _ => table.insert(&words, concept),
                }
            }
        }
        for (concept, row) in rows.iter().enumerate() {
            table.concepts[concept].inner =
                inner_concepts(&table, &plain_syllables(row.expansion), concept);
        }
        table
    })
}

/// The concepts spelled out within an expansion, other than itself.
fn inner_concepts(table: &Table, expansion: &[String], itself: usize) -> Vec<(u32, usize)> {
    let mut inner = Vec::new();
    for start in 0..expansion.len() {
        let mut node = 0;
        for syllable in &expansion[start..] {
            let Some(next) = table.next(node, syllable) else {
                break;
            };
            node = next;
            match table.ends.get(&node) {
                Some(&concept) if concept != itself => inner.push((start as u32, concept)),
                _ => {}
            }
        }
    }
    inner
}

fn plain_syllables(text: &str) -> Vec<String> {
    let mut terms = Terms::default();
    syllables::split(text, &mut terms);
    number::canonical(text, &mut terms);
    terms
        .iter()
        .map(|term| terms.text(term).to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, TermKind};

    fn concepts(text: &str) -> Vec<(String, u32, u32)> {
        let terms = Analyzer::Exact.terms(text);
        let found = terms.iter().filter(|term| term.kind == TermKind::Concept);
        found
            .map(|term| (terms.text(term).to_string(), term.position, term.width))
            .collect()
    }

    #[test]
    fn an_abbreviation_and_its_expansion_are_one_term() {
        let both = [("=cđcs".to_string(), 2, 4), ("=cđ".to_string(), 2, 2)];
        assert_eq!(concepts("thành lập CĐCS"), both);
        assert_eq!(concepts("thành lập công đoàn cơ sở"), both);
        assert_eq!(concepts("thanh lap cong doan co so"), both);
        assert_eq!(concepts("thanh lap cdcs"), both);
    }

    #[test]
    fn other_spellings_are_known() {
        for text in [
            "CNVCLĐ",
            "CNVC-LĐ",
            "CNVC - LĐ",
            "công nhân, viên chức, lao động",
        ] {
            assert_eq!(concepts(text)[0].0, "=cnvclđ", "{text}");
        }
        assert_eq!(concepts("Tổng LĐLĐ Việt Nam")[0].0, "=tlđlđvn");
        assert_eq!(concepts("hội viên"), []);
    }

    #[test]
    fn an_abbreviation_of_several_meanings_is_read_by_its_neighbours() {
        let texts = |text: &str| -> Vec<String> {
            let terms = Analyzer::Exact.terms(text);
            let found = terms.iter().filter(|term| term.kind != TermKind::Concept);
            found.map(|term| terms.text(term).to_string()).collect()
        };
        assert_eq!(
            texts("trường ĐH Luật"),
            ["trường", "đại", "học", "đh", "luật"]
        );
        assert_eq!(texts("ĐH lần thứ XII")[..3], ["đại", "hội", "đh"]);
        assert_eq!(texts("ĐH"), ["đh"]);
        assert_eq!(concepts("trường CĐ nghề"), []);
        assert_eq!(concepts("thành lập CĐ cơ sở")[0].0, "=cđcs");
        let terms = Analyzer::Exact.terms("dự ĐH nhiệm kỳ");
        let end = terms.iter().find(|term| terms.text(term) == "nhiệm");
        assert_eq!(end.map(|term| term.position), Some(3));
    }

    #[test]
    fn positions_run_on_as_if_it_were_spelled_out() {
        let positions = |text: &str| -> u32 {
            let terms = Analyzer::Exact.terms(text);
            let last = terms.iter().last().expect("terms");
            assert_eq!(terms.text(last), "mạnh");
            last.position
        };
        assert_eq!(
            positions("CĐCS vững mạnh"),
            positions("công đoàn cơ sở vững mạnh")
        );
        assert_eq!(
            concepts("thu kinh phí CĐ")[0],
            concepts("thu kinh phí công đoàn")[0]
        );
    }
}
