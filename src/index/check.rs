//! Verifies an index against itself: checksums, the batches of its documents, counts.
//! And against the corpus: what is not in it, and whether that has a reason.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use tantivy::schema::Term;
use tantivy::{DocAddress, Searcher, SegmentReader};

use crate::corpus::{FileEntry, Walk, walk_beside};
use crate::error::{Error, Result};
use crate::extract::Format;
use crate::guard;

use super::document::is_file_id;
use super::manifest::{Manifest, Size, Texts};
use super::plan::{DOUBTFUL, GRANULARITY, METADATA};
use super::reader::{Reader, record};
use super::record::{HeaderRecord, PassageRecord};
use super::schema::{fields, kind};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// What is wrong with the index, for people.
    pub damage: Vec<String>,
    /// Corpus files that should be in the index and are not.
    pub missing: Vec<String>,
    /// Corpus files that came after the last run.
    pub new: Vec<String>,
    /// Corpus files that changed after the last run.
    pub changed: Vec<String>,
    /// Files that the index holds and the corpus no longer does.
    pub gone: Vec<String>,
    /// Corpus files, or lines of them, that were left out with a reason.
    pub excused: u64,
    /// What the index holds.
    pub size: Size,
    /// The generation that was looked at.
    pub generation: String,
}

impl Findings {
    /// Whether nothing is wrong. Changes of the corpus since the last run are no fault.
    pub fn sound(&self) -> bool {
        self.damage.is_empty() && self.missing.is_empty()
    }

    /// Takes what a look at the index came to: damage is a finding, other trouble an error.
    fn note(&mut self, looked: std::result::Result<Result<()>, String>) -> Result<()> {
        match looked {
            Ok(Ok(())) => {}
            Ok(Err(error @ (Error::Damaged { .. } | Error::Tantivy { .. }))) => {
                self.damage.push(error.to_string());
            }
            Ok(Err(error)) => return Err(error),
            Err(panic) => self.damage.push(format!("it cannot be read: {panic}")),
        }
        Ok(())
    }

    /// Whether the corpus changed since the last run.
    pub fn pending(&self) -> usize {
        self.new.len() + self.changed.len() + self.gone.len()
    }
}

/// Verifies the index at `root`; also against the corpus, where one is given.
///
/// # Errors
/// Where there is no index, or it cannot be opened at all, or the corpus cannot be read.
pub fn check(root: &Path, corpus: Option<&Path>) -> Result<Findings> {
    let reader = Reader::open(root)?;
    let searcher = reader.searcher();
    let mut findings = Findings {
        generation: reader.generation(),
        ..Findings::default()
    };
    checksums(root, &reader, &mut findings)?;
    let mut ids = HashSet::new();
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        let mut look = SegmentCheck {
            searcher: &searcher,
            ord: ord as u32,
            segment,
            ids: &mut ids,
            findings: &mut findings,
        };
        let looked = guard::caught(|| look.check());
        findings.note(looked)?;
    }
    match guard::caught(|| Size::of(&searcher)) {
        Ok(Ok(size)) => findings.size = size,
        other => findings.note(other.map(|size| size.map(|_| ())))?,
    }
    if let Some(corpus) = corpus {
        let compared = guard::caught(|| compare(&reader, &searcher, corpus, &mut findings));
        findings.note(compared)?;
    }
    Ok(findings)
}

/// The error to report where the program panicked over the index at `root`: the damage to
/// the index where there is any, else that the program failed.
pub fn blame(root: &Path, panic: String) -> Error {
    let damaged = guard::caught(|| {
        let reader = Reader::open(root)?;
        let files = reader.damaged_files();
        files.map_err(Error::tantivy("read", &reader.folder()))
    });
    match damaged {
        Ok(Ok(files)) => match files.first() {
            Some(file) => Error::damaged(format!("{} differs from its checksum", file.display())),
            None => Error::Failed { reason: panic },
        },
        Ok(Err(error)) if !matches!(error, Error::NoIndex { .. }) => error,
        _ => Error::Failed { reason: panic },
    }
}

/// Every file of every segment against the checksum in its footer.
fn checksums(root: &Path, reader: &Reader, findings: &mut Findings) -> Result<()> {
    let folder = root.join(reader.generation());
    let damaged = reader.damaged_files();
    for file in damaged.map_err(Error::tantivy("read", &folder))? {
        findings.damage.push(format!(
            "{} differs from its checksum",
            folder.join(file).display()
        ));
    }
    Ok(())
}

/// One segment that is looked through.
struct SegmentCheck<'a> {
    searcher: &'a Searcher,
    ord: u32,
    segment: &'a SegmentReader,
    ids: &'a mut HashSet<String>,
    findings: &'a mut Findings,
}

