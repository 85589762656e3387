//! What the index knows of the corpus, read back from its own columns.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, Searcher, SegmentReader};

use crate::error::{Error, Result};

use super::document::is_file_id;
use super::plan::is_under;
use super::reader::record;
use super::record::FileRecord;
use super::writer::Stamp;

/// The files that the index holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The state of each file when it was indexed, by path.
    pub files: HashMap<String, FileState>,
    /// Where the articles stand whose id is not their path: the file, and the place in it.
    elsewhere: HashMap<String, (Arc<str>, usize)>,
}

/// One file as it was when it was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileState {
    /// What tells whether it changed.
    pub stamp: Stamp,
    /// Its own record, where it has one.
    pub record: Option<FileRecord>,
    /// Its articles.
    pub articles: Vec<Known>,
}

/// One article as it was when it was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// The hash of its content.
    pub hash: u64,
    /// Its line within a jsonl file.
    pub line: Option<u32>,
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

impl FileState {
    /// Whether all of the file could be read; if not, it is read at every run.
    pub fn complete(&self) -> bool {
        self.record.as_ref().is_none_or(|record| record.complete)
    }
}

impl Manifest {
    /// Whether it holds the file at `path`, or a file in the folder there.
    pub fn holds_under(&self, path: &str) -> bool {
        self.files.keys().any(|file| is_under(file, path))
    }

    /// Reads the manifest of what `searcher` sees.
    pub fn read(searcher: &Searcher) -> Result<Manifest> {
        let mut manifest = Manifest::default();
        for (segment_ord, segment) in searcher.segment_readers().iter().enumerate() {
            manifest.read_segment(searcher, segment_ord as u32, segment)?;
        }
        Ok(manifest)
    }

    fn read_segment(
        &mut self,
        searcher: &Searcher,
        segment_ord: u32,
        segment: &SegmentReader,
    ) -> Result<()> {
        let columns = segment.fast_fields();
        let Some(paths) = Texts::read(columns.str("path").map_err(Error::damaged)?)? else {
            return Ok(());
        };
        let Some(mut ids) = Texts::read(columns.str("id").map_err(Error::damaged)?)? else {
            return Ok(());
        };
        let sizes: Column<u64> = columns.u64("size").map_err(Error::damaged)?;
        let mtimes: Column<i64> = columns.i64("mtime").map_err(Error::damaged)?;
        let hashes: Column<u64> = columns.u64("hash").map_err(Error::damaged)?;
        let lines: Column<u64> = columns.u64("line").map_err(Error::damaged)?;
        let mut shared: Option<Arc<str>> = None;
        for doc in paths.documents() {
            if segment.is_deleted(doc) {
                continue;
            }
            let stamp = Stamp {
                size: sizes.first(doc).unwrap_or(0),
                mtime: mtimes.first(doc).unwrap_or(0),
                hash: hashes.first(doc).unwrap_or(0),
            };
            let id = ids.take(doc);
            let path = paths.get(doc);
            if !self.files.contains_key(path) {
                self.files.insert(path.to_string(), FileState::default());
            }
            let Some(state) = self.files.get_mut(path) else {
                continue;
            };
            if is_file_id(&id) {
                state.record = Some(record(searcher, DocAddress::new(segment_ord, doc))?);
                state.stamp = stamp;
                continue;
            }
            if state.record.is_none() {
                state.stamp = stamp;
            }
            if id != path {
                if shared.as_deref() != Some(path) {
                    shared = Some(Arc::from(path));
                }
                if let Some(path) = &shared {
                    let place = (path.clone(), state.articles.len());
                    self.elsewhere.insert(id.clone(), place);
                }
            }
            state.articles.push(Known {
                id,
                hash: stamp.hash,
                line: lines.first(doc).map(|line| line as u32),
            });
        }
        Ok(())
    }

    /// The article with this id, and the path of its file.
    pub fn article(&self, id: &str) -> Option<(&str, &Known)> {
        if let Some((path, at)) = self.elsewhere.get(id) {
            let (path, file) = self.files.get_key_value(&**path)?;
            return Some((path, file.articles.get(*at)?));
        }
        let (path, file) = self.files.get_key_value(id)?;
        let known = file.articles.iter().find(|known| known.id == id)?;
        Some((path, known))
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
            let ordinals = columns.u64("ordinal").map_err(Error::damaged)?;
            let figures = columns.u64("figures").map_err(Error::damaged)?;
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

/// The texts of a column, read in one go: looking up each alone is ten times as slow.
pub(super) struct Texts {
    texts: Vec<String>,
    ords: Column<u64>,
}

impl Texts {
    /// Reads a column.
    pub fn read(column: Option<StrColumn>) -> Result<Option<Texts>> {
        let Some(column) = column else {
            return Ok(None);
        };
        let mut texts = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream().map_err(Error::damaged)?;
        while stream.advance() {
            texts.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        Ok(Some(Texts {
            texts,
            ords: column.ords().clone(),
        }))
    }

    /// The documents that have a text.
    fn documents(&self) -> Vec<u32> {
        let rows = self.ords.num_docs();
        let mut documents = Vec::new();
        for doc in 0..rows {
            if self.ords.first(doc).is_some() {
                documents.push(doc);
            }
        }
        documents
    }

    /// The text of a document.
    pub fn get(&self, doc: u32) -> &str {
        let text = self
            .ords
            .first(doc)
            .and_then(|ord| self.texts.get(ord as usize));
        text.map_or("", String::as_str)
    }

    /// The text of a document, for which nobody asks again.
    fn take(&mut self, doc: u32) -> String {
        let text = self
            .ords
            .first(doc)
            .and_then(|ord| self.texts.get_mut(ord as usize));
        text.map(std::mem::take).unwrap_or_default()
    }
}

/// Whether `fits` any of some paths of the index, which are spread over all: at most `most`
/// are looked at, those of files that are gone among them. So it does where there is none.
pub fn any_path(searcher: &Searcher, most: u64, fits: impl Fn(&str) -> bool) -> Result<bool> {
    let segments = searcher.segment_readers();
    let each = (most / (segments.len() as u64).max(1)).max(1);
    let mut path = String::new();
    let mut none = true;
    for segment in segments {
        let column = segment.fast_fields().str("path").map_err(Error::damaged)?;
        let Some(paths) = column else { continue };
        let all = paths.num_terms() as u64;
        for ord in (0..all).step_by((all / each).max(1) as usize) {
            path.clear();
            paths.ord_to_str(ord, &mut path).map_err(Error::damaged)?;
            none = false;
            if fits(&path) {
                return Ok(true);
            }
        }
    }
    Ok(none)
}
