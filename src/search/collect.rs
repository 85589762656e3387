//! Walks over every passage that a query matches: counts passages, articles and
//! facets, and keeps the best candidates.

use std::cmp::Ordering;

use tantivy::columnar::StrColumn;
use tantivy::query::Weight;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use super::copies::Copies;
use super::facets::{Counts, Filter, SegmentFacets};
use crate::index::reader::header_of;

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
    /// The header of its article.
    pub fn header(&self) -> DocAddress {
        header_of(self.address, self.ordinal)
    }
}

/// What one walk found.
#[derive(Debug, Default)]
pub struct Collected {
    /// Wanted passages, before `per_article`.
    pub passages: u64,
    /// Distinct wanted articles.
    pub articles: u64,
    /// Facet counts.
    pub counts: Counts,
    /// The best candidates, in no order.
    pub candidates: Vec<Candidate>,
    /// How many of the best candidates went since they are of copies.
    pub folded: usize,
}

/// What to keep of a walk.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// The order that decides what is best.
    pub sort: Sort,
    /// How many candidates to keep when the sort is by relevance; a sort by time keeps all.
    pub depth: usize,
    /// Keep only the first passage of each article.
    pub leads_only: bool,
    /// Take every copy of a story for an article of its own.
    pub all_copies: bool,
}

/// Walks over the matches of `weight`.
pub fn collect(
    searcher: &Searcher,
    weight: &dyn Weight,
    filter: &Filter,
    keep: Keep,
) -> tantivy::Result<Collected> {
    let mut found = Collected::default();
    let mut best = Best::new(keep);
    let mut copies = Copies::default();
    for (segment_ord, segment) in searcher.segment_readers().iter().enumerate() {
        let ordinals = segment.fast_fields().u64("ordinal")?;
        let groups = segment.fast_fields().u64("group")?;
        let ids = segment.fast_fields().str("id")?;
        let mut facets = SegmentFacets::open(segment, filter)?;
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut article = None;
        let mut passed = None;
        let mut group = None;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let address = DocAddress::new(segment_ord as u32, doc);
                let ordinal = ordinals.first(doc).unwrap_or(0) as u32;
                let header = header_of(address, ordinal);
                // The passages of an article stand side by side: a new header is a new article.
                if article != Some(header) {
                    article = Some(header);
                    group = groups.first(doc).filter(|_| !keep.all_copies);
                    let this = match group {
                        Some(group) => {
                            let mut first =
                                |facet, value: &str| copies.is_first(group, facet, value);
                            facets.count(doc, &mut found.counts, &mut first)?
                        }
                        None => facets.count(doc, &mut found.counts, &mut |_, _| true)?,
                    };
                    match group.filter(|_| this.all()) {
                        Some(group) => {
                            let id = id_of(ids.as_ref(), doc)?;
                            copies.meet(group, header, facets.day(doc), id);
                        }
                        None => found.articles += u64::from(this.all()),
                    }
                    passed = Some(this);
                }
                if passed.is_some_and(|passed| passed.all()) {
                    found.passages += 1;
                    if let Some(group) = group {
                        copies.add_passage(group);
                    }
                    if !keep.leads_only || ordinal == 0 {
                        best.push(Candidate {
                            address,
                            ordinal,
                            score: if keep.leads_only { 0.0 } else { scorer.score() },
                            time: time(&facets, doc, keep.sort),
                        });
                    }
                }
            }
            doc = scorer.advance();
        }
    }
    found.candidates = best.candidates;
    found.articles += copies.stories();
    let (folded, passages) = copies.fold(&mut found.candidates);
    found.folded = folded;
    found.passages -= passages;
    Ok(found)
}

fn id_of(ids: Option<&StrColumn>, doc: u32) -> tantivy::Result<String> {
    let mut id = String::new();
    if let Some(ids) = ids
        && let Some(ord) = ids.ords().first(doc)
    {
        ids.ord_to_str(ord, &mut id)?;
    }
    Ok(id)
}

/// The place in time of passage `doc`, such that the larger comes first.
fn time(facets: &SegmentFacets<'_>, doc: u32, sort: Sort) -> i64 {
    // Half-days: an article with a year alone stands before the year's first day.
    let dated = || facets.day(doc).map(|day| 2 * day + 1);
    let yearly = || facets.year(doc).map(|year| 2 * first_day(year));
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

/// The best candidates so far: twice the depth is gathered, then the worse half goes.
struct Best {
    keep: Keep,
    candidates: Vec<Candidate>,
    floor: f32,
}

impl Best {
    fn new(keep: Keep) -> Best {
        Best {
            keep,
            candidates: Vec::new(),
            floor: f32::NEG_INFINITY,
        }
    }

    fn push(&mut self, candidate: Candidate) {
        if self.keep.sort != Sort::Relevance {
            self.candidates.push(candidate);
            return;
        }
        if candidate.score < self.floor {
            return;
        }
        self.candidates.push(candidate);
        let depth = self.keep.depth.max(1);
        if self.candidates.len() >= depth.saturating_mul(2) {
            self.candidates.select_nth_unstable_by(depth - 1, by_score);
            self.candidates.truncate(depth);
            self.floor = self.candidates[depth - 1].score;
        }
    }
}

fn by_score(a: &Candidate, b: &Candidate) -> Ordering {
    b.score.total_cmp(&a.score).then(a.address.cmp(&b.address))
}
