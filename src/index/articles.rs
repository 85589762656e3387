//! The articles of a segment with what every search asks of them, side by side in memory:
//! several times as quick as their columns, and worth building for whoever searches twice.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::schema::{fields, kind};

/// The headers of the articles of `segment`, those included that are deleted but not yet
/// merged away; none where it has none.
pub fn headers(segment: &SegmentReader) -> tantivy::Result<Option<SegmentPostings>> {
    let term = Term::from_field_text(fields().kind, kind::HEADER);
    let inverted = segment.inverted_index(fields().kind)?;
    Ok(inverted.read_postings(&term, IndexRecordOption::Basic)?)
}

/// The table of one segment. It takes about 50 bytes an article.
pub struct SegmentArticles {
    /// Their headers, in order, and behind them one that is never reached.
    headers: Vec<DocId>,
    years: Vec<Option<i64>>,
    groups: Vec<Option<u64>>,
    /// Where the places of each article begin in `places`, and where the last end.
    starts: Vec<u32>,
    places: Vec<u64>,
}

impl SegmentArticles {
    /// Reads the columns of `segment`.
    pub fn of(segment: &SegmentReader) -> tantivy::Result<SegmentArticles> {
        let columns = segment.fast_fields();
        let (years, groups) = (columns.i64("year")?, columns.u64("group")?);
        let facets = segment.facet_reader("place")?;
        let mut table = SegmentArticles {
            headers: Vec::new(),
            years: Vec::new(),
            groups: Vec::new(),
            starts: vec![0],
            places: Vec::new(),
        };
        if let Some(mut headers) = headers(segment)? {
            while headers.doc() != TERMINATED {
                // An article has at least one passage, which carries its facets.
                let lead = headers.doc() + 1;
                table.headers.push(headers.doc());
                table.years.push(years.first(lead));
                table.groups.push(groups.first(lead));
                table.places.extend(facets.facet_ords(lead));
                table.starts.push(table.places.len() as u32);
                headers.advance();
            }
        }
        table.headers.push(TERMINATED);
        Ok(table)
    }

    /// The number of the article to which passage `doc` belongs, which is not before the
    /// one with number `from`.
    pub fn find(&self, doc: DocId, from: usize) -> usize {
        // Mostly it is one of the next.
        let mut step = 1;
        let mut low = from;
        while self
            .headers
            .get(low + step)
            .is_some_and(|&header| header < doc)
        {
            low += step;
            step *= 2;
        }
        let end = (low + step).min(self.headers.len());
        low + self.headers[low..end].partition_point(|&header| header < doc) - 1
    }

    /// The header of an article, and the one behind it.
    pub fn headers(&self, article: usize) -> (DocId, DocId) {
        (self.headers[article], self.headers[article + 1])
    }

    /// Its year.
    pub fn year(&self, article: usize) -> Option<i64> {
        self.years[article]
    }

    /// The label of its group of copies.
    pub fn group(&self, article: usize) -> Option<u64> {
        self.groups[article]
    }

    /// The numbers of its places among the facets of the segment.
    pub fn places(&self, article: usize) -> &[u64] {
        &self.places[self.starts[article] as usize..self.starts[article + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_from_any_before_it() {
        let headers = vec![0, 3, 5, 9, 10, 40, 42, 47, TERMINATED];
        let table = SegmentArticles {
            years: Vec::new(),
            groups: Vec::new(),
            starts: Vec::new(),
            places: Vec::new(),
            headers,
        };
        for doc in 1..60 {
            let right = table.headers.iter().filter(|&&header| header < doc).count() - 1;
            for from in 0..=right {
                assert_eq!(table.find(doc, from), right, "{doc} from {from}");
            }
        }
    }
}
