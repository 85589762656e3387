//! A file of our own beside each segment, written and merged with it by a plugin.

use std::io::Write;

use tantivy::directory::{OwnedBytes, TerminatingWrite};
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::schema::document::ErasedDocument;
use tantivy::{Segment, TantivyError};

use super::budget::Queued;

/// The content of the file with this extension beside `segment`.
pub fn read(segment: &SegmentReader, extension: &str) -> tantivy::Result<OwnedBytes> {
    let file = segment.open_read(SegmentComponent::Custom(extension.to_string()))?;
    Ok(file.read_bytes()?)
}

/// Writes the file with this extension beside `segment`, `parts` one behind the other.
pub fn write(segment: &Segment, extension: &str, parts: &[&[u8]]) -> tantivy::Result<()> {
    let mut file = segment.open_write(SegmentComponent::Custom(extension.to_string()))?;
    for part in parts {
        file.write_all(part)?;
    }
    file.terminate()?;
    Ok(())
}

/// The document that a plugin is shown: always one that was queued by our writer.
pub fn queued(document: &dyn ErasedDocument) -> tantivy::Result<&Queued> {
    let queued = document.as_any().downcast_ref::<Queued>();
    queued.ok_or_else(|| {
        TantivyError::InternalError("plugins read queued documents alone".to_string())
    })
}
