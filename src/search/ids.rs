//! The order of articles by id, read where a tie needs it.

use std::cmp::Ordering;

use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

use crate::index::columns::SegmentColumns;

/// The ids of all segments.
pub struct Ids<'a> {
    columns: &'a [SegmentColumns],
}

impl Ids<'_> {
    /// Those in `columns`.
    pub fn new(columns: &[SegmentColumns]) -> Ids<'_> {
        Ids { columns }
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
        self.column(address)?.ords().first(address.doc_id)
    }

    fn column(&self, address: DocAddress) -> Option<&StrColumn> {
        self.columns[address.segment_ord as usize].ids.as_ref()
    }

    fn id(&self, address: DocAddress) -> String {
        let mut id = String::new();
        if let Some(column) = self.column(address)
            && let Some(number) = self.number(address)
        {
            // An id that cannot be read ties as an empty one.
            let _ = column.ord_to_str(number, &mut id);
        }
        id
    }
}
