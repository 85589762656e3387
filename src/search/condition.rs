//! A condition on figures whose noun has been looked up in the index.

use std::ops::{Bound, RangeBounds};

use crate::article::Figure;
use crate::index::figure_key::{Class, FigureKey, figure_keys, prefix};
use crate::text::fold::{fold, has_marks};

use super::value_query::{Scoring, ValueQuery};

/// A condition on figures, its noun looked up in the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The noun as typed.
    pub typed: String,
    /// The nouns of the index that it is.
    pub(super) nouns: Vec<(Class, String)>,
    /// The same whatever the marks.
    pub(super) folded: Vec<(Class, String)>,
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
        let nouns = self.nouns.iter();
        ValueQuery {
            prefixes: nouns.map(|(class, noun)| prefix(*class, noun)).collect(),
            low: self.low,
            high: self.high,
            scoring,
        }
    }

    fn accepts(&self, key: &FigureKey) -> bool {
        let named = |(class, noun): &(Class, String)| *class == key.class && *noun == key.noun;
        (self.low, self.high).contains(&key.value) && self.nouns.iter().any(named)
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

    fn condition(low: Bound<f64>, high: Bound<f64>) -> Condition {
        Condition {
            typed: "đoàn viên".into(),
            nouns: vec![(Class::Count, "đoàn viên".into())],
            folded: vec![
                (Class::Count, "đoàn viên".into()),
                (Class::Count, "đoàn viện".into()),
            ],
            low,
            high,
        }
    }

    fn key(class: Class, noun: &str, value: f64) -> [FigureKey; 1] {
        [FigureKey {
            class,
            noun: noun.into(),
            value,
        }]
    }

    #[test]
    fn noun_class_and_value_of_one_figure_must_fit() {
        let condition = condition(Bound::Included(1000.0), Bound::Excluded(2000.0));
        assert!(condition.holds(&key(Class::Count, "đoàn viên", 1000.0)));
        assert!(!condition.holds(&key(Class::Count, "đoàn viên", 2000.0)));
        assert!(!condition.holds(&key(Class::Money, "đoàn viên", 1500.0)));
        assert!(!condition.holds(&key(Class::Count, "đoàn viện", 1500.0)));
        assert!(
            condition
                .folded()
                .holds(&key(Class::Count, "đoàn viện", 1500.0))
        );
        assert!(!condition.folded().is_accented() && !condition.is_unknown());
    }

    #[test]
    fn an_open_end_is_open() {
        let all = condition(Bound::Unbounded, Bound::Unbounded);
        for value in [-1.0, 0.0, 1e15] {
            assert!(all.holds(&key(Class::Count, "đoàn viên", value)));
        }
        assert_eq!(all.query(Scoring::ByValue).prefixes.len(), 1);
        assert_eq!(all.folded().query(Scoring::ByValue).prefixes.len(), 2);
    }
}
