//! Brings the index up to date with the corpus: adds what is new, redoes what changed,
//! removes what is gone; or builds a new generation and switches to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tantivy::Searcher;

use crate::corpus::{FileEntry, Metadata, Skip, Walk, walk_beside};
use crate::error::{Error, Result};

use super::claims::Claims;
use super::generation::{self, Note, Pointer, WriterLock};
use super::manifest::{Manifest, Size};
use super::output::Output;
use super::pipeline::Pipeline;
use super::plan::{METADATA, Plan, Rules, scopes};
use super::settle::Settlement;
use super::{Reader, kinship};

/// Fewer bytes than this are written into one segment, by one thread.
const SMALL: u64 = 32 << 20;

/// The most threads that the engine indexes with.
const MOST_WRITERS: usize = 8;

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
    /// Compare contents, whatever size and time of a file say.
    pub checksum: bool,
    /// How many threads to use; as many as there are cores where none is given.
    pub threads: Option<usize>,
    /// The time now, in nanoseconds since 1970. Where it is 0 no file's time is trusted,
    /// and contents are compared.
    pub now: i64,
}

/// What a run did. Counts are of articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// New ones.
    pub added: u64,
    /// Changed ones, and those that moved to another path.
    pub updated: u64,
    /// Those left as they were.
    pub unchanged: u64,
    /// Those that are gone.
    pub removed: u64,
    /// Those that moved to another path, which `updated` counts too.
    pub moved: u64,
    /// What the index holds now; after a dry run, what it holds as before.
    pub size: Size,
    /// What was left out, by path.
    pub skipped: Vec<Skip>,
    /// What is odd about what was read, by path.
    pub warnings: Vec<Skip>,
    /// Files of other kinds, by extension.
    pub ignored: BTreeMap<String, u64>,
    /// How long it took.
    pub took: Duration,
}

/// Told how far a run is, and asked whether to go on.
pub trait Progress: Sync {
    /// So many files, of so many bytes, are going to be read.
    fn begin(&self, _files: usize, _bytes: u64) {}
    /// So many bytes more are done.
    fn advance(&self, _bytes: u64) {}
    /// The files are done; the index is being written.
    fn finish(&self) {}
    /// Whether to tell details at all.
    fn wants_details(&self) -> bool {
        false
    }
    /// Told why a file is read, and how long a step took.
    fn detail(&self, _what: &str) {}
    /// Whether the user wants the run to stop.
    fn cancelled(&self) -> bool {
        false
    }
}

/// A progress that nobody looks at.
pub struct Silent;

impl Progress for Silent {}

/// Brings the index at `root` up to date with the corpus at `corpus`.
///
/// # Errors
/// Where the corpus is missing, or empty while the index is not; where another run
/// holds the index; where the index is out of date and no rebuild was asked for; where
/// the run was stopped. The index answers as before in all these cases.
pub fn update(root: &Path, corpus: &Path, task: &Task, progress: &dyn Progress) -> Result<Report> {
    let start = Instant::now();
    let readable = std::fs::read_dir(corpus);
    readable.map_err(|source| Error::Corpus {
        path: corpus.to_path_buf(),
        source,
    })?;
    if Pointer::read(root).is_ok_and(|pointer| pointer.is_none()) {
        // A folder that is made for the lock would stay behind.
        refuse_emptiness(&walk_beside(corpus, &task.under, root)?, root, corpus, task)?;
    }
    let _lock = match task.dry_run {
        true => None,
        false => Some(WriterLock::acquire(root)?),
    };
    let found = walk_beside(corpus, &task.under, root)?;
    let metadata = Metadata::load(corpus)?;
    let pointer = match Pointer::read(root) {
        // A rebuild replaces a pointer that cannot be read.
        Err(Error::Damaged { .. }) if task.rebuild => None,
        other => other?,
    };
    let current = pointer.as_ref().filter(|_| !task.rebuild);
    let (before, note, old) = match current {
        Some(pointer) => {
            pointer.check(root)?;
            let reader = Reader::open(root)?;
            let old = reader.searcher();
            (Manifest::read(&old)?, reader.note(), Some(old))
        }
        None => Default::default(),
    };
    refuse_emptiness(&found, root, corpus, task)?;
    let mut update = Update {
        root,
        corpus,
        task,
        progress,
        found: &found,
        metadata: &metadata,
        before: &before,
        old,
        note,
        fresh: current.is_none(),
    };
    let mut report = update.run(current)?;
    report.ignored = found.ignored.clone();
    report.took = start.elapsed();
    Ok(report)
}

