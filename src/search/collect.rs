//! Two walks over what a query matches. The first visits every passage, without scores: it
//! counts passages, articles and facets and tells which copies are hidden. The second keeps
//! the best candidates; where they go by score, it skips what cannot be among them.

use tantivy::DocAddress;
use tantivy::query::Weight;

use crate::index::reader::View;

use super::articles::Articles;
use super::copies::{Copies, Copy};
use super::facets::{Counts, Filter, SegmentFacets};
use super::ids::Ids;
use super::rejected::{Rejected, SegmentRuns};
use super::selecting::Selecting;
use super::tally::Tally;
use super::threads;
use super::top::{Candidate, Keep, Top};
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
/// of its own; `on_threads`, segments are walked side by side.
pub fn collect(
    view: &View,
    weights: &Weights,
    filter: &Filter,
    all_copies: bool,
    keep: Keep,
    on_threads: bool,
) -> tantivy::Result<Collected> {
    let segments: Vec<u32> = (0..view.columns.len() as u32).collect();
    let counts = threads::each(on_threads, segments.clone(), |segment_ord| {
        let mut count = Count::new(view, segment_ord, all_copies, keep.rescored);
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
    let all_met = met.len() <= keep.rescored && met.len() as u64 == found.passages;
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
        // One after the other, each segment is skipped through by the best of those before.
        let lots: Vec<&[u32]> = match on_threads {
            true => segments.chunks(1).collect(),
            false => vec![&segments],
        };
        let best = threads::each(on_threads, lots, |lot| {
            let mut best = Top::new(keep, &ids);
            for &segment_ord in lot {
                best.walk(view, segment_ord, weights, &rejected)?;
            }
            Ok(best)
        })?;
        for of_lot in best {
            top.add(of_lot);
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
    /// The wanted passages, the first `most` and one more.
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
            if self.met.len() <= self.most && self.most > 0 {
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
