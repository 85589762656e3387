//! How far the articles of an index reach.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::error::{Error, Result};
use crate::index::Reader;

/// The latest day on which an article was published, as the columns know it; none where no
/// article has a day.
pub fn newest(reader: &Reader) -> Result<Option<Date>> {
    let mut newest = None;
    for segment in reader.searcher().segment_readers() {
        let column = segment.fast_fields().i64("day");
        let column = column.map_err(Error::tantivy("search", reader.root()))?;
        newest = newest.max(Some(column.max_value()).filter(|&day| day > 0));
    }
    let epoch = date(1970, 1, 1);
    Ok(newest.and_then(|days| epoch.checked_add(days.days()).ok()))
}
