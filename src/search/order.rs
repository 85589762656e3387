//! The final order of what was found: the best are scored again, ties follow the ids.

use std::collections::HashMap;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet};

use super::compile::Part;
use super::evidence::{Evidence, Parts};
use super::ids::Ids;
use super::quantity::Condition;
use super::rank::{self, RERANK_DEPTH};
use super::request::Trouble;
use super::resolve::{Resolved, weights_for};
use super::run::Run;
use super::statistics::Statistics;
use super::top::{Candidate, Sort};
use super::value_query::Scoring;

impl Run<'_> {
    /// Candidates in their final order, and the parts of their scores where asked for.
    pub(super) fn ranked(
        &self,
        mut candidates: Vec<Candidate>,
        units: &[Resolved],
        parts: &[Part],
    ) -> std::result::Result<(Vec<Candidate>, HashMap<DocAddress, Parts>), Trouble> {
        let mut explained = HashMap::new();
        if !units.is_empty() {
            candidates.sort_unstable_by(|a, b| {
                b.score.total_cmp(&a.score).then(a.address.cmp(&b.address))
            });
            let statistics = Statistics::new(&self.searcher, &self.counts)?;
            let weights = match self.request.exact {
                true => rank::LITERAL,
                false => weights_for(units.iter().map(|unit| &unit.unit)),
            };
            let evidence = Evidence::new(units, weights, &self.searcher, &statistics)?;
            let depth = candidates.len().min(RERANK_DEPTH);
            let (window, rest) = candidates.split_at_mut(depth);
            explained = evidence.rescore(window, self.request.explain)?;
            for part in parts {
                if let Part::Asked(condition) = part {
                    self.reward(window, condition, &mut explained)?;
                }
            }
            below(window, rest);
        }
        for candidate in &mut candidates {
            candidate.score = printed(candidate.score);
        }
        let ids = Ids::new(&self.searcher)?;
        candidates.sort_by(|a, b| {
            b.time
                .cmp(&a.time)
                .then_with(|| self.by_score(a, b))
                .then_with(|| match a.header() == b.header() {
                    true => a.ordinal.cmp(&b.ordinal),
                    false => ids.compare(a.address, b.address),
                })
        });
        Ok((candidates, explained))
    }

    /// Adds to the score of every candidate that states a figure of the noun asked for.
    fn reward(
        &self,
        candidates: &mut [Candidate],
        condition: &Condition,
        explained: &mut HashMap<DocAddress, Parts>,
    ) -> tantivy::Result<()> {
        let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
        let weight = condition.query(Scoring::Constant(0.0)).weight(scoring)?;
        candidates.sort_unstable_by_key(|candidate| candidate.address);
        for group in candidates.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
        {
            let segment = self.searcher.segment_reader(group[0].address.segment_ord);
            let mut stating = weight.scorer(segment, 1.0)?;
            for candidate in group {
                let doc = candidate.address.doc_id;
                if stating.doc() < doc {
                    stating.seek(doc);
                }
                if stating.doc() == doc {
                    candidate.score += rank::ANSWER;
                    if let Some(parts) = explained.get_mut(&candidate.address) {
                        parts.push(("a figure of the noun asked for".to_string(), rank::ANSWER));
                    }
                }
            }
        }
        Ok(())
    }

    fn by_score(&self, a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
        match self.request.sort {
            Sort::Relevance => b.score.total_cmp(&a.score),
            Sort::Newest | Sort::Oldest => std::cmp::Ordering::Equal,
        }
    }
}

/// A score as it is printed, to four decimals: what looks like a tie is one.
fn printed(score: f32) -> f32 {
    ((f64::from(score) * 1e4).round() / 1e4) as f32
}

/// Scales the scores of `rest`, sorted and of the first stage alone, to stay below `window`.
fn below(window: &[Candidate], rest: &mut [Candidate]) {
    let lowest = window
        .iter()
        .map(|best| best.score)
        .fold(f32::MAX, f32::min);
    let Some(highest) = rest.first().map(|first| first.score.max(f32::MIN_POSITIVE)) else {
        return;
    };
    for candidate in rest {
        candidate.score *= lowest / highest;
    }
}
