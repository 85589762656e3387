//! Ranks the best passages again with the adjacent pairs of query syllables.
//!
//! A pair of syllables that stand side by side in the query and in a passage adds
//! BM25 evidence with the pair's own document frequency. Two pairs that share a
//! syllable are two pieces of evidence (`phát triển`, `triển đoàn`, `đoàn viên`).

use std::collections::BTreeMap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::schema::fields;

use super::collect::Candidate;
use super::rank::{Weights, idf, saturation};
use super::resolve::Resolved;
use super::statistics::Statistics;

/// A pair of units in one field.
struct Pair {
    field: Field,
    first: Vec<String>,
    second: Vec<String>,
    /// The distance of their positions.
    step: u32,
    weight: f32,
}

/// Adds the evidence of pairs to the scores of `candidates`.
pub fn rescore(
    candidates: &mut [Candidate],
    units: &[Resolved],
    weights: Weights,
    searcher: &Searcher,
    statistics: &Statistics<'_>,
) -> tantivy::Result<()> {
    let pairs = pairs(units, weights);
    if pairs.is_empty() || candidates.is_empty() {
        return Ok(());
    }
    let mut by_segment: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        by_segment
            .entry(candidate.address.segment_ord)
            .or_default()
            .push(i);
    }
    for list in by_segment.values_mut() {
        list.sort_unstable_by_key(|&i| candidates[i].address.doc_id);
    }
    for pair in &pairs {
        let docs = document_frequency(pair, searcher)?;
        let weight = pair.weight * idf(docs.min(statistics.passages()), statistics.passages());
        let average = statistics.average_length(pair.field)?;
        for (&segment_ord, list) in &by_segment {
            let segment = searcher.segment_reader(segment_ord);
            let Some(mut cursor) = PairCursor::open(pair, segment)? else {
                continue;
            };
            let lengths = segment.get_fieldnorms_reader(pair.field)?;
            for &i in list {
                let doc = candidates[i].address.doc_id;
                let freq = cursor.frequency(doc);
                if freq > 0 {
                    candidates[i].score +=
                        weight * saturation(freq, lengths.fieldnorm(doc), average);
                }
            }
        }
    }
    Ok(())
}

/// The pairs of neighbouring units, in both fields where both weigh.
fn pairs(units: &[Resolved], weights: Weights) -> Vec<Pair> {
    let fields = fields();
    let mut pairs = Vec::new();
    for window in units.windows(2) {
        let [first, second] = window else { continue };
        if !second.unit.follows {
            continue;
        }
        let step = first.unit.width;
        let as_written = |unit: &Resolved| unit.exact_weight > 0.0;
        if weights.exact_pair > 0.0 && as_written(first) && as_written(second) {
            pairs.push(Pair {
                field: fields.exact,
                first: first.exact.clone(),
                second: second.exact.clone(),
                step,
                weight: weights.exact_pair,
            });
        }
        if weights.folded_pair > 0.0 {
            pairs.push(Pair {
                field: fields.folded,
                first: vec![first.folded.clone()],
                second: vec![second.folded.clone()],
                step,
                weight: weights.folded_pair,
            });
        }
    }
    pairs
}

/// In how many passages the pair occurs, counted in the postings themselves.
fn document_frequency(pair: &Pair, searcher: &Searcher) -> tantivy::Result<u64> {
    let mut docs = 0;
    for segment in searcher.segment_readers() {
        let Some(mut cursor) = PairCursor::open(pair, segment)? else {
            continue;
        };
        let mut doc = 0;
        while let Some(found) = cursor.next_at(doc) {
            docs += u64::from(cursor.frequency(found) > 0);
            doc = found + 1;
        }
    }
    Ok(docs)
}

/// Walks over the passages of a segment that hold both units of a pair.
struct PairCursor {
    first: Vec<SegmentPostings>,
    second: Vec<SegmentPostings>,
    step: u32,
    left: Vec<u32>,
    right: Vec<u32>,
}

impl PairCursor {
    fn open(pair: &Pair, segment: &SegmentReader) -> tantivy::Result<Option<PairCursor>> {
        let inverted = segment.inverted_index(pair.field)?;
        let open = |texts: &[String]| -> tantivy::Result<Vec<SegmentPostings>> {
            let mut found = Vec::new();
            for text in texts {
                let term = Term::from_field_text(pair.field, text);
                found.extend(
                    inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?,
                );
            }
            Ok(found)
        };
        let cursor = PairCursor {
            first: open(&pair.first)?,
            second: open(&pair.second)?,
            step: pair.step,
            left: Vec::new(),
            right: Vec::new(),
        };
        let whole = !cursor.first.is_empty() && !cursor.second.is_empty();
        Ok(whole.then_some(cursor))
    }

    /// The first passage from `doc` on that holds both units.
    fn next_at(&mut self, doc: DocId) -> Option<DocId> {
        let mut target = doc;
        loop {
            let left = seek_any(&mut self.first, target)?;
            let right = seek_any(&mut self.second, left)?;
            if left == right {
                return Some(left);
            }
            target = right;
        }
    }

    /// How often the pair stands side by side in `doc`; documents must be asked in order.
    fn frequency(&mut self, doc: DocId) -> u32 {
        positions(&mut self.first, doc, self.step, &mut self.left);
        if self.left.is_empty() {
            return 0;
        }
        positions(&mut self.second, doc, 0, &mut self.right);
        let mut freq = 0;
        let mut rest = self.right.iter().peekable();
        for &wanted in &self.left {
            while rest.next_if(|&&position| position < wanted).is_some() {}
            freq += u32::from(rest.peek().is_some_and(|&&position| position == wanted));
        }
        freq
    }
}

fn seek_any(postings: &mut [SegmentPostings], target: DocId) -> Option<DocId> {
    let mut nearest = TERMINATED;
    for list in postings {
        if list.doc() < target {
            list.seek(target);
        }
        nearest = nearest.min(list.doc());
    }
    (nearest != TERMINATED).then_some(nearest)
}

/// The positions of any of the lists in `doc`, moved by `offset`, sorted.
fn positions(postings: &mut [SegmentPostings], doc: DocId, offset: u32, into: &mut Vec<u32>) {
    into.clear();
    let several = postings.len() > 1;
    for list in postings {
        if list.doc() < doc {
            list.seek(doc);
        }
        if list.doc() == doc {
            list.append_positions_with_offset(offset, into);
        }
    }
    if several {
        into.sort_unstable();
    }
}
