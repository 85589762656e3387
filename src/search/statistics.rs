//! The collection statistics that ranking needs, counted over passages alone.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::analysis::{Analyzer, pair};
use crate::index::pair_plugin::SegmentCounts;
use crate::index::schema::{fields, kind};
use crate::index::spellings::Spellings;

/// Counts passages instead of documents: headers and file records hold no text and
/// would make every term look rarer than it is.
pub struct Statistics<'a> {
    searcher: &'a Searcher,
    counts: &'a [SegmentCounts],
    passages: u64,
}

impl<'a> Statistics<'a> {
    /// The statistics of what `searcher` sees, with the counts of its segments.
    pub fn new(
        searcher: &'a Searcher,
        counts: &'a [SegmentCounts],
    ) -> tantivy::Result<Statistics<'a>> {
        let passage = Term::from_field_text(fields().kind, kind::PASSAGE);
        Ok(Statistics {
            searcher,
            counts,
            passages: searcher.doc_freq(&passage)?,
        })
    }

    /// How many passages there are, those included that are deleted but not yet merged away,
    /// as in every document frequency.
    pub fn passages(&self) -> u64 {
        self.passages
    }

    /// The average number of terms of a passage.
    pub fn average_length(&self) -> f32 {
        self.terms() as f32 / self.passages.max(1) as f32
    }

    /// In how many passages the terms `left` and `right` stand side by side.
    pub fn pair_freq(&self, analyzer: Analyzer, left: &str, right: &str) -> u64 {
        let pair = pair(analyzer, left, right);
        let counts = self.counts.iter();
        counts.map(|counts| counts.pairs().count(pair)).sum()
    }

    /// The spellings of the folded terms of a segment.
    pub fn spellings(&self, segment_ord: u32) -> Spellings<'a> {
        let counts = self.counts.get(segment_ord as usize);
        counts.map(SegmentCounts::spellings).unwrap_or_default()
    }

    fn terms(&self) -> u64 {
        self.counts.iter().map(SegmentCounts::terms).sum()
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, _: Field) -> tantivy::Result<u64> {
        // The two fields that are scored have the same terms, in two forms.
        Ok(self.terms())
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.passages)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.passages))
    }
}
