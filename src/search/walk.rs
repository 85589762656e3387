//! Walks over the passages that a query selects.

use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, Term};

use crate::index::schema::{fields, kind};

/// A passage that a walk meets.
pub struct Met {
    /// Its document.
    pub doc: DocId,
    /// Its number within the article.
    pub ordinal: u32,
    /// Whether it is the first of its article that is met.
    pub opens: bool,
}

impl Met {
    /// The header of its article.
    pub fn header(&self) -> DocId {
        self.doc.saturating_sub(self.ordinal + 1)
    }
}

/// Calls `visit` for every passage of `segment` that `weight` selects, in order, until it fails.
pub fn passages(
    segment: &SegmentReader,
    weight: &dyn Weight,
    mut visit: impl FnMut(Met) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let ordinals: Column<u64> = segment.fast_fields().u64("ordinal")?;
    let term = Term::from_field_text(fields().kind, kind::HEADER);
    let inverted = segment.inverted_index(fields().kind)?;
    let Some(mut headers) = inverted.read_postings(&term, IndexRecordOption::Basic)? else {
        return Ok(());
    };
    let alive = segment.alive_bitset();
    let mut failed = None;
    let (mut lead, mut next_header) = (0, 0);
    weight.for_each_no_score(segment, &mut |docs| {
        if failed.is_some() {
            return;
        }
        for &doc in docs {
            if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                continue;
            }
            // The passages of an article stand side by side: behind the next header is another.
            let opens = doc > next_header;
            if opens {
                lead = doc.saturating_sub(ordinals.first(doc).unwrap_or(0) as u32);
                next_header = match headers.doc() < doc {
                    true => headers.seek(doc),
                    false => headers.doc(),
                };
            }
            let ordinal = doc - lead;
            if let Err(error) = visit(Met {
                doc,
                ordinal,
                opens,
            }) {
                failed = Some(error);
                return;
            }
        }
    })?;
    failed.map_or(Ok(()), Err)
}
