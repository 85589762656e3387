//! From our query to tantivy's: what a passage must have, what adds to its score.

use std::ops::Bound;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query as TantivyQuery,
    RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::schema::{facet, fields, kind};
use crate::query::{Clause, Word as QueryWord, Years};

use super::names::Names;
use super::phrase::{Adjacent, Place, Word};
use super::quantity::{Condition, Readings};
use super::rank;
use super::resolve::{Resolved, resolve};
use super::selecting::Words;
use super::units::{Unit, units};
use super::value_query::Scoring;

/// A part of a query whose units are known.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A unit on its own.
    Unit(Unit),
    /// Units side by side: a quoted phrase, or the name of a place.
    Phrase(Vec<Unit>),
    /// One of these, each a list of parts that are all needed.
    Any(Vec<Vec<Part>>),
    /// None of these.
    Not(Vec<Part>),
    /// The article's place, as facet paths.
    Place(Vec<String>),
    /// The article's year.
    Year(Years),
    /// A figure of a noun and size.
    Quantity(Condition),
    /// Figures that answer the question: what states them ranks higher.
    Asked(Condition),
}

/// How strictly a query is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Every part is needed.
    All,
    /// This many of the parts are needed.
    AtLeast(usize),
}

/// A query in tantivy's terms.
pub struct Compiled {
    /// What selects and scores passages.
    pub query: Box<dyn TantivyQuery>,
    /// What it selects passages by, where that is words alone.
    pub words: Option<Words>,
    /// The units that score, in the order typed.
    pub units: Vec<Resolved>,
}

/// The parts of `clauses`, whose places have been resolved to facet paths by `places` and
/// whose conditions on figures have been looked up as `readings`.
pub fn parts(
    clauses: &[Clause],
    places: &dyn Fn(&Clause) -> Option<Vec<String>>,
    readings: &Readings,
    names: &Names,
) -> tantivy::Result<Vec<Part>> {
    let mut found = Vec::new();
    for clause in clauses {
        match clause {
            Clause::Words(words) => found.extend(words_parts(words, names)?),
            Clause::Phrase(words) => match units(words, names.literally) {
                phrase if phrase.is_empty() => {}
                phrase => found.push(Part::Phrase(phrase)),
            },
            Clause::Not(inner) => {
                let inner = parts(std::slice::from_ref(inner), places, readings, names)?;
                if !inner.is_empty() {
                    found.push(Part::Not(inner));
                }
            }
            Clause::Any(alternatives) => {
                let mut lists = Vec::new();
                for alternative in alternatives {
                    let list = parts(std::slice::from_ref(alternative), places, readings, names)?;
                    if !list.is_empty() {
                        lists.push(list);
                    }
                }
                if !lists.is_empty() {
                    found.push(Part::Any(lists));
                }
            }
            Clause::District(name) | Clause::Province(name) => match places(clause) {
                Some(paths) => found.push(Part::Place(paths)),
                None => found.extend(words_parts(&QueryWord::all(name), names)?),
            },
            Clause::Year(years) => found.push(Part::Year(*years)),
            Clause::Quantity(quantity) => {
                if let Some(reading) = readings.get(quantity) {
                    found.extend(words_parts(&reading.words, names)?);
                    found.push(Part::Quantity(reading.condition.clone()));
                }
            }
        }
    }
    Ok(found)
}

/// The parts of a run of words.
fn words_parts(words: &[QueryWord], names: &Names) -> tantivy::Result<Vec<Part>> {
    let mut units = units(words, names.literally);
    names.join(&mut units)?;
    let parts = units
        .chunk_by(|_, next| next.joined)
        .map(|joined| match joined {
            [unit] => Part::Unit(unit.clone()),
            name => Part::Phrase(name.to_vec()),
        });
    Ok(parts.collect())
}

/// The same parts as if they had been typed without marks.
pub fn folded(parts: &[Part]) -> Vec<Part> {
    let fold = |part: &Part| match part {
        Part::Unit(unit) => Part::Unit(unit.folded()),
        Part::Phrase(phrase) => Part::Phrase(phrase.iter().map(Unit::folded).collect()),
        Part::Any(lists) => Part::Any(lists.iter().map(|list| folded(list)).collect()),
        Part::Quantity(condition) => Part::Quantity(condition.folded()),
        other => other.clone(),
    };
    parts.iter().map(fold).collect()
}

