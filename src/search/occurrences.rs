//! Where the terms of a unit stand in the passages of a segment.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

/// The occurrences of any of a few terms, read passage by passage.
pub struct Occurrences {
    postings: Vec<SegmentPostings>,
    with_positions: bool,
    positions: Vec<u32>,
}

impl Occurrences {
    /// Those of no term.
    pub fn none() -> Occurrences {
        Occurrences {
            postings: Vec::new(),
            with_positions: false,
            positions: Vec::new(),
        }
    }

    /// Those of `terms`.
    pub fn open(
        inverted: &InvertedIndexReader,
        terms: &[Term],
        with_positions: bool,
    ) -> tantivy::Result<Occurrences> {
        let option = if with_positions {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let mut postings = Vec::new();
        for term in terms {
            postings.extend(inverted.read_postings(term, option)?);
        }
        Ok(Occurrences {
            postings,
            with_positions,
            positions: Vec::new(),
        })
    }

    /// The first document from `doc` on that has any of the terms.
    pub fn at_or_after(&mut self, doc: DocId) -> DocId {
        let mut first = TERMINATED;
        for list in &mut self.postings {
            if list.doc() < doc {
                list.seek(doc);
            }
            first = first.min(list.doc());
        }
        first
    }

    /// Where the terms stand in the document moved to, in order.
    pub fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// Moves to `doc` and says how many there are; documents must be asked in order.
    pub fn seek(&mut self, doc: DocId) -> u32 {
        self.positions.clear();
        let mut freq = 0;
        let mut sorted = true;
        for list in &mut self.postings {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() != doc {
                continue;
            }
            freq += list.term_freq();
            if self.with_positions {
                sorted &= self.positions.is_empty();
                list.append_positions_with_offset(0, &mut self.positions);
            }
        }
        if !sorted {
            self.positions.sort_unstable();
        }
        freq
    }
}

/// How often `right` stands `step` positions behind `left`, in the passage both were moved to.
pub fn adjacent(left: &Occurrences, right: &Occurrences, step: u32) -> u32 {
    let mut freq = 0;
    let mut rest = right.positions.iter().peekable();
    for position in &left.positions {
        let wanted = position.saturating_add(step);
        while rest.next_if(|&&position| position < wanted).is_some() {}
        freq += u32::from(rest.peek().is_some_and(|&&position| position == wanted));
    }
    freq
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(positions: &[u32]) -> Occurrences {
        Occurrences {
            positions: positions.to_vec(),
            ..Occurrences::none()
        }
    }

    #[test]
    fn neighbours_are_counted_at_their_step() {
        assert_eq!(adjacent(&at(&[0, 4, 9]), &at(&[1, 5, 12]), 1), 2);
        assert_eq!(adjacent(&at(&[0, 4, 9]), &at(&[4, 8, 12]), 4), 2);
        assert_eq!(adjacent(&at(&[3]), &at(&[3]), 1), 0);
        assert_eq!(adjacent(&at(&[]), &at(&[1]), 1), 0);
    }
}
