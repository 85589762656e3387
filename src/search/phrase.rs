//! Words side by side, each of them one of several terms of either field: `"đoàn vien"`
//! is `đoàn` as written before any accentuation of `vien`.

use std::fmt;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, PhraseQuery, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// A word of a phrase: its position, and the terms of which one must stand there.
#[derive(Debug, Clone)]
pub struct Place {
    /// How far behind the first word it stands.
    pub offset: u32,
    /// Its terms, in fields that count positions alike.
    pub terms: Vec<Term>,
}

/// A phrase query whose matches have been looked at word by word.
///
/// Wrapping the engine's scorer also keeps it from being asked for a document that it
/// has passed, which its own debug build does not allow and exclusion does.
#[derive(Clone)]
pub struct Adjacent {
    candidates: PhraseQuery,
    places: Vec<Place>,
}

impl Adjacent {
    /// The matches of `candidates` in which every one of `places` holds at the same spot.
    pub fn new(candidates: PhraseQuery, places: Vec<Place>) -> Adjacent {
        Adjacent { candidates, places }
    }
}

impl fmt::Debug for Adjacent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Adjacent({:?})", self.places)
    }
}

impl Query for Adjacent {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AdjacentWeight {
            candidates: self.candidates.weight(scoring)?,
            places: self.places.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.candidates.query_terms(visitor);
    }
}

struct AdjacentWeight {
    candidates: Box<dyn Weight>,
    places: Vec<Place>,
}

impl Weight for AdjacentWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut places = Vec::with_capacity(self.places.len());
        for place in &self.places {
            let mut postings = Vec::new();
            for term in &place.terms {
                let index = reader.inverted_index(term.field())?;
                postings
                    .extend(index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            places.push((place.offset, postings));
        }
        let mut scorer = AdjacentScorer {
            candidates: self.candidates.scorer(reader, boost)?,
            places,
            starts: Vec::new(),
            found: Vec::new(),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.candidates.explain(reader, doc)
    }
}

struct AdjacentScorer {
    candidates: Box<dyn Scorer>,
    places: Vec<(u32, Vec<SegmentPostings>)>,
    /// Where the phrase may begin in the document at hand.
    starts: Vec<u32>,
    /// Where one word of it wants it to begin.
    found: Vec<u32>,
}

impl AdjacentScorer {
    /// Goes on to the first match from here.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.candidates.doc();
            if doc == TERMINATED || self.holds(doc) {
                return doc;
            }
            self.candidates.advance();
        }
    }

    /// Whether all places hold in `doc` at one spot. Documents come in rising order.
    fn holds(&mut self, doc: DocId) -> bool {
        for (i, (offset, postings)) in self.places.iter_mut().enumerate() {
            self.found.clear();
            for list in postings {
                if list.doc() < doc {
                    list.seek(doc);
                }
                if list.doc() == doc {
                    list.append_positions_with_offset(0, &mut self.found);
                }
            }
            self.found.retain(|position| position >= offset);
            for position in &mut self.found {
                *position -= *offset;
            }
            if i == 0 {
                std::mem::swap(&mut self.starts, &mut self.found);
            } else {
                self.found.sort_unstable();
                let found = &self.found;
                self.starts
                    .retain(|start| found.binary_search(start).is_ok());
            }
            if self.starts.is_empty() {
                return false;
            }
        }
        true
    }
}

impl DocSet for AdjacentScorer {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.candidates.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    fn cost(&self) -> u64 {
        self.candidates.cost()
    }
}

impl Scorer for AdjacentScorer {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
