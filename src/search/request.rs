//! One request from start to end: strict first, then relaxed, then without marks.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use tantivy::query::{EnableScoring, Query as TantivyQuery};
use tantivy::{DocAddress, DocSet, Searcher};

use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::pair_plugin::SegmentCounts;
use crate::index::reader::record;
use crate::index::record::{HeaderRecord, PassageRecord};
use crate::query::{self, Clause, Notice, Query};
use crate::text::clean;
use crate::text::fold::{fold, has_marks};

use super::collect::{Candidate, Collected, Keep, Sort, collect};
use super::compile::{
    Compiled, Part, Strictness, asks_nothing, compile, conditions, folded, needed, parts, relaxed,
};
use super::evidence::{Evidence, Parts};
use super::facets::{Filter, PlaceFilter};
use super::highlight::Highlighter;
use super::hit::{Answer, Hit, Total};
use super::quantity::{self, Condition, Readings, Vocabulary};
use super::rank::RERANK_DEPTH;
use super::resolve::{Resolved, weights_for};
use super::statistics::Statistics;
use super::units::{Form, Unit};
use super::value_query::Scoring;
use super::{places, rank};

/// What is asked of the index.
#[derive(Debug, Clone)]
pub struct Request {
    /// The query as typed; empty for the newest articles.
    pub query: String,
    /// Filters beside the query.
    pub filter: Filter,
    /// Hits on a page.
    pub limit: usize,
    /// Hits before the page.
    pub offset: usize,
    /// Passages of one article at the most.
    pub per_article: usize,
    /// The order.
    pub sort: Sort,
    /// Take the query literally: no folding, no expansion, no correction.
    pub exact: bool,
    /// Tell the parts of each score.
    pub explain: bool,
    /// What a passage must have of the query.
    pub matching: Matching,
}

/// What a passage must have of a query to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    /// All of it, or most of a long one: what counts as an answer.
    #[default]
    Required,
    /// Any unit at all: a ranking to any depth, as evaluations and TREC runs need it.
    Any,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            query: String::new(),
            filter: Filter::default(),
            limit: 10,
            offset: 0,
            per_article: 2,
            sort: Sort::Relevance,
            exact: false,
            explain: false,
            matching: Matching::Required,
        }
    }
}

/// Answers `request` from the commit that `reader` sees.
pub fn search(reader: &Reader, request: &Request) -> Result<Answer> {
    let start = Instant::now();
    let (query, notices) = query::parse(&request.query);
    let (searcher, counts) = reader.view();
    let mut run = Run {
        searcher,
        counts,
        request,
        filter: request.filter.clone(),
        notices,
        all: false,
    };
    let damaged = Error::tantivy("search", reader.root());
    let (total, counts, hits) = run.answer(&query).map_err(|trouble| match trouble {
        Trouble::Engine(source) => damaged(source),
        Trouble::Ours(error) => error,
    })?;
    Ok(Answer {
        query: clean(&request.query),
        filter: run.filter,
        total,
        took: start.elapsed(),
        notices: run.notices,
        counts,
        hits,
    })
}

/// Marks what `query` matches in the text of an article.
pub fn highlighter(reader: &Reader, query: &str) -> Result<Highlighter> {
    let (query, _) = query::parse(query);
    let searcher = reader.searcher();
    let compiled = || -> tantivy::Result<Compiled> {
        let vocabulary = Vocabulary {
            searcher: &searcher,
            literally: false,
        };
        let readings = Readings::of(&query, &vocabulary)?;
        let parts = parts(&query.clauses, false, &|_| None, &readings);
        compile(&parts, Strictness::All, &searcher, false)
    };
    let compiled = compiled().map_err(Error::tantivy("search", reader.root()))?;
    Ok(Highlighter::new(&compiled.units))
}

/// An error of the engine, or one of ours.
pub(super) enum Trouble {
    Engine(tantivy::TantivyError),
    Ours(Error),
}

impl From<tantivy::TantivyError> for Trouble {
    fn from(error: tantivy::TantivyError) -> Trouble {
        Trouble::Engine(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Ours(error)
    }
}

type Page = (Total, super::Counts, Vec<Hit>);

/// The state of one request.
pub(super) struct Run<'a> {
    pub searcher: Searcher,
    pub counts: Arc<Vec<SegmentCounts>>,
    pub request: &'a Request,
    pub filter: Filter,
    pub notices: Vec<Notice>,
    /// Keep every passage found, not only the best.
    pub all: bool,
}

/// A way to read the query, and the notice that goes with it.
pub(super) struct Attempt {
    pub parts: Vec<Part>,
    strictness: Strictness,
    folded: bool,
}

