//! How long the passages of an index are together, counted from the stored lengths.
//!
//! The engine's own count is exact for a new segment and rounded for one that was merged
//! with deletes, so that scores would depend on an index's history.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

/// Segments whose count is kept; a segment never changes its lengths.
const KEPT: usize = 1000;

static COUNTS: Mutex<Option<HashMap<(SegmentId, Field), u64>>> = Mutex::new(None);

/// The number of terms of `field` in all documents, those included that are deleted but
/// not yet merged away, as in every document frequency.
pub fn total(searcher: &Searcher, field: Field) -> tantivy::Result<u64> {
    let mut total = 0;
    for segment in searcher.segment_readers() {
        total += of_segment(segment, field)?;
    }
    Ok(total)
}

fn of_segment(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let key = (segment.segment_id(), field);
    let mut guard = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    let counts = guard.get_or_insert_default();
    if let Some(count) = counts.get(&key) {
        return Ok(*count);
    }
    let lengths = segment.get_fieldnorms_reader(field)?;
    // Lengths are stored in steps: count how often each step occurs, then multiply.
    let mut steps = [0u64; 256];
    for doc in 0..segment.max_doc() {
        steps[usize::from(lengths.fieldnorm_id(doc))] += 1;
    }
    let mut count = 0;
    for (step, times) in (0..=255u8).zip(steps) {
        count += u64::from(tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(step)) * times;
    }
    if counts.len() >= KEPT {
        counts.clear();
    }
    counts.insert(key, count);
    Ok(count)
}