fn refuse_emptiness(found: &Walk, root: &Path, corpus: &Path, task: &Task) -> Result<()> {
    let holds_any = !found.files.is_empty()
        || (!task.under.is_empty() && !walk_beside(corpus, &[], root)?.files.is_empty());
    if holds_any || task.allow_empty {
        return Ok(());
    }
    let path = corpus.to_path_buf();
    Err(match Pointer::read(root) {
        Ok(None) => Error::NothingToIndex { path },
        _ => Error::EmptyCorpus { path },
    })
}

/// One run.
struct Update<'a> {
    root: &'a Path,
    corpus: &'a Path,
    task: &'a Task,
    progress: &'a dyn Progress,
    found: &'a Walk,
    metadata: &'a Metadata,
    before: &'a Manifest,
    /// The index as it was.
    old: Option<Searcher>,
    note: Note,
    fresh: bool,
}

impl Update<'_> {
    fn run(&mut self, current: Option<&Pointer>) -> Result<Report> {
        if self.task.dry_run {
            let mut report = self.read(None)?;
            report.size = self.held();
            return Ok(report);
        }
        let name = match current {
            Some(pointer) => pointer.generation.clone(),
            None => generation::create(self.root)?,
        };
        let output = Output::new(self.root, &name, self.writers(), self.task.optimize);
        let done = self
            .read(Some(&output))
            .and_then(|report| self.conclude(output, &name, report));
        if done.is_err() && self.fresh {
            // What was begun is of no use to anybody, unless the pointer names it already;
            // the next run removes it where this fails.
            let _ = generation::discard(self.root, &name);
        }
        done
    }

    /// Reads what changed and writes it, without a commit.
    fn read(&self, output: Option<&Output>) -> Result<Report> {
        let metadata_hash = self.metadata.hash() as u64;
        let recorded = self.before.files.get(METADATA);
        let metadata_changed = recorded.map_or(0, |state| state.stamp.hash) != metadata_hash;
        let rules = Rules {
            everything: self.task.checksum || metadata_changed,
            walked: self.task.now,
        };
        let scopes = scopes(&self.task.under, self.corpus)?;
        let plan = Plan::new(self.found, self.before, &scopes, rules);
        let claims = Claims::new(self.before, &plan);
        let superseded = Mutex::default();
        let pipeline = Pipeline {
            corpus: self.corpus,
            metadata: self.metadata,
            claims: &claims,
            rules,
            output,
            superseded: &superseded,
            progress: self.progress,
            threads: self.threads(),
        };
        if self.progress.wants_details() {
            self.tell_why(&plan, rules);
        }
        let start = Instant::now();
        let bytes = plan.read.iter().map(|file| file.size).sum();
        self.progress.begin(plan.read.len(), bytes);
        let mut readings = pipeline.run(&plan.read)?;
        let retries: Vec<&FileEntry> = plan.retries(self.before, |id| claims.owner(id));
        readings.extend(pipeline.run(&retries)?);
        let superseded = superseded
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let settlement = Settlement::new(self.before, &plan, &claims, rules, readings, superseded);
        let mut report = settlement.finish(output)?;
        self.refuse_emptiness(&report)?;
        if let Some(output) = output {
            kinship::settle(self.old.as_ref(), output)?;
        }
        if metadata_changed
            && self.task.under.is_empty()
            && let Some(output) = output
        {
            output
                .writer()?
                .put_metadata_hash(METADATA, metadata_hash)?;
        }
        if self.task.under.is_empty() {
            report.skipped.extend(self.idle_rows(&claims));
        }
        report.skipped.extend(self.found.skipped.iter().cloned());
        report.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        report.warnings.sort_by(|a, b| a.path.cmp(&b.path));
        self.progress.finish();
        self.timed("read what changed", start);
        match self.progress.cancelled() {
            true => Err(Error::Interrupted),
            false => Ok(report),
        }
    }

    fn tell_why(&self, plan: &Plan<'_>, rules: Rules) {
        for file in &plan.read {
            let why = rules.why(file, self.before.files.get(&file.path));
            self.progress
                .detail(&format!("reading {}: {why}", file.path));
        }
        for path in &plan.gone {
            self.progress
                .detail(&format!("removing {path}: it is gone"));
        }
        let (read, same, gone) = (plan.read.len(), plan.same.len(), plan.gone.len());
        self.progress.detail(&format!(
            "files: {read} to read, {same} unchanged, {gone} gone"
        ));
    }

    fn timed(&self, step: &str, start: Instant) {
        if self.progress.wants_details() {
            let took = start.elapsed().as_secs_f64() * 1000.0;
            self.progress.detail(&format!("{step} in {took:.0} ms"));
        }
    }

    /// The rows of the metadata table that no article has a use for.
    fn idle_rows(&self, claims: &Claims<'_>) -> Vec<Skip> {
        let mut idle = Vec::new();
        for (key, row) in self.metadata.keys() {
            if claims.owner(key).is_none() {
                let reason = format!("no article has the id or path `{key}`");
                idle.push(Skip::new(format!("{METADATA}:{}", row.line), reason));
            }
        }
        idle
    }

    /// What the index holds that answers now; nothing where there is none that opens.
    fn held(&self) -> Size {
        let opened = Reader::open(self.root);
        let measured = opened.and_then(|reader| Size::of(&reader.searcher()));
        measured.unwrap_or_default()
    }

    /// Where there are files but none of them gives an article any more, something happened
    /// to the corpus that nobody meant.
    fn refuse_emptiness(&self, report: &Report) -> Result<()> {
        let before = self.before.article_count() as u64;
        let left = (before + report.added).saturating_sub(report.removed);
        if left > 0 || self.task.allow_empty {
            return Ok(());
        }
        // A rebuild begins with nothing: what there was stands in the index it replaces.
        let held = match self.task.rebuild {
            true => match Reader::open(self.root).and_then(|old| Size::of(&old.searcher())) {
                Ok(size) => size.articles > 0,
                Err(error) => !matches!(error, Error::NoIndex { .. }),
            },
            false => before > 0,
        };
        match held {
            true => Err(Error::EmptyCorpus {
                path: self.corpus.to_path_buf(),
            }),
            false => Ok(()),
        }
    }

    /// Commits, switches to the generation where it is new, and tidies up.
    fn conclude(&self, output: Output, name: &str, mut report: Report) -> Result<Report> {
        if self.fresh || self.task.optimize {
            output.writer()?;
        }
        if let Some(mut writer) = output.into_writer() {
            let walked = match self.task.under.is_empty() {
                true => self.task.now,
                false => self.note.walked,
            };
            let start = Instant::now();
            writer.commit(&Note::new(walked).to_text())?;
            self.timed("committed", start);
            let start = Instant::now();
            if self.task.optimize {
                writer.optimize()?;
            }
            writer.close()?;
            self.timed("merged", start);
        }
        let pointer = Pointer::new(name.to_string());
        if self.fresh {
            // A generation answers only once it has been seen to open.
            Reader::open_generation(self.root, &pointer)?;
            pointer.write(self.root)?;
        }
        generation::remove_others(self.root);
        report.size = Size::of(&Reader::open(self.root)?.searcher())?;
        Ok(report)
    }

    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.task.threads.unwrap_or_else(cores).max(1)
    }

    /// A small corpus in one segment is quicker to search and to write.
    fn writers(&self) -> usize {
        let mut bytes = 0;
        for file in &self.found.files {
            let known = self.before.files.get(&file.path);
            if known.is_none_or(|state| state.stamp.size != file.size) {
                bytes += file.size;
            }
        }
        match bytes < SMALL {
            true => 1,
            false => self.threads().min(MOST_WRITERS),
        }
    }
}
