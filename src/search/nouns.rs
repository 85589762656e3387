//! Looks up the nouns of the figures in the index.

use std::collections::BTreeSet;
use std::ops::Bound;

use tantivy::Searcher;

use crate::index::figure_key::{Class, any_marks, prefix};
use crate::index::figure_noun::{noun_of, spelling_of};
use crate::index::schema::fields;
use crate::query::Word;
use crate::text::fold::{fold, has_marks, is_compatible};

use super::condition::Condition;

/// A noun is common enough to be sure of once it has this many terms.
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
    /// How many terms the noun has.
    pub terms: usize,
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
        let noun = if self.literally {
            spelling_of(&typed)
        } else {
            noun_of(&typed)
        };
        let mut folded = Vec::new();
        for class in classes {
            let mut nouns = self.nouns(*class, &noun)?;
            if self.literally {
                nouns.retain(|found| *found == noun);
            }
            folded.extend(nouns.into_iter().map(|found| (*class, found)));
        }
        let of_degree = |fits: fn(&str, &str) -> bool| -> Vec<(Class, String)> {
            let all = folded
                .iter()
                .filter(|(_, found)| unit_wise(&noun, found, fits));
            all.cloned().collect()
        };
        let mut nouns = of_degree(as_typed);
        if nouns.is_empty() {
            nouns = of_degree(is_compatible);
        }
        Ok(Condition {
            typed,
            nouns,
            folded,
            low: Bound::Unbounded,
            high: Bound::Unbounded,
        })
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
            let mut terms = 0;
            for (class, noun) in &condition.folded {
                terms += self.term_count(*class, noun)?;
            }
            let tail = Tail { start, terms };
            if !condition.nouns.is_empty() {
                return Ok(Some(tail));
            }
            other_marks = other_marks.or(Some(tail));
        }
        Ok(other_marks)
    }

    /// The nouns of the index that are `noun` but for their marks.
    fn nouns(&self, class: Class, noun: &str) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        if noun.is_empty() {
            return Ok(found);
        }
        let start = any_marks(class, noun);
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(fields().figure)?;
            let mut from = start.clone();
            loop {
                let mut terms = inverted.terms().range().ge(&from).into_stream()?;
                if !terms.advance() {
                    break;
                }
                let Some(rest) = terms.key().strip_prefix(start.as_slice()) else {
                    break;
                };
                let end = rest.iter().position(|byte| *byte == 0);
                let Some(noun) = end.and_then(|end| rest.get(..end)) else {
                    break;
                };
                // On to the next noun, past all values of this one.
                from = [&start, noun, &[1]].concat();
                found.extend(std::str::from_utf8(noun).ok().map(str::to_string));
            }
        }
        Ok(found)
    }

    /// How many terms a noun has, as far as that matters.
    fn term_count(&self, class: Class, noun: &str) -> tantivy::Result<usize> {
        let start = prefix(class, noun);
        let end = [&start[..start.len() - 1], &[1]].concat();
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(fields().figure)?;
            let range = inverted.terms().range().ge(&start).lt(&end);
            let mut terms = range.into_stream()?;
            while count < MANY && terms.advance() {
                count += 1;
            }
        }
        Ok(count)
    }
}

/// Words as one text.
pub fn joined(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// Whether every unit of the noun `typed` fits that of `full`.
fn unit_wise(typed: &str, full: &str, fits: fn(&str, &str) -> bool) -> bool {
    let mut others = full.split(' ');
    let all = typed.split(' ').all(|unit| {
        let other = others.next();
        other.is_some_and(|other| unit == other || fits(unit, other))
    });
    all && others.next().is_none()
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
        assert!(unit_wise("đoàn viên", "đoàn viên", as_typed));
        assert!(unit_wise("doan vien", "đoàn viên", as_typed));
        assert!(unit_wise("đoàn vien", "đoàn viên", as_typed));
        assert!(unit_wise("=cđcs", "=cđcs", as_typed));
        assert!(!unit_wise("đoàn viện", "đoàn viên", as_typed));
        assert!(!unit_wise("đoan viên", "đoàn viên", as_typed));
        assert!(unit_wise("đoan viên", "đoàn viên", is_compatible));
        assert!(!unit_wise("đoàn viên", "đoàn viên mới", as_typed));
        assert!(!unit_wise("đoàn viên mới", "đoàn viên", as_typed));
    }
}
