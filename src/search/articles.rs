//! What a walk asks of the articles of a segment: from the table in memory, or as long as
//! there is none from the columns.

use tantivy::postings::SegmentPostings;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::index::articles::{Classes, Facets, SegmentArticles, headers};
use crate::index::columns::SegmentColumns;
use crate::index::reader::View;

/// The articles of a segment, moved through in order.
pub struct Articles<'a> {
    columns: &'a SegmentColumns,
    source: Source<'a>,
    header: DocId,
    next: DocId,
}

enum Source<'a> {
    Table {
        table: &'a SegmentArticles,
        at: usize,
    },
    Columns(Box<FromColumns>),
}

#[derive(Default)]
struct FromColumns {
    headers: Option<SegmentPostings>,
    classes: Classes,
    facets: Facets,
    class: u32,
}

impl<'a> Articles<'a> {
    /// Those of a segment of `view`, before the first.
    pub fn open(view: &'a View, segment_ord: u32) -> tantivy::Result<Articles<'a>> {
        let at = segment_ord as usize;
        let source = match &view.articles {
            Some(tables) => Source::Table {
                table: &tables[at],
                at: 0,
            },
            None => Source::Columns(Box::new(FromColumns {
                headers: headers(view.searcher.segment_reader(segment_ord))?,
                ..FromColumns::default()
            })),
        };
        Ok(Articles {
            columns: &view.columns[at],
            source,
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
        match &mut self.source {
            Source::Table { table, at } => {
                *at = table.find(doc);
                (self.header, self.next) = table.headers(*at);
            }
            Source::Columns(own) => {
                let ordinal = self.columns.ordinals.first(doc).unwrap_or(0) as u32;
                self.header = doc.saturating_sub(ordinal + 1);
                self.next = match &mut own.headers {
                    Some(headers) if headers.doc() < doc => headers.seek(doc),
                    Some(headers) => headers.doc(),
                    None => TERMINATED,
                };
                own.facets.read(self.columns, self.header + 1);
                own.class = own.classes.number(&own.facets);
            }
        }
        true
    }

    /// The header of the article moved to.
    pub fn header(&self) -> DocId {
        self.header
    }

    /// The number of its facets in this walk.
    pub fn class(&self) -> u32 {
        match &self.source {
            Source::Table { table, at } => table.class(*at),
            Source::Columns(own) => own.class,
        }
    }

    /// Its facets.
    pub fn facets(&self) -> &Facets {
        match &self.source {
            Source::Table { table, at } => table.facets(*at),
            Source::Columns(own) => &own.facets,
        }
    }

    /// The day of its publication, in days since 1970.
    pub fn day(&self) -> Option<i64> {
        self.columns.days.first(self.lead())
    }

    /// The label of its group of copies.
    pub fn group(&self) -> Option<u64> {
        self.columns.groups.first(self.lead())
    }

    /// The number of its passage `doc`.
    pub fn ordinal(&self, doc: DocId) -> u32 {
        doc.saturating_sub(self.lead())
    }

    /// Its first passage.
    fn lead(&self) -> DocId {
        self.header + 1
    }
}
