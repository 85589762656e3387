//! The end of a run: removes what is gone, records what the next run must know, counts.

use std::collections::{BTreeMap, HashSet};

use crate::corpus::Skip;
use crate::error::Result;
use crate::extract::Format;

use super::claims::Claims;
use super::manifest::{FileState, Manifest};
use super::output::Output;
use super::pipeline::{DUPLICATE, FileRead, Superseded};
use super::plan::{Plan, Rules, by_hash};
use super::record::{FileRecord, LeftOut};
use super::update::Report;
use super::writer::Stamp;

/// What is known once every file has been read.
pub struct Settlement<'a> {
    before: &'a Manifest,
    plan: &'a Plan<'a>,
    claims: &'a Claims<'a>,
    rules: Rules,
    /// The files that were read, with what was left out of them.
    outcomes: Vec<(FileRead<'a>, FileRecord)>,
    /// What was taken from files that were not read.
    superseded: BTreeMap<String, Vec<LeftOut>>,
    report: Report,
}

impl<'a> Settlement<'a> {
    /// Gathers what the workers found.
    pub fn new(
        before: &'a Manifest,
        plan: &'a Plan<'a>,
        claims: &'a Claims<'a>,
        rules: Rules,
        readings: Vec<FileRead<'a>>,
        superseded: Vec<Superseded>,
    ) -> Settlement<'a> {
        let mut lost: BTreeMap<String, Vec<LeftOut>> = BTreeMap::new();
        for one in superseded {
            let left_out = LeftOut {
                line: one.from.line,
                reason: DUPLICATE.to_string(),
                id: Some(one.id),
            };
            lost.entry(one.from.path.to_string())
                .or_default()
                .push(left_out);
        }
        let mut report = Report::default();
        let mut outcomes = Vec::with_capacity(readings.len());
        for mut reading in readings {
            let mut left_out = take(&mut reading.left_out);
            left_out.extend(lost.remove(&reading.file.path).unwrap_or_default());
            left_out.sort_unstable();
            left_out.dedup_by(|a, b| a.line == b.line && a.id == b.id);
            report
                .skipped
                .extend(skips(claims, &reading.file.path, &left_out));
            report.warnings.append(&mut take(&mut reading.warnings));
            let unread = take(&mut reading.unread);
            let record = FileRecord {
                complete: unread.is_empty(),
                left_out,
            };
            report.skipped.extend(unread);
            outcomes.push((reading, record));
        }
        Settlement {
            before,
            plan,
            claims,
            rules,
            outcomes,
            superseded: lost,
            report,
        }
    }

    /// Removes, records and counts.
    pub fn finish(mut self, output: Option<&Output>) -> Result<Report> {
        let added = self.count_claims();
        let removed = self.remove(output)?;
        self.count_moved(&added, &removed);
        self.same()?;
        if let Some(output) = output {
            self.record(output)?;
        }
        Ok(self.report)
    }

    /// Counts the articles of the files that were read; the contents of the new ones.
    fn count_claims(&mut self) -> Vec<u64> {
        let mut added = Vec::new();
        let report = &mut self.report;
        let before = self.before;
        self.claims.for_each(|id, claim| match before.article(id) {
            None => added.push(claim.hash),
            Some((path, known)) if path == &*claim.path && known.hash == claim.hash => {
                report.unchanged += 1;
            }
            Some(_) => report.updated += 1,
        });
        report.added = added.len() as u64;
        added
    }

    /// Removes the articles of files that are gone or changed; their contents.
    fn remove(&mut self, output: Option<&Output>) -> Result<Vec<u64>> {
        let mut removed = Vec::new();
        let mut lost = |state: &FileState| -> Result<()> {
            for known in &state.articles {
                if self.claims.has(&known.id) {
                    continue;
                }
                removed.push(known.hash);
                if let Some(output) = output {
                    output.remove(&known.id)?;
                }
            }
            Ok(())
        };
        for path in &self.plan.gone {
            let Some(state) = self.before.files.get(*path) else {
                continue;
            };
            lost(state)?;
            if let (Some(_), Some(output)) = (&state.record, output) {
                output.writer()?.remove_file(path);
            }
        }
        for (reading, record) in &self.outcomes {
            let Some(state) = self.before.files.get(&reading.file.path) else {
                continue;
            };
            if record.complete {
                lost(state)?;
                continue;
            }
            // What cannot be read is not known to be gone: its articles stay.
            let kept = state
                .articles
                .iter()
                .filter(|known| !self.claims.has(&known.id));
            self.report.unchanged += kept.count() as u64;
        }
        self.report.removed = removed.len() as u64;
        Ok(removed)
    }

    /// An article that is gone here and new there, with the same content, has moved.
    fn count_moved(&mut self, added: &[u64], removed: &[u64]) {
        let gone = by_hash(removed.iter());
        for (hash, count) in by_hash(added.iter()) {
            self.report.moved += count.min(gone.get(&hash).copied().unwrap_or(0));
        }
        self.report.updated += self.report.moved;
        self.report.added -= self.report.moved;
        self.report.removed -= self.report.moved;
    }

    /// Counts the articles of files that were not read.
    fn same(&mut self) -> Result<()> {
        let read: HashSet<&str> = self
            .outcomes
            .iter()
            .map(|(reading, _)| reading.file.path.as_str())
            .collect();
        for file in &self.plan.same {
            let Some(state) = self.before.files.get(&file.path) else {
                continue;
            };
            if read.contains(file.path.as_str()) {
                continue;
            }
            let superseded = self
                .superseded
                .get(&file.path)
                .map_or(&[][..], Vec::as_slice);
            self.report.unchanged += (state.articles.len() - superseded.len()) as u64;
            self.report
                .skipped
                .extend(skips(self.claims, &file.path, superseded));
            if let Some(record) = &state.record {
                self.report
                    .skipped
                    .extend(skips(self.claims, &file.path, &record.left_out));
            }
        }
        Ok(())
    }

    /// Writes the records of files.
    fn record(&self, output: &Output) -> Result<()> {
        for (reading, record) in &self.outcomes {
            let file = reading.file;
            let stamp = Stamp {
                hash: 0,
                ..self.rules.stamp(file, 0)
            };
            let state = self.before.files.get(&file.path);
            let old = state.and_then(|state| state.record.as_ref());
            let same_stamp = state.is_some_and(|state| {
                (state.stamp.size, state.stamp.mtime) == (stamp.size, stamp.mtime)
            });
            let jsonl = file.format == Format::Jsonl;
            if !jsonl && !record.complete {
                continue;
            }
            // An article that stays as it is gets a new stamp without being written again.
            let article = state.and_then(|state| state.articles.first());
            let untouched = article.is_some_and(|known| {
                let claim = self.claims.get(&known.id);
                claim.is_some_and(|claim| *claim.path == *file.path && claim.hash == known.hash)
            });
            let wanted = jsonl || !record.left_out.is_empty() || (untouched && !same_stamp);
            if wanted && !(same_stamp && old == Some(record)) {
                output.writer()?.put_file(&file.path, stamp, record)?;
            } else if !wanted && old.is_some() && !(untouched && same_stamp) {
                output.writer()?.remove_file(&file.path);
            }
        }
        for (path, lost) in &self.superseded {
            let Some(state) = self.before.files.get(path) else {
                continue;
            };
            let mut record = state.record.clone().unwrap_or(FileRecord {
                complete: true,
                left_out: Vec::new(),
            });
            record.left_out.extend(lost.iter().cloned());
            record.left_out.sort_unstable();
            output.writer()?.put_file(path, state.stamp, &record)?;
        }
        Ok(())
    }
}

/// The skips that a file's record tells of; who has an id is looked up, since that changes
/// while this file stays as it is.
fn skips(claims: &Claims<'_>, path: &str, left_out: &[LeftOut]) -> Vec<Skip> {
    let mut skips = Vec::with_capacity(left_out.len());
    for one in left_out {
        let owner = one.id.as_ref().and_then(|id| claims.owner(id));
        let reason = match owner.filter(|(owner, _)| owner != path) {
            Some((owner, _)) => format!("{}, used by {owner}", one.reason),
            None => one.reason.clone(),
        };
        skips.push(Skip::at(path, one.line, reason));
    }
    skips
}

fn take<T: Default>(mutex: &mut std::sync::Mutex<T>) -> T {
    let inner = mutex.get_mut();
    std::mem::take(inner.unwrap_or_else(std::sync::PoisonError::into_inner))
}
