//! A condition on figures whose noun has been looked up in the index.

use std::ops::{Bound, RangeBounds};

use crate::article::Figure;
use crate::index::figure_key::{FigureKey, figure_keys};
use crate::text::fold::{fold, has_marks};

use super::noun_pattern::NounPattern;
use super::value_query::{Scoring, ValueQuery};

/// A condition on figures, its noun looked up in the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The noun as typed.
    pub typed: String,
    /// The nouns of the index that it is.
    pub(super) nouns: Vec<NounPattern>,
    /// The same whatever the marks.
    pub(super) folded: Vec<NounPattern>,
    pub(super) low: Bound<f64>,
    pub(super) high: Bound<f64>,
}

impl Condition {
    /// Whether the figure with these keys satisfies it.
    pub fn holds(&self, keys: &[FigureKey]) -> bool {
        keys.iter().any(|key| self.accepts(key))
    }

    /// The same as if the noun had been typed without marks.
    pub fn folded(&self) -> Condition {
        Condition {
            typed: fold(&self.typed),
            nouns: self.folded.clone(),
            ..self.clone()
        }
    }

    /// Whether the noun was typed with marks.
    pub fn is_accented(&self) -> bool {
        has_marks(&self.typed)
    }

    /// Whether no figure of the index has such a noun.
    pub fn is_unknown(&self) -> bool {
        self.folded.is_empty()
    }

    /// The passages with a figure that satisfies it.
    pub fn query(&self, scoring: Scoring) -> ValueQuery {
        ValueQuery {
            nouns: self.nouns.clone(),
            low: self.low,
            high: self.high,
            scoring,
        }
    }

    fn accepts(&self, key: &FigureKey) -> bool {
        (self.low, self.high).contains(&key.value) && self.nouns.iter().any(|noun| noun.fits(key))
    }
}

/// Which of `figures`, whose spans lie in `text`, satisfy any of `conditions`.
pub fn answers(text: &str, figures: &[Figure], conditions: &[Condition]) -> Vec<bool> {
    if conditions.is_empty() {
        return vec![false; figures.len()];
    }
    let keys = figure_keys(text, figures);
    keys.iter()
        .map(|keys| conditions.iter().any(|condition| condition.holds(keys)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::figure_key::{Begin, Class};
    use crate::index::figure_noun::{Nouns, Phrase};

    fn pattern(words: [&str; 2], last: &[&str]) -> NounPattern {
        let texts = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect();
        NounPattern {
            class: Class::Count,
            begin: Begin::Head,
            words: vec![(0, texts(&words[..1])), (1, texts(last))],
        }
    }

    fn condition(low: Bound<f64>, high: Bound<f64>) -> Condition {
        Condition {
            typed: "đoàn viên".into(),
            nouns: vec![pattern(["đoàn", "viên"], &["viên"])],
            folded: vec![pattern(["đoàn", "viên"], &["viên", "viện"])],
            low,
            high,
        }
    }

    fn key(class: Class, noun: &str, value: f64) -> Vec<FigureKey> {
        let mut nouns = Nouns::default();
        nouns.of_phrase(noun);
        let key = |words: &std::rc::Rc<Phrase>| FigureKey {
            class,
            begin: Begin::Head,
            words: words.clone(),
            value,
        };
        nouns.iter().map(key).collect()
    }

    #[test]
    fn noun_class_and_value_of_one_figure_must_fit() {
        let condition = condition(Bound::Included(1000.0), Bound::Excluded(2000.0));
        assert!(condition.holds(&key(Class::Count, "đoàn viên", 1000.0)));
        assert!(condition.holds(&key(Class::Count, "đoàn viên mới", 1000.0)));
        assert!(!condition.holds(&key(Class::Count, "các đoàn viên", 1000.0)));
        assert!(!condition.holds(&key(Class::Count, "đoàn viên", 2000.0)));
        assert!(!condition.holds(&key(Class::Money, "đoàn viên", 1500.0)));
        assert!(!condition.holds(&key(Class::Count, "đoàn viện", 1500.0)));
        let folded = condition.folded();
        assert!(folded.holds(&key(Class::Count, "đoàn viện", 1500.0)));
        assert!(!folded.is_accented() && !condition.is_unknown());
    }

    #[test]
    fn an_open_end_is_open() {
        let all = condition(Bound::Unbounded, Bound::Unbounded);
        for value in [-1.0, 0.0, 1e15] {
            assert!(all.holds(&key(Class::Count, "đoàn viên", value)));
        }
    }
}
