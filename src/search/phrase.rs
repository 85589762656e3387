//! Words side by side, each of them written in one of several ways: `"đoàn vien"` is
//! `đoàn` as written before any accentuation of `vien`.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, PhraseQuery, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::pair_plugin::SegmentCounts;
use crate::index::schema::fields;

use super::occurrences::Occurrences;

/// A word of a phrase.
#[derive(Debug, Clone)]
pub struct Place {
    /// How far behind the first word it stands.
    pub offset: u32,
    /// What must stand there.
    pub word: Word,
}

/// What may stand at a place.
#[derive(Debug, Clone)]
pub enum Word {
    /// One of these terms.
    Written(Vec<String>),
    /// Any term that is this without diacritics.
    AnyMarks(String),
}

/// Passages whose words have been looked at one by one.
///
/// Wrapping the engine's scorer also keeps it from being asked for a document that it
/// has passed, which its own debug build does not allow and exclusion does.
pub struct Adjacent {
    candidates: Box<dyn Query>,
    places: Vec<Place>,
    scored: Vec<Term>,
}

impl Adjacent {
    /// The matches of `candidates` in which every one of `places` holds at the same spot;
    /// how often they do adds the score of a phrase of the terms `scored`, in the field
    /// `folded`.
    pub fn new(candidates: Box<dyn Query>, places: Vec<Place>, scored: Vec<Term>) -> Adjacent {
        Adjacent {
            candidates,
            places,
            scored,
        }
    }

    /// The matches of a phrase in which each word is one term.
    pub fn of(phrase: PhraseQuery) -> Adjacent {
        Adjacent::new(Box::new(phrase), Vec::new(), Vec::new())
    }
}

impl Clone for Adjacent {
    fn clone(&self) -> Adjacent {
        let candidates = self.candidates.box_clone();
        Adjacent::new(candidates, self.places.clone(), self.scored.clone())
    }
}

impl fmt::Debug for Adjacent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Adjacent({:?}, {:?})", self.candidates, self.places)
    }
}

impl Query for Adjacent {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let phrase = match scoring {
            EnableScoring::Enabled {
                statistics_provider,
                ..
            } if !self.scored.is_empty() => {
                Some(Bm25Weight::for_terms(statistics_provider, &self.scored)?)
            }
            _ => None,
        };
        Ok(Box::new(AdjacentWeight {
            candidates: self.candidates.weight(scoring)?,
            places: self.places.clone(),
            phrase,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.candidates.query_terms(visitor);
    }
}

struct AdjacentWeight {
    candidates: Box<dyn Weight>,
    places: Vec<Place>,
    /// What the phrase itself weighs, where the candidates do not tell.
    phrase: Option<Bm25Weight>,
}

impl AdjacentWeight {
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<AdjacentScorer> {
        let mut places = Vec::with_capacity(self.places.len());
        if !self.places.is_empty() {
            let exact = reader.inverted_index(fields().exact)?;
            // Still there, since the view that is searched holds it open.
            let counts = SegmentCounts::open(reader)?;
            let term = |text: &str| Term::from_field_text(fields().exact, text);
            for place in &self.places {
                let terms: Vec<Term> = match &place.word {
                    Word::Written(terms) => terms.iter().map(|text| term(text)).collect(),
                    Word::AnyMarks(folded) => counts.spellings().of(folded).map(term).collect(),
                };
                places.push((place.offset, Occurrences::open(&exact, &terms)?));
            }
        }
        let phrase = match &self.phrase {
            Some(weight) => {
                let lengths = reader.get_fieldnorms_reader(fields().folded)?;
                Some((weight.boost_by(boost), lengths))
            }
            None => None,
        };
        Ok(AdjacentScorer {
            candidates: self.candidates.scorer(reader, boost)?,
            places,
            phrase,
            starts: Vec::new(),
        })
    }
}

impl Weight for AdjacentWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = self.open(reader, boost)?;
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.candidates.explain(reader, doc)
    }
}

struct AdjacentScorer {
    candidates: Box<dyn Scorer>,
    places: Vec<(u32, Occurrences)>,
    phrase: Option<(Bm25Weight, FieldNormReader)>,
    /// Where the phrase begins in the document at hand.
    starts: Vec<u32>,
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
        for (i, (offset, word)) in self.places.iter_mut().enumerate() {
            word.seek(doc);
            if i == 0 {
                let starts = word.positions().iter();
                self.starts.clear();
                self.starts
                    .extend(starts.filter_map(|position| position.checked_sub(*offset)));
            } else {
                let positions = word.positions();
                self.starts
                    .retain(|start| positions.binary_search(&(start + *offset)).is_ok());
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
        let side_by_side = self.phrase.as_ref().map_or(0.0, |(weight, lengths)| {
            let length = lengths.fieldnorm_id(self.candidates.doc());
            weight.score(length, self.starts.len() as u32)
        });
        side_by_side + self.candidates.score()
    }
}
