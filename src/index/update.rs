//! Brings the index up to date with the corpus: adds what is new, redoes what changed,
//! removes what is gone; or builds a new generation and switches to it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::corpus::{FileEntry, Metadata, Skip, Walk, pages, walk};
use crate::error::{Error, Result};
use crate::extract::{self, Format, RawPage};
use crate::text::{clean, normalize::squeeze};

use super::generation::{self, Pointer, WriterLock};
use super::manifest::{FileState, Manifest, Size};
use super::record::FileRecord;
use super::{Reader, Stamp, Writer};

/// The path under which the state of the metadata table is recorded.
const METADATA: &str = "metadata.csv";

/// What a run is to do.
#[derive(Debug, Clone, Default)]
pub struct Task {
    /// Touch only articles under these files and folders; all where empty.
    pub under: Vec<PathBuf>,
    /// Build a new generation and switch to it at the end.
    pub rebuild: bool,
    /// Only tell what would be done.
    pub dry_run: bool,
    /// Let an empty corpus empty the index.
    pub allow_empty: bool,
    /// Merge all segments into one at the end.
    pub optimize: bool,
}

/// What a run did. Counts are of articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// New ones.
    pub added: u64,
    /// Changed ones.
    pub updated: u64,
    /// Those left as they were.
    pub unchanged: u64,
    /// Those that are gone.
    pub removed: u64,
    /// What the index holds now.
    pub size: Size,
    /// What was left out, by path.
    pub skipped: Vec<Skip>,
    /// Files of other kinds, by extension.
    pub ignored: BTreeMap<String, u64>,
    /// How long it took.
    pub took: Duration,
}

/// Told how far a run is.
pub trait Progress: Sync {
    /// So many files are going to be looked at.
    fn begin(&self, files: usize);
    /// One more file is done, of this many bytes.
    fn advance(&self, bytes: u64);
    /// The files are done; the index is being written.
    fn finish(&self);
}

/// A progress that nobody looks at.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _files: usize) {}
    fn advance(&self, _bytes: u64) {}
    fn finish(&self) {}
}

/// Brings the index at `root` up to date with the corpus at `corpus`.
///
/// # Errors
/// Where the corpus is missing, or empty while the index is not; where another run
/// holds the index; where the index is out of date and no rebuild was asked for. The
/// index answers as before in all these cases.
pub fn update(root: &Path, corpus: &Path, task: &Task, progress: &dyn Progress) -> Result<Report> {
    let start = Instant::now();
    let found = walk(corpus, &task.under)?;
    let metadata = Metadata::load(corpus)?;
    let _lock = if task.dry_run {
        None
    } else {
        Some(WriterLock::acquire(root)?)
    };
    let pointer = match Pointer::read(root) {
        // A rebuild replaces a pointer that cannot be read.
        Err(Error::OutdatedIndex { .. }) if task.rebuild => None,
        other => other?,
    };
    let fresh = task.rebuild || pointer.is_none();
    let before = match &pointer {
        Some(pointer) if !fresh => {
            pointer.check(root)?;
            Manifest::read(&Reader::open(root)?.searcher())?
        }
        _ => Manifest::default(),
    };
    refuse_emptiness(&found, corpus, task)?;
    let generation = match (&pointer, task.dry_run) {
        (_, true) => None,
        (Some(pointer), _) if !fresh => Some(pointer.generation.clone()),
        _ => Some(generation::create(root)?),
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    let mut writer = match &generation {
        Some(name) => Some(Writer::open(
            &root.join(name),
            threads_for(&found, threads),
        )?),
        None => None,
    };
    let job = Job {
        corpus,
        metadata: &metadata,
        metadata_changed: metadata_stamp(&metadata) != recorded_metadata(&before),
        before: &before,
        writer: writer.as_ref(),
        state: Mutex::new(State::new(&before)),
        failure: Mutex::new(None),
        next: AtomicUsize::new(0),
        progress,
    };
    progress.begin(found.files.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| job.work(&found.files));
        }
    });
    let mut report = job.finish(&found, task, corpus)?;
    progress.finish();
    if let (Some(writer), Some(name)) = (writer.take(), &generation) {
        report.size = conclude(root, writer, name, task)?;
    }
    report.ignored = found.ignored;
    report.took = start.elapsed();
    Ok(report)
}

