//! Reads files and makes articles of them on all cores.
//!
//! A worker takes the next file. The pages of a jsonl file go into a queue, bounded by
//! bytes, from which all workers help themselves; when it is full its reader helps too.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::article::Article;
use crate::corpus::{FileEntry, Metadata, Skip, pages};
use crate::error::{Error, Result};
use crate::extract::{self, Format, RawPage};
use crate::guard::{self, lock};
use crate::text::{clean, normalize::squeeze};

use super::claims::{Claim, Claims, Outcome};
use super::output::Output;
use super::plan::Rules;
use super::record::LeftOut;
use super::update::Progress;

/// Bytes of pages that may wait in the queue.
const WAITING: usize = 16 << 20;

/// What the workers need.
pub struct Pipeline<'a> {
    /// The folder of the articles.
    pub corpus: &'a Path,
    /// What its keeper states.
    pub metadata: &'a Metadata,
    /// Who has which id.
    pub claims: &'a Claims<'a>,
    /// How stamps are made.
    pub rules: Rules,
    /// Where articles go; nowhere in a dry run.
    pub output: Option<&'a Output>,
    /// Articles that lost their id after they had been written.
    pub superseded: &'a Mutex<Vec<Superseded>>,
    /// Told how far the run is.
    pub progress: &'a dyn Progress,
    /// How many workers there are.
    pub threads: usize,
}

/// A file that is being read.
pub struct FileRead<'a> {
    /// The file.
    pub file: &'a FileEntry,
    path: Arc<str>,
    /// What was left out.
    pub left_out: Mutex<Vec<LeftOut>>,
    /// What its keeper should know of what was read.
    pub warnings: Mutex<Vec<Skip>>,
    /// The system's reasons where something could not be read.
    pub unread: Mutex<Vec<Skip>>,
}

/// A page that waits for a worker.
struct Waiting<'r, 'a> {
    reading: &'r FileRead<'a>,
    page: RawPage,
}

#[derive(Default)]
struct Queue<'r, 'a> {
    next: usize,
    pages: VecDeque<Waiting<'r, 'a>>,
    bytes: usize,
    readers: usize,
    failure: Option<Error>,
}

/// The queue with what wakes the workers that wait for it.
struct Shared<'r, 'a> {
    queue: Mutex<Queue<'r, 'a>>,
    changed: Condvar,
    stopped: AtomicBool,
}

enum Job<'r, 'a> {
    Page(Box<Waiting<'r, 'a>>),
    File(&'r FileRead<'a>),
}

