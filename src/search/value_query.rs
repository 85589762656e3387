//! A tantivy query for passages that state a figure of given nouns and size: each noun a
//! phrase of the index, its values read from the column beside it.

use std::ops::{Bound, RangeBounds};

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use crate::index::schema::AMOUNT;

use super::noun_pattern::NounPattern;

/// What a passage scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scoring {
    /// Always the same.
    Constant(f32),
    /// The more, the larger its largest figure is.
    ByValue,
}

/// Passages with a figure of one of `nouns` whose value lies between `low` and `high`.
#[derive(Debug, Clone)]
pub struct ValueQuery {
    /// What is counted.
    pub nouns: Vec<NounPattern>,
    /// The least value.
    pub low: Bound<f64>,
    /// The greatest value.
    pub high: Bound<f64>,
    /// What a passage scores.
    pub scoring: Scoring,
}

impl Query for ValueQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ValueQuery {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found: Vec<(DocId, f64)> = Vec::new();
        let amounts = segment.fast_fields().column_opt::<f64>(AMOUNT)?;
        for noun in self.nouns.iter().filter(|_| amounts.is_some()) {
            let mut places = noun.windows(segment)?;
            while let Some((doc, windows)) = places.advance() {
                let values = || amounts.iter().flat_map(|column| column.values_for_doc(doc));
                for window in windows {
                    let value = values().nth(window);
                    found.extend(
                        value
                            .filter(|value| (self.low, self.high).contains(value))
                            .map(|value| (doc, value)),
                    );
                }
            }
        }
        // The largest figure of each passage stays.
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(doc, _)| *doc);
        Ok(Box::new(Matches {
            found,
            at: 0,
            scoring: self.scoring,
            boost,
        }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            let text = format!("passage {doc} has no such figure");
            return Err(TantivyError::InvalidArgument(text));
        }
        Ok(Explanation::new("figure", scorer.score()))
    }
}

/// The passages found, in order, each with the value of its largest figure.
struct Matches {
    found: Vec<(DocId, f64)>,
    at: usize,
    scoring: Scoring,
    boost: Score,
}

impl DocSet for Matches {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.found.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.found.get(self.at..).unwrap_or(&[]);
        self.at += rest.partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        (self.found.len() - self.at) as u32
    }
}

impl Scorer for Matches {
    fn score(&mut self) -> Score {
        let value = self.found.get(self.at).map_or(0.0, |(_, value)| *value);
        self.boost
            * match self.scoring {
                Scoring::Constant(score) => score,
                Scoring::ByValue => value.max(0.0).ln_1p() as f32,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_come_in_order_and_end() {
        let mut matches = Matches {
            found: vec![(2, 10.0), (5, 1e6), (9, -3.0)],
            at: 0,
            scoring: Scoring::ByValue,
            boost: 1.0,
        };
        let first = matches.score();
        assert_eq!(matches.doc(), 2);
        assert_eq!(matches.seek(4), 5);
        assert!(matches.score() > first);
        assert_eq!(matches.seek(5), 5);
        assert_eq!(matches.advance(), 9);
        assert_eq!(matches.score(), 0.0);
        assert_eq!(matches.advance(), TERMINATED);
        assert_eq!(matches.advance(), TERMINATED);
        assert_eq!(matches.score(), 0.0);
    }
}
