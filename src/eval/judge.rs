//! Asks an index every topic and measures the answers.

use std::time::Duration;

use crate::error::Result;
use crate::index::Reader;
use crate::search::{Request, search};

use super::{Judgements, Measures, Topic};

/// How deep a ranking is measured.
const DEPTH: usize = 100;

/// What an evaluation found.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The topics that have a judgement, in order, with their measures.
    pub topics: Vec<(String, Measures)>,
    /// How long a page of results took.
    pub latency: Latency,
}

/// Percentiles of the time a search took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Latency {
    /// Half of the searches were as quick.
    pub p50: Duration,
    /// 95 in 100 were.
    pub p95: Duration,
    /// 99 in 100 were.
    pub p99: Duration,
}

impl Evaluation {
    /// The means of all measures.
    pub fn mean(&self) -> Measures {
        let all: Vec<Measures> = self.topics.iter().map(|(_, measures)| *measures).collect();
        Measures::mean(&all)
    }
}

/// Measures the answers to all `topics` that have a judgement.
///
/// `request` sets filters and the like; its query and page are replaced. The latency
/// is that of a first page, highlights and facets included.
pub fn evaluate(
    reader: &Reader,
    topics: &[Topic],
    judgements: &Judgements,
    request: &Request,
) -> Result<Evaluation> {
    let mut measured = Vec::new();
    let mut times = Vec::new();
    for topic in topics {
        let Some(relevance) = judgements.of(&topic.id) else {
            continue;
        };
        let page = Request {
            query: topic.query.clone(),
            ..request.clone()
        };
        times.push(search(reader, &page)?.took);
        let found: Vec<String> = ranking(reader, &page, DEPTH)?
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        measured.push((topic.id.clone(), Measures::of(&found, relevance)));
    }
    Ok(Evaluation {
        topics: measured,
        latency: Latency::of(times),
    })
}

/// The best `depth` articles for a request, each with the score of its best passage.
pub fn ranking(reader: &Reader, request: &Request, depth: usize) -> Result<Vec<(String, f32)>> {
    let request = Request {
        limit: depth,
        offset: 0,
        per_article: 1,
        ..request.clone()
    };
    let answer = search(reader, &request)?;
    let ranked = answer
        .hits
        .into_iter()
        .map(|hit| (hit.article.id, hit.score));
    Ok(ranked.collect())
}

impl Latency {
    fn of(mut times: Vec<Duration>) -> Latency {
        times.sort_unstable();
        // The nearest rank: of 100 times, p95 is the 95th.
        let percentile = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100);
            times
                .get(rank.saturating_sub(1))
                .copied()
                .unwrap_or_default()
        };
        Latency {
            p50: percentile(50),
            p95: percentile(95),
            p99: percentile(99),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let times = (1..=200).rev().map(Duration::from_millis).collect();
        let latency = Latency::of(times);
        assert_eq!(latency.p50, Duration::from_millis(100));
        assert_eq!(latency.p95, Duration::from_millis(190));
        assert_eq!(latency.p99, Duration::from_millis(198));
        assert_eq!(Latency::of(Vec::new()), Latency::default());
        let one = Latency::of(vec![Duration::from_millis(3)]);
        assert_eq!(one.p50, one.p99);
    }
}
