//! Writes articles into one generation.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::{LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::{IndexWriter, Term};

use crate::article::Article;
use crate::error::{Error, Result};
use crate::guard;

use super::budget::{Budget, Queued};
use super::directory::{FirstFailure, WriteDirectory};
use super::document::{self, Ties};
use super::pair_plugin::PairPlugin;
use super::phrase_plugin::PhrasePlugin;
use super::record::FileRecord;
use super::schema::{fields, schema};

/// Memory for each indexing thread, in bytes. Large, so that few segments have to be merged.
const MEMORY_PER_THREAD: usize = 128 << 20;
/// Bytes of documents that may wait for the indexing threads.
const WAITING: usize = 64 << 20;
/// So many segments of one size are merged into one: few, because every search and
/// every start of the program visits each segment, while new articles come by the day.
const MERGED_AT: usize = 4;
/// A segment is rewritten once this share of it is deleted.
const MOST_DELETED: f32 = 0.2;

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
    writer: IndexWriter<Queued>,
    waiting: Arc<Budget>,
    failure: Arc<FirstFailure>,
}

impl Writer {
    /// Opens the generation in `folder`, or begins it. Where the run is to end in one
    /// segment (`whole`), nothing is merged on the way.
    pub fn open(folder: &Path, threads: usize, whole: bool) -> Result<Writer> {
        let directory = WriteDirectory::open(folder).map_err(Error::tantivy("open", folder))?;
        let failure = directory.failure();
        let open = || -> tantivy::Result<IndexWriter<Queued>> {
            let index = tantivy::Index::builder()
                .schema(schema().0.clone())
                .register_plugin(Arc::new(PairPlugin))
                .register_plugin(Arc::new(PhrasePlugin))
                .open_or_create(directory)?;
            let writer = index.writer_with_num_threads(threads, MEMORY_PER_THREAD * threads)?;
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(MERGED_AT);
            policy.set_del_docs_ratio_before_merge(MOST_DELETED);
            match whole {
                true => writer.set_merge_policy(Box::new(NoMergePolicy)),
                false => writer.set_merge_policy(Box::new(policy)),
            }
            Ok(writer)
        };
        let opened = open();
        Ok(Writer {
            folder: folder.to_path_buf(),
            writer: opened.map_err(|error| failure.explain("open", folder, error))?,
            waiting: Budget::new(WAITING),
            failure,
        })
    }

    /// Adds `article`, which was read from the file at `path`; where `replace`, in place
    /// of the one with the same id.
    pub fn put(
        &self,
        article: &Article,
        path: &str,
        stamp: Stamp,
        ties: &Ties,
        replace: bool,
    ) -> Result<()> {
        let (documents, bytes) = document::of_article(article, path, stamp, ties)?;
        let old = replace.then(|| self.id_term(&article.id));
        self.run(old, documents, bytes)
    }

    /// Records the state of a file.
    pub fn put_file(&self, path: &str, stamp: Stamp, record: &FileRecord) -> Result<()> {
        let document = document::of_file(path, stamp, record)?;
        let old = self.id_term(&document::file_id(path));
        self.run(Some(old), vec![Queued::new(document)], path.len())
    }

    /// Records the hash of the metadata table, under its path.
    pub fn put_metadata_hash(&self, path: &str, hash: u64) -> Result<()> {
        let stamp = Stamp {
            hash,
            ..Stamp::default()
        };
        let record = FileRecord {
            complete: true,
            ..FileRecord::default()
        };
        self.put_file(path, stamp, &record)
    }

    /// Removes the article with this id.
    pub fn remove(&self, id: &str) {
        self.writer.delete_term(self.id_term(id));
    }

    /// Removes the record of a file.
    pub fn remove_file(&self, path: &str) {
        self.remove(&document::file_id(path));
    }

    /// Makes everything written so far visible and durable; `note` goes with the commit.
    pub fn commit(&mut self, note: &str) -> Result<()> {
        let mut commit = || -> tantivy::Result<()> {
            let mut prepared = self.writer.prepare_commit()?;
            prepared.set_payload(note);
            prepared.commit()?;
            Ok(())
        };
        let committed = commit();
        committed.map_err(|error| self.failure.explain("commit", &self.folder, error))
    }

    /// Merges all segments into one; for a writer that merged nothing on the way.
    pub fn optimize(&mut self) -> Result<()> {
        let mut merge = || -> tantivy::Result<()> {
            let segments = self.writer.index().searchable_segment_ids()?;
            // While a segment's meta is held, its files are not collected.
            let metas = self.writer.index().searchable_segment_metas()?;
            let deletes = metas.iter().any(|segment| segment.has_deletes());
            drop(metas);
            if segments.len() > 1 || deletes {
                self.writer.merge(&segments).wait()?;
                self.writer.garbage_collect_files().wait()?;
            }
            Ok(())
        };
        let merged = merge();
        merged.map_err(|error| match guard::in_engine() {
            Some(panic) => Error::damaged(panic),
            None => self.failure.explain("merge", &self.folder, error),
        })
    }

    /// Waits for running merges and closes the writer.
    pub fn close(self) -> Result<()> {
        let Writer {
            folder,
            writer,
            failure,
            ..
        } = self;
        let closed = writer.wait_merging_threads();
        closed.map_err(|error| failure.explain("merge", &folder, error))?;
        // The engine only gives up a merge that panics, which it does over damaged segments.
        match guard::in_engine() {
            Some(panic) => Err(Error::damaged(panic)),
            None => Ok(()),
        }
    }

    /// Deletes `old` and adds `documents` as one batch, which stays together in one segment.
    fn run(&self, old: Option<Term>, mut documents: Vec<Queued>, bytes: usize) -> Result<()> {
        let ticket = self.waiting.take(bytes);
        if let Some(last) = documents.last_mut() {
            last.ticket = Some(ticket);
        }
        let mut operations: Vec<UserOperation<Queued>> = Vec::with_capacity(documents.len() + 1);
        operations.extend(old.map(UserOperation::Delete));
        operations.extend(documents.into_iter().map(UserOperation::Add));
        let written = self.writer.run(operations);
        written
            .map(|_| ())
            .map_err(|error| self.failure.explain("write", &self.folder, error))
    }

    fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(fields().id, id)
    }
}
