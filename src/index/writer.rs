//! Writes articles into one generation.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::schema::{Facet, TantivyDocument};
use tantivy::{IndexWriter, Term};

use crate::article::{Article, Passage, passages};
use crate::error::{Error, Result};

use super::pair_plugin::PairPlugin;
use super::reader::tokenizers;
use super::record::{FileRecord, HeaderRecord, PassageRecord};
use super::schema::{facet, fields, kind, missing, schema};

/// How often the context's words stand beside a passage: the title twice
/// (nDCG@10 on titled sets was best so), places and year once.
const TITLE_COPIES: usize = 2;

/// Memory for each indexing thread, in bytes. Large, so that few segments have to be merged.
const MEMORY_PER_THREAD: usize = 128 << 20;

/// What tells whether a file or line changed since it was indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// The file's size in bytes.
    pub size: u64,
    /// The file's last change, in nanoseconds since 1970.
    pub mtime: i64,
    /// The hash of the content.
    pub hash: u64,
}

/// The writer of one generation.
pub struct Writer {
    folder: PathBuf,
    writer: IndexWriter,
}

impl Writer {
    /// Opens the generation in `folder`, or begins it.
    pub fn open(folder: &Path, threads: usize) -> Result<Writer> {
        let open = || -> tantivy::Result<IndexWriter> {
            let directory = tantivy::directory::MmapDirectory::open(folder)?;
            let index = tantivy::Index::builder()
                .schema(schema().0.clone())
                .tokenizers(tokenizers())
                .register_plugin(Arc::new(PairPlugin))
                .open_or_create(directory)?;
            let writer = index.writer_with_num_threads(threads, MEMORY_PER_THREAD * threads)?;
            writer.set_merge_policy(Box::new(LogMergePolicy::default()));
            Ok(writer)
        };
        Ok(Writer {
            folder: folder.to_path_buf(),
            writer: open().map_err(Error::tantivy("open", folder))?,
        })
    }

    /// Adds `article`, in place of the one with the same id. Returns the number of its passages.
    pub fn put(&self, article: &Article, stamp: Stamp) -> Result<usize> {
        let mut pieces = passages(article);
        if pieces.is_empty() {
            pieces.push(Passage {
                ordinal: 0,
                start: 0,
                text: String::new(),
                figures: Vec::new(),
            });
        }
        let count = pieces.len();
        let context = Context::of(article);
        let mut operations = vec![
            UserOperation::Delete(self.id_term(&article.id)),
            UserOperation::Add(header_document(article, stamp, count)?),
        ];
        for passage in pieces {
            operations.push(UserOperation::Add(
                context.passage_document(article, passage)?,
            ));
        }
        self.writer
            .run(operations)
            .map_err(Error::tantivy("write", &self.folder))?;
        Ok(count)
    }

    /// Records the state of a file that holds many articles.
    pub fn put_file(&self, path: &str, stamp: Stamp, record: &FileRecord) -> Result<()> {
        let fields = fields();
        let mut document = stamped(path, stamp);
        document.add_text(fields.kind, kind::FILE);
        document.add_text(fields.id, file_id(path));
        document.add_bytes(fields.record, &stored(record)?);
        let operations = vec![
            UserOperation::Delete(self.id_term(&file_id(path))),
            UserOperation::Add(document),
        ];
        self.writer
            .run(operations)
            .map_err(Error::tantivy("write", &self.folder))?;
        Ok(())
    }

    /// Removes the article with this id.
    pub fn remove(&self, id: &str) {
        self.writer.delete_term(self.id_term(id));
    }

    /// Removes the record of a file.
    pub fn remove_file(&self, path: &str) {
        self.writer.delete_term(self.id_term(&file_id(path)));
    }

    /// Makes everything written so far visible and durable.
    pub fn commit(&mut self) -> Result<()> {
        self.writer
            .commit()
            .map_err(Error::tantivy("commit", &self.folder))?;
        Ok(())
    }

    /// Merges all segments into one.
    pub fn optimize(&mut self) -> Result<()> {
        let mut merge = || -> tantivy::Result<()> {
            let segments = self.writer.index().searchable_segment_metas()?;
            let deletes = segments.iter().any(|segment| segment.has_deletes());
            if segments.len() > 1 || deletes {
                let ids: Vec<_> = segments.iter().map(|segment| segment.id()).collect();
                self.writer.merge(&ids).wait()?;
                self.writer.garbage_collect_files().wait()?;
            }
            Ok(())
        };
        merge().map_err(Error::tantivy("merge", &self.folder))
    }

