//! The measures of one query's ranking, as TREC defines them.
//!
//! A document is relevant from grade 1; unjudged documents and negative grades
//! count 0. The gain of a document is its grade (as in `trec_eval`; for binary
//! judgements 2^grade − 1 is the same), its discount log2(rank + 1).

use std::collections::{HashMap, HashSet};

use super::trec::plain_id;

/// The gain at each rank. An id that comes again gains nothing more.
pub fn gains(ranked: &[String], grades: &HashMap<String, i32>) -> Vec<i32> {
    let mut seen = HashSet::new();
    let mut gains = Vec::with_capacity(ranked.len());
    for id in ranked {
        let id = plain_id(id);
        let grade = grades.get(id.as_ref()).copied().unwrap_or(0).max(0);
        gains.push(if seen.insert(id) { grade } else { 0 });
    }
    gains
}

/// How many documents are judged relevant.
pub fn relevant(grades: &HashMap<String, i32>) -> usize {
    grades.values().filter(|grade| **grade > 0).count()
}

/// The share of the first `depth` ranks that hold a relevant document; ranks that
/// nothing fills count as misses.
pub fn precision(gains: &[i32], depth: usize) -> f64 {
    ratio(hits(gains, depth), depth)
}

/// The share of the relevant documents found within `depth`.
pub fn recall(gains: &[i32], grades: &HashMap<String, i32>, depth: usize) -> f64 {
    ratio(hits(gains, depth), relevant(grades))
}

/// One over the rank of the first relevant document, 0 where none is within `depth`.
pub fn reciprocal_rank(gains: &[i32], depth: usize) -> f64 {
    let first = gains.iter().take(depth).position(|gain| *gain > 0);
    first.map_or(0.0, |at| 1.0 / (at + 1) as f64)
}

/// The discounted gain within `depth`, of the best that the judgements allow.
pub fn ndcg(gains: &[i32], grades: &HashMap<String, i32>, depth: usize) -> f64 {
    let mut ideal: Vec<i32> = grades.values().map(|grade| (*grade).max(0)).collect();
    ideal.sort_unstable_by(|one, other| other.cmp(one));
    let best = discounted(&ideal, depth);
    if best > 0.0 {
        discounted(gains, depth) / best
    } else {
        0.0
    }
}

fn discounted(gains: &[i32], depth: usize) -> f64 {
    let mut sum = 0.0;
    for (at, gain) in gains.iter().take(depth).enumerate() {
        sum += f64::from(*gain) / ((at + 2) as f64).log2();
    }
    sum
}

fn hits(gains: &[i32], depth: usize) -> usize {
    gains.iter().take(depth).filter(|gain| **gain > 0).count()
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades(rows: &[(&str, i32)]) -> HashMap<String, i32> {
        let rows = rows.iter();
        rows.map(|(id, grade)| (id.to_string(), *grade)).collect()
    }

    fn ranked(ids: &str) -> Vec<String> {
        ids.split_whitespace().map(str::to_string).collect()
    }

    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    #[test]
    fn binary_judgements() {
        let grades = grades(&[("a", 1), ("b", 1), ("c", 1), ("z", 0)]);
        let gains = gains(&ranked("z a x b"), &grades);
        assert_eq!(gains, [0, 1, 0, 1]);
        close(precision(&gains, 1), 0.0);
        close(precision(&gains, 4), 0.5);
        close(precision(&gains, 10), 0.2);
        close(reciprocal_rank(&gains, 10), 0.5);
        close(reciprocal_rank(&gains, 1), 0.0);
        close(recall(&gains, &grades, 2), 1.0 / 3.0);
        close(recall(&gains, &grades, 10), 2.0 / 3.0);
        // (1/log2 3 + 1/log2 5) / (1 + 1/log2 3 + 1/log2 4)
        close(
            ndcg(&gains, &grades, 10),
            (0.630_929_753_571 + 0.430_676_558_073) / (1.0 + 0.630_929_753_571 + 0.5),
        );
    }

    #[test]
    fn graded_judgements() {
        let grades = grades(&[("a", 3), ("b", 2), ("c", 1), ("d", -1)]);
        let gains = gains(&ranked("c d a"), &grades);
        assert_eq!(gains, [1, 0, 3]);
        // (1 + 3/2) / (3 + 2/log2 3 + 1/2)
        close(
            ndcg(&gains, &grades, 10),
            2.5 / (3.5 + 2.0 * 0.630_929_753_571),
        );
        close(ndcg(&gains, &grades, 1), 1.0 / 3.0);
        close(precision(&gains, 1), 1.0);
        let best = super::gains(&ranked("a b c"), &grades);
        close(ndcg(&best, &grades, 10), 1.0);
    }

    #[test]
    fn what_is_past_the_depth_or_repeated_does_not_count() {
        let grades = grades(&[("a", 1)]);
        let late = gains(&ranked("1 2 3 4 5 6 7 8 9 10 a"), &grades);
        close(reciprocal_rank(&late, 10), 0.0);
        close(ndcg(&late, &grades, 10), 0.0);
        close(recall(&late, &grades, 10), 0.0);
        close(recall(&late, &grades, 100), 1.0);
        assert_eq!(gains(&ranked("a a a"), &grades), [1, 0, 0]);
    }

    #[test]
    fn without_relevant_documents_all_is_zero() {
        for grades in [grades(&[]), grades(&[("a", 0), ("b", -2)])] {
            let gains = gains(&ranked("a b"), &grades);
            close(precision(&gains, 1), 0.0);
            close(reciprocal_rank(&gains, 10), 0.0);
            close(ndcg(&gains, &grades, 10), 0.0);
            close(recall(&gains, &grades, 10), 0.0);
        }
    }
}