impl Part {
    /// The units of the name of a place.
    pub fn name(&self) -> Option<&[Unit]> {
        match self {
            Part::Phrase(units) if units.iter().any(|unit| unit.joined) => Some(units),
            _ => None,
        }
    }
}

/// How many parts count as needed: all but exclusions and filters.
pub fn needed(parts: &[Part]) -> usize {
    parts
        .iter()
        .filter(|part| matches!(part, Part::Unit(_) | Part::Phrase(_) | Part::Any(_)))
        .count()
}

/// As how many units they were typed: the name of a place is one part of several syllables.
pub fn typed_units(parts: &[Part]) -> usize {
    let units = parts.iter().map(|part| match part {
        Part::Unit(_) | Part::Any(_) => 1,
        Part::Phrase(_) => part.name().map_or(1, <[Unit]>::len),
        _ => 0,
    });
    units.sum()
}

/// Whether `parts` ask for nothing but places and years.
pub fn asks_nothing(parts: &[Part]) -> bool {
    let asks = |part: &Part| matches!(part, Part::Quantity(_) | Part::Asked(_));
    needed(parts) == 0 && !parts.iter().any(asks)
}

/// The conditions that figures may satisfy, alternatives included.
pub fn conditions(parts: &[Part]) -> Vec<Condition> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Quantity(condition) | Part::Asked(condition) => found.push(condition.clone()),
            Part::Any(lists) => found.extend(lists.iter().flat_map(|list| conditions(list))),
            _ => {}
        }
    }
    found
}

/// Compiles `parts` against the vocabulary that `searcher` sees.
pub fn compile(
    parts: &[Part],
    strictness: Strictness,
    searcher: &Searcher,
    literally: bool,
) -> tantivy::Result<Compiled> {
    let mut compiler = Compiler {
        searcher,
        literally,
        units: Vec::new(),
        scoring: Scoring::ByValue,
    };
    let mut needed: Vec<Box<dyn TantivyQuery>> = Vec::new();
    let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
    let resolved = compiler.resolve_all(parts)?;
    let words = words(parts, &resolved);
    // Where there are no words to rank by, the largest figures come first.
    let scoring = if parts.iter().any(scores_words) {
        Scoring::Constant(0.0)
    } else {
        Scoring::ByValue
    };
    compiler.scoring = scoring;
    for (part, resolved) in parts.iter().zip(resolved) {
        match part {
            Part::Unit(_) | Part::Phrase(_) | Part::Any(_) => {
                needed.push(compiler.required(part, &resolved)?);
            }
            Part::Not(inner) => {
                let mut excluded = Vec::new();
                for part in inner {
                    let resolved = compiler.resolve_part(part)?;
                    excluded.push(compiler.required(part, &resolved)?);
                }
                clauses.push((
                    Occur::MustNot,
                    Box::new(BooleanQuery::intersection(excluded)),
                ));
            }
            Part::Place(paths) => clauses.push((Occur::Must, constant(places_query(paths)))),
            Part::Year(years) => clauses.push((Occur::Must, constant(years_query(*years)))),
            Part::Quantity(condition) => {
                clauses.push((Occur::Must, Box::new(condition.query(scoring))));
            }
            Part::Asked(condition) => {
                let query = condition.query(Scoring::Constant(rank::ANSWER));
                clauses.push((Occur::Should, Box::new(query)));
            }
        }
    }
    let required = match strictness {
        Strictness::AtLeast(count) => count.min(needed.len()),
        Strictness::All => needed.len(),
    };
    if needed.is_empty() {
        clauses.push((Occur::Must, constant(passages_query())));
    } else if required == needed.len() && required > 1 || strictness == Strictness::All {
        clauses.extend(needed.into_iter().map(|query| (Occur::Must, query)));
    } else if required == 1 {
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(needed))));
    } else {
        let union = BooleanQuery::union_with_minimum_required_clauses(needed, required);
        clauses.push((Occur::Must, Box::new(union)));
    }
    // The engine skips what cannot be among the best only where there is nothing around it.
    let query = match clauses.pop() {
        Some((Occur::Must, only)) if clauses.is_empty() => only,
        last => {
            clauses.extend(last);
            Box::new(BooleanQuery::new(clauses))
        }
    };
    Ok(Compiled {
        query,
        words: words.map(|units| Words { units, required }),
        units: compiler.units,
    })
}

