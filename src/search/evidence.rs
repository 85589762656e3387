//! Scores the best passages again with all the evidence: their syllables, adjacent
//! pairs, how much of the query they cover, and the rest of their article.
//!
//! A pair of units that stand side by side in the query and in a passage adds BM25
//! evidence with the pair's own document frequency. Two pairs that share a syllable
//! are two pieces of evidence (`phát triển`, `triển đoàn`, `đoàn viên`).

use std::collections::HashMap;
use std::ops::Range;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocAddress, Term};

use crate::analysis::Analyzer;
use crate::index::reader::View;
use crate::index::schema::fields;
use crate::index::spellings::Spellings;

use super::occurrences::{Count, Occurrences, adjacent, keep_joined};
use super::rank::{self, Weights};
use super::resolve::{Resolved, wholes};
use super::statistics::Statistics;
use super::threads;
use super::top::Candidate;

/// The named parts of a score; they add up to it.
pub type Parts = Vec<(String, f32)>;

/// What the evidence of one query weighs, over the whole index.
pub struct Evidence<'a> {
    view: &'a View,
    /// The spellings of folded terms, for each segment.
    spellings: Vec<Spellings<'a>>,
    units: Vec<UnitWeight<'a>>,
    pairs: Vec<PairWeight>,
    /// The units that are joined, with how far each stands behind the first.
    joined: Vec<(Range<usize>, Vec<u32>)>,
    /// The average length of a passage.
    average: f32,
}

/// A unit with the weight of its forms: idf and field weight, multiplied.
struct UnitWeight<'a> {
    unit: &'a Resolved,
    exact: f32,
    folded: f32,
}

impl UnitWeight<'_> {
    /// What it adds to the coverage of a passage that has it.
    fn mass(&self) -> f32 {
        self.exact + self.folded
    }
}

/// Unit `first` and the next one, side by side.
struct PairWeight {
    first: usize,
    exact: f32,
    folded: f32,
}

impl<'a> Evidence<'a> {
    /// Weighs the evidence of `units`.
    pub fn new(
        units: &'a [Resolved],
        weights: Weights,
        view: &'a View,
        statistics: &Statistics<'a>,
    ) -> tantivy::Result<Evidence<'a>> {
        let fields = fields();
        let searcher = &view.searcher;
        let segments = 0..searcher.segment_readers().len() as u32;
        let idf = |docs: u64| rank::idf(docs.min(statistics.passages()), statistics.passages());
        let mut unit_weights = Vec::with_capacity(units.len());
        for unit in units {
            let mut exact = 0.0;
            if unit.exact_weight > 0.0 {
                let mut docs = 0;
                for text in &unit.exact {
                    docs += searcher.doc_freq(&Term::from_field_text(fields.exact, text))?;
                }
                exact = unit.exact_weight * idf(docs);
            }
            let mut folded = 0.0;
            if unit.folded_weight > 0.0 {
                let term = Term::from_field_text(fields.folded, &unit.folded);
                folded = unit.folded_weight * idf(searcher.doc_freq(&term)?);
            }
            unit_weights.push(UnitWeight {
                unit,
                exact,
                folded,
            });
        }
        let mut pairs = Vec::new();
        for (first, window) in units.windows(2).enumerate() {
            let [one, other] = window else { continue };
            if !other.unit.follows {
                continue;
            }
            let mut pair = PairWeight {
                first,
                exact: 0.0,
                folded: 0.0,
            };
            let as_written = one.exact_weight > 0.0 && other.exact_weight > 0.0;
            if weights.exact_pair > 0.0 && as_written {
                let mut docs = 0;
                for left in &one.exact {
                    for right in &other.exact {
                        docs += statistics.pair_freq(Analyzer::Exact, left, right);
                    }
                }
                pair.exact = weights.exact_pair * idf(docs);
            }
            if weights.folded_pair > 0.0 {
                let docs = statistics.pair_freq(Analyzer::Folded, &one.folded, &other.folded);
                pair.folded = weights.folded_pair * idf(docs);
            }
            pairs.push(pair);
        }
        Ok(Evidence {
            view,
            spellings: segments.map(|ord| statistics.spellings(ord)).collect(),
            units: unit_weights,
            pairs,
            joined: joined(units),
            average: statistics.average_length(),
        })
    }

    /// Scores `candidates` anew, `on_threads` those of several segments side by side. With
    /// `explain`, also returns the parts of each score.
    pub fn rescore(
        &self,
        candidates: &mut [Candidate],
        explain: bool,
        on_threads: bool,
    ) -> tantivy::Result<HashMap<DocAddress, Parts>> {
        candidates.sort_unstable_by_key(|candidate| candidate.address);
        let of_segments: Vec<&mut [Candidate]> = candidates
            .chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
            .collect();
        let explained = threads::each(on_threads, of_segments, |of_segment| {
            self.rescore_segment(of_segment, explain)
        })?;
        Ok(explained.into_iter().flatten().collect())
    }

    fn rescore_segment(
        &self,
        candidates: &mut [Candidate],
        explain: bool,
    ) -> tantivy::Result<HashMap<DocAddress, Parts>> {
        let mut explained: HashMap<DocAddress, Parts> = HashMap::new();
        let mut of_units = vec![0.0; self.units.len()];
        let mut best = vec![0.0; self.units.len()];
        let mut own_texts = Vec::new();
        let mut segment = Segment::open(self, candidates[0].address.segment_ord)?;
        // The passages of an article stand side by side.
        for of_article in candidates.chunk_by_mut(|a, b| a.header() == b.header()) {
            best.fill(0.0);
            own_texts.clear();
            for candidate in of_article.iter_mut() {
                let mut parts = explain.then(Parts::new);
                let doc = candidate.address.doc_id;
                let scored = segment.score(doc, &mut of_units, parts.as_mut());
                candidate.score = scored.score;
                own_texts.push(scored.own_text);
                for (best, this) in best.iter_mut().zip(&of_units) {
                    *best = f32::max(*best, *this);
                }
                if let Some(parts) = parts {
                    explained.insert(candidate.address, parts);
                }
            }
            let article = rank::ARTICLE * best.iter().sum::<f32>();
            for candidate in of_article.iter_mut() {
                candidate.score += article;
                if let Some(parts) = explained.get_mut(&candidate.address) {
                    parts.push(("article".to_string(), article));
                }
            }
            by_own_text(of_article, &own_texts, &mut explained);
        }
        Ok(explained)
    }
}