/// What a reading of the query finds.
pub(super) struct Selection {
    pub attempt: Attempt,
    pub compiled: Compiled,
    pub found: Collected,
}

impl Run<'_> {
    fn answer(&mut self, query: &Query) -> std::result::Result<Page, Trouble> {
        let parts = self.parts(query)?;
        let Some(Selection {
            attempt,
            compiled,
            found,
        }) = self.select(parts)?
        else {
            return Ok(Page::default());
        };
        let total = Total {
            articles: found.articles,
            passages: found.passages,
        };
        let (ranked, explained) = self.ranked(found.candidates, &compiled.units, &attempt.parts)?;
        let asked = conditions(&attempt.parts);
        let hits = self.hits(ranked, explained, &compiled.units, &asked)?;
        if total.articles > 0 {
            self.notice(&attempt, &compiled.units, &hits);
        }
        Ok((total, found.counts, hits))
    }

    /// What the first reading of `parts` finds that finds anything.
    pub(super) fn select(
        &mut self,
        parts: Vec<Part>,
    ) -> std::result::Result<Option<Selection>, Trouble> {
        let browsing = asks_nothing(&parts);
        if browsing && self.notices.iter().any(|notice| notice.kind == "empty") {
            return Ok(None);
        }
        let mut answer = None;
        for attempt in self.attempts(parts) {
            let compiled = compile(
                &attempt.parts,
                attempt.strictness,
                &self.searcher,
                self.request.exact,
            )?;
            let found = self.collect(compiled.query.as_ref(), browsing)?;
            let any = found.articles > 0;
            // Where no reading finds anything, the counts are those of the query as typed.
            if any || answer.is_none() {
                answer = Some(Selection {
                    attempt,
                    compiled,
                    found,
                });
            }
            if any {
                break;
            }
        }
        Ok(answer)
    }

    /// The nouns of the index, as this request reads them.
    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
            literally: self.request.exact,
        }
    }

    /// The parts of the query; places and years that stand on their own become filters.
    pub(super) fn parts(&mut self, query: &Query) -> tantivy::Result<Vec<Part>> {
        let readings = Readings::of(query, &self.vocabulary())?;
        self.notices.extend(readings.notices());
        let mut rest = Vec::new();
        for clause in &query.clauses {
            match clause {
                Clause::District(name) | Clause::Province(name) => {
                    let province = matches!(clause, Clause::Province(_));
                    let (paths, notice) = places::in_query(name, province);
                    self.notices.extend(notice);
                    let wanted = if province {
                        &mut self.filter.provinces
                    } else {
                        &mut self.filter.districts
                    };
                    match paths {
                        Some(paths) => wanted.extend(paths.into_iter().map(PlaceFilter::Path)),
                        None => rest.push(Clause::Words(query::Word::all(name))),
                    }
                }
                Clause::Year(years) => self.filter.years.push(*years),
                other => rest.push(other.clone()),
            }
        }
        let inner = |clause: &Clause| match clause {
            Clause::District(name) => places::in_query(name, false).0,
            Clause::Province(name) => places::in_query(name, true).0,
            _ => None,
        };
        let mut found = parts(&rest, self.request.exact, &inner, &readings);
        found.extend(quantity::asked(query, &self.vocabulary())?.map(Part::Asked));
        Ok(found)
    }

    /// The ways to read the query, the most literal first; the first that finds anything answers.
    fn attempts(&self, parts: Vec<Part>) -> Vec<Attempt> {
        let count = needed(&parts);
        let mut readings = vec![(parts.clone(), false)];
        let marks = parts.iter().any(has_accent);
        if marks && !self.request.exact {
            readings.push((folded(&parts), true));
        }
        let strictnesses = match self.request.matching {
            Matching::Required => [Some(Strictness::All), relaxed(count)],
            Matching::Any => [Some(Strictness::AtLeast(1)), None],
        };
        let mut attempts = Vec::new();
        for (parts, folded) in readings {
            for strictness in strictnesses.into_iter().flatten() {
                attempts.push(Attempt {
                    parts: parts.clone(),
                    strictness,
                    folded,
                });
            }
        }
        attempts
    }

    fn collect(&self, query: &dyn TantivyQuery, browsing: bool) -> tantivy::Result<Collected> {
        let statistics = Statistics::new(&self.searcher, &self.counts)?;
        let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, &self.searcher);
        let weight = query.weight(scoring)?;
        let sort = match self.request.sort {
            Sort::Relevance if browsing => Sort::Newest,
            sort => sort,
        };
        let keep = Keep {
            sort,
            depth: self.depth(),
            leads_only: browsing && !self.all,
        };
        collect(&self.searcher, weight.as_ref(), &self.filter, keep)
    }

    /// How many candidates to keep: enough for the page whatever `per_article` drops,
    /// as far as that can be told.
    fn depth(&self) -> usize {
        if self.all {
            return usize::MAX;
        }
        let wanted = self.request.offset.saturating_add(self.request.limit);
        RERANK_DEPTH.max(wanted.saturating_mul(10))
    }

    /// Candidates in their final order, and the parts of their scores where asked for.
    pub(super) fn ranked(
        &self,
        mut candidates: Vec<Candidate>,
        units: &[Resolved],
        parts: &[Part],
    ) -> std::result::Result<(Vec<Candidate>, HashMap<DocAddress, Parts>), Trouble> {
        let mut explained = HashMap::new();
        if self.request.sort == Sort::Relevance && !units.is_empty() {
            candidates.sort_unstable_by(|a, b| {
                b.score.total_cmp(&a.score).then(a.address.cmp(&b.address))
            });
            let statistics = Statistics::new(&self.searcher, &self.counts)?;
            let weights = match self.request.exact {
                true => rank::LITERAL,
                false => weights_for(units.iter().map(|unit| &unit.unit)),
            };
            let evidence = Evidence::new(units, weights, &self.searcher, &statistics)?;
            let depth = candidates.len().min(RERANK_DEPTH);
            let (window, rest) = candidates.split_at_mut(depth);
            explained = evidence.rescore(window, self.request.explain)?;
            for part in parts {
                if let Part::Asked(condition) = part {
                    self.reward(window, condition, &mut explained)?;
                }
            }
            below(window, rest);
        }
        let ids = Ids::new(&self.searcher)?;
        candidates.sort_by(|a, b| {
            b.time
                .cmp(&a.time)
                .then_with(|| self.by_score(a, b))
                .then_with(|| match a.header() == b.header() {
                    true => a.ordinal.cmp(&b.ordinal),
                    false => ids.compare(a.address, b.address),
                })
        });
        Ok((candidates, explained))
    }

    /// Adds to the score of every candidate that states a figure of the noun asked for.
    fn reward(
        &self,
        candidates: &mut [Candidate],
        condition: &Condition,
        explained: &mut HashMap<DocAddress, Parts>,
    ) -> tantivy::Result<()> {
        let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
        let weight = condition.query(Scoring::Constant(0.0)).weight(scoring)?;
        candidates.sort_unstable_by_key(|candidate| candidate.address);
        for group in candidates.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
        {
            let segment = self.searcher.segment_reader(group[0].address.segment_ord);
            let mut stating = weight.scorer(segment, 1.0)?;
            for candidate in group {
                let doc = candidate.address.doc_id;
                if stating.doc() < doc {
                    stating.seek(doc);
                }
                if stating.doc() == doc {
                    candidate.score += rank::ANSWER;
                    if let Some(parts) = explained.get_mut(&candidate.address) {
                        parts.push(("a figure of the noun asked for".to_string(), rank::ANSWER));
                    }
                }
            }
        }
        Ok(())
    }

    fn by_score(&self, a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
        match self.request.sort {
            Sort::Relevance => b.score.total_cmp(&a.score),
            Sort::Newest | Sort::Oldest => std::cmp::Ordering::Equal,
        }
    }

    /// The hits of the page, after `per_article`.
    fn hits(
        &self,
        ranked: Vec<Candidate>,
        mut explained: HashMap<DocAddress, Parts>,
        units: &[Resolved],
        conditions: &[Condition],
    ) -> std::result::Result<Vec<Hit>, Trouble> {
        let mut shown: HashMap<DocAddress, usize> = HashMap::new();
        let highlighter = Highlighter::new(units);
        let mut hits = Vec::new();
        let mut position = 0;
        for candidate in ranked {
            if hits.len() == self.request.limit {
                break;
            }
            let of_article = shown.entry(candidate.header()).or_default();
            if *of_article >= self.request.per_article {
                continue;
            }
            *of_article += 1;
            position += 1;
            if position <= self.request.offset {
                continue;
            }
            let header: HeaderRecord = record(&self.searcher, candidate.header())?;
            let passage: PassageRecord = record(&self.searcher, candidate.address)?;
            hits.push(Hit {
                rank: position,
                score: candidate.score,
                explanation: explained.remove(&candidate.address).unwrap_or_default(),
                ordinal: candidate.ordinal,
                matches: highlighter.spans(&passage.text),
                title_matches: highlighter.spans(&header.article.title),
                answers: quantity::answers(&passage.text, &passage.figures, conditions),
                text: passage.text,
                figures: passage.figures,
                article: header.article,
            });
        }
        Ok(hits)
    }

    pub(super) fn notice(&mut self, attempt: &Attempt, units: &[Resolved], hits: &[Hit]) {
        if attempt.folded {
            let to: Vec<&str> = units.iter().map(|unit| unit.unit.text.as_str()).collect();
            let to = match conditions(&attempt.parts).is_empty() {
                true => to.join(" "),
                false => fold(self.request.query.trim()),
            };
            let text = format!(
                "nothing has these words as typed: showing results for `{to}`, whatever the marks"
            );
            let from = clean(self.request.query.trim());
            self.notices.push(
                Notice::new("folded", text)
                    .with("from", from)
                    .with("to", to),
            );
        }
        if let Strictness::AtLeast(required) = attempt.strictness {
            let of = needed(&attempt.parts);
            let dropped = hits
                .first()
                .map_or_else(Vec::new, |hit| missing_in(hit, units));
            let text = match dropped.is_empty() {
                true => format!(
                    "no passage has all of it: at least {required} of {of} words are required"
                ),
                false => format!(
                    "no passage has all of it: at least {required} of {of} words are required; the first result lacks {}",
                    dropped.join(", ")
                ),
            };
            let notice = Notice::new("relaxed", text)
                .with("required", required)
                .with("of", of)
                .with("dropped", dropped);
            self.notices.push(notice);
        }
    }
}

