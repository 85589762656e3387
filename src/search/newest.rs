//! How far the articles of an index reach.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::error::{Error, Result};
use crate::index::Reader;

/// The latest day on which an article was published, as the columns know it; none where no
/// article has a day.
pub fn newest(reader: &Reader) -> Result<Option<Date>> {
    let damaged = Error::tantivy("search", reader.root());
    let view = reader.look().map_err(damaged)?;
    let mut newest = None;
    for (segment, columns) in view.searcher.segment_readers().iter().zip(&*view.columns) {
        // What is deleted stays in the columns until a merge: then only a walk can tell.
        let latest = match segment.has_deletes() {
            true => {
                let alive = segment.doc_ids_alive();
                alive.filter_map(|doc| columns.days.first(doc)).max()
            }
            false => Some(columns.days.max_value()),
        };
        newest = newest.max(latest.filter(|&day| day > 0));
    }
    let epoch = date(1970, 1, 1);
    Ok(newest.and_then(|days| epoch.checked_add(days.days()).ok()))
}
