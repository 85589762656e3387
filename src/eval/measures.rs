//! The measures of one ranking against its judgements, defined as in trec_eval:
//! the gain of an article is its relevance, the discount log2(rank + 1), the ideal
//! ranking that of all judged articles. Unjudged articles gain nothing.

use std::collections::{HashMap, HashSet};

/// The measures of one query, or their means over many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// Whether the first article is relevant.
    pub precision_1: f64,
    /// One over the rank of the first relevant article among ten.
    pub reciprocal_rank_10: f64,
    /// Normalized discounted cumulative gain of the first ten.
    pub ndcg_10: f64,
    /// The share of relevant articles among the first ten.
    pub recall_10: f64,
    /// The share of relevant articles among the first hundred.
    pub recall_100: f64,
}

impl Measures {
    /// Measures `ranking`, article ids from the best on. An id that comes again gains
    /// nothing more.
    pub fn of(ranking: &[String], relevance: &HashMap<String, u32>) -> Measures {
        let mut seen = HashSet::new();
        let mut gains = Vec::with_capacity(ranking.len());
        for id in ranking {
            let gain = relevance.get(id).copied().unwrap_or(0);
            gains.push(if seen.insert(id) { gain } else { 0 });
        }
        let mut ideal: Vec<u32> = relevance
            .values()
            .copied()
            .filter(|&gain| gain > 0)
            .collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let relevant = ideal.len();
        let top = &gains[..gains.len().min(10)];
        let first = top.iter().position(|&gain| gain > 0);
        Measures {
            precision_1: f64::from(u8::from(first == Some(0))),
            reciprocal_rank_10: first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)),
            ndcg_10: share(dcg(top), dcg(&ideal[..relevant.min(10)])),
            recall_10: recall(&gains, relevant, 10),
            recall_100: recall(&gains, relevant, 100),
        }
    }

    /// The mean of each measure; zeros for none.
    pub fn mean(all: &[Measures]) -> Measures {
        let count = all.len().max(1) as f64;
        let mean = |value: fn(&Measures) -> f64| all.iter().map(value).sum::<f64>() / count;
        Measures {
            precision_1: mean(|m| m.precision_1),
            reciprocal_rank_10: mean(|m| m.reciprocal_rank_10),
            ndcg_10: mean(|m| m.ndcg_10),
            recall_10: mean(|m| m.recall_10),
            recall_100: mean(|m| m.recall_100),
        }
    }

    /// The measures with their names, in the order in which they are printed.
    pub fn named(&self) -> [(&'static str, f64); 5] {
        [
            ("p@1", self.precision_1),
            ("mrr@10", self.reciprocal_rank_10),
            ("ndcg@10", self.ndcg_10),
            ("recall@10", self.recall_10),
            ("recall@100", self.recall_100),
        ]
    }
}

fn dcg(gains: &[u32]) -> f64 {
    let discounted = |(rank, &gain): (usize, &u32)| f64::from(gain) / (rank as f64 + 2.0).log2();
    gains.iter().enumerate().map(discounted).sum()
}

fn recall(gains: &[u32], relevant: usize, depth: usize) -> f64 {
    let found = gains.iter().take(depth).filter(|&&gain| gain > 0).count();
    share(found as f64, relevant as f64)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measures(ranking: &[&str], judged: &[(&str, u32)]) -> Measures {
        let ranking: Vec<String> = ranking.iter().map(|id| id.to_string()).collect();
        let relevance = judged
            .iter()
            .map(|(id, gain)| (id.to_string(), *gain))
            .collect();
        Measures::of(&ranking, &relevance)
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn one_relevant_article_at_the_second_rank() {
        let found = measures(&["x", "a"], &[("a", 1)]);
        assert_eq!(found.precision_1, 0.0);
        assert_eq!(found.reciprocal_rank_10, 0.5);
        // 1/log2(3) over 1/log2(2).
        assert!(close(found.ndcg_10, 0.630_929_753_571_457_4));
        assert_eq!(found.recall_10, 1.0);
    }

    #[test]
    fn graded_relevance_with_a_miss_between() {
        let found = measures(&["b", "x", "a"], &[("a", 3), ("b", 1), ("c", 2), ("d", 0)]);
        assert_eq!(found.precision_1, 1.0);
        // (1 + 3/2) over (3 + 2/log2(3) + 1/2): 2.5 / 4.761859507142915.
        assert!(close(found.ndcg_10, 0.525_004_990_0), "{}", found.ndcg_10);
        assert!(close(found.recall_10, 2.0 / 3.0));
    }

    #[test]
    fn a_repeated_article_counts_once() {
        let found = measures(&["a", "a", "b"], &[("a", 1), ("b", 1), ("c", 1)]);
        assert!(close(found.recall_10, 2.0 / 3.0));
        // (1 + 1/log2(4)) over (1 + 1/log2(3) + 1/log2(4)).
        assert!(close(found.ndcg_10, 1.5 / 2.130_929_753_571_457_4));
    }

    #[test]
    fn depths_count() {
        let ids: Vec<String> = (0..150).map(|i| format!("x{i}")).collect();
        let ranking: Vec<&str> = ids.iter().map(String::as_str).collect();
        let found = measures(&ranking, &[("x10", 1), ("x99", 1), ("x100", 1)]);
        assert_eq!(found.reciprocal_rank_10, 0.0);
        assert_eq!(found.ndcg_10, 0.0);
        assert_eq!(found.recall_10, 0.0);
        assert!(close(found.recall_100, 2.0 / 3.0));
    }

    #[test]
    fn nothing_found_or_nothing_relevant_is_zero() {
        assert_eq!(measures(&[], &[("a", 1)]), Measures::default());
        assert_eq!(measures(&["a"], &[("a", 0)]), Measures::default());
        assert_eq!(Measures::mean(&[]), Measures::default());
    }

    #[test]
    fn the_mean_is_taken_measure_by_measure() {
        let one = measures(&["a"], &[("a", 1)]);
        let none = measures(&["x"], &[("a", 1)]);
        let mean = Measures::mean(&[one, none]);
        assert!(mean.named().iter().all(|(_, value)| close(*value, 0.5)));
    }
}
