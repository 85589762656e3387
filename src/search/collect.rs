//! Two walks over what a query matches. The first visits every passage, without scores: it
//! counts passages, articles and facets and tells which copies are hidden. The second keeps
//! the best candidates; where they go by score, it skips what cannot be among them.

use tantivy::query::Weight;
use tantivy::{DocAddress, Searcher, SegmentReader};

use crate::index::articles::SegmentArticles;

use super::articles::Articles;
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

/// Walks over the matches of a query, by the tables of the segments where there are any.
/// With `all_copies`, every copy of a story is an article of its own.
pub fn collect(
    searcher: &Searcher,
    tables: Option<&[SegmentArticles]>,
    weights: &Weights,
    filter: &Filter,
    all_copies: bool,
    keep: Keep,
) -> tantivy::Result<Collected> {
    let mut count = Count {
        all_copies,
        ..Count::default()
    };
    let articles = |segment_ord: usize, segment: &SegmentReader| {
        let table = tables.and_then(|tables| tables.get(segment_ord));
        Articles::open(segment, table)
    };
    let selecting = weights.selecting.as_ref();
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        count.segment(
            ord as u32,
            segment,
            articles(ord, segment)?,
            selecting,
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
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        let rejected = rejected.of_segment(ord as u32);
        match keep.sort {
            Sort::Relevance => top.best(ord as u32, segment, weights.scoring.as_ref(), rejected)?,
            Sort::Newest | Sort::Oldest => {
                let articles = articles(ord, segment)?;
                top.by_time(ord as u32, segment, articles, selecting, rejected)?;
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
        articles: Articles<'_>,
        weight: &dyn Weight,
        filter: &Filter,
    ) -> tantivy::Result<()> {
        let mut facets = SegmentFacets::open(segment, filter)?;
        let mut wanted = false;
        let mut copy = false;
        self.rejected.open(segment_ord);
        passages(segment, weight, articles, |passage| {
            let header = passage.article.header();
            if passage.opens {
                let article = facets.read(passage.article, &mut self.tally)?;
                wanted = article.passed.all();
                let group = passage.article.group().filter(|_| !self.all_copies);
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
                        day: passage.article.day(),
                    }),
                    None => {
                        self.tally.add(&article);
                        self.found.articles += u64::from(wanted);
                    }
                }
            }
            if !wanted {
                self.rejected.add(header, passage.doc, passage.opens);
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
