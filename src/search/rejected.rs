//! The articles that the first walk met and that are not wanted, for the second to pass over.

use tantivy::{DocAddress, DocId};

/// Runs of passages of one segment, in order.
#[derive(Debug, Default)]
pub struct SegmentRuns(Vec<(DocId, DocId)>);

impl SegmentRuns {
    /// Adds passage `doc` of the article at `header`; `opens` is for the first of an article.
    pub fn add(&mut self, header: DocId, doc: DocId, opens: bool) {
        match self.0.last_mut() {
            Some(last) if !opens => last.1 = doc,
            _ => self.0.push((header, doc)),
        }
    }
}

/// The runs of all segments, in their order.
#[derive(Debug, Default)]
pub struct Rejected {
    segments: Vec<SegmentRuns>,
}

impl Rejected {
    /// Adds those of the next segment.
    pub fn push(&mut self, runs: SegmentRuns) {
        self.segments.push(runs);
    }

    /// Adds articles, from their header to the last passage met.
    pub fn hide(&mut self, articles: &[(DocAddress, DocId)]) {
        for (header, last) in articles {
            if let Some(SegmentRuns(runs)) = self.segments.get_mut(header.segment_ord as usize) {
                runs.push((header.doc_id, *last));
            }
        }
        if !articles.is_empty() {
            for SegmentRuns(runs) in &mut self.segments {
                runs.sort_unstable();
            }
        }
    }

    /// Those of one segment, to be asked in order.
    pub fn of_segment(&self, segment_ord: u32) -> Runs<'_> {
        let runs = self.segments.get(segment_ord as usize);
        Runs(runs.map_or(&[], |SegmentRuns(runs)| runs))
    }
}

/// The runs of a segment that are still ahead.
#[derive(Debug, Clone, Copy)]
pub struct Runs<'a>(&'a [(DocId, DocId)]);

impl Runs<'_> {
    /// Whether `doc` is rejected; documents must be asked in order.
    pub fn contain(&mut self, doc: DocId) -> bool {
        while let [(_, last), rest @ ..] = self.0
            && *last < doc
        {
            self.0 = rest;
        }
        self.0.first().is_some_and(|(first, _)| *first <= doc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_passed_in_order() {
        let mut runs = SegmentRuns::default();
        runs.add(4, 5, true);
        runs.add(4, 8, false);
        runs.add(20, 22, true);
        let mut rejected = Rejected::default();
        rejected.push(runs);
        rejected.hide(&[(DocAddress::new(0, 10), 12)]);
        let mut runs = rejected.of_segment(0);
        let found: Vec<DocId> = (0..25).filter(|&doc| runs.contain(doc)).collect();
        assert_eq!(found, [4, 5, 6, 7, 8, 10, 11, 12, 20, 21, 22]);
        assert!(!rejected.of_segment(1).contain(4));
    }
}
