//! Writes the inverted index of a segment anew: what the engine made of its small fields as
//! it is, and the postings of our own beside them.

use std::io;

use tantivy::directory::error::DeleteError;
use tantivy::directory::{Directory, FileSlice};
use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer, Postings};
use tantivy::schema::Field;
use tantivy::{DocSet, Segment, TERMINATED, TantivyError};

use super::occurrences::{Occurrences, Place};
use super::vocabulary::Vocabulary;

/// The postings of a field that the engine was given no words of.
pub struct Inverted<'a> {
    /// The field.
    pub field: Field,
    /// Where its words stand.
    pub occurrences: &'a Occurrences,
    /// The number of each word's term, where several words may be one.
    pub list_of: Option<&'a [u32]>,
    /// The terms.
    pub terms: &'a Vocabulary,
    /// Whether positions are kept.
    pub positions: bool,
    /// The number of words of each document, where the field keeps it.
    pub lengths: Option<&'a [u32]>,
}

/// Writes the inverted index of `segment` anew, with `fields` added. The segment must not
/// be part of a commit yet.
pub fn replace(segment: &Segment, fields: &[Inverted<'_>]) -> tantivy::Result<()> {
    let before = SegmentReader::open(segment)?;
    let norms = norms(segment, &before, fields)?;
    let norms_of = |field: Field| -> tantivy::Result<Option<FieldNormReader>> {
        let mut all = norms.iter();
        match all.find(|(of, _)| *of == field) {
            Some((_, bytes)) => FieldNormReader::open(FileSlice::from(bytes.clone())).map(Some),
            None => Ok(None),
        }
    };
    use SegmentComponent::{FieldNorms, Positions, Postings, Terms};
    for component in [FieldNorms, Terms, Postings, Positions] {
        delete(segment, component)?;
    }
    let mut file = FieldNormsSerializer::from_write(segment.open_write(FieldNorms)?)?;
    for (field, bytes) in &norms {
        file.serialize_field(*field, bytes)?;
    }
    file.close()?;
    let mut files = InvertedIndexSerializer::open(segment)?;
    let mut room = Vec::new();
    for (field, _) in segment.schema().fields() {
        if let Some(inverted) = fields.iter().find(|inverted| inverted.field == field) {
            let total = inverted.occurrences.len();
            if total > 0 {
                let mut to = files.new_field(field, total, norms_of(field)?)?;
                inverted.write(&mut room, &mut to)?;
                to.close()?;
            }
        } else if is_indexed(&before, field) {
            let inverted = before.inverted_index(field)?;
            if inverted.terms().num_terms() > 0 {
                let total = inverted.total_num_tokens();
                let mut to = files.new_field(field, total, norms_of(field)?)?;
                copy(&before, field, &mut to)?;
                to.close()?;
            }
        }
    }
    files.close()?;
    Ok(())
}

fn is_indexed(segment: &SegmentReader, field: Field) -> bool {
    segment.schema().get_field_entry(field).is_indexed()
}

fn delete(segment: &Segment, component: SegmentComponent) -> tantivy::Result<()> {
    let path = segment.relative_path(component);
    match segment.index().directory().delete(&path) {
        Ok(()) | Err(DeleteError::FileDoesNotExist(_)) => Ok(()),
        Err(DeleteError::IoError { io_error, .. }) => Err(TantivyError::IoError(io_error)),
    }
}

/// How long the documents are, a byte each, for every field that keeps it.
fn norms(
    segment: &Segment,
    before: &SegmentReader,
    fields: &[Inverted<'_>],
) -> tantivy::Result<Vec<(Field, Vec<u8>)>> {
    let mut norms = Vec::new();
    for (field, _) in segment.schema().fields() {
        let own = fields.iter().find(|inverted| inverted.field == field);
        if let Some(lengths) = own.and_then(|inverted| inverted.lengths) {
            let byte = |length: &u32| FieldNormReader::fieldnorm_to_id(*length);
            norms.push((field, lengths.iter().map(byte).collect()));
        } else if let Some(old) = before.fieldnorms_readers().get_field(field)? {
            let bytes = (0..old.num_docs()).map(|doc| old.fieldnorm_id(doc));
            norms.push((field, bytes.collect()));
        }
    }
    Ok(norms)
}

/// Writes the terms of `field` as they were.
fn copy(before: &SegmentReader, field: Field, to: &mut FieldSerializer<'_>) -> tantivy::Result<()> {
    let inverted = before.inverted_index(field)?;
    let entry = before.schema().get_field_entry(field);
    let option = entry.field_type().get_index_record_option();
    let option = option.unwrap_or_default();
    let (mut positions, mut distances) = (Vec::new(), Vec::new());
    let mut terms = inverted.terms().stream()?;
    while let Some((term, info)) = terms.next() {
        to.new_term(term, info.doc_freq, option.has_freq())?;
        let mut postings = inverted.read_postings_from_terminfo(info, option)?;
        while postings.doc() != TERMINATED {
            distances.clear();
            if option.has_positions() {
                postings.positions(&mut positions);
                add_distances(positions.iter().copied(), &mut distances);
            }
            to.write_doc(postings.doc(), postings.term_freq(), &distances);
            postings.advance();
        }
        to.close_term()?;
    }
    Ok(())
}

/// Adds how far each position stands behind the one before it.
fn add_distances(positions: impl Iterator<Item = u32>, distances: &mut Vec<u32>) {
    let mut last = 0;
    for position in positions {
        distances.push(position - last);
        last = position;
    }
}

impl Inverted<'_> {
    fn write(&self, room: &mut Vec<Place>, to: &mut FieldSerializer<'_>) -> io::Result<()> {
        let list_of = |word: u32| match self.list_of {
            Some(lists) => lists[word as usize],
            None => word,
        };
        let mut distances = Vec::new();
        let each = |list: u32, places: &[Place]| -> io::Result<()> {
            let documents = || places.chunk_by(|one, other| one.document() == other.document());
            let term = self.terms.word(list).as_bytes();
            to.new_term(term, documents().count() as u32, true)?;
            for places in documents() {
                distances.clear();
                if self.positions {
                    let positions = places.iter().map(|place| place.position());
                    add_distances(positions, &mut distances);
                }
                to.write_doc(places[0].document(), places.len() as u32, &distances);
            }
            to.close_term()
        };
        self.occurrences
            .by_list(list_of, &self.terms.sorted(), room, each)
    }
}