impl SegmentCheck<'_> {
    fn check(&mut self) -> Result<()> {
        let columns = self.segment.fast_fields();
        let ordinals = columns.u64("ordinal").map_err(Error::damaged)?;
        let figures = columns.u64("figures").map_err(Error::damaged)?;
        let texts = Texts::read(columns.str("id").map_err(Error::damaged)?)?;
        let Some(texts) = texts else { return Ok(()) };
        let (mut headers, mut passages, mut files) = (0, 0, 0);
        let mut doc = 0;
        while doc < self.segment.max_doc() {
            let here = doc;
            doc += 1;
            if self.segment.is_deleted(here) {
                continue;
            }
            let id = texts.get(here);
            if id.is_empty() {
                self.damaged(format!("document {here} has no id"));
            } else if is_file_id(id) {
                files += 1;
                self.unique(id);
            } else if let Some(count) = figures.first(here) {
                headers += 1;
                self.unique(id);
                let batch = self.batch(here, id, count, &texts)?;
                passages += batch;
                doc += batch;
            } else {
                // The passages of a header were passed over with it.
                let ordinal = ordinals.first(here);
                self.damaged(format!(
                    "passage {ordinal:?} of `{id}` has no header before it"
                ));
                passages += 1;
            }
        }
        for (name, counted) in [
            (kind::HEADER, headers),
            (kind::PASSAGE, passages),
            (kind::FILE, files),
        ] {
            let posted = self.posted(name)?;
            if posted != counted {
                self.damaged(format!(
                    "its postings know {posted} documents of kind {name}, its columns {counted}"
                ));
            }
        }
        Ok(())
    }

    /// Verifies the passages behind the header at `header`; how many there are.
    fn batch(&mut self, header: u32, id: &str, figures: u64, texts: &Texts) -> Result<u32> {
        let columns = self.segment.fast_fields();
        let ordinals = columns.u64("ordinal").map_err(Error::damaged)?;
        let groups = columns.u64("group").map_err(Error::damaged)?;
        let about: HeaderRecord = record(self.searcher, DocAddress::new(self.ord, header))?;
        if about.article.id != id || u64::from(about.figures) != figures {
            self.damaged(format!("the header of `{id}` and its columns disagree"));
        }
        let (mut end, mut found) = (0, 0);
        for ordinal in 0..about.passages {
            let doc = header + 1 + ordinal;
            let fits = doc < self.segment.max_doc()
                && !self.segment.is_deleted(doc)
                && texts.get(doc) == id
                && ordinals.first(doc) == Some(u64::from(ordinal))
                && groups.first(doc) == groups.first(header);
            if !fits {
                self.damaged(format!(
                    "passage {ordinal} of `{id}` is not where it belongs"
                ));
                return Ok(ordinal);
            }
            let passage: PassageRecord = record(self.searcher, DocAddress::new(self.ord, doc))?;
            if passage.start < end {
                self.damaged(format!(
                    "passage {ordinal} of `{id}` overlaps the one before"
                ));
            }
            end = passage.start + passage.text.len() as u32;
            found += passage.figures.len() as u64;
        }
        if found != figures {
            self.damaged(format!(
                "`{id}` has {figures} figures, its passages hold {found}"
            ));
        }
        Ok(about.passages)
    }

    /// How many living documents of a kind the postings know.
    fn posted(&self, name: &str) -> Result<u32> {
        let term = Term::from_field_text(fields().kind, name);
        let postings = self
            .segment
            .inverted_index(fields().kind)
            .and_then(|index| {
                let option = tantivy::schema::IndexRecordOption::Basic;
                Ok(index.read_postings(&term, option)?)
            })
            .map_err(Error::damaged)?;
        let Some(mut postings) = postings else {
            return Ok(0);
        };
        let mut count = 0;
        let mut doc = tantivy::DocSet::doc(&postings);
        while doc != tantivy::TERMINATED {
            count += u32::from(!self.segment.is_deleted(doc));
            doc = tantivy::DocSet::advance(&mut postings);
        }
        Ok(count)
    }

    fn unique(&mut self, id: &str) {
        if !self.ids.insert(id.to_string()) {
            self.damaged(format!("`{}` is in the index twice", id.trim()));
        }
    }

    fn damaged(&mut self, what: String) {
        let segment = self.segment.segment_id().short_uuid_string();
        self.findings
            .damage
            .push(format!("segment {segment}: {what}"));
    }
}

/// Every file of the corpus is in the index, or excused, or younger than the last run.
fn compare(
    reader: &Reader,
    searcher: &Searcher,
    corpus: &Path,
    findings: &mut Findings,
) -> Result<()> {
    let manifest = Manifest::read(searcher)?;
    let found = walk_beside(corpus, &[], reader.root())?;
    let walked = reader.note().walked;
    for file in &found.files {
        let Some(state) = manifest.files.get(&file.path) else {
            let late = walked == 0 || touched(corpus, file) > walked.saturating_sub(GRANULARITY);
            match late {
                true => findings.new.push(file.path.clone()),
                false => findings.missing.push(file.path.clone()),
            }
            continue;
        };
        if let Some(record) = &state.record {
            findings.excused += record.left_out.len() as u64;
        }
        let known = state.stamp.mtime == file.mtime || state.stamp.mtime == DOUBTFUL;
        let empty = state.articles.is_empty() && state.record.is_none();
        if empty && file.format != Format::Jsonl {
            findings.missing.push(file.path.clone());
        } else if state.stamp.size != file.size || !known {
            findings.changed.push(file.path.clone());
        }
    }
    findings.gone = gone(&manifest, &found);
    Ok(())
}

fn gone(manifest: &Manifest, found: &Walk) -> Vec<String> {
    let mut gone: BTreeSet<&str> = manifest.files.keys().map(String::as_str).collect();
    gone.remove(METADATA);
    for file in &found.files {
        gone.remove(file.path.as_str());
    }
    gone.into_iter().map(str::to_string).collect()
}

/// When a file came to be what and where it is, in nanoseconds since 1970.
fn touched(corpus: &Path, file: &FileEntry) -> i64 {
    #[cfg(unix)]
    if let Ok(about) = std::fs::metadata(corpus.join(&file.path)) {
        use std::os::unix::fs::MetadataExt;
        let changed = about.ctime().saturating_mul(1_000_000_000);
        return file.mtime.max(changed.saturating_add(about.ctime_nsec()));
    }
    let _ = corpus;
    file.mtime
}
