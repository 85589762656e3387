//! The articles that a run has written, kept until it is known which of them are copies:
//! those are written again. An article with a file of its own is read from it once more;
//! others stay in memory, or in a file where they are many.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use crate::article::Article;
use crate::corpus::{FileEntry, Metadata, pages};
use crate::duplicates::About;
use crate::error::{Error, Result};
use crate::extract::{self, Format};
use crate::guard::lock;

use super::document::Ties;
use super::writer::Stamp;

/// Bytes that are kept in memory.
const IN_MEMORY: usize = 32 << 20;

/// The file's name, within the index.
const FILE: &str = "shelf.tmp";

/// Where articles come from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The folder of the articles.
    pub corpus: &'a Path,
    /// What their keeper states.
    pub metadata: &'a Metadata,
}

/// The articles of one run that are long enough to have copies.
pub struct Shelf<'a> {
    source: Source<'a>,
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
    kept: Kept,
}

/// Where the article itself is.
#[derive(Debug)]
enum Kept {
    /// In a file of its own, of this format.
    Apart(Format),
    /// On the shelf: where it begins, and how many bytes it takes.
    Here(u64, usize),
}

impl<'a> Shelf<'a> {
    /// An empty shelf for articles of `source`, whose file lies in the folder of the index.
    pub fn new(root: &Path, source: Source<'a>) -> Shelf<'a> {
        Shelf {
            source,
            path: root.join(FILE),
            inner: Mutex::default(),
        }
    }

    /// Puts `article` on the shelf, in place of one with its id.
    pub fn put(&self, article: &Article, path: &str, stamp: Stamp, ties: Ties) -> Result<()> {
        let single = |format: &Format| *format != Format::Jsonl && article.line.is_none();
        let format = Format::of_path(path).filter(single);
        let stored = match format {
            Some(_) => Vec::new(),
            None => postcard::to_allocvec(article).map_err(Error::damaged)?,
        };
        let mut inner = self.inner();
        let at = inner.written + inner.waiting.len() as u64;
        let entry = Entry {
            path: path.to_string(),
            stamp,
            about: About::of(article),
            ties,
            kept: format.map_or(Kept::Here(at, stored.len()), Kept::Apart),
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

    /// The article of `entry`; none where its file is another meanwhile, which the next run
    /// will see.
    pub fn article(&self, entry: &Entry) -> Result<Option<Article>> {
        let (at, bytes) = match entry.kept {
            Kept::Apart(format) => return Ok(self.read_again(entry, format)),
            Kept::Here(at, bytes) => (at, bytes),
        };
        let stored = self.inner().read(at, bytes);
        let stored = stored.map_err(Error::io("read", &self.path))?;
        postcard::from_bytes(&stored)
            .map(Some)
            .map_err(Error::damaged)
    }

    fn read_again(&self, entry: &Entry, format: Format) -> Option<Article> {
        let Source { corpus, metadata } = self.source;
        let file = FileEntry {
            path: entry.path.clone(),
            format,
            size: entry.stamp.size,
            mtime: entry.stamp.mtime,
        };
        let page = pages(corpus, &file, metadata).next()?.ok()?;
        let same = page.hash as u64 == entry.stamp.hash;
        extract::findable(&page).ok().filter(|_| same)
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

    fn read(&mut self, at: u64, bytes: usize) -> std::io::Result<Vec<u8>> {
        if let Some(start) = at.checked_sub(self.written) {
            let start = start as usize;
            let stored = self.waiting.get(start..start + bytes);
            return Ok(stored.unwrap_or_default().to_vec());
        }
        let mut stored = vec![0; bytes];
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut stored)?;
        }
        Ok(stored)
    }
}

impl Drop for Shelf<'_> {
    fn drop(&mut self) {
        let had_file = self.inner().file.take().is_some();
        if had_file {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