/// The terms of each unit that `parts` ask for, if nothing but words selects passages.
fn words(parts: &[Part], resolved: &[Vec<Resolved>]) -> Option<Vec<Vec<Term>>> {
    let mut units = Vec::new();
    for (part, of_part) in parts.iter().zip(resolved) {
        match (part, of_part.as_slice()) {
            (Part::Unit(_), [unit]) => units.push(unit_terms(unit)),
            (Part::Asked(_), _) => {}
            _ => return None,
        }
    }
    Some(units)
}

struct Compiler<'a> {
    searcher: &'a Searcher,
    literally: bool,
    /// Every unit that scores.
    units: Vec<Resolved>,
    /// What figures score.
    scoring: Scoring,
}

impl Compiler<'_> {
    /// Resolves the single units of a query together, since the way one is typed tells
    /// about the others; phrases and alternatives are resolved on their own.
    fn resolve_all(&mut self, parts: &[Part]) -> tantivy::Result<Vec<Vec<Resolved>>> {
        let all: Vec<Unit> = parts.iter().flat_map(direct_units).cloned().collect();
        let resolved = resolve(&all, self.searcher, self.literally)?;
        self.units.extend(resolved.iter().cloned());
        let mut rest = resolved.into_iter();
        let mut by_part = Vec::with_capacity(parts.len());
        for part in parts {
            by_part.push(rest.by_ref().take(direct_units(part).len()).collect());
        }
        Ok(by_part)
    }

    fn resolve_part(&mut self, part: &Part) -> tantivy::Result<Vec<Resolved>> {
        let units: Vec<Unit> = direct_units(part).into_iter().cloned().collect();
        resolve(&units, self.searcher, self.literally)
    }

    /// What a passage must have to fulfil `part`.
    fn required(
        &mut self,
        part: &Part,
        resolved: &[Resolved],
    ) -> tantivy::Result<Box<dyn TantivyQuery>> {
        Ok(match part {
            Part::Unit(_) => match resolved.first() {
                Some(unit) => unit_query(unit),
                None => Box::new(tantivy::query::EmptyQuery),
            },
            Part::Phrase(_) => phrase_query(resolved),
            Part::Any(lists) => {
                let mut alternatives: Vec<Box<dyn TantivyQuery>> = Vec::new();
                for list in lists {
                    let mut all = Vec::new();
                    for part in list {
                        let of_part = self.resolve_part(part)?;
                        if !matches!(part, Part::Not(_)) {
                            self.units.extend(of_part.iter().cloned());
                        }
                        all.push(self.required(part, &of_part)?);
                    }
                    alternatives.push(Box::new(BooleanQuery::intersection(all)));
                }
                Box::new(BooleanQuery::union(alternatives))
            }
            Part::Not(inner) => {
                let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> =
                    vec![(Occur::Must, constant(passages_query()))];
                for part in inner {
                    let of_part = self.resolve_part(part)?;
                    clauses.push((Occur::MustNot, self.required(part, &of_part)?));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Part::Place(paths) => constant(places_query(paths)),
            Part::Year(years) => constant(years_query(*years)),
            Part::Quantity(condition) | Part::Asked(condition) => {
                Box::new(condition.query(self.scoring))
            }
        })
    }
}

/// Whether words of `part` give a passage its score.
fn scores_words(part: &Part) -> bool {
    match part {
        Part::Unit(_) | Part::Phrase(_) => true,
        Part::Any(lists) => lists.iter().flatten().any(scores_words),
        _ => false,
    }
}

/// The units that stand directly in a part.
fn direct_units(part: &Part) -> Vec<&Unit> {
    match part {
        Part::Unit(unit) => vec![unit],
        Part::Phrase(phrase) => phrase.iter().collect(),
        _ => Vec::new(),
    }
}

fn unit_query(unit: &Resolved) -> Box<dyn TantivyQuery> {
    let weight = match unit.any_accent {
        true => unit.folded_weight,
        false => unit.exact_weight,
    };
    let mut terms: Vec<_> = unit_terms(unit).into_iter().map(of_term).collect();
    let query = match terms.len() {
        1 => terms.remove(0),
        _ => Box::new(BooleanQuery::union(terms)),
    };
    boosted(query, weight)
}

/// The terms of which a passage must have one.
fn unit_terms(unit: &Resolved) -> Vec<Term> {
    let fields = fields();
    if unit.any_accent {
        return vec![Term::from_field_text(fields.folded, &unit.folded)];
    }
    let term = |text: &String| Term::from_field_text(fields.exact, text);
    unit.exact.iter().map(term).collect()
}

/// The units of a phrase side by side, as written wherever they were typed with marks.
fn phrase_query(phrase: &[Resolved]) -> Box<dyn TantivyQuery> {
    let fields = fields();
    let first = phrase.first().map_or(0, |unit| unit.unit.offset);
    let all_exact = phrase
        .iter()
        .all(|unit| !unit.any_accent && unit.exact.len() == 1);
    let words = |field: Field, text: fn(&Resolved) -> &str| -> Vec<(usize, Term)> {
        let words = phrase.iter().map(|unit| {
            let term = Term::from_field_text(field, text(unit));
            ((unit.unit.offset - first) as usize, term)
        });
        words.collect()
    };
    if all_exact {
        let terms = words(fields.exact, |unit| &unit.exact[0]);
        return match terms.as_slice() {
            [(_, only)] => of_term(only.clone()),
            _ => Box::new(Adjacent::of(PhraseQuery::new_with_offset(terms))),
        };
    }
    let folded = words(fields.folded, |unit| &unit.folded);
    let typed = phrase.iter().filter(|unit| !unit.any_accent);
    let mut needed: Vec<Box<dyn TantivyQuery>> = typed.map(unit_query).collect();
    if let [(_, only)] = folded.as_slice() {
        needed.push(of_term(only.clone()));
        return Box::new(BooleanQuery::intersection(needed));
    }
    for unit in phrase.iter().filter(|unit| unit.any_accent) {
        needed.push(constant(term_query(fields.folded, &unit.folded)));
    }
    Box::new(Adjacent::new(
        Box::new(BooleanQuery::intersection(needed)),
        phrase.iter().map(|unit| place(unit, first)).collect(),
        folded.into_iter().map(|(_, term)| term).collect(),
    ))
}

/// Where a unit stands in a phrase that begins at `first`, and what may stand there.
fn place(unit: &Resolved, first: u32) -> Place {
    Place {
        offset: unit.unit.offset - first,
        word: match unit.any_accent {
            true => Word::AnyMarks(unit.folded.clone()),
            false => Word::Written(unit.exact.clone()),
        },
    }
}

fn term_query(field: Field, text: &str) -> Box<dyn TantivyQuery> {
    of_term(Term::from_field_text(field, text))
}

fn of_term(term: Term) -> Box<dyn TantivyQuery> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn TantivyQuery>, weight: f32) -> Box<dyn TantivyQuery> {
    if weight == 1.0 {
        query
    } else {
        Box::new(BoostQuery::new(query, weight))
    }
}