/// Commits, switches to the generation where it is new, and tidies up.
fn conclude(root: &Path, mut writer: Writer, name: &str, task: &Task) -> Result<Size> {
    writer.commit()?;
    if task.optimize {
        writer.optimize()?;
    }
    writer.close()?;
    let pointer = Pointer::new(name.to_string());
    if !matches!(Pointer::read(root), Ok(Some(current)) if current == pointer) {
        // A generation answers only once it has been seen to open.
        Reader::open_generation(root, &pointer)?;
        pointer.write(root)?;
    }
    generation::remove_others(root, name)?;
    Size::of(&Reader::open(root)?.searcher())
}

/// A small corpus in one segment is quicker to search and to write.
fn threads_for(found: &Walk, threads: usize) -> usize {
    let bytes: u64 = found.files.iter().map(|file| file.size).sum();
    if bytes < 32 << 20 { 1 } else { threads }
}

fn refuse_emptiness(found: &Walk, corpus: &Path, task: &Task) -> Result<()> {
    let holds_any =
        !found.files.is_empty() || (!task.under.is_empty() && !walk(corpus, &[])?.files.is_empty());
    if holds_any || task.allow_empty {
        return Ok(());
    }
    Err(Error::EmptyCorpus {
        path: corpus.to_path_buf(),
    })
}

fn metadata_stamp(metadata: &Metadata) -> u64 {
    metadata.hash() as u64
}

fn recorded_metadata(before: &Manifest) -> u64 {
    before
        .files
        .get(METADATA)
        .map_or(0, |state| state.stamp.hash)
}

/// What the workers share.
struct Job<'a> {
    corpus: &'a Path,
    metadata: &'a Metadata,
    metadata_changed: bool,
    before: &'a Manifest,
    writer: Option<&'a Writer>,
    state: Mutex<State>,
    failure: Mutex<Option<Error>>,
    next: AtomicUsize,
    progress: &'a dyn Progress,
}

/// What the workers decide together.
#[derive(Default)]
struct State {
    report: Report,
    /// Which file each id belongs to; of two, the one whose path comes first.
    owners: HashMap<String, String>,
    /// Files that lost an article to another file's id.
    robbed: Vec<String>,
}

impl State {
    fn new(before: &Manifest) -> State {
        let mut state = State::default();
        for (path, file) in &before.files {
            for id in file.articles.keys() {
                state.owners.insert(id.clone(), path.clone());
            }
        }
        state
    }
}

