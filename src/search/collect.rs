//! Two walks over what a query matches. The first visits every passage, without scores: it
//! counts passages, articles and facets and tells which copies are hidden. The second keeps
//! the best candidates; where they go by score, it skips what cannot be among them.

use tantivy::DocAddress;
use tantivy::query::Weight;

use crate::index::reader::View;
use crate::index::side_by_side::side_by_side;

use super::articles::Articles;
use super::copies::{Copies, Copy};
use super::facets::{Counts, Filter, SegmentFacets};
use super::ids::Ids;
use super::rejected::{Rejected, SegmentRuns};
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

/// Walks over the matches of a query. With `all_copies`, every copy of a story is an article
/// of its own.
pub fn collect(
    view: &View,
    weights: &Weights,
    filter: &Filter,
    all_copies: bool,
    keep: Keep,
) -> tantivy::Result<Collected> {
    let searcher = &view.searcher;
    let segments: Vec<u32> = (0..searcher.segment_readers().len() as u32).collect();
    let most = if keep.rescored { keep.depth } else { 0 };
    let counts = side_by_side(searcher, segments.clone(), |segment_ord| {
        let mut count = Count::new(view, segment_ord, all_copies, most);
        count.walk(view, &weights.selecting, filter)?;
        Ok(count)
    })?;
    let mut found = Collected::default();
    let mut tally = Tally::new(&view.places);
    let mut rejected = Rejected::default();
    let mut copies = Copies::default();
    let mut met = Vec::new();
    for count in counts {
        found.passages += count.passages;
        found.articles += count.articles;
        tally.add(count.tally);
        rejected.push(count.rejected);
        copies.add(count.copies);
        met.extend(count.met);
    }
    // Before copies are folded, as many were met.
    let all_met = found.passages == met.len() as u64;
    let ids = Ids::new(&view.columns);
    let folded = copies.fold(&ids, &mut tally, &mut rejected);
    found.articles += folded.stories;
    found.passages -= folded.hidden_passages;
    found.counts = tally.counts(&view.places);
    if found.articles == 0 {
        return Ok(found);
    }

    let mut top = Top::new(keep, &ids);
    if all_met {
        top.all(&met, &rejected);
    } else {
        let best = side_by_side(searcher, segments, |segment_ord| {
            let rejected = rejected.of_segment(segment_ord);
            let segment = searcher.segment_reader(segment_ord);
            let mut top = Top::new(keep, &ids);
            match keep.sort {
                Sort::Relevance => {
                    top.best(segment_ord, segment, weights.scoring.as_ref(), rejected)?;
                }
                Sort::Newest | Sort::Oldest => {
                    let articles = Articles::open(view, segment_ord)?;
                    top.by_time(segment_ord, segment, articles, &weights.selecting, rejected)?;
                }
            }
            Ok(top)
        })?;
        for of_segment in best {
            top.add(of_segment);
        }
    }
    found.candidates = top.into_candidates(&view.columns);
    Ok(found)
}

/// The first walk, over one segment.
struct Count {
    segment_ord: u32,
    all_copies: bool,
    passages: u64,
    articles: u64,
    tally: Tally,
    rejected: SegmentRuns,
    copies: Copies,
    /// The wanted passages, as long as there are no more than `most`.
    met: Vec<DocAddress>,
    most: usize,
}

impl Count {
    fn new(view: &View, segment_ord: u32, all_copies: bool, most: usize) -> Count {
        Count {
            segment_ord,
            all_copies,
            passages: 0,
            articles: 0,
            tally: Tally::new(&view.places),
            rejected: SegmentRuns::default(),
            copies: Copies::default(),
            met: Vec::new(),
            most,
        }
    }

    fn walk(&mut self, view: &View, selecting: &Selecting, filter: &Filter) -> tantivy::Result<()> {
        let segment = view.searcher.segment_reader(self.segment_ord);
        let articles = Articles::open(view, self.segment_ord)?;
        let mut facets = SegmentFacets::new(view.places.of_segment(self.segment_ord), filter);
        let mut wanted = false;
        let mut copy = false;
        passages(segment, selecting, articles, |passage| {
            let header = passage.article.header();
            if passage.opens {
                let (class, passed) = facets.read(passage.article);
                wanted = passed.all();
                copy = class.copied && !self.all_copies;
                if let Some(group) = copy.then(|| passage.article.group()).flatten() {
                    self.copies.meet(Copy {
                        group,
                        header: DocAddress::new(self.segment_ord, header),
                        last: passage.doc,
                        passages: 0,
                        passed,
                        places: class.places.clone(),
                        year: class.year,
                        day: passage.article.day(),
                    });
                } else {
                    class.count(passed);
                    self.articles += u64::from(wanted);
                }
            }
            if !wanted {
                self.rejected.add(header, passage.doc, passage.opens);
                return;
            }
            self.passages += 1;
            if self.met.len() < self.most {
                let address = DocAddress::new(self.segment_ord, passage.doc);
                self.met.push(address);
            }
            if copy {
                self.copies.add_passage(passage.doc);
            }
        })?;
        facets.count(&mut self.tally);
        Ok(())
    }
}