/// Scales the scores of `rest`, sorted and of the first stage alone, to stay below `window`.
fn below(window: &[Candidate], rest: &mut [Candidate]) {
    let lowest = window
        .iter()
        .map(|best| best.score)
        .fold(f32::MAX, f32::min);
    let Some(highest) = rest.first().map(|first| first.score.max(f32::MIN_POSITIVE)) else {
        return;
    };
    for candidate in rest {
        candidate.score *= lowest / highest;
    }
}

/// The units that occur neither in the hit's text nor in its context.
fn missing_in(hit: &Hit, units: &[Resolved]) -> Vec<String> {
    let mut seen = format!("{}\n{}\n", hit.text, hit.article.title);
    for place in &hit.article.places {
        seen.push_str(&place.path().replace('/', " / "));
    }
    if let Some(year) = hit.article.year {
        seen.push_str(&format!("\n{year}"));
    }
    let absent = |unit: &&Resolved| Highlighter::new([*unit]).spans(&seen).is_empty();
    units
        .iter()
        .filter(absent)
        .map(|unit| unit.unit.text.clone())
        .collect()
}

fn has_accent(part: &Part) -> bool {
    let accented = |unit: &Unit| unit.form == Form::Accented && has_marks(&unit.term);
    match part {
        Part::Unit(unit) => accented(unit),
        Part::Phrase(phrase) => phrase.iter().any(accented),
        Part::Any(lists) => lists.iter().flatten().any(has_accent),
        Part::Quantity(condition) => condition.is_accented(),
        Part::Not(_) | Part::Place(_) | Part::Year(_) | Part::Asked(_) => false,
    }
}

