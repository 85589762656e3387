//! What a walk asks of the articles of a segment: from the table in memory, or as long as
//! there is none from the columns.

use tantivy::columnar::Column;
use tantivy::fastfield::FacetReader;
use tantivy::postings::SegmentPostings;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::index::articles::{SegmentArticles, headers};

/// The articles of a segment, moved through in order.
pub struct Articles<'a> {
    source: Source<'a>,
    days: Column<i64>,
    header: DocId,
    next: DocId,
}

enum Source<'a> {
    Table {
        table: &'a SegmentArticles,
        at: usize,
    },
    Columns(Box<Columns>),
}

struct Columns {
    headers: Option<SegmentPostings>,
    ordinals: Column<u64>,
    years: Column<i64>,
    groups: Column<u64>,
    places: FacetReader,
}

impl<'a> Articles<'a> {
    /// Those of `segment`, before the first.
    pub fn open(
        segment: &SegmentReader,
        table: Option<&'a SegmentArticles>,
    ) -> tantivy::Result<Articles<'a>> {
        let columns = segment.fast_fields();
        let source = match table {
            Some(table) => Source::Table { table, at: 0 },
            None => Source::Columns(Box::new(Columns {
                headers: headers(segment)?,
                ordinals: columns.u64("ordinal")?,
                years: columns.i64("year")?,
                groups: columns.u64("group")?,
                places: segment.facet_reader("place")?,
            })),
        };
        Ok(Articles {
            source,
            days: columns.i64("day")?,
            header: 0,
            next: 0,
        })
    }

    /// Moves to the article of passage `doc`; whether it is another than before.
    pub fn seek(&mut self, doc: DocId) -> bool {
        // The passages of an article stand side by side: behind the next header is another.
        if doc < self.next {
            return false;
        }
        (self.header, self.next) = match &mut self.source {
            Source::Table { table, at } => {
                *at = table.find(doc, *at);
                table.headers(*at)
            }
            Source::Columns(columns) => {
                let ordinal = columns.ordinals.first(doc).unwrap_or(0) as u32;
                let next = match &mut columns.headers {
                    Some(headers) if headers.doc() < doc => headers.seek(doc),
                    Some(headers) => headers.doc(),
                    None => TERMINATED,
                };
                (doc.saturating_sub(ordinal + 1), next)
            }
        };
        true
    }

    /// The header of the article moved to.
    pub fn header(&self) -> DocId {
        self.header
    }

    /// Its year.
    pub fn year(&self) -> Option<i64> {
        match &self.source {
            Source::Table { table, at } => table.year(*at),
            Source::Columns(columns) => columns.years.first(self.lead()),
        }
    }

    /// The day of its publication, in days since 1970.
    pub fn day(&self) -> Option<i64> {
        self.days.first(self.lead())
    }

    /// The label of its group of copies.
    pub fn group(&self) -> Option<u64> {
        match &self.source {
            Source::Table { table, at } => table.group(*at),
            Source::Columns(columns) => columns.groups.first(self.lead()),
        }
    }

    /// The number of its passage `doc`.
    pub fn ordinal(&self, doc: DocId) -> u32 {
        doc.saturating_sub(self.lead())
    }

    /// Adds the numbers of its places among the facets of the segment.
    pub fn places(&self, into: &mut Vec<u64>) {
        match &self.source {
            Source::Table { table, at } => into.extend(table.places(*at)),
            Source::Columns(columns) => into.extend(columns.places.facet_ords(self.lead())),
        }
    }

    /// Its first passage, which like all of them carries its facets.
    fn lead(&self) -> DocId {
        self.header + 1
    }
}
