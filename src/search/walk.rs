//! Walks over the passages that a query selects.

use tantivy::{DocId, SegmentReader};

use super::articles::Articles;
use super::selecting::Selecting;

/// A passage that a walk meets.
pub struct Met<'w> {
    /// Its document.
    pub doc: DocId,
    /// Whether it is the first of its article that is met.
    pub opens: bool,
    /// Its article.
    pub article: &'w Articles<'w>,
}

impl Met<'_> {
    /// Its number within the article.
    pub fn ordinal(&self) -> u32 {
        self.article.ordinal(self.doc)
    }
}

/// Calls `visit` for every passage of `segment` that is selected, in order.
pub fn passages(
    segment: &SegmentReader,
    selecting: &Selecting,
    mut articles: Articles<'_>,
    mut visit: impl FnMut(Met<'_>),
) -> tantivy::Result<()> {
    let alive = segment.alive_bitset();
    selecting.for_each(segment, &mut |docs| {
        for &doc in docs {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                let opens = articles.seek(doc);
                let article = &articles;
                visit(Met {
                    doc,
                    opens,
                    article,
                });
            }
        }
    })
}
