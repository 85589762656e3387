//! Compares the corpus with what the index knows: what must be read, what is the
//! same, what is gone.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::corpus::{FileEntry, Walk};
use crate::error::Result;

use super::manifest::{FileState, Manifest};
use super::record::LeftOut;
use super::writer::Stamp;

/// The path under which the state of the metadata table is recorded.
pub const METADATA: &str = "metadata.csv";

/// A time of change that tells nothing: the file was younger than a clock can tell apart.
pub const DOUBTFUL: i64 = i64::MIN;

/// Two changes within this time may carry the same time stamp (FAT counts by two seconds).
pub const GRANULARITY: i64 = 2_000_000_000;

/// How files are compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules {
    /// Read every file, whatever its size and time say.
    pub everything: bool,
    /// When the corpus was walked, in nanoseconds since 1970; where it is 0 no time is trusted.
    pub walked: i64,
}

impl Rules {
    /// What is remembered of `file`.
    pub fn stamp(&self, file: &FileEntry, hash: u64) -> Stamp {
        let settled = file.mtime <= self.walked.saturating_sub(GRANULARITY);
        Stamp {
            size: file.size,
            mtime: if settled { file.mtime } else { DOUBTFUL },
            hash,
        }
    }

    /// Whether `file` is as it was.
    fn same(&self, file: &FileEntry, state: &FileState) -> bool {
        self.difference(file, state).is_none()
    }

    /// Why `file` is read, for people.
    pub fn why(&self, file: &FileEntry, state: Option<&FileState>) -> &'static str {
        match state {
            None => "it is new",
            Some(state) => self.difference(file, state).unwrap_or("it is asked for"),
        }
    }

    /// What tells that `file` may differ from what is known of it.
    fn difference(&self, file: &FileEntry, state: &FileState) -> Option<&'static str> {
        let Stamp { size, mtime, .. } = state.stamp;
        if size != file.size {
            Some("its size has changed")
        } else if mtime == DOUBTFUL {
            Some("it was too young at the last run for its time to tell anything")
        } else if mtime != file.mtime {
            Some("its time has changed")
        } else if !state.complete() {
            Some("it could not be read the last time")
        } else if self.everything {
            Some("all contents are compared")
        } else {
            None
        }
    }
}

/// What a run has to do.
pub struct Plan<'a> {
    /// Files to read.
    pub read: Vec<&'a FileEntry>,
    /// Files that are as they were.
    pub same: Vec<&'a FileEntry>,
    /// Paths of files that are gone.
    pub gone: Vec<&'a str>,
    /// The paths of the files that are read or gone: what the index knows of their ids
    /// holds no longer.
    moving: HashSet<&'a str>,
}

impl<'a> Plan<'a> {
    /// Compares `found`, which was walked under `scopes` only, with the index.
    pub fn new(found: &'a Walk, before: &'a Manifest, scopes: &[String], rules: Rules) -> Plan<'a> {
        let mut plan = Plan {
            read: Vec::new(),
            same: Vec::new(),
            gone: Vec::new(),
            moving: HashSet::new(),
        };
        let mut met = 0;
        for file in &found.files {
            let known = before.files.get(&file.path);
            met += usize::from(known.is_some());
            if known.is_some_and(|state| rules.same(file, state)) {
                plan.same.push(file);
            } else {
                plan.read.push(file);
                plan.moving.insert(&file.path);
            }
        }
        if met < before.files.len() {
            plan.find_gone(found, before, scopes);
        }
        plan
    }

    fn find_gone(&mut self, found: &'a Walk, before: &'a Manifest, scopes: &[String]) {
        let present: HashSet<&str> = found.files.iter().map(|file| file.path.as_str()).collect();
        for path in before.files.keys() {
            let hidden = found.skipped.iter().any(|skip| is_under(path, &skip.path));
            let in_scope = scopes.is_empty() || scopes.iter().any(|scope| is_under(path, scope));
            if !present.contains(path.as_str()) && !hidden && in_scope && path != METADATA {
                self.gone.push(path);
                self.moving.insert(path);
            }
        }
        self.gone.sort_unstable();
    }

    /// Whether what the index knows of the file at `path` still holds.
    pub fn holds(&self, path: &str) -> bool {
        !self.moving.contains(path)
    }

    /// The files, unchanged themselves, whose article was left out for the sake of
    /// another's id, and whose turn it is now.
    ///
    /// `owner` tells who has an id at present, by path and line.
    pub fn retries(
        &self,
        before: &Manifest,
        owner: impl Fn(&str) -> Option<(String, Option<u32>)>,
    ) -> Vec<&'a FileEntry> {
        let mut files = Vec::new();
        for file in &self.same {
            let record = before
                .files
                .get(&file.path)
                .and_then(|state| state.record.as_ref());
            let Some(record) = record else { continue };
            let has_turn = |left_out: &LeftOut| match &left_out.id {
                Some(id) => owner(id).is_none_or(|(path, line)| {
                    (path.as_str(), line) > (file.path.as_str(), left_out.line)
                }),
                None => false,
            };
            if record.left_out.iter().any(has_turn) {
                files.push(*file);
            }
        }
        files
    }
}

/// The paths that a run is limited to, relative to the corpus.
pub fn scopes(under: &[PathBuf], corpus: &Path) -> Result<Vec<String>> {
    let relative = |path: &PathBuf| crate::corpus::walk::relative(corpus, path);
    under.iter().map(relative).collect()
}

/// Whether `path` is `folder` or lies in it.
pub fn is_under(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// How many articles there are of each content.
pub fn by_hash<'a>(articles: impl Iterator<Item = &'a u64>) -> HashMap<u64, u64> {
    let mut counts = HashMap::new();
    for hash in articles {
        *counts.entry(*hash).or_default() += 1;
    }
    counts
}
