//! Turns the words of a segment's documents into postings, by sorting numbers.
//!
//! The engine looks each word up in one large table of its own, where every look misses the
//! processor's cache, and does so once for each field. Here a word is looked up once, in a
//! small table, and remembered by its number; the postings of all fields are gathered from
//! these numbers when the segment is full (sort-based inversion: Witten, Moffat and Bell,
//! *Managing Gigabytes*, 1999, chapter 5). The files are the engine's own, in its format.

mod occurrences;
mod reading;
mod vocabulary;
mod write;

#[cfg(test)]
mod tests;

pub use reading::Reading;

use tantivy::{DocId, Segment, TantivyError};

use crate::text::fold;

use super::schema::fields;
use super::words::PassageWords;
use occurrences::Occurrences;
use vocabulary::Vocabulary;
use write::{Inverted, replace};

/// The words of a segment that is being filled.
#[derive(Debug, Default)]
pub struct Inversion {
    /// The words of the texts.
    pub reading: Reading,
    texts: Occurrences,
    /// The number of words of each document.
    lengths: Vec<u32>,
    figure_words: Vocabulary,
    figures: Occurrences,
}

impl Inversion {
    /// Adds the words of a document, the next one of its segment; only passages have any.
    pub fn add(&mut self, document: DocId, words: Option<&PassageWords>) -> tantivy::Result<()> {
        let mut length = 0;
        if let Some(words) = words {
            let mut fits = Some(());
            let texts = &mut self.texts;
            length = self
                .reading
                .passage(&words.context, &words.own, |word, at| {
                    fits = fits.and(texts.push(document, word, at));
                });
            for (at, word) in words.figures.iter() {
                let (word, _) = self.figure_words.number(word);
                fits = fits.and(self.figures.push(document, word, at));
            }
            fits.ok_or_else(|| {
                TantivyError::InternalError("a segment has too many words".to_string())
            })?;
        }
        self.lengths.push(length);
        Ok(())
    }

    /// Adds the postings to the inverted index of `segment`, of which the engine has
    /// written its part.
    pub fn write(&self, segment: &Segment) -> tantivy::Result<()> {
        let vocabulary = &self.reading.vocabulary;
        let mut bare = Vocabulary::default();
        let folded: Vec<u32> = (0..vocabulary.len() as u32)
            .map(|word| bare.number(&fold(vocabulary.word(word))).0)
            .collect();
        let fields = fields();
        replace(
            segment,
            &[
                Inverted {
                    field: fields.exact,
                    occurrences: &self.texts,
                    list_of: None,
                    terms: vocabulary,
                    positions: true,
                    lengths: Some(&self.lengths),
                },
                Inverted {
                    field: fields.folded,
                    occurrences: &self.texts,
                    list_of: Some(&folded),
                    terms: &bare,
                    positions: false,
                    lengths: Some(&self.lengths),
                },
                Inverted {
                    field: fields.figure,
                    occurrences: &self.figures,
                    list_of: None,
                    terms: &self.figure_words,
                    positions: true,
                    lengths: None,
                },
            ],
        )
    }

    /// The memory it takes, in bytes.
    pub fn mem_usage(&self) -> usize {
        self.reading.mem_usage()
            + self.texts.mem_usage()
            + self.figures.mem_usage()
            + self.figure_words.mem_usage()
            + 4 * self.lengths.capacity()
    }
}
