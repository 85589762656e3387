//! Where the terms of a unit stand in the passages of a segment.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

/// The occurrences of any of a few terms, read passage by passage.
pub struct Occurrences {
    postings: Vec<SegmentPostings>,
    positions: Vec<u32>,
}

impl Occurrences {
    /// Those of no term.
    pub fn none() -> Occurrences {
        Occurrences {
            postings: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Those of `terms`.
    pub fn open(inverted: &InvertedIndexReader, terms: &[Term]) -> tantivy::Result<Occurrences> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = Vec::new();
        for term in terms {
            postings.extend(inverted.read_postings(term, option)?);
        }
        Ok(Occurrences {
            postings,
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

    /// How often they stand in the document moved to, whose own text begins at `body`.
    pub fn count(&self, body: u32) -> Count {
        let mut count = Count::default();
        for &position in &self.positions {
            count.add(position, body);
        }
        count
    }

    /// Where the terms stand in the document moved to, in order.
    pub fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// Moves to `doc`; documents must be asked in order.
    pub fn seek(&mut self, doc: DocId) {
        self.seek_beside(doc, &Occurrences::none());
    }

    /// Moves to `doc`, where `others` have been moved, whose terms count as well.
    pub fn seek_beside(&mut self, doc: DocId, others: &Occurrences) {
        self.positions.clear();
        self.positions.extend_from_slice(&others.positions);
        let mut sorted = true;
        for list in &mut self.postings {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() != doc {
                continue;
            }
            sorted &= self.positions.is_empty();
            list.append_positions_with_offset(0, &mut self.positions);
        }
        if !sorted {
            self.positions.sort_unstable();
        }
    }
}

/// Leaves, of what was moved to one document, the occurrences at which all of `joined` stand
/// in a row, each so far behind the first as its number says. Each of them has two forms, of
/// which the second is wherever it stands at all.
pub fn keep_joined(joined: &mut [[Occurrences; 2]], offsets: &[u32]) {
    let [[_, first], rest @ ..] = &*joined else {
        return;
    };
    let mut starts = first.positions.clone();
    for ([_, other], offset) in rest.iter().zip(&offsets[1..]) {
        starts.retain(|start| other.positions.binary_search(&(start + offset)).is_ok());
    }
    for (forms, offset) in joined.iter_mut().zip(offsets) {
        for form in forms {
            let stands = |position: &u32| {
                let start = position.checked_sub(*offset);
                start.is_some_and(|start| starts.binary_search(&start).is_ok())
            };
            form.positions.retain(stands);
        }
    }
}

/// How often something stands in a passage: in its context, and in its own text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// In title, places and year.
    pub context: u32,
    /// In the text.
    pub body: u32,
}

impl Count {
    fn add(&mut self, position: u32, body: u32) {
        if position < body {
            self.context += 1;
        } else {
            self.body += 1;
        }
    }
}

/// How often `right` stands `step` positions behind `left`, in the passage both were moved
/// to, whose own text begins at position `body`.
pub fn adjacent(left: &Occurrences, right: &Occurrences, step: u32, body: u32) -> Count {
    let mut freq = Count::default();
    let mut rest = right.positions.iter().peekable();
    for position in &left.positions {
        let wanted = position.saturating_add(step);
        while rest.next_if(|&&position| position < wanted).is_some() {}
        if rest.peek().is_some_and(|&&position| position == wanted) {
            freq.add(*position, body);
        }
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
    fn joined_terms_count_where_they_stand_in_a_row() {
        let mut joined = [
            [at(&[3]), at(&[3, 8, 20])],
            [at(&[4, 7, 30]), at(&[4, 7, 9, 30])],
        ];
        keep_joined(&mut joined, &[0, 1]);
        let positions = joined.map(|forms| forms.map(|form| form.positions));
        assert_eq!(positions, [[vec![3], vec![3, 8]], [vec![4], vec![4, 9]]]);
    }

    #[test]
    fn neighbours_are_counted_at_their_step() {
        let count = |left: &[u32], right: &[u32], step| {
            let Count { context, body } = adjacent(&at(left), &at(right), step, 4);
            (context, body)
        };
        assert_eq!(count(&[0, 4, 9], &[1, 5, 12], 1), (1, 1));
        assert_eq!(count(&[0, 4, 9], &[4, 8, 12], 4), (1, 1));
        assert_eq!(count(&[3], &[3], 1), (0, 0));
        assert_eq!(count(&[], &[1], 1), (0, 0));
    }
}
