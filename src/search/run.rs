//! One request from start to end: strict first, then relaxed, then without marks.

use tantivy::query::EnableScoring;

use crate::index::reader::View;
use crate::query::{self, Clause, Notice, Query};
use crate::text::fold::has_marks;

use super::collect::{Collected, Weights, collect};
use super::compile::{
    Compiled, Part, Strictness, asks_nothing, compile, conditions, folded, needed, parts, relaxed,
    typed_units,
};
use super::facets::{Filter, PlaceFilter};
use super::hit::{Hit, Total};
use super::names::Names;
use super::places;
use super::quantity::{self, Readings, Vocabulary};
use super::rank::RERANK_DEPTH;
use super::request::{Matching, Request, Trouble};
use super::selecting::Selecting;
use super::statistics::Statistics;
use super::threads;
use super::top::{Keep, Sort};
use super::units::{Form, Unit};

type Page = (Total, super::Counts, Vec<Hit>);

/// The state of one request.
pub(super) struct Run<'a> {
    pub view: View,
    pub request: &'a Request,
    pub filter: Filter,
    pub notices: Vec<Notice>,
    /// Keep every passage found, not only the best.
    pub all: bool,
    /// Whether segments are worked on side by side.
    pub threads: bool,
}

/// A way to read the query, and the notice that goes with it.
pub(super) struct Attempt {
    pub parts: Vec<Part>,
    pub strictness: Strictness,
    pub folded: bool,
}

/// What a reading of the query finds.
pub(super) struct Selection {
    pub attempt: Attempt,
    pub compiled: Compiled,
    pub found: Collected,
}

impl<'a> Run<'a> {
    /// A run that has not begun.
    pub(super) fn new(view: View, request: &'a Request, filter: Filter, all: bool) -> Run<'a> {
        Run {
            threads: threads::are_worth_it(&view.searcher),
            view,
            request,
            filter,
            notices: Vec::new(),
            all,
        }
    }
}

impl Run<'_> {
    pub(super) fn answer(&mut self) -> std::result::Result<Page, Trouble> {
        let (_, selection) = self.read(&mut |query| query)?;
        let Some(Selection {
            attempt,
            compiled,
            found,
        }) = selection
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
        match total.articles {
            0 => self.tell_absent(&attempt)?,
            _ => self.notice(&attempt, &compiled.units, &hits),
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
                &self.view.searcher,
                self.request.exact,
            )?;
            let found = self.collect(&compiled, browsing)?;
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

    /// Tells which names of places stand nowhere, where nothing was found.
    pub(super) fn tell_absent(&mut self, attempt: &Attempt) -> tantivy::Result<()> {
        let absent = self.names().absent(&attempt.parts)?;
        self.notices.extend(absent);
        Ok(())
    }

    fn names(&self) -> Names<'_> {
        Names {
            view: &self.view,
            literally: self.request.exact,
        }
    }

    /// The nouns of the index, as this request reads them.
    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.view.searcher,
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
                    let (filters, notice) = places::in_query(name, province);
                    self.notices.extend(notice);
                    let wanted = if province {
                        &mut self.filter.provinces
                    } else {
                        &mut self.filter.districts
                    };
                    match filters {
                        Some(filters) => wanted.extend(filters),
                        None => rest.push(Clause::Words(query::Word::all(name))),
                    }
                }
                Clause::Year(years) => self.filter.years.push(*years),
                other => rest.push(other.clone()),
            }
        }
        let inner = |clause: &Clause| {
            let filters = match clause {
                Clause::District(name) => places::in_query(name, false).0,
                Clause::Province(name) => places::in_query(name, true).0,
                _ => None,
            };
            let paths = |filters: Vec<PlaceFilter>| -> Vec<String> {
                let path = |filter: &PlaceFilter| filter.path().map(str::to_string);
                filters.iter().filter_map(path).collect()
            };
            filters.map(paths)
        };
        let mut found = parts(&rest, &inner, &readings, &self.names())?;
        found.extend(quantity::asked(query, &self.vocabulary())?.map(Part::Asked));
        Ok(found)
    }

    /// The ways to read the query, the most literal first; the first that finds anything answers.
    pub(super) fn attempts(&self, parts: Vec<Part>) -> Vec<Attempt> {
        let mut readings = vec![(parts.clone(), false)];
        let marks = parts.iter().any(has_accent);
        if marks && !self.request.exact {
            readings.push((folded(&parts), true));
        }
        let strictnesses = match self.request.matching {
            Matching::Required => {
                let relaxed = relaxed(needed(&parts), typed_units(&parts));
                [Some(Strictness::All), relaxed]
            }
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

    fn collect(&self, compiled: &Compiled, browsing: bool) -> tantivy::Result<Collected> {
        let query = compiled.query.as_ref();
        let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
        let scoring =
            EnableScoring::enabled_from_statistics_provider(&statistics, &self.view.searcher);
        let weights = Weights {
            selecting: Selecting {
                weight: query.weight(EnableScoring::disabled_from_searcher(&self.view.searcher))?,
                words: compiled.words.clone(),
            },
            scoring: query.weight(scoring)?,
        };
        let sort = match self.request.sort {
            Sort::Relevance if browsing => Sort::Newest,
            sort => sort,
        };
        let wanted = self.request.offset.saturating_add(self.request.limit);
        let keep = Keep {
            sort,
            depth: match sort {
                _ if self.all => usize::MAX,
                // Enough for the page whatever `per_article` drops, as far as that can be told.
                Sort::Relevance => RERANK_DEPTH.max(wanted.saturating_mul(10)),
                Sort::Newest | Sort::Oldest => wanted,
            },
            per_article: match self.all {
                true => usize::MAX,
                false => self.request.per_article,
            },
            rescored: match sort {
                Sort::Relevance if !compiled.units.is_empty() => RERANK_DEPTH,
                _ => 0,
            },
            leads_only: browsing && !self.all,
        };
        let all_copies = self.request.all_copies;
        collect(
            &self.view,
            &weights,
            &self.filter,
            all_copies,
            keep,
            self.threads,
        )
    }
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