impl Job<'_> {
    /// Takes files until none is left.
    fn work(&self, files: &[FileEntry]) {
        loop {
            let Some(file) = files.get(self.next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            if let Err(error) = self.file(file) {
                lock(&self.failure).get_or_insert(error);
                self.next.store(files.len(), Ordering::Relaxed);
                return;
            }
            self.progress.advance(file.size);
        }
    }

    fn file(&self, file: &FileEntry) -> Result<()> {
        let known = self.before.files.get(&file.path);
        let same =
            |state: &&FileState| state.stamp.size == file.size && state.stamp.mtime == file.mtime;
        if let Some(state) = known.filter(same)
            && state.complete
            && !self.metadata_changed
        {
            lock(&self.state).report.unchanged += state.articles.len() as u64;
            return Ok(());
        }
        if let Err(error) = std::fs::File::open(self.corpus.join(&file.path)) {
            // What cannot be read is not known to be gone: its articles stay.
            let mut state = lock(&self.state);
            state.report.unchanged += known.map_or(0, |known| known.articles.len() as u64);
            state
                .report
                .skipped
                .push(Skip::new(&file.path, error.to_string()));
            return Ok(());
        }
        let empty = FileState::default();
        let known = known.unwrap_or(&empty);
        let mut seen: Vec<String> = Vec::new();
        let mut complete = true;
        for page in pages(self.corpus, file, self.metadata) {
            let outcome = match page {
                Ok(page) => self.page(file, known, &page, &mut seen)?,
                Err(skip) => Some(skip),
            };
            if let Some(skip) = outcome {
                complete = false;
                lock(&self.state).report.skipped.push(skip);
            }
        }
        for id in known.articles.keys().filter(|id| !seen.contains(id)) {
            self.remove(id, &file.path);
        }
        if file.format == Format::Jsonl
            && let Some(writer) = self.writer
        {
            writer.put_file(&file.path, stamp(file, 0), &FileRecord { complete })?;
        }
        Ok(())
    }

    /// Indexes one page; a skip where it is left out.
    fn page(
        &self,
        file: &FileEntry,
        known: &FileState,
        page: &RawPage,
        seen: &mut Vec<String>,
    ) -> Result<Option<Skip>> {
        let place = match page.line {
            Some(line) => format!("{}:{line}", file.path),
            None => file.path.clone(),
        };
        // In the form that the article bears, or an id in NFD would not be known again.
        let id = match page.id() {
            Ok(id) => squeeze(&clean(&id)),
            Err(reason) => return Ok(Some(Skip::new(place, reason))),
        };
        if id.is_empty() {
            return Ok(Some(Skip::new(place, "no id")));
        }
        if seen.contains(&id) {
            return Ok(Some(Skip::new(place, "duplicate id")));
        }
        let hash = page.hash as u64;
        let old = known.articles.get(&id).copied();
        let untouched = old == Some(hash);
        let rewrite = !(untouched && page.line.is_some());
        let article = match (rewrite, self.writer) {
            (true, Some(_)) => match extract::article(page) {
                Ok(article) => Some(article),
                Err(reason) => return Ok(Some(Skip::new(place, reason))),
            },
            _ => None,
        };
        let mut state = lock(&self.state);
        if let Some(owner) = state.owners.get(&id).cloned()
            && owner != file.path
        {
            // Of two files that use one id the first path wins, in whichever order they are read.
            if owner < file.path {
                return Ok(Some(Skip::new(
                    place,
                    format!("duplicate id, used by {owner}"),
                )));
            }
            state.report.skipped.push(Skip::new(
                &owner,
                format!("duplicate id, used by {}", file.path),
            ));
            state.robbed.push(owner);
        }
        state.owners.insert(id.clone(), file.path.clone());
        match (old, untouched) {
            (_, true) => state.report.unchanged += 1,
            (Some(_), false) => state.report.updated += 1,
            (None, false) => state.report.added += 1,
        }
        if let (Some(writer), Some(article)) = (self.writer, article) {
            writer.put(&article, stamp(file, hash))?;
        }
        drop(state);
        seen.push(id);
        Ok(None)
    }

    fn remove(&self, id: &str, path: &str) {
        let mut state = lock(&self.state);
        if state.owners.get(id).is_some_and(|owner| owner != path) {
            return;
        }
        state.owners.remove(id);
        state.report.removed += 1;
        if let Some(writer) = self.writer {
            writer.remove(id);
        }
    }

    /// Removes what is gone, records what the next run must know, and reports.
    fn finish(self, found: &Walk, task: &Task, corpus: &Path) -> Result<Report> {
        if let Some(error) = lock(&self.failure).take() {
            return Err(error);
        }
        let present: std::collections::HashSet<&str> =
            found.files.iter().map(|file| file.path.as_str()).collect();
        let within = scopes(task, corpus)?;
        for (path, file) in &self.before.files {
            let hidden = found.skipped.iter().any(|skip| is_under(path, &skip.path));
            let in_scope = within.is_empty() || within.iter().any(|scope| is_under(path, scope));
            if present.contains(path.as_str()) || hidden || !in_scope || path == METADATA {
                continue;
            }
            for id in file.articles.keys() {
                self.remove(id, path);
            }
            if let (true, Some(writer)) = (file.recorded, self.writer) {
                writer.remove_file(path);
            }
        }
        let mut state = lock(&self.state);
        if let Some(writer) = self.writer {
            for path in &state.robbed {
                if let Some(file) = self.before.files.get(path).filter(|file| file.recorded) {
                    writer.put_file(path, file.stamp, &FileRecord { complete: false })?;
                }
            }
            if self.metadata_changed && task.under.is_empty() {
                let stamp = Stamp {
                    hash: metadata_stamp(self.metadata),
                    ..Stamp::default()
                };
                writer.put_file(METADATA, stamp, &FileRecord { complete: true })?;
            }
        }
        let mut report = std::mem::take(&mut state.report);
        report.skipped.extend(found.skipped.iter().cloned());
        report.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(report)
    }
}

/// The paths of the task relative to the corpus.
fn scopes(task: &Task, corpus: &Path) -> Result<Vec<String>> {
    let relative = |path: &PathBuf| crate::corpus::walk::relative(corpus, path);
    task.under.iter().map(relative).collect()
}

/// Whether `path` is `folder` or lies in it.
fn is_under(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn stamp(file: &FileEntry, hash: u64) -> Stamp {
    Stamp {
        size: file.size,
        mtime: file.mtime,
        hash,
    }
}

/// A lock that a panicking worker does not poison: the run fails as a whole anyway.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
