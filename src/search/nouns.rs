//! Looks up the nouns of the figures in the index.

use std::collections::BTreeSet;
use std::ops::Bound;

use tantivy::Searcher;

use crate::index::figure_key::{Begin, Class, any_marks};
use crate::index::figure_noun::{NounWord, noun_units};
use crate::index::schema::fields;
use crate::query::Word;
use crate::text::fold::{fold, has_marks, is_compatible};

use super::condition::Condition;
use super::noun_pattern::NounPattern;

/// A noun is common enough to be sure of once so many passages state a figure of it.
const MANY: usize = 1000;

/// The nouns of the index.
pub struct Vocabulary<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// Whether a noun is only itself, letter for letter.
    pub literally: bool,
}

/// The end of some words that is a noun of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// Its first word.
    pub start: usize,
    /// How many passages state a figure of the noun.
    pub passages: usize,
}

impl Tail {
    /// The same where `skipped` words stand before those it was found in.
    pub fn after(self, skipped: usize) -> Tail {
        Tail {
            start: self.start + skipped,
            ..self
        }
    }
}

impl Vocabulary<'_> {
    /// Every figure of the noun `words`.
    pub fn all_of(&self, words: &[Word], classes: &[Class]) -> tantivy::Result<Condition> {
        let typed = joined(words);
        let units = noun_units(&typed, self.literally);
        let folded = self.patterns(&units, classes)?;
        if self.literally {
            let nouns = self.fitting(&folded, &units, |one, other| one == other)?;
            return Ok(unbounded(typed, nouns.clone(), nouns));
        }
        let mut nouns = self.fitting(&folded, &units, as_typed)?;
        if nouns.is_empty() {
            nouns = self.fitting(&folded, &units, is_compatible)?;
        }
        Ok(unbounded(typed, nouns, folded))
    }

    /// The longest end of `words` that is a noun of these classes; with `whole`, all of
    /// them or nothing. One with the marks typed is better than a longer one without.
    pub fn tail(
        &self,
        words: &[Word],
        whole: bool,
        classes: &[Class],
    ) -> tantivy::Result<Option<Tail>> {
        let starts = if whole {
            0..words.len().min(1)
        } else {
            0..words.len()
        };
        let mut other_marks = None;
        for start in starts {
            let condition = self.all_of(&words[start..], classes)?;
            if condition.is_unknown() {
                continue;
            }
            let mut passages = 0;
            for pattern in &condition.folded {
                passages += pattern.count(self.searcher, MANY)?;
            }
            let tail = Tail { start, passages };
            if !condition.nouns.is_empty() {
                return Ok(Some(tail));
            }
            other_marks = other_marks.or(Some(tail));
        }
        Ok(other_marks)
    }

    /// The ways in which figures of these classes bear the noun `units`, whatever the
    /// marks; only those that any figure bears.
    fn patterns(&self, units: &[NounWord], classes: &[Class]) -> tantivy::Result<Vec<NounPattern>> {
        let mut found = Vec::new();
        if units.is_empty() {
            return Ok(found);
        }
        for &class in classes {
            for &begin in class.begins() {
                let mut pattern = NounPattern {
                    class,
                    begin,
                    words: Vec::new(),
                };
                for unit in units {
                    let texts = self.spellings(class, begin, unit)?;
                    pattern.words.push((unit.at, texts));
                }
                found.push(pattern);
            }
        }
        self.borne(found)
    }

    /// Those of `patterns` that any figure bears with words that fit `units`.
    fn fitting(
        &self,
        patterns: &[NounPattern],
        units: &[NounWord],
        fits: fn(&str, &str) -> bool,
    ) -> tantivy::Result<Vec<NounPattern>> {
        let mut narrowed = patterns.to_vec();
        for pattern in &mut narrowed {
            for (unit, (_, texts)) in units.iter().zip(&mut pattern.words) {
                texts.retain(|text| *text == unit.text || fits(&unit.text, text));
            }
        }
        self.borne(narrowed)
    }

    /// Those of `patterns` that any figure bears.
    fn borne(&self, patterns: Vec<NounPattern>) -> tantivy::Result<Vec<NounPattern>> {
        let mut found = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            if pattern.count(self.searcher, 1)? > 0 {
                found.push(pattern);
            }
        }
        Ok(found)
    }

    /// The words of the index that are `unit` but for its marks.
    fn spellings(
        &self,
        class: Class,
        begin: Begin,
        unit: &NounWord,
    ) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        let start = any_marks(class, begin, unit.at == 0, &unit.text);
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(fields().figure)?;
            let mut terms = inverted.terms().range().ge(&start).into_stream()?;
            while terms.advance() {
                let Some(rest) = terms.key().strip_prefix(start.as_bytes()) else {
                    break;
                };
                found.extend(std::str::from_utf8(rest).ok().map(str::to_string));
            }
        }
        Ok(found)
    }
}

/// A condition on a noun alone.
fn unbounded(typed: String, nouns: Vec<NounPattern>, folded: Vec<NounPattern>) -> Condition {
    Condition {
        typed,
        nouns,
        folded,
        low: Bound::Unbounded,
        high: Bound::Unbounded,
    }
}

/// Words as one text.
pub fn joined(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// A syllable with marks is itself; one without is any.
fn as_typed(typed: &str, full: &str) -> bool {
    typed == full || (!has_marks(typed) && fold(full) == typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_typed_must_fit() {
        assert!(as_typed("đoàn", "đoàn") && as_typed("doan", "đoàn"));
        assert!(as_typed("=cđcs", "=cđcs"));
        assert!(!as_typed("viện", "viên") && !as_typed("đoan", "đoàn"));
        assert!(is_compatible("đoan", "đoàn"));
    }
}
