//! The documents of an article and of a file's record.

use std::sync::Arc;

use tantivy::schema::{Facet, TantivyDocument};

use crate::article::{Article, Passage, passages};
use crate::duplicates::{Kinship, Sketch};
use crate::error::{Error, Result};

use super::budget::Queued;
use super::figure_key::{indexed, keys_by_terms};
use super::record::{FileRecord, HeaderRecord, PassageRecord};
use super::schema::{facet, fields, kind, missing};
use super::words::{PassageWords, ReadText};
use super::writer::Stamp;

/// What ties an article to others.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// The stand-in for its wording.
    pub sketch: Sketch,
    /// The terms under which articles of like wording are found.
    pub bands: Vec<u32>,
    /// Its family and group, as far as they are known.
    pub kinship: Kinship,
}

/// The documents of `article`, its header first, and how many bytes they take, roughly.
///
/// `path` is the file's own spelling, which need not be in NFC as the article's is.
pub fn of_article(
    article: &Article,
    path: &str,
    stamp: Stamp,
    ties: &Ties,
) -> Result<(Vec<Queued>, usize)> {
    let mut pieces = passages(article);
    if pieces.is_empty() {
        pieces.push(Passage {
            ordinal: 0,
            start: 0,
            text: String::new(),
            figures: Vec::new(),
        });
    }
    let context = Context::of(article);
    let mut bytes = 0;
    let mut documents = Vec::with_capacity(pieces.len() + 1);
    let header = &HeaderRecord::new(article, pieces.len() as u32, ties.sketch.clone());
    let stamped = stamped(path, stamp);
    let header = header_document(article, header, stamped, ties)?;
    documents.push(Queued::new(header));
    for passage in pieces {
        let queued_text = passage.text.len();
        let mut queued = context.queued(article, passage)?;
        // The text stands in its words and is stored.
        let words = queued.words.as_ref();
        let words = words.map_or(0, |words| words.own.bytes() + words.figures.bytes());
        bytes += words + queued_text + 1000;
        if let Some(group) = ties.kinship.group {
            queued.document.add_u64(fields().group, group);
        }
        documents.push(queued);
    }
    Ok((documents, bytes))
}

/// The document of a file's record.
pub fn of_file(path: &str, stamp: Stamp, record: &FileRecord) -> Result<TantivyDocument> {
    let fields = fields();
    let mut document = stamped(path, stamp);
    document.add_text(fields.kind, kind::FILE);
    document.add_text(fields.id, file_id(path));
    document.add_bytes(fields.record, &stored(record)?);
    Ok(document)
}

/// The id of a file's record; no article can have it, since `\n` stands in no path.
pub fn file_id(path: &str) -> String {
    format!("\n{path}")
}

/// Whether an id is that of a file's record.
pub fn is_file_id(id: &str) -> bool {
    id.starts_with('\n')
}

fn stamped(path: &str, stamp: Stamp) -> TantivyDocument {
    let fields = fields();
    let mut document = TantivyDocument::new();
    document.add_text(fields.path, path);
    document.add_u64(fields.size, stamp.size);
    document.add_i64(fields.mtime, stamp.mtime);
    document.add_u64(fields.hash, stamp.hash);
    document
}

fn header_document(
    article: &Article,
    header: &HeaderRecord,
    mut document: TantivyDocument,
    ties: &Ties,
) -> Result<TantivyDocument> {
    let fields = fields();
    for &band in &ties.bands {
        document.add_u64(fields.band, u64::from(band));
    }
    for (field, label) in [
        (fields.family, ties.kinship.family),
        (fields.group, ties.kinship.group),
    ] {
        if let Some(label) = label {
            document.add_u64(field, label);
        }
    }
    document.add_text(fields.kind, kind::HEADER);
    document.add_u64(fields.figures, u64::from(header.figures));
    document.add_text(fields.id, &article.id);
    if let Some(line) = article.line {
        document.add_u64(fields.line, u64::from(line));
    }
    document.add_bytes(fields.record, &stored(header)?);
    Ok(document)
}

fn stored<T: serde::Serialize>(record: &T) -> Result<Vec<u8>> {
    postcard::to_allocvec(record).map_err(Error::damaged)
}

/// What every passage of an article carries besides its own text.
pub(super) struct Context {
    /// Title, places and year, in front of the passage's own text.
    words: Arc<[ReadText]>,
    /// The position at which that text begins.
    body: u64,
    facets: Vec<Facet>,
    missing: Vec<&'static str>,
    day: Option<i64>,
}

impl Context {
    /// That of `article`, whose text is not needed.
    pub(super) fn of(article: &Article) -> Context {
        let mut around = String::new();
        for place in &article.places {
            for name in [
                Some(&place.province),
                place.district.as_ref(),
                place.ward.as_ref(),
            ]
            .into_iter()
            .flatten()
            {
                around.push_str(name);
                around.push_str(" / ");
            }
        }
        if let Some(year) = article.year {
            around.push_str(&year.to_string());
        }
        let words = [article.title.clone(), around].map(ReadText::new);
        // One position is left out between two texts.
        let body = words.iter().map(|text| u64::from(text.width()) + 1).sum();
        let mut missing = Vec::new();
        if article.places.is_empty() {
            missing.push(missing::PROVINCE);
        }
        if article.places.iter().all(|place| place.district.is_none()) {
            missing.push(missing::DISTRICT);
        }
        if article.year.is_none() {
            missing.push(missing::YEAR);
        }
        let epoch = jiff::civil::date(1970, 1, 1);
        Context {
            words: Arc::from(words),
            body,
            facets: article
                .places
                .iter()
                .map(|place| facet(&place.path()))
                .collect(),
            missing,
            day: article
                .published
                .map(|date| i64::from((date - epoch).get_days())),
        }
    }

    /// The texts that are indexed before that of each passage.
    pub(super) fn words(&self) -> &Arc<[ReadText]> {
        &self.words
    }

    fn queued(&self, article: &Article, passage: Passage) -> Result<Queued> {
        let fields = fields();
        let mut document = TantivyDocument::new();
        document.add_text(fields.kind, kind::PASSAGE);
        document.add_text(fields.id, &article.id);
        document.add_u64(fields.ordinal, u64::from(passage.ordinal));
        document.add_u64(fields.body, self.body);
        for place in &self.facets {
            document.add_facet(fields.place, place.clone());
        }
        for name in &self.missing {
            document.add_text(fields.missing, name);
        }
        if let Some(year) = article.year {
            document.add_i64(fields.year, i64::from(year));
        }
        if let Some(day) = self.day {
            document.add_i64(fields.day, day);
        }
        let own = ReadText::new(passage.text.clone());
        let keys = keys_by_terms(&own.text, &own.terms, &passage.figures);
        let (figures, amounts) = indexed(&keys);
        for amount in amounts {
            document.add_f64(fields.amount, amount);
        }
        document.add_bytes(fields.record, &stored(&PassageRecord::new(passage))?);
        let words = PassageWords {
            context: Arc::clone(&self.words),
            own,
            figures,
        };
        Ok(Queued {
            words: Some(words),
            ..Queued::new(document)
        })
    }
}
