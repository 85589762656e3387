//! The articles that a run has written, kept until it is known which of them are copies:
//! those are written again. Small runs keep them in memory, large ones in a file.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use crate::article::Article;
use crate::duplicates::About;
use crate::error::{Error, Result};
use crate::guard::lock;

use super::document::Ties;
use super::writer::Stamp;

/// Bytes that are kept in memory.
const IN_MEMORY: usize = 32 << 20;

/// The file's name, within the index.
const FILE: &str = "shelf.tmp";

/// The articles of one run that are long enough to have copies.
pub struct Shelf {
    path: PathBuf,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    entries: HashMap<String, Entry>,
    /// What has not gone to the file yet.
    waiting: Vec<u8>,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
}

/// What is at hand of an article on the shelf.
#[derive(Debug)]
pub struct Entry {
    /// The path of its file.
    pub path: String,
    /// What tells whether it changed.
    pub stamp: Stamp,
    /// What it is about.
    pub about: About,
    /// Its sketch and bands.
    pub ties: Ties,
    at: u64,
    bytes: usize,
}

impl Shelf {
    /// An empty shelf, whose file lies in the folder of the index.
    pub fn new(root: &Path) -> Shelf {
        Shelf {
            path: root.join(FILE),
            inner: Mutex::default(),
        }
    }

    /// Puts `article` on the shelf, in place of one with its id.
    pub fn put(&self, article: &Article, path: &str, stamp: Stamp, ties: Ties) -> Result<()> {
        let stored = postcard::to_allocvec(article).map_err(Error::damaged)?;
        let mut inner = self.inner();
        let entry = Entry {
            path: path.to_string(),
            stamp,
            about: About::of(article),
            ties,
            at: inner.written + inner.waiting.len() as u64,
            bytes: stored.len(),
        };
        inner.entries.insert(article.id.clone(), entry);
        inner.waiting.extend_from_slice(&stored);
        match inner.waiting.len() > IN_MEMORY {
            true => inner
                .flush(&self.path)
                .map_err(Error::io("write", &self.path)),
            false => Ok(()),
        }
    }

    /// Takes the article with this id off the shelf.
    pub fn remove(&self, id: &str) {
        self.inner().entries.remove(id);
    }

    /// Takes out what is at hand of each article, in the order of their ids; the articles
    /// themselves stay.
    pub fn take_entries(&self) -> Vec<Entry> {
        let entries = std::mem::take(&mut self.inner().entries);
        let mut entries: Vec<(String, Entry)> = entries.into_iter().collect();
        entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The article of `entry`.
    pub fn article(&self, entry: &Entry) -> Result<Article> {
        let stored = self.inner().read(entry);
        let stored = stored.map_err(Error::io("read", &self.path))?;
        postcard::from_bytes(&stored).map_err(Error::damaged)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        lock(&self.inner)
    }
}

impl Inner {
    fn flush(&mut self, path: &Path) -> std::io::Result<()> {
        if self.file.is_none() {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(true);
            self.file = Some(options.open(path)?);
            // Where the system allows it the name goes at once, so that a run that dies
            // leaves nothing behind.
            let _ = std::fs::remove_file(path);
        }
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(self.written))?;
            file.write_all(&self.waiting)?;
        }
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    fn read(&mut self, entry: &Entry) -> std::io::Result<Vec<u8>> {
        if let Some(start) = entry.at.checked_sub(self.written) {
            let start = start as usize;
            let stored = self.waiting.get(start..start + entry.bytes);
            return Ok(stored.unwrap_or_default().to_vec());
        }
        let mut stored = vec![0; entry.bytes];
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(entry.at))?;
            file.read_exact(&mut stored)?;
        }
        Ok(stored)
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let had_file = self.inner().file.take().is_some();
        if had_file {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