impl Pipeline<'_> {
    /// Reads `files`, and tells of each what was left out.
    pub fn run<'a>(&self, files: &[&'a FileEntry]) -> Result<Vec<FileRead<'a>>> {
        let mut readings = Vec::with_capacity(files.len());
        for &file in files {
            readings.push(FileRead {
                file,
                path: Arc::from(file.path.as_str()),
                left_out: Mutex::default(),
                warnings: Mutex::default(),
                unread: Mutex::default(),
            });
        }
        let shared = Shared {
            queue: Mutex::default(),
            changed: Condvar::new(),
            stopped: AtomicBool::new(false),
        };
        std::thread::scope(|scope| {
            for _ in 0..self.threads.min(files.len() * 8).max(1) {
                scope.spawn(|| self.work(&readings, &shared));
            }
        });
        let failure = lock(&shared.queue).failure.take();
        drop(shared);
        failure.map_or(Ok(readings), Err)
    }

    fn work<'r, 'a>(&self, readings: &'r [FileRead<'a>], shared: &Shared<'r, 'a>) {
        while let Some(job) = self.next(readings, shared) {
            let reading = match &job {
                Job::Page(waiting) => waiting.reading,
                Job::File(reading) => reading,
            };
            let done = guard::caught(|| match job {
                Job::Page(waiting) => self.page(waiting.reading, waiting.page),
                Job::File(reading) => self.file(reading, shared),
            });
            // What the file had before stays, as where the system cannot read it.
            let done = done.unwrap_or_else(|panic| {
                let skip = Skip::new(&reading.file.path, guard::failed(&panic));
                lock(&reading.unread).push(Skip {
                    unread: true,
                    ..skip
                });
                Ok(())
            });
            let done = match self.progress.cancelled() {
                true => done.and(Err(Error::Interrupted)),
                false => done,
            };
            if let Err(error) = done {
                lock(&shared.queue).failure.get_or_insert(error);
                shared.stopped.store(true, Ordering::Relaxed);
                shared.changed.notify_all();
                return;
            }
        }
    }

    /// The next thing to do; none when all is done.
    fn next<'r, 'a>(
        &self,
        readings: &'r [FileRead<'a>],
        shared: &Shared<'r, 'a>,
    ) -> Option<Job<'r, 'a>> {
        let mut queue = lock(&shared.queue);
        loop {
            if shared.stopped.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(waiting) = queue.pages.pop_front() {
                queue.bytes -= waiting.page.text.len();
                return Some(Job::Page(Box::new(waiting)));
            }
            if let Some(reading) = readings.get(queue.next) {
                queue.next += 1;
                queue.readers += usize::from(reading.file.format == Format::Jsonl);
                return Some(Job::File(reading));
            }
            if queue.readers == 0 {
                return None;
            }
            let woken = shared.changed.wait(queue);
            queue = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn file<'r, 'a>(&self, reading: &'r FileRead<'a>, shared: &Shared<'r, 'a>) -> Result<()> {
        if reading.file.format != Format::Jsonl {
            for page in pages(self.corpus, reading.file, self.metadata) {
                match page {
                    Ok(page) => self.page(reading, page)?,
                    Err(skip) => reading.skip(skip, None),
                }
            }
            self.progress.advance(reading.file.size);
            return Ok(());
        }
        let _ending = Ending(shared);
        self.lines(reading, shared)
    }

    fn lines<'r, 'a>(&self, reading: &'r FileRead<'a>, shared: &Shared<'r, 'a>) -> Result<()> {
        for page in pages(self.corpus, reading.file, self.metadata) {
            if shared.stopped.load(Ordering::Relaxed) {
                return Ok(());
            }
            let page = match page {
                Ok(page) => page,
                Err(skip) => {
                    let line = line_of(&skip, reading.file);
                    reading.skip(skip, line);
                    continue;
                }
            };
            let bytes = page.text.len();
            let mut queue = lock(&shared.queue);
            if queue.bytes + bytes <= WAITING {
                queue.bytes += bytes;
                queue.pages.push_back(Waiting { reading, page });
                drop(queue);
                shared.changed.notify_one();
            } else {
                drop(queue);
                self.page(reading, page)?;
                if self.progress.cancelled() {
                    return Err(Error::Interrupted);
                }
            }
        }
        Ok(())
    }

    /// Makes an article of one page.
    fn page(&self, reading: &FileRead<'_>, page: RawPage) -> Result<()> {
        if page.line.is_some() {
            self.progress.advance(page.text.len() as u64 + 1);
        }
        // In the form that the article bears, or an id in NFD would not be known again.
        let id = match page.id().map(|id| squeeze(&clean(&id))) {
            Ok(id) if id.is_empty() => Err("no id".to_string()),
            result => result,
        };
        let id = match id {
            Ok(id) => id,
            Err(reason) => {
                reading.leave_out(page.line, reason, None);
                return Ok(());
            }
        };
        let mine = Claim {
            path: reading.path.clone(),
            line: page.line,
            hash: page.hash as u64,
        };
        let stamp = self.rules.stamp(reading.file, mine.hash);
        let outcome = self.claims.claim(id.clone(), mine, |replace| {
            let Some(output) = self.output else {
                return Ok(Ok(()));
            };
            match extract::findable(&page) {
                Ok(article) => {
                    reading.warn(&article);
                    output.put(&article, &reading.path, stamp, replace).map(Ok)
                }
                Err(reason) => Ok(Err(reason)),
            }
        })?;
        match outcome {
            Outcome::Held => {}
            Outcome::Failed(reason) => reading.leave_out(page.line, reason, None),
            Outcome::Duplicate => reading.leave_out(page.line, DUPLICATE.to_string(), Some(id)),
            Outcome::Replaced(from) => {
                lock(self.superseded).push(Superseded { from, id });
            }
        }
        Ok(())
    }
}

/// A jsonl file that is being read: its end is told however it comes, or the other workers
/// would wait for ever.
struct Ending<'s, 'r, 'a>(&'s Shared<'r, 'a>);

impl Drop for Ending<'_, '_, '_> {
    fn drop(&mut self) {
        lock(&self.0.queue).readers -= 1;
        self.0.changed.notify_all();
    }
}

/// An article that lost its id to another after it had been written.
#[derive(Debug, Clone)]
pub struct Superseded {
    /// Where it stands.
    pub from: Claim,
    /// Its id.
    pub id: String,
}

/// Why an article is left out whose id another one has.
pub const DUPLICATE: &str = "duplicate id";

impl FileRead<'_> {
    fn leave_out(&self, line: Option<u32>, reason: String, id: Option<String>) {
        lock(&self.left_out).push(LeftOut { line, reason, id });
    }

    fn warn(&self, article: &Article) {
        if article.warnings.is_empty() {
            return;
        }
        let tell = |what| Skip::at(&article.path, article.line, what);
        let told = article.warnings.iter().map(tell);
        lock(&self.warnings).extend(told);
    }

    fn skip(&self, skip: Skip, line: Option<u32>) {
        match skip.unread {
            true => lock(&self.unread).push(skip),
            false => self.leave_out(line, skip.reason, None),
        }
    }
}

/// The line that a skip of a jsonl file speaks of: its path is `file:line`.
fn line_of(skip: &Skip, file: &FileEntry) -> Option<u32> {
    let rest = skip.path.strip_prefix(file.path.as_str())?;
    rest.strip_prefix(':')?.parse().ok()
}