/// Article ids, read where a tie needs them.
struct Ids {
    columns: Vec<Option<tantivy::columnar::StrColumn>>,
}

impl Ids {
    fn new(searcher: &Searcher) -> tantivy::Result<Ids> {
        let mut columns = Vec::new();
        for segment in searcher.segment_readers() {
            columns.push(segment.fast_fields().str("id")?);
        }
        Ok(Ids { columns })
    }

    /// The order of two articles by id.
    fn compare(&self, a: DocAddress, b: DocAddress) -> std::cmp::Ordering {
        if a.segment_ord == b.segment_ord {
            // Within a segment the numbers of the ids are in the order of the ids.
            return self.number(a).cmp(&self.number(b));
        }
        self.id(a).cmp(&self.id(b))
    }

    fn number(&self, address: DocAddress) -> Option<u64> {
        let column = self.columns.get(address.segment_ord as usize)?.as_ref()?;
        column.ords().first(address.doc_id)
    }

    fn id(&self, address: DocAddress) -> String {
        let mut id = String::new();
        if let Some(Some(column)) = self.columns.get(address.segment_ord as usize)
            && let Some(number) = self.number(address)
        {
            // An id that cannot be read ties as an empty one.
            let _ = column.ord_to_str(number, &mut id);
        }
        id
    }
}
