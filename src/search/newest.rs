//! How far the articles of an index reach.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::error::{Error, Result};
use crate::index::Reader;

/// The latest day on which an article was published, as the columns know it; none where no
/// article has a day.
pub fn newest(reader: &Reader) -> Result<Option<Date>> {
    let view = reader
        .view()
        .map_err(Error::tantivy("search", reader.root()))?;
    let mut newest = None;
    for (segment, columns) in view
        .searcher
        .segment_readers()
        .iter()
        .zip(view.columns.iter())
    {
        // What is deleted stays in the columns until a merge.
        let days = segment
            .doc_ids_alive()
            .filter_map(|doc| columns.days.first(doc));
        newest = newest.max(days.max());
    }
    let epoch = date(1970, 1, 1);
    Ok(newest.and_then(|days| epoch.checked_add(days.days()).ok()))
}