    /// Waits for running merges and closes the writer.
    pub fn close(self) -> Result<()> {
        let Writer { folder, writer } = self;
        writer
            .wait_merging_threads()
            .map_err(Error::tantivy("merge", &folder))
    }

    fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(fields().id, id)
    }
}

/// The id of a file's record; no article can have it, since `\n` stands in no path.
fn file_id(path: &str) -> String {
    format!("\n{path}")
}

fn stamped(path: &str, stamp: Stamp) -> TantivyDocument {
    let fields = fields();
    let mut document = TantivyDocument::new();
    document.add_text(fields.path, path);
    document.add_u64(fields.size, stamp.size);
    document.add_i64(fields.mtime, stamp.mtime);
    document.add_u64(fields.hash, stamp.hash);
    document
}

fn header_document(article: &Article, stamp: Stamp, passages: usize) -> Result<TantivyDocument> {
    let fields = fields();
    let mut document = stamped(&article.path, stamp);
    document.add_text(fields.kind, kind::HEADER);
    document.add_u64(fields.figures, article.figure_count() as u64);
    document.add_text(fields.id, &article.id);
    document.add_bytes(
        fields.record,
        &stored(&HeaderRecord::new(article, passages as u32))?,
    );
    Ok(document)
}

fn stored<T: serde::Serialize>(record: &T) -> Result<Vec<u8>> {
    postcard::to_allocvec(record).map_err(Error::damaged)
}

/// What every passage of an article carries besides its own text.
pub(super) struct Context {
    words: Vec<String>,
    facets: Vec<Facet>,
    missing: Vec<&'static str>,
    day: Option<i64>,
}

impl Context {
    /// That of `article`, whose text is not needed.
    pub(super) fn of(article: &Article) -> Context {
        let mut words = vec![article.title.clone(); TITLE_COPIES];
        let mut around = String::new();
        for place in &article.places {
            for name in [
                Some(&place.province),
                place.district.as_ref(),
                place.ward.as_ref(),
            ]
            .into_iter()
            .flatten()
            {
                around.push_str(name);
                around.push_str(" / ");
            }
        }
        if let Some(year) = article.year {
            around.push_str(&year.to_string());
        }
        words.push(around);
        let mut missing = Vec::new();
        if article.places.is_empty() {
            missing.push(missing::PROVINCE);
        }
        if article.places.iter().all(|place| place.district.is_none()) {
            missing.push(missing::DISTRICT);
        }
        if article.year.is_none() {
            missing.push(missing::YEAR);
        }
        let epoch = jiff::civil::date(1970, 1, 1);
        Context {
            words,
            facets: article
                .places
                .iter()
                .map(|place| facet(&place.path()))
                .collect(),
            missing,
            day: article
                .published
                .map(|date| i64::from((date - epoch).get_days())),
        }
    }

    /// The texts that are indexed for a passage, itself the last.
    pub(super) fn texts<'a>(&'a self, passage: &'a str) -> impl Iterator<Item = &'a str> {
        self.words.iter().map(String::as_str).chain([passage])
    }

    fn passage_document(&self, article: &Article, passage: Passage) -> Result<TantivyDocument> {
        let fields = fields();
        let mut document = TantivyDocument::new();
        document.add_text(fields.kind, kind::PASSAGE);
        document.add_text(fields.id, &article.id);
        document.add_u64(fields.ordinal, u64::from(passage.ordinal));
        for text in self.texts(&passage.text) {
            document.add_text(fields.exact, text);
            document.add_text(fields.folded, text);
        }
        for place in &self.facets {
            document.add_facet(fields.place, place.clone());
        }
        for name in &self.missing {
            document.add_text(fields.missing, name);
        }
        if let Some(year) = article.year {
            document.add_i64(fields.year, i64::from(year));
        }
        if let Some(day) = self.day {
            document.add_i64(fields.day, day);
        }
        document.add_bytes(fields.record, &stored(&PassageRecord::new(passage))?);
        Ok(document)
    }
}
