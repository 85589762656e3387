//! What the index knows of the corpus, read back from its own columns.

use std::collections::BTreeMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, Searcher};

use crate::error::Result;

use super::reader::record;
use super::record::FileRecord;
use super::writer::Stamp;

/// The files that the index holds, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The state of each file when it was indexed.
    pub files: BTreeMap<String, FileState>,
}

/// One file as it was when it was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileState {
    /// What tells whether it changed.
    pub stamp: Stamp,
    /// Whether all of it became articles; if not, it is read at every run.
    pub complete: bool,
    /// Whether it has a record of its own, as files of many articles do.
    pub recorded: bool,
    /// The ids of its articles with the hash of their content.
    pub articles: BTreeMap<String, u64>,
}

/// How much an index holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Articles.
    pub articles: u64,
    /// Passages.
    pub passages: u64,
    /// Figures in them.
    pub figures: u64,
}

impl Manifest {
    /// Reads the manifest of what `searcher` sees.
    pub fn read(searcher: &Searcher) -> Result<Manifest> {
        let mut manifest = Manifest::default();
        for (segment_ord, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = segment.fast_fields();
            let paths = Texts::new(columns.str("path").map_err(crate::Error::damaged)?);
            let ids = Texts::new(columns.str("id").map_err(crate::Error::damaged)?);
            let sizes: Column<u64> = columns.u64("size").map_err(crate::Error::damaged)?;
            let mtimes: Column<i64> = columns.i64("mtime").map_err(crate::Error::damaged)?;
            let hashes: Column<u64> = columns.u64("hash").map_err(crate::Error::damaged)?;
            for doc in segment.doc_ids_alive() {
                let Some(path) = paths.get(doc) else { continue };
                let id = ids.get(doc).unwrap_or_default();
                let stamp = Stamp {
                    size: sizes.first(doc).unwrap_or(0),
                    mtime: mtimes.first(doc).unwrap_or(0),
                    hash: hashes.first(doc).unwrap_or(0),
                };
                let state = manifest.files.entry(path).or_default();
                if id.starts_with('\n') {
                    let address = DocAddress::new(segment_ord as u32, doc);
                    let file: FileRecord = record(searcher, address)?;
                    state.stamp = stamp;
                    state.complete = file.complete;
                    state.recorded = true;
                } else {
                    if !state.recorded {
                        state.stamp = stamp;
                        state.complete = true;
                    }
                    state.articles.insert(id, stamp.hash);
                }
            }
        }
        Ok(manifest)
    }

    /// How many articles it lists.
    pub fn article_count(&self) -> usize {
        self.files.values().map(|file| file.articles.len()).sum()
    }
}

impl Size {
    /// Measures what `searcher` sees.
    pub fn of(searcher: &Searcher) -> Result<Size> {
        let mut size = Size::default();
        for segment in searcher.segment_readers() {
            let columns = segment.fast_fields();
            let ordinals = columns.u64("ordinal").map_err(crate::Error::damaged)?;
            let figures = columns.u64("figures").map_err(crate::Error::damaged)?;
            for doc in segment.doc_ids_alive() {
                size.passages += u64::from(ordinals.first(doc).is_some());
                if let Some(count) = figures.first(doc) {
                    size.articles += 1;
                    size.figures += count;
                }
            }
        }
        Ok(size)
    }
}

/// The texts of a column, by document.
struct Texts {
    column: Option<StrColumn>,
}

impl Texts {
    fn new(column: Option<StrColumn>) -> Texts {
        Texts { column }
    }

    fn get(&self, doc: u32) -> Option<String> {
        let column = self.column.as_ref()?;
        let mut text = String::new();
        let ord = column.ords().first(doc)?;
        column.ord_to_str(ord, &mut text).ok()?.then_some(text)
    }
}
