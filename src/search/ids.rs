//! The order of articles by id, read where a tie needs it.

use std::cmp::Ordering;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, Searcher};

/// The ids of all segments.
pub struct Ids {
    columns: Vec<Option<StrColumn>>,
}

impl Ids {
    /// Opens the columns of `searcher`.
    pub fn new(searcher: &Searcher) -> tantivy::Result<Ids> {
        let mut columns = Vec::new();
        for segment in searcher.segment_readers() {
            columns.push(segment.fast_fields().str("id")?);
        }
        Ok(Ids { columns })
    }

    /// The order of two documents by the ids of their articles.
    pub fn compare(&self, a: DocAddress, b: DocAddress) -> Ordering {
        if a.segment_ord == b.segment_ord {
            // Within a segment the numbers of the ids are in the order of the ids.
            return self.number(a).cmp(&self.number(b));
        }
        self.id(a).cmp(&self.id(b))
    }

    fn number(&self, address: DocAddress) -> Option<u64> {
        let column = self.columns.get(address.segment_ord as usize)?.as_ref()?;
        column.ords().first(address.doc_id)
    }

    fn id(&self, address: DocAddress) -> String {
        let mut id = String::new();
        if let Some(Some(column)) = self.columns.get(address.segment_ord as usize)
            && let Some(number) = self.number(address)
        {
            // An id that cannot be read ties as an empty one.
            let _ = column.ord_to_str(number, &mut id);
        }
        id
    }
}
