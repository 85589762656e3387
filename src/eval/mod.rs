//! Measures how good and how fast answers are: TREC files in, one row of figures out.
//!
//! The search itself plugs in from above: it answers each [`Topic`] and hands the
//! article ids back in rank order.

pub mod latency;
pub mod measures;
pub mod trec;

pub use latency::Latency;
pub use trec::{Qrels, Topic, read_qrels, read_run, read_topics, write_run};

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;

/// The averages over all queries that have a relevant document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scores {
    /// How many queries were averaged.
    pub queries: usize,
    /// How many were not, because no document is judged relevant to them.
    #[serde(skip)]
    pub unjudged: usize,
    /// The share of queries whose first document is relevant.
    #[serde(rename = "p@1")]
    pub precision_1: f64,
    /// The mean reciprocal rank of the first relevant document among ten.
    #[serde(rename = "mrr@10")]
    pub mrr_10: f64,
    /// Normalised discounted cumulative gain of ten documents.
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// The share of the relevant documents among the first ten.
    #[serde(rename = "recall@10")]
    pub recall_10: f64,
    /// The share of the relevant documents among the first hundred.
    #[serde(rename = "recall@100")]
    pub recall_100: f64,
    /// How long the queries took, all of them.
    pub latency_ms: Latency,
}

/// One query's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The query's id.
    pub topic: String,
    /// The ids of the articles found, the best first.
    pub ranked: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// The scores of `answers` under the judgements of `qrels`.
///
/// A query to which nothing is judged relevant says nothing about a ranking and is
/// left out. A query that found nothing counts with zeros.
pub fn evaluate(answers: &[Answer], qrels: &Qrels) -> Scores {
    let nothing = HashMap::new();
    let mut sums = [0.0; 5];
    let mut queries = 0;
    for answer in answers {
        let grades = qrels.get(&answer.topic).unwrap_or(&nothing);
        if measures::relevant(grades) == 0 {
            continue;
        }
        queries += 1;
        let gains = measures::gains(&answer.ranked, grades);
        let values = [
            measures::precision(&gains, 1),
            measures::reciprocal_rank(&gains, 10),
            measures::ndcg(&gains, grades, 10),
            measures::recall(&gains, grades, 10),
            measures::recall(&gains, grades, 100),
        ];
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
    }
    let [precision_1, mrr_10, ndcg_10, recall_10, recall_100] = sums.map(|sum| {
        if queries > 0 {
            sum / queries as f64
        } else {
            0.0
        }
    });
    let times: Vec<Duration> = answers.iter().map(|answer| answer.took).collect();
    Scores {
        queries,
        unjudged: answers.len() - queries,
        precision_1,
        mrr_10,
        ndcg_10,
        recall_10,
        recall_100,
        latency_ms: Latency::of(&times),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(topic: &str, ranked: &[&str], millis: u64) -> Answer {
        Answer {
            topic: topic.to_string(),
            ranked: ranked.iter().map(|id| id.to_string()).collect(),
            took: Duration::from_millis(millis),
        }
    }

    fn judged(rows: &[(&str, &str, i32)]) -> Qrels {
        let mut qrels = Qrels::new();
        for (topic, id, grade) in rows {
            let grades = qrels.entry(topic.to_string()).or_default();
            grades.insert(id.to_string(), *grade);
        }
        qrels
    }

    #[test]
    fn queries_are_averaged_where_something_is_relevant() {
        let qrels = judged(&[
            ("first", "a", 1),
            ("second", "b", 1),
            ("second", "c", 1),
            ("missed", "d", 1),
            ("refused", "a", 0),
        ]);
        let answers = [
            answer("first", &["a", "b"], 1),
            answer("second", &["x", "b"], 2),
            answer("missed", &[], 3),
            answer("refused", &["a"], 4),
            answer("unknown", &["a"], 5),
        ];
        let scores = evaluate(&answers, &qrels);
        assert_eq!((scores.queries, scores.unjudged), (3, 2));
        assert!((scores.precision_1 - 1.0 / 3.0).abs() < 1e-12);
        assert!((scores.mrr_10 - (1.0 + 0.5) / 3.0).abs() < 1e-12);
        // second: one hit at rank 2 (1/log2 3 = .63093) of an ideal 1 + .63093
        assert!((scores.ndcg_10 - (1.0 + 0.386_852_807_234_541_6) / 3.0).abs() < 1e-12);
        assert!((scores.recall_10 - 0.5).abs() < 1e-12);
        assert!((scores.recall_100 - 0.5).abs() < 1e-12);
        assert_eq!(scores.latency_ms.p50, Some(3.0));
    }

    #[test]
    fn the_json_has_the_keys_that_programs_rely_on() {
        let scores = evaluate(&[], &Qrels::new());
        let json = serde_json::to_string(&scores).expect("scores are plain data");
        assert_eq!(
            json,
            r#"{"queries":0,"p@1":0.0,"mrr@10":0.0,"ndcg@10":0.0,"recall@10":0.0,"recall@100":0.0,"latency_ms":{"p50":null,"p95":null,"p99":null}}"#
        );
    }

    #[test]
    fn the_shared_sets_are_read_and_their_ideal_ranking_scores_one() {
        let shared = std::env::var("CONGDOAN_SHARED").unwrap_or("../shared".to_string());
        for set in ["alqac22", "xquad-vi"] {
            let folder = std::path::Path::new(&shared).join("data/eval").join(set);
            if !folder.exists() {
                continue;
            }
            let topics = read_topics(&folder.join("queries.tsv")).expect("good queries");
            let qrels = read_qrels(&folder.join("qrels.txt")).expect("good judgements");
            let mut answers = Vec::new();
            for topic in topics {
                let mut ranked: Vec<String> = qrels[&topic.id].keys().cloned().collect();
                ranked.sort();
                answers.push(Answer {
                    topic: topic.id,
                    ranked,
                    took: Duration::ZERO,
                });
            }
            let scores = evaluate(&answers, &qrels);
            assert!(scores.queries >= 500);
            for value in [scores.precision_1, scores.mrr_10, scores.ndcg_10] {
                assert!((value - 1.0).abs() < 1e-12, "{set}: {value}");
            }
        }
    }
}
