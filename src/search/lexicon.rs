//! The words of the index and how common they are: looked up one by one in its term
//! dictionaries, since a query needs few of them.

use std::sync::Arc;

use tantivy::index::InvertedIndexReader;
use tantivy::{Searcher, Term};

use crate::index::schema::fields;
use crate::text::accents::readings;
use crate::text::fold::has_marks;
use crate::text::{fold, syllable};

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its term.
    pub text: String,
    /// In how many passages it stands.
    pub docs: u64,
}

/// The words that a searcher sees.
pub struct Lexicon {
    exact: Vec<Arc<InvertedIndexReader>>,
    folded: Vec<Arc<InvertedIndexReader>>,
}

impl Lexicon {
    /// Opens the dictionaries of every segment.
    pub fn open(searcher: &Searcher) -> tantivy::Result<Lexicon> {
        let fields = fields();
        let mut lexicon = Lexicon {
            exact: Vec::new(),
            folded: Vec::new(),
        };
        for segment in searcher.segment_readers() {
            lexicon.exact.push(segment.inverted_index(fields.exact)?);
            lexicon.folded.push(segment.inverted_index(fields.folded)?);
        }
        Ok(lexicon)
    }

    /// In how many passages `word` stands as written.
    pub fn exact(&self, word: &str) -> tantivy::Result<u64> {
        docs(&self.exact, &Term::from_field_text(fields().exact, word))
    }

    /// In how many passages a word stands that is `folded` without its marks.
    pub fn folded(&self, folded: &str) -> tantivy::Result<u64> {
        docs(
            &self.folded,
            &Term::from_field_text(fields().folded, folded),
        )
    }

    /// In how many passages `word` stands: as written, or without its marks where it has none.
    pub fn docs(&self, word: &str) -> tantivy::Result<u64> {
        match has_marks(word) {
            true => self.exact(word),
            false => self.folded(word),
        }
    }

    /// The syllables of the index that are `typed` with the same or more marks, the most
    /// common first.
    pub fn accentuations(&self, typed: &str) -> tantivy::Result<Vec<Word>> {
        let mut found = Vec::new();
        if self.folded(&fold(typed))? == 0 {
            return Ok(found);
        }
        for text in readings(typed) {
            if text != typed && !syllable::is_valid(&text) {
                continue;
            }
            let docs = self.exact(&text)?;
            if docs > 0 {
                found.push(Word { text, docs });
            }
        }
        found.sort_by(|a, b| b.docs.cmp(&a.docs).then_with(|| a.text.cmp(&b.text)));
        Ok(found)
    }
}

fn docs(dictionaries: &[Arc<InvertedIndexReader>], term: &Term) -> tantivy::Result<u64> {
    let mut docs = 0;
    for dictionary in dictionaries {
        docs += u64::from(dictionary.doc_freq(term)?);
    }
    Ok(docs)
}
