//! What an index holds, and what takes how much room.

use std::collections::BTreeMap;
use std::path::Path;

use tantivy::SegmentReader;
use tantivy::plugin::SegmentPlugin;
use tantivy::space_usage::{ComponentSpaceUsage, PerFieldSpaceUsage, SegmentSpaceUsage};

use crate::error::{Error, Result};

use super::generation::{self, Note, Pointer};
use super::manifest::{Manifest, Size};
use super::pair_plugin::PairPlugin;
use super::phrase_plugin::PhrasePlugin;
use super::reader::Reader;
use super::untagged::Untagged;

/// What an index holds.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    /// Articles, passages and figures.
    pub size: Size,
    /// Articles that lack a year or a place.
    pub untagged: Untagged,
    /// Files of the corpus.
    pub files: u64,
    /// Segments of the current generation.
    pub segments: Vec<SegmentSize>,
    /// Bytes by component, such as `postings` and `store`; those of our own by the
    /// extension of their files, such as `pairs`.
    pub components: BTreeMap<String, u64>,
    /// Bytes by field, in all components but the store.
    pub fields: BTreeMap<String, u64>,
    /// Every generation with its bytes on disk.
    pub generations: Vec<(String, u64)>,
    /// The current generation, its format and its analyzers.
    pub pointer: Option<Pointer>,
    /// When the corpus was last walked, and by which version of the program.
    pub note: Note,
}

/// One segment.
#[derive(Debug, Clone)]
pub struct SegmentSize {
    /// Its name.
    pub name: String,
    /// Its documents that are not deleted.
    pub documents: u32,
    /// Its documents that are.
    pub deleted: u32,
    /// Its bytes.
    pub bytes: u64,
}

impl Stats {
    /// The bytes of the current generation.
    pub fn bytes(&self) -> u64 {
        self.components.values().sum()
    }
}

/// Measures the index at `root`.
pub fn stats(root: &Path) -> Result<Stats> {
    let reader = Reader::open(root)?;
    let searcher = reader.searcher();
    let usage = searcher.space_usage().map_err(Error::damaged)?;
    let mut stats = Stats {
        size: Size::of(&searcher)?,
        untagged: Untagged::of(&searcher)?,
        files: Manifest::read(&searcher)?.files.len() as u64,
        pointer: Pointer::read(root)?,
        note: reader.note(),
        ..Stats::default()
    };
    for (segment, usage) in searcher.segment_readers().iter().zip(usage.segments()) {
        stats.segments.push(SegmentSize {
            name: segment.segment_id().short_uuid_string(),
            documents: segment.num_docs(),
            deleted: segment.num_deleted_docs(),
            bytes: usage.total().get_bytes(),
        });
        add(&mut stats, usage);
        add_own(&mut stats, &reader.folder(), segment);
    }
    for name in generation::names(root)? {
        let bytes = size_of(&root.join(&name));
        stats.generations.push((name, bytes));
    }
    Ok(stats)
}

fn add(stats: &mut Stats, usage: &SegmentSpaceUsage) {
    use tantivy::index::SegmentComponent::{Delete, Store};

    let per_field: [(&'static str, &PerFieldSpaceUsage); 5] = [
        ("terms", usage.termdict()),
        ("postings", usage.postings()),
        ("positions", usage.positions()),
        ("columns", usage.fast_fields()),
        ("lengths", usage.fieldnorms()),
    ];
    for (name, usage) in per_field {
        *stats.components.entry(name.to_string()).or_default() += usage.total().get_bytes();
        for field in usage.fields() {
            let name = field.field_name();
            *stats.fields.entry(name.to_string()).or_default() += field.total().get_bytes();
        }
    }
    for (name, component) in [("store", Store), ("deletes", Delete)] {
        let usage: ComponentSpaceUsage = usage.component(component);
        *stats.components.entry(name.to_string()).or_default() += usage.total().get_bytes();
    }
}

/// Adds the files of a segment that are ours, of which the engine does not tell the size.
fn add_own(stats: &mut Stats, folder: &Path, segment: &SegmentReader) {
    let uuid = segment.segment_id().uuid_string();
    for extension in [PairPlugin.extensions(), PhrasePlugin.extensions()].concat() {
        let file = folder.join(format!("{uuid}.{extension}"));
        let bytes = std::fs::metadata(file).map_or(0, |about| about.len());
        *stats.components.entry(extension.to_string()).or_default() += bytes;
        if let Some(size) = stats.segments.last_mut() {
            size.bytes += bytes;
        }
    }
}

/// The bytes of all files in a folder.
fn size_of(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .map(|about| about.len())
        .sum()
}
