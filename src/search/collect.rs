//! Two walks over what a query matches. The first visits every passage, without scores: it
//! counts passages, articles and facets and tells which copies are hidden. The second keeps
//! the best candidates; where they go by score, it skips what cannot be among them.

use tantivy::query::Weight;
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::copies::{Copies, Copy};
use super::facets::{Counts, Filter, SegmentFacets};
use super::ids::Ids;
use super::rejected::Rejected;
use super::tally::Tally;
use super::top::{Candidate, Keep, Sort, Top};
use super::walk::passages;

/// What was found.
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
}

/// A query, prepared for both walks.
pub struct Weights {
    /// What selects passages.
    pub selecting: Box<dyn Weight>,
    /// The same, with scores.
    pub scoring: Box<dyn Weight>,
}

/// Walks over the matches of a query. With `all_copies`, every copy of a story is an
/// article of its own.
pub fn collect(
    searcher: &Searcher,
    weights: &Weights,
    filter: &Filter,
    all_copies: bool,
    keep: Keep,
) -> tantivy::Result<Collected> {
    let mut count = Count {
        all_copies,
        ..Count::default()
    };
    for (segment_ord, segment) in searcher.segment_readers().iter().enumerate() {
        count.segment(
            segment_ord as u32,
            segment,
            weights.selecting.as_ref(),
            filter,
        )?;
    }
    let ids = Ids::new(searcher)?;
    let Count {
        mut found,
        mut tally,
        mut rejected,
        copies,
        ..
    } = count;
    let folded = copies.fold(&ids, &mut tally, &mut rejected);
    found.articles += folded.stories;
    found.passages -= folded.hidden_passages;
    found.counts = tally.counts();
    if found.articles == 0 {
        return Ok(found);
    }

    let mut top = Top::new(keep, &ids);
    for (segment_ord, segment) in searcher.segment_readers().iter().enumerate() {
        let segment_ord = segment_ord as u32;
        let rejected = rejected.of_segment(segment_ord);
        match keep.sort {
            Sort::Relevance => {
                top.best(segment_ord, segment, weights.scoring.as_ref(), rejected)?
            }
            Sort::Newest | Sort::Oldest => {
                top.by_time(
                    segment_ord,
                    segment,
                    weights.selecting.as_ref(),
                    filter,
                    rejected,
                )?;
            }
        }
    }
    found.candidates = top.into_candidates(searcher)?;
    Ok(found)
}

/// The first walk.
#[derive(Default)]
struct Count {
    all_copies: bool,
    found: Collected,
    tally: Tally,
    rejected: Rejected,
    copies: Copies,
}

impl Count {
    fn segment(
        &mut self,
        segment_ord: u32,
        segment: &SegmentReader,
        weight: &dyn Weight,
        filter: &Filter,
    ) -> tantivy::Result<()> {
        let groups = segment.fast_fields().u64("group")?;
        let mut facets = SegmentFacets::open(segment, filter)?;
        let mut wanted = false;
        let mut copy = false;
        self.rejected.open(segment_ord);
        passages(segment, weight, |passage| {
            if passage.opens {
                let header = passage.header();
                let article = facets.read(passage.doc, &mut self.tally)?;
                wanted = article.passed.all();
                let group = groups.first(passage.doc).filter(|_| !self.all_copies);
                copy = group.is_some();
                match group {
                    Some(group) => self.copies.meet(Copy {
                        group,
                        header: DocAddress::new(segment_ord, header),
                        last: passage.doc,
                        passages: 0,
                        passed: article.passed,
                        places: article.places.to_vec(),
                        year: article.year,
                        day: facets.day(passage.doc),
                    }),
                    None => {
                        self.tally.add(&article);
                        self.found.articles += u64::from(wanted);
                    }
                }
            }
            if !wanted {
                self.rejected
                    .add(passage.header(), passage.doc, passage.opens);
                return Ok(());
            }
            self.found.passages += 1;
            if copy {
                self.copies.add_passage(passage.doc);
            }
            Ok(())
        })
    }
}
