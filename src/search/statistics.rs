//! The collection statistics that ranking needs, counted over passages alone.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use crate::index::lengths;
use crate::index::schema::{fields, kind};

use super::occurrences::{Occurrences, adjacent};

/// Counts passages instead of documents: headers and file records hold no text and
/// would make every term look rarer than it is.
pub struct Statistics<'a> {
    searcher: &'a Searcher,
    passages: u64,
}

impl<'a> Statistics<'a> {
    /// The statistics of what `searcher` sees.
    pub fn new(searcher: &'a Searcher) -> tantivy::Result<Statistics<'a>> {
        let passage = Term::from_field_text(fields().kind, kind::PASSAGE);
        Ok(Statistics {
            searcher,
            passages: searcher.doc_freq(&passage)?,
        })
    }

    /// How many passages there are, those included that are deleted but not yet merged away,
    /// as in every document frequency.
    pub fn passages(&self) -> u64 {
        self.passages
    }

    /// The average number of terms of a passage in `field`.
    pub fn average_length(&self, field: Field) -> tantivy::Result<f32> {
        Ok(self.total_num_tokens(field)? as f32 / self.passages.max(1) as f32)
    }

    /// In how many passages the terms `left` and `right` stand side by side, `step` positions apart.
    pub fn pair_freq(
        &self,
        field: Field,
        left: &str,
        right: &str,
        step: u32,
    ) -> tantivy::Result<u64> {
        let mut docs = 0;
        let terms = [left, right].map(|text| [Term::from_field_text(field, text)]);
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let option = IndexRecordOption::Basic;
            let Some(mut all) = inverted.read_postings(&terms[0][0], option)? else {
                continue;
            };
            let mut one = Occurrences::open(&inverted, &terms[0], true)?;
            let mut other = Occurrences::open(&inverted, &terms[1], true)?;
            while all.doc() != TERMINATED {
                if other.seek(all.doc()) > 0 {
                    one.seek(all.doc());
                    docs += u64::from(adjacent(&one, &other, step) > 0);
                }
                all.advance();
            }
        }
        Ok(docs)
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        lengths::total(self.searcher, field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.passages)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.passages))
    }
}
