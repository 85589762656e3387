//! Walks over the passages that a query selects.

use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DocId, SegmentReader};

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

/// Calls `visit` for every passage of `segment` that `weight` selects, in order.
pub fn passages(
    segment: &SegmentReader,
    weight: &dyn Weight,
    visit: &mut dyn FnMut(Met) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let ordinals: Column<u64> = segment.fast_fields().u64("ordinal")?;
    let alive = segment.alive_bitset();
    let mut outcome = Ok(());
    let mut numbers = Vec::new();
    let mut article = None;
    weight.for_each_no_score(segment, &mut |docs| {
        if outcome.is_err() {
            return;
        }
        numbers.clear();
        numbers.resize(docs.len(), None);
        ordinals.first_vals(docs, &mut numbers);
        for (&doc, &number) in docs.iter().zip(&numbers) {
            if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                continue;
            }
            let mut met = Met {
                doc,
                ordinal: number.unwrap_or(0) as u32,
                opens: false,
            };
            // The passages of an article stand side by side: a new header is a new article.
            met.opens = article != Some(met.header());
            article = Some(met.header());
            outcome = visit(met);
            if outcome.is_err() {
                return;
            }
        }
    })?;
    outcome
}
