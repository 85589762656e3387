//! Two walks over what a query matches. The first visits every passage, without scores: it
//! counts passages, articles and facets and tells which copies are hidden. The second keeps
//! the best candidates; where they go by score, it skips what cannot be among them.

use tantivy::query::Weight;
use tantivy::{DocAddress, SegmentReader};

use crate::index::reader::View;

use super::articles::Articles;
use super::copies::{Copies, Copy};
use super::facets::{Counts, Filter, SegmentFacets};
use super::ids::Ids;
use super::rejected::Rejected;
use super::selecting::Selecting;
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
    pub selecting: Selecting,
    /// The same, with scores.
    pub scoring: Box<dyn Weight>,
}

/// Walks over the matches of a query. With `all_copies`, every copy of a story is an article of its own.
pub fn collect(
    view: &View,
    weights: &Weights,
    filter: &Filter,
    all_copies: bool,
    keep: Keep,
) -> tantivy::Result<Collected> {
    let mut count = Count {
        all_copies,
        most: if keep.rescored { keep.depth } else { 0 },
        ..Count::default()
    };
    let selecting = &weights.selecting;
    for (ord, columns) in view.columns.iter().enumerate() {
        let ord = ord as u32;
        let facets = SegmentFacets::new(columns, filter);
        let segment = view.searcher.segment_reader(ord);
        let articles = Articles::open(view, ord)?;
        count.segment(ord, segment, articles, selecting, facets)?;
    }
    let ids = Ids::new(&view.columns);
    let Count {
        mut found,
        mut tally,
        mut rejected,
        copies,
        met,
        ..
    } = count;
    // Before copies are folded, as many were met.
    let all_met = found.passages == met.len() as u64;
    let folded = copies.fold(&ids, &mut tally, &mut rejected);
    found.articles += folded.stories;
    found.passages -= folded.hidden_passages;
    found.counts = tally.counts();
    if found.articles == 0 {
        return Ok(found);
    }

    let mut top = Top::new(keep, &ids);
    if all_met {
        top.all(&met, &rejected);
        found.candidates = top.into_candidates(&view.columns);
        return Ok(found);
    }
    for (ord, segment) in view.searcher.segment_readers().iter().enumerate() {
        let ord = ord as u32;
        let rejected = rejected.of_segment(ord);
        match keep.sort {
            Sort::Relevance => top.best(ord, segment, weights.scoring.as_ref(), rejected)?,
            Sort::Newest | Sort::Oldest => {
                let articles = Articles::open(view, ord)?;
                top.by_time(ord, segment, articles, selecting, rejected)?;
            }
        }
    }
    found.candidates = top.into_candidates(&view.columns);
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
    /// The wanted passages, as long as there are no more than `most`.
    met: Vec<DocAddress>,
    most: usize,
}

impl Count {
    fn segment(
        &mut self,
        segment_ord: u32,
        segment: &SegmentReader,
        articles: Articles<'_>,
        selecting: &Selecting,
        mut facets: SegmentFacets<'_>,
    ) -> tantivy::Result<()> {
        let mut wanted = false;
        let mut copy = false;
        self.rejected.open(segment_ord);
        passages(segment, selecting, articles, |passage| {
            let header = passage.article.header();
            if passage.opens {
                let (class, passed) = facets.read(passage.article, &mut self.tally)?;
                wanted = passed.all();
                copy = class.copied && !self.all_copies;
                if let Some(group) = copy.then(|| passage.article.group()).flatten() {
                    self.copies.meet(Copy {
                        group,
                        header: DocAddress::new(segment_ord, header),
                        last: passage.doc,
                        passages: 0,
                        passed,
                        places: class.places.clone(),
                        year: class.year,
                        day: passage.article.day(),
                    });
                } else {
                    class.count(passed);
                    self.found.articles += u64::from(wanted);
                }
            }
            if !wanted {
                self.rejected.add(header, passage.doc, passage.opens);
                return Ok(());
            }
            self.found.passages += 1;
            if self.met.len() < self.most {
                self.met.push(DocAddress::new(segment_ord, passage.doc));
            }
            if copy {
                self.copies.add_passage(passage.doc);
            }
            Ok(())
        })?;
        facets.count(&mut self.tally);
        Ok(())
    }
}
