//! The final order of what was found: the best are scored again, ties follow the ids.

use std::cmp::Ordering;
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
    ) -> std::result::Result<(InOrder<'_>, HashMap<DocAddress, Parts>), Trouble> {
        let mut explained = HashMap::new();
        if !units.is_empty() {
            candidates.sort_unstable_by(|a, b| {
                b.score.total_cmp(&a.score).then(a.address.cmp(&b.address))
            });
            let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
            let weights = match self.request.exact {
                true => rank::LITERAL,
                false => weights_for(units.iter().map(|unit| &unit.unit)),
            };
            let evidence = Evidence::new(units, weights, &self.view, &statistics)?;
            let depth = candidates.len().min(RERANK_DEPTH);
            let (window, rest) = candidates.split_at_mut(depth);
            explained = evidence.rescore(window, self.request.explain, self.threads)?;
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
        let ids = Ids::new(&self.view.columns);
        Ok((InOrder::new(candidates, self.request.sort, ids), explained))
    }

    /// Adds to the score of every candidate that states a figure of the noun asked for.
    fn reward(
        &self,
        candidates: &mut [Candidate],
        condition: &Condition,
        explained: &mut HashMap<DocAddress, Parts>,
    ) -> tantivy::Result<()> {
        let scoring = EnableScoring::disabled_from_searcher(&self.view.searcher);
        let weight = condition.query(Scoring::Constant(0.0)).weight(scoring)?;
        candidates.sort_unstable_by_key(|candidate| candidate.address);
        for group in candidates.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
        {
            let segment = self
                .view
                .searcher
                .segment_reader(group[0].address.segment_ord);
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
}

/// Candidates in their final order. Ties go by id, which is read no sooner than they are
/// reached: few are.
pub(super) struct InOrder<'a> {
    candidates: Vec<Candidate>,
    sort: Sort,
    ids: Ids<'a>,
    next: usize,
    /// Where the candidates end that are in order.
    settled: usize,
}

impl<'a> InOrder<'a> {
    fn new(mut candidates: Vec<Candidate>, sort: Sort, ids: Ids<'a>) -> InOrder<'a> {
        candidates.sort_unstable_by(|a, b| rank_order(sort, a, b));
        InOrder {
            candidates,
            sort,
            ids,
            next: 0,
            settled: 0,
        }
    }

    /// Puts the ties that begin at the next candidate in order.
    fn settle(&mut self) {
        let rest = &mut self.candidates[self.next..];
        let Some(first) = rest.first().copied() else {
            return;
        };
        let tied = rest.partition_point(|other| rank_order(self.sort, &first, other).is_eq());
        rest[..tied].sort_by(|a, b| match a.header() == b.header() {
            true => a.ordinal.cmp(&b.ordinal),
            false => self.ids.compare(a.address, b.address),
        });
        self.settled = self.next + tied;
    }
}

impl Iterator for InOrder<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        if self.next == self.settled {
            self.settle();
        }
        let candidate = self.candidates.get(self.next).copied()?;
        self.next += 1;
        Some(candidate)
    }
}

/// The order of candidates but for their ids.
fn rank_order(sort: Sort, a: &Candidate, b: &Candidate) -> Ordering {
    match sort {
        Sort::Relevance => b.time.cmp(&a.time).then(b.score.total_cmp(&a.score)),
        Sort::Newest | Sort::Oldest => b.time.cmp(&a.time),
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
