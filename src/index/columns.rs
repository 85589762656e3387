//! The columns of a segment that a search reads, opened once a commit.

use tantivy::columnar::{Column, StrColumn};
use tantivy::fastfield::FacetReader;
use tantivy::{DocId, SegmentReader};

use crate::duplicates::Kinship;

/// The opened columns of one segment. Opening one costs about as much as reading a thousand
/// of its values.
pub struct SegmentColumns {
    /// The id of an article, with each of its documents; none in a segment without any.
    pub ids: Option<StrColumn>,
    /// The number of a passage within its article.
    pub ordinals: Column<u64>,
    /// The position at which a passage's own text begins.
    pub bodies: Column<u64>,
    /// The year of a passage's article.
    pub years: Column<i64>,
    /// The day of its publication, in days since 1970.
    pub days: Column<i64>,
    /// The places of a passage's article.
    pub places: FacetReader,
    /// The label of an article's group of copies.
    pub groups: Column<u64>,
    /// The label of its family: all that is kin to it, over any number of steps.
    pub families: Column<u64>,
}

impl SegmentColumns {
    /// Opens the columns of `segment`.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<SegmentColumns> {
        let columns = segment.fast_fields();
        Ok(SegmentColumns {
            ids: columns.str("id")?,
            ordinals: columns.u64("ordinal")?,
            bodies: columns.u64("body")?,
            years: columns.i64("year")?,
            days: columns.i64("day")?,
            places: segment.facet_reader("place")?,
            groups: columns.u64("group")?,
            families: columns.u64("family")?,
        })
    }

    /// The kinship that the header `doc` bears.
    pub fn kinship(&self, doc: DocId) -> Kinship {
        Kinship {
            family: self.families.first(doc),
            group: self.groups.first(doc),
        }
    }
}