/// The units that count only side by side, with their offsets.
fn joined(units: &[Resolved]) -> Vec<(Range<usize>, Vec<u32>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for whole in wholes(units) {
        let end = start + whole.len();
        if whole.len() > 1 {
            let offsets = whole
                .iter()
                .map(|unit| unit.unit.offset - whole[0].unit.offset);
            found.push((start..end, offsets.collect()));
        }
        start = end;
    }
    found
}

/// What a passage is worth.
struct Scored {
    score: f32,
    /// The share of the query, by weight, that its own text has.
    own_text: f32,
}

/// The evidence as it stands in one segment.
struct Segment<'e> {
    evidence: &'e Evidence<'e>,
    /// The occurrences of each unit: as written, and in other spellings; once a passage is
    /// looked at, the positions of the latter are those with whatever marks.
    occurrences: Vec<[Occurrences; 2]>,
    lengths: FieldNormReader,
    /// Where the passage's own text begins.
    bodies: &'e Column<u64>,
}

impl<'e> Segment<'e> {
    fn open(evidence: &'e Evidence<'e>, segment_ord: u32) -> tantivy::Result<Segment<'e>> {
        let fields = fields();
        let segment = evidence.view.searcher.segment_reader(segment_ord);
        let exact = segment.inverted_index(fields.exact)?;
        let spellings = evidence.spellings[segment_ord as usize];
        let term = |text: &str| Term::from_field_text(fields.exact, text);
        let paired = |unit: usize| {
            let mut pairs = evidence.pairs.iter();
            pairs.any(|pair| pair.folded > 0.0 && (pair.first == unit || pair.first + 1 == unit))
        };
        let mut occurrences = Vec::with_capacity(evidence.units.len());
        for (i, weight) in evidence.units.iter().enumerate() {
            let mut as_written = Vec::new();
            if weight.exact > 0.0 {
                as_written.extend(weight.unit.exact.iter().map(|text| term(text)));
            }
            let mut otherwise = Vec::new();
            if weight.folded > 0.0 || paired(i) {
                otherwise.extend(spellings.of(&weight.unit.folded).map(term));
                otherwise.retain(|term| !as_written.contains(term));
            }
            occurrences.push([
                Occurrences::open(&exact, &as_written)?,
                Occurrences::open(&exact, &otherwise)?,
            ]);
        }
        Ok(Segment {
            evidence,
            occurrences,
            // Without marks a passage has as many terms.
            lengths: segment.get_fieldnorms_reader(fields.exact)?,
            bodies: &evidence.view.columns[segment_ord as usize].bodies,
        })
    }

    /// The score of passage `doc`, without its article's share; what each unit added goes
    /// to `of_units`. Passages must be asked in order.
    fn score(
        &mut self,
        doc: tantivy::DocId,
        of_units: &mut [f32],
        mut parts: Option<&mut Parts>,
    ) -> Scored {
        let body = self.bodies.first(doc).unwrap_or(0) as u32;
        let length = self.lengths.fieldnorm(doc);
        let norm = rank::length_norm(length, body, self.evidence.average);
        let value = |weight: f32, count: Count| {
            weight * rank::saturation(rank::frequency(count.context, count.body), norm)
        };
        let mut score = 0.0;
        let (mut covered, mut whole, mut own) = (0.0, 0.0, 0.0);
        for [exact, folded] in &mut self.occurrences {
            exact.seek(doc);
            folded.seek_beside(doc, exact);
        }
        for (units, offsets) in &self.evidence.joined {
            keep_joined(&mut self.occurrences[units.clone()], offsets);
        }
        for (i, weight) in self.evidence.units.iter().enumerate() {
            let [exact, folded] = &self.occurrences[i];
            let (exact, folded) = (exact.count(body), folded.count(body));
            let as_written = value(weight.exact, exact);
            let any_marks = value(weight.folded, folded);
            of_units[i] = as_written + any_marks;
            score += of_units[i];
            whole += weight.mass();
            let (typed, in_text) = match weight.exact > 0.0 {
                true => (as_written, exact.body),
                false => (any_marks, folded.body),
            };
            if typed > 0.0 {
                covered += weight.mass();
            }
            if in_text > 0 {
                own += weight.mass();
            }
            let text = &weight.unit.unit.text;
            note(&mut parts, text, "", as_written);
            note(&mut parts, text, " (any marks)", any_marks);
        }
        for pair in &self.evidence.pairs {
            let (left, right) = self.occurrences.split_at(pair.first + 1);
            let (left, right) = (&left[pair.first], &right[0]);
            let unit = self.evidence.units[pair.first].unit;
            let step = unit.unit.width;
            let side_by_side = |form: usize| adjacent(&left[form], &right[form], step, body);
            let mut values = [0.0; 2];
            for (form, weight) in [pair.exact, pair.folded].into_iter().enumerate() {
                if weight > 0.0 {
                    values[form] = value(weight, side_by_side(form));
                    score += values[form];
                }
            }
            if parts.is_some() {
                let next = self.evidence.units[pair.first + 1].unit;
                let text = format!("\"{} {}\"", unit.unit.text, next.unit.text);
                note(&mut parts, &text, "", values[0]);
                note(&mut parts, &text, " (any marks)", values[1]);
            }
        }
        let share = if whole > 0.0 { covered / whole } else { 1.0 };
        let lacking = score * (rank::coverage(share) - 1.0);
        note(&mut parts, "coverage", "", lacking);
        let own_text = if whole > 0.0 { own / whole } else { 1.0 };
        Scored {
            score: score + lacking,
            own_text,
        }
    }
}

/// Hands the scores of an article's passages round among them, so that the best go to those
/// whose own text has most of the query.
fn by_own_text(
    passages: &mut [Candidate],
    own_texts: &[f32],
    explained: &mut HashMap<DocAddress, Parts>,
) {
    if passages.len() < 2 {
        return;
    }
    let mut scores: Vec<f32> = passages.iter().map(|passage| passage.score).collect();
    let worth = |i: usize| scores[i] * rank::own_text(own_texts[i]);
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)));
    scores.sort_by(|a, b| b.total_cmp(a));
    for (&i, &score) in order.iter().zip(&scores) {
        if let Some(parts) = explained.get_mut(&passages[i].address) {
            parts.push(("own text".to_string(), score - passages[i].score));
        }
        passages[i].score = score;
    }
}

fn note(parts: &mut Option<&mut Parts>, text: &str, form: &str, value: f32) {
    if let Some(parts) = parts
        && value != 0.0
    {
        parts.push((format!("{text}{form}"), value));
    }
}
