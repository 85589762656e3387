//! The articles of a segment with what every search asks of them, side by side in memory:
//! several times as quick as their columns, and worth building for whoever searches twice.

use std::collections::HashMap;

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::columns::SegmentColumns;
use super::schema::{fields, kind};

/// The headers of the articles of `segment`, those included that are deleted but not yet
/// merged away; none where it has none.
pub fn headers(segment: &SegmentReader) -> tantivy::Result<Option<SegmentPostings>> {
    let term = Term::from_field_text(fields().kind, kind::HEADER);
    let inverted = segment.inverted_index(fields().kind)?;
    Ok(inverted.read_postings(&term, IndexRecordOption::Basic)?)
}

/// The facets of an article, by which many are alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Facets {
    /// The numbers of its places among the facets of the segment.
    pub places: Vec<u64>,
    /// Its year.
    pub year: Option<i64>,
    /// Whether it belongs to a group of copies.
    pub copied: bool,
}

impl Facets {
    /// Reads those of the article whose first passage is `lead`: like all its passages it
    /// carries them.
    pub fn read(&mut self, columns: &SegmentColumns, lead: DocId) {
        self.places.clear();
        self.places.extend(columns.places.facet_ords(lead));
        self.year = columns.years.first(lead);
        self.copied = columns.groups.first(lead).is_some();
    }
}

/// The facets met in a segment, each under a number.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    list: Vec<Facets>,
    numbers: HashMap<Facets, u32>,
}

impl Classes {
    /// The number of these facets.
    pub fn number(&mut self, facets: &Facets) -> u32 {
        if let Some(&number) = self.numbers.get(facets) {
            return number;
        }
        let number = self.list.len() as u32;
        self.list.push(facets.clone());
        self.numbers.insert(facets.clone(), number);
        number
    }

    /// All of them, in the order of their numbers.
    fn into_list(self) -> Vec<Facets> {
        self.list
    }
}

/// The table of one segment. It takes 8 bytes an article, a bit and a half a passage, and
/// about 50 bytes for articles of one class.
pub struct SegmentArticles {
    /// Which documents are headers, 64 in a word, and how many there are before each word.
    marks: Vec<u64>,
    before: Vec<u32>,
    /// The headers in order, and behind them one that is never reached.
    headers: Vec<DocId>,
    of_article: Vec<u32>,
    classes: Vec<Facets>,
}

impl SegmentArticles {
    /// Reads the columns of `segment`.
    pub fn of(
        segment: &SegmentReader,
        columns: &SegmentColumns,
    ) -> tantivy::Result<SegmentArticles> {
        let mut list = Vec::new();
        if let Some(mut headers) = headers(segment)? {
            while headers.doc() != TERMINATED {
                list.push(headers.doc());
                headers.advance();
            }
        }
        let mut table = SegmentArticles::with_headers(list, segment.max_doc());
        let mut classes = Classes::default();
        let mut facets = Facets::default();
        for &header in &table.headers[..table.headers.len() - 1] {
            // An article has at least one passage.
            facets.read(columns, header + 1);
            table.of_article.push(classes.number(&facets));
        }
        table.classes = classes.into_list();
        Ok(table)
    }

    fn with_headers(mut headers: Vec<DocId>, documents: DocId) -> SegmentArticles {
        let mut marks = vec![0_u64; documents as usize / 64 + 1];
        for &header in &headers {
            if let Some(word) = marks.get_mut(header as usize / 64) {
                *word |= 1 << (header % 64);
            }
        }
        let mut before = Vec::with_capacity(marks.len());
        let mut count = 0;
        for word in &marks {
            before.push(count);
            count += word.count_ones();
        }
        headers.push(TERMINATED);
        SegmentArticles {
            marks,
            before,
            headers,
            of_article: Vec::new(),
            classes: Vec::new(),
        }
    }

    /// The number of the article to which passage `doc` belongs.
    pub fn find(&self, doc: DocId) -> usize {
        let word = doc as usize / 64;
        let in_front = self.marks[word] & ((1 << (doc % 64)) - 1);
        let headers = self.before[word] + in_front.count_ones();
        headers.saturating_sub(1) as usize
    }

    /// The header of an article, and the one behind it.
    pub fn headers(&self, article: usize) -> (DocId, DocId) {
        (self.headers[article], self.headers[article + 1])
    }

    /// The number of its facets.
    pub fn class(&self, article: usize) -> u32 {
        self.of_article[article]
    }

    /// The facets of an article.
    pub fn facets(&self, article: usize) -> &Facets {
        &self.classes[self.of_article[article] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_of_a_passage_is_that_of_the_last_header_before_it() {
        let headers: Vec<DocId> = vec![0, 3, 5, 9, 10, 40, 42, 63, 64, 66, 127, 130];
        let table = SegmentArticles::with_headers(headers.clone(), 200);
        for doc in 1..200 {
            if !headers.contains(&doc) {
                let right = headers.iter().filter(|&&header| header < doc).count() - 1;
                assert_eq!(table.find(doc), right, "{doc}");
                assert_eq!(table.headers(right).0, headers[right]);
            }
        }
        assert_eq!(table.headers(headers.len() - 1), (130, TERMINATED));
    }

    #[test]
    fn like_facets_share_a_number() {
        let mut classes = Classes::default();
        let facets = |places: &[u64], year| Facets {
            places: places.to_vec(),
            year,
            copied: false,
        };
        let first = classes.number(&facets(&[1, 2], Some(2020)));
        let other = classes.number(&facets(&[1, 2], None));
        assert_eq!(classes.number(&facets(&[1, 2], Some(2020))), first);
        assert_ne!(first, other);
        assert_eq!(classes.into_list()[other as usize], facets(&[1, 2], None));
    }
}
