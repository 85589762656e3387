//! Keeps the phrases of each segment in a file of its own beside it.

use std::any::Any;

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Schema, Value};
use tantivy::{DocId, Segment};

use super::phrases::{Phrases, Sample, beginning, encode, most_common};
use super::schema::fields;
use super::segment_file;

/// The extension of the file.
const EXTENSION: &str = "phrases";
/// What the file begins with; so none is empty, and damage to any is seen.
const HEADING: &[u8] = b"phrases that articles share\n";

/// The plugin, to be registered with every index that is opened.
pub struct PhrasePlugin;

/// The phrases of one segment, as they lie in its file.
pub struct SegmentPhrases {
    bytes: OwnedBytes,
}

impl SegmentPhrases {
    /// Opens those of `segment`.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<SegmentPhrases> {
        Ok(SegmentPhrases {
            bytes: segment_file::read(segment, EXTENSION)?,
        })
    }

    /// Those whose folded form begins with `folded`, with the number of their articles.
    pub fn beginning(&self, folded: &str) -> impl Iterator<Item = (&str, u64)> {
        let lines = self.bytes.get(HEADING.len()..);
        beginning(lines.unwrap_or_default(), folded)
    }
}

impl SegmentPlugin for PhrasePlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(PhraseWriter::default()))
    }

    /// Adds the counts up; those of a segment in which passages were deleted shrink in
    /// proportion.
    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let mut sum = Phrases::new();
        for reader in context.readers {
            let (alive, all) = (u64::from(reader.num_docs()), u64::from(reader.max_doc()));
            for (text, articles) in SegmentPhrases::open(reader)?.beginning("") {
                let left = (articles * alive).div_ceil(all.max(1));
                *sum.entry(text.to_string()).or_default() += left;
            }
        }
        write(context.target_segment, &most_common(sum))
    }
}

fn write(segment: &Segment, phrases: &Phrases) -> tantivy::Result<()> {
    segment_file::write(segment, EXTENSION, &[HEADING, &encode(phrases)])
}

/// Gathers the sample of a new segment.
#[derive(Default)]
struct PhraseWriter {
    sample: Sample,
}

impl PluginWriter for PhraseWriter {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let queued = segment_file::queued(document)?;
        let id = queued.document.get_first(fields().id);
        if let (Some(words), Some(id)) = (&queued.words, id.and_then(|id| id.as_str())) {
            // The title stands first.
            self.sample.add(id, words.context.first(), &words.own);
        }
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        write(segment, &self.sample.finish())
    }

    fn mem_usage(&self) -> usize {
        self.sample.mem_usage()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