fn constant(query: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn passages_query() -> Box<dyn TantivyQuery> {
    let passage = Term::from_field_text(fields().kind, kind::PASSAGE);
    Box::new(TermQuery::new(passage, IndexRecordOption::Basic))
}

fn places_query(paths: &[String]) -> Box<dyn TantivyQuery> {
    let mut queries: Vec<Box<dyn TantivyQuery>> = Vec::new();
    for path in paths {
        let term = Term::from_facet(fields().place, &facet(path));
        queries.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    Box::new(BooleanQuery::union(queries))
}

fn years_query(years: Years) -> Box<dyn TantivyQuery> {
    let bound = |year: i16| Bound::Included(Term::from_field_i64(fields().year, i64::from(year)));
    match years {
        Years::Between(from, to) => Box::new(RangeQuery::new(bound(from), bound(to))),
        Years::Undated => {
            let missing =
                Term::from_field_text(fields().missing, crate::index::schema::missing::YEAR);
            Box::new(TermQuery::new(missing, IndexRecordOption::Basic))
        }
    }
}

/// How strictly a query of so many parts, typed as `units` units, is taken once no passage
/// had all of them.
pub fn relaxed(parts: usize, units: usize) -> Option<Strictness> {
    let required = rank::relaxed(parts);
    (units > rank::STRICT_UNITS && required < parts).then_some(Strictness::AtLeast(required))
}
