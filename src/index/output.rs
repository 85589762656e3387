//! Where a run writes to: the generation, and what must be remembered until the run ends.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use crate::article::Article;
use crate::duplicates::Print;
use crate::error::Result;
use crate::guard::lock;

use super::Writer;
use super::document::Ties;
use super::shelf::Shelf;
use super::writer::Stamp;

/// The generation that a run writes into; its writer is opened when it is first needed,
/// so that a run that changes nothing writes nothing.
pub struct Output {
    folder: PathBuf,
    threads: usize,
    whole: bool,
    writer: OnceLock<Writer>,
    opening: Mutex<()>,
    /// The articles written so far.
    pub shelf: Shelf,
    touched: Mutex<HashSet<String>>,
}

impl Output {
    /// Writes into the generation `name` of the index at `root`.
    pub fn new(root: &Path, name: &str, threads: usize, whole: bool) -> Output {
        Output {
            folder: root.join(name),
            threads,
            whole,
            writer: OnceLock::new(),
            opening: Mutex::new(()),
            shelf: Shelf::new(root),
            touched: Mutex::default(),
        }
    }

    /// The writer.
    pub fn writer(&self) -> Result<&Writer> {
        let _turn = lock(&self.opening);
        if let Some(writer) = self.writer.get() {
            return Ok(writer);
        }
        let writer = Writer::open(&self.folder, self.threads, self.whole)?;
        Ok(self.writer.get_or_init(|| writer))
    }

    /// The writer, where it was needed.
    pub fn into_writer(self) -> Option<Writer> {
        self.writer.into_inner()
    }

    /// Writes `article`, whose kin is not known yet.
    pub fn put(&self, article: &Article, path: &str, stamp: Stamp, replace: bool) -> Result<()> {
        let (sketch, bands) = Print::sketch(article);
        let ties = Ties {
            sketch,
            bands,
            ..Ties::default()
        };
        lock(&self.touched).insert(article.id.clone());
        self.writer()?.put(article, path, stamp, &ties, replace)?;
        match ties.bands.is_empty() {
            true => self.shelf.remove(&article.id),
            false => self.shelf.put(article, path, stamp, ties)?,
        }
        Ok(())
    }

    /// Removes the article with this id.
    pub fn remove(&self, id: &str) -> Result<()> {
        lock(&self.touched).insert(id.to_string());
        self.shelf.remove(id);
        self.writer()?.remove(id);
        Ok(())
    }

    /// Takes out the ids of the articles that were written or removed.
    pub fn take_touched(&self) -> HashSet<String> {
        std::mem::take(&mut *lock(&self.touched))
    }
}
