//! A noun of figures as a phrase over the index, and the windows in which it stands.

use std::collections::BTreeSet;

use tantivy::{DocId, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::figure_key::{Begin, Class, FigureKey, WINDOW, term};
use crate::index::schema::fields;

use super::occurrences::Occurrences;

/// A noun, each of its words one of several spellings.
#[derive(Debug, Clone, PartialEq)]
pub struct NounPattern {
    /// What is counted.
    pub class: Class,
    /// Where in a key it may begin.
    pub begin: Begin,
    /// Its words: how far behind the first, and the spellings.
    pub words: Vec<(u32, BTreeSet<String>)>,
}

impl NounPattern {
    /// Whether a figure bears the noun by `key`.
    pub fn fits(&self, key: &FigureKey) -> bool {
        if key.class != self.class || key.begin != self.begin {
            return false;
        }
        let offsets: Vec<u32> = self.words.iter().map(|(offset, _)| *offset).collect();
        key.words
            .bears(&offsets, |i, text| self.words[i].1.contains(text))
    }

    /// How many passages state a figure of it, at most `limit` of a segment.
    pub fn count(&self, searcher: &Searcher, limit: usize) -> tantivy::Result<usize> {
        let mut count = 0;
        for segment in searcher.segment_readers() {
            let mut found = self.windows(segment)?;
            while count < limit && found.advance().is_some() {
                count += 1;
            }
        }
        Ok(count)
    }

    /// Where it stands in a segment.
    pub fn windows(&self, segment: &SegmentReader) -> tantivy::Result<Windows> {
        let inverted = segment.inverted_index(fields().figure)?;
        let mut words = Vec::with_capacity(self.words.len());
        for (offset, texts) in &self.words {
            let mut terms = Vec::with_capacity(texts.len());
            for text in texts {
                let text = term(self.class, self.begin, *offset == 0, text);
                terms.push(Term::from_field_text(fields().figure, &text));
            }
            words.push((*offset, Occurrences::open(&inverted, &terms)?));
        }
        Ok(Windows {
            words,
            next: 0,
            starts: Vec::new(),
        })
    }
}

/// The passages of a segment that hold a noun, and in which windows.
pub struct Windows {
    words: Vec<(u32, Occurrences)>,
    next: DocId,
    starts: Vec<u32>,
}

impl Windows {
    /// The next passage with the noun, and the numbers of the windows it stands in.
    pub fn advance(&mut self) -> Option<(DocId, impl Iterator<Item = usize> + '_)> {
        loop {
            let doc = self.common(self.next)?;
            self.next = doc + 1;
            self.starts.clear();
            for (i, (offset, word)) in self.words.iter_mut().enumerate() {
                word.seek(doc);
                let found = word.positions();
                if i == 0 {
                    self.starts.extend_from_slice(found);
                } else {
                    let offset = *offset;
                    self.starts
                        .retain(|start| found.binary_search(&(start + offset)).is_ok());
                }
            }
            if !self.starts.is_empty() {
                break;
            }
        }
        let windows = self.starts.iter().map(|start| (start / WINDOW) as usize);
        Some((self.next - 1, windows))
    }

    /// The first passage from `doc` on that has every word.
    fn common(&mut self, mut doc: DocId) -> Option<DocId> {
        'next: loop {
            for (_, word) in &mut self.words {
                let at = word.at_or_after(doc);
                if at == TERMINATED {
                    return None;
                }
                if at > doc {
                    doc = at;
                    continue 'next;
                }
            }
            return (!self.words.is_empty()).then_some(doc);
        }
    }
}
