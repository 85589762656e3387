//! Keeps the best candidates of a walk.

use std::cmp::Ordering;

use tantivy::query::Weight;
use tantivy::{DocAddress, Score, SegmentReader};

use crate::index::columns::SegmentColumns;
use crate::index::reader::{View, header_of};

use super::articles::Articles;
use super::collect::Weights;
use super::ids::Ids;
use super::rejected::{Rejected, Runs};
use super::selecting::Selecting;
use super::walk::passages;

/// In which order candidates are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The latest publication first; undated articles by their year, then the rest.
    Newest,
    /// The earliest first, in the same way.
    Oldest,
}

/// A passage that may become a hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The passage.
    pub address: DocAddress,
    /// Its number within the article.
    pub ordinal: u32,
    /// Its score so far.
    pub score: f32,
    /// Its place in time: the larger the earlier in the list; 0 where the sort is by relevance.
    pub time: i64,
}

impl Candidate {
    fn new(address: DocAddress, score: f32) -> Candidate {
        Candidate {
            address,
            ordinal: 0,
            score,
            time: 0,
        }
    }

    /// The header of its article.
    pub fn header(&self) -> DocAddress {
        header_of(self.address, self.ordinal)
    }
}

/// What to keep of a walk.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// The order that decides what is best.
    pub sort: Sort,
    /// How many candidates to keep.
    pub depth: usize,
    /// In a sort by time, how many passages of an article to keep, the first ones.
    pub per_article: usize,
    /// How many of the best get their scores from all the evidence: where no more are found,
    /// they need none before.
    pub rescored: usize,
    /// In a sort by time, keep only the first passage of each article.
    pub leads_only: bool,
}

/// The best candidates so far: twice the depth is gathered, then the worse half goes.
pub struct Top<'a> {
    keep: Keep,
    ids: &'a Ids<'a>,
    candidates: Vec<Candidate>,
    floor: Score,
}

impl<'a> Top<'a> {
    /// None so far.
    pub fn new(keep: Keep, ids: &'a Ids<'a>) -> Top<'a> {
        Top {
            keep,
            ids,
            candidates: Vec::new(),
            floor: Score::MIN,
        }
    }

    /// Takes in these passages, without scores.
    pub fn all(&mut self, passages: &[DocAddress], rejected: &Rejected) {
        let of_segment = |a: &DocAddress, b: &DocAddress| a.segment_ord == b.segment_ord;
        for passages in passages.chunk_by(of_segment) {
            let mut rejected = rejected.of_segment(passages[0].segment_ord);
            for &address in passages {
                if !rejected.contain(address.doc_id) {
                    self.candidates.push(Candidate::new(address, 0.0));
                }
            }
        }
    }

    /// Takes in what is best of a segment.
    pub fn walk(
        &mut self,
        view: &View,
        segment_ord: u32,
        weights: &Weights,
        rejected: &Rejected,
    ) -> tantivy::Result<()> {
        let segment = view.searcher.segment_reader(segment_ord);
        let rejected = rejected.of_segment(segment_ord);
        match self.keep.sort {
            Sort::Relevance => {
                let weight = weights.scoring.as_ref();
                self.best(segment_ord, segment, weight, rejected)
            }
            Sort::Newest | Sort::Oldest => {
                let articles = Articles::open(view, segment_ord)?;
                self.by_time(segment_ord, segment, articles, &weights.selecting, rejected)
            }
        }
    }

    /// Takes in a segment's matches with the highest scores.
    fn best(
        &mut self,
        segment_ord: u32,
        segment: &SegmentReader,
        weight: &dyn Weight,
        mut rejected: Runs<'_>,
    ) -> tantivy::Result<()> {
        let alive = segment.alive_bitset();
        weight.for_each_pruning(self.floor, segment, &mut |doc, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) && !rejected.contain(doc) {
                self.push(Candidate::new(DocAddress::new(segment_ord, doc), score));
            }
            self.floor
        })
    }

    /// Takes in a segment's matches by the time of their articles.
    fn by_time(
        &mut self,
        segment_ord: u32,
        segment: &SegmentReader,
        articles: Articles<'_>,
        selecting: &Selecting,
        mut rejected: Runs<'_>,
    ) -> tantivy::Result<()> {
        let (mut time, mut of_article) = (0, 0);
        passages(segment, selecting, articles, |passage| {
            if passage.opens {
                time = time_of(passage.article, self.keep.sort);
                of_article = 0;
            }
            let passed_over = self.keep.leads_only && passage.ordinal() > 0;
            if passed_over || of_article == self.keep.per_article || rejected.contain(passage.doc) {
                return;
            }
            of_article += 1;
            self.push(Candidate {
                address: DocAddress::new(segment_ord, passage.doc),
                ordinal: passage.ordinal(),
                score: 0.0,
                time,
            });
        })
    }

    /// Takes in what another has kept.
    pub fn add(&mut self, other: Top<'_>) {
        for candidate in other.candidates {
            self.push(candidate);
        }
    }

    fn push(&mut self, candidate: Candidate) {
        self.candidates.push(candidate);
        let depth = self.keep.depth.max(1);
        if self.candidates.len() < depth.saturating_mul(2) {
            return;
        }
        let ids = self.ids;
        let by_time = self.keep.sort != Sort::Relevance;
        self.candidates.select_nth_unstable_by(depth - 1, |a, b| {
            // Times tie so often that it would show which of the equals are kept.
            let by_id = || match by_time {
                true => ids.compare(a.address, b.address),
                false => Ordering::Equal,
            };
            let by_rank = b.time.cmp(&a.time).then(b.score.total_cmp(&a.score));
            by_rank.then_with(by_id).then(a.address.cmp(&b.address))
        });
        self.candidates.truncate(depth);
        if self.keep.sort == Sort::Relevance {
            self.floor = self.candidates[depth - 1].score;
        }
    }

    /// The candidates, in no order.
    pub fn into_candidates(mut self, columns: &[SegmentColumns]) -> Vec<Candidate> {
        if self.keep.sort == Sort::Relevance {
            for candidate in &mut self.candidates {
                let DocAddress {
                    segment_ord,
                    doc_id,
                } = candidate.address;
                let ordinals = &columns[segment_ord as usize].ordinals;
                candidate.ordinal = ordinals.first(doc_id).unwrap_or(0) as u32;
            }
        }
        self.candidates
    }
}

/// The place in time of an article, such that the larger comes first.
fn time_of(article: &Articles<'_>, sort: Sort) -> i64 {
    // Half-days: an article with a year alone stands before the year's first day.
    let dated = || article.day().map(|day| 2 * day + 1);
    let yearly = || article.facets().year.map(|year| 2 * first_day(year));
    match sort {
        Sort::Relevance => 0,
        Sort::Newest => dated().or_else(yearly).unwrap_or(i64::MIN),
        Sort::Oldest => dated().or_else(yearly).map_or(i64::MIN, |time| -time),
    }
}

fn first_day(year: i64) -> i64 {
    let year = i16::try_from(year).unwrap_or(0).clamp(-9999, 9999);
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::from((jiff::civil::date(year, 1, 1) - epoch).get_days())
}
