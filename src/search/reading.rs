//! What a query may have meant: as typed, and where that has no good match, as raw key
//! strokes or with a slip put right. Never silently: a notice tells both.

use std::collections::HashSet;

use crate::query::{self, Notice, Query, typing};
use crate::text::{clean, fold};

use tantivy::DocSet;
use tantivy::query::EnableScoring;

use super::compile::{Part, Strictness, compile, needed, parts};
use super::correct::corrected;
use super::lexicon::Lexicon;
use super::misspelt::usual_spelling;
use super::names::Names;
use super::places;
use super::quantity::Readings;
use super::rank::STRICT_UNITS;
use super::request::{Matching, Trouble};
use super::restore::restored;
use super::run::{Run, Selection};
use super::statistics::Statistics;

/// What finds no more passages than this may be a slip that others made as well.
const FEW: u64 = 2;
/// How many times as many passages have what was meant.
const MORE: u64 = 5;

type Outcome<T> = std::result::Result<T, Trouble>;

/// Takes off a query what its caller handles itself.
pub(super) type Prepare<'p> = &'p mut dyn FnMut(Query) -> Query;

impl Run<'_> {
    /// Finds what the request asks for, in the first reading of it that has good matches.
    pub(super) fn read(&mut self, prepare: Prepare<'_>) -> Outcome<(Query, Option<Selection>)> {
        let text = clean(self.request.query.trim());
        let filter = self.filter.clone();
        let literal = self.reading(&text, prepare)?;
        if self.request.exact {
            return Ok(literal);
        }
        let articles = literal.1.as_ref().map_or(0, |found| found.found.articles);
        if !is_good(literal.1.as_ref()) {
            let of_literal = (
                std::mem::replace(&mut self.filter, filter.clone()),
                std::mem::take(&mut self.notices),
            );
            if let Some(other) = self.as_key_strokes(&text, &filter, prepare)? {
                return Ok(other);
            }
            let to = self.without_slips(&text, literal.1.as_ref())?;
            if let (Some(to), 0) = (&to, articles) {
                let other = self.reading(to, prepare)?;
                if is_good(other.1.as_ref()) {
                    self.instead("corrected", &text, to);
                    return Ok(other);
                }
            }
            (self.filter, self.notices) = of_literal;
            // The caller's own state must be that of the query as typed.
            prepare(places::settled(query::parse(&text).0));
            if let Some(to) = to
                && articles > 0
                && self.finds(&to, 1)?
            {
                self.offer_corrected(&text, &to);
            }
        }
        if articles > 0 && !self.notices.iter().any(|notice| notice.kind == "corrected") {
            self.offer_usual(&text, literal.1.as_ref())?;
        }
        if articles > 0 {
            self.offer_restored(&text)?;
        }
        Ok(literal)
    }

    /// What `text` finds, taken as it stands.
    fn reading(&mut self, text: &str, prepare: Prepare<'_>) -> Outcome<(Query, Option<Selection>)> {
        let (query, notices) = query::parse(text);
        self.notices.extend(notices);
        let query = prepare(places::settled(query));
        let parts = self.parts(&query)?;
        let selection = self.select(parts)?;
        Ok((query, selection))
    }

    /// What `text` finds when it is read as raw key strokes, if that is anything.
    fn as_key_strokes(
        &mut self,
        text: &str,
        filter: &super::Filter,
        prepare: Prepare<'_>,
    ) -> Outcome<Option<(Query, Option<Selection>)>> {
        for to in [typing::telex(text), typing::vni(text)]
            .into_iter()
            .flatten()
        {
            if self.request.matching == Matching::Any && self.finds(text, 1)? {
                return Ok(None);
            }
            let other = self.reading(&to, prepare)?;
            if other
                .1
                .as_ref()
                .is_some_and(|found| found.found.articles > 0)
            {
                self.instead("telex", text, &to);
                return Ok(Some(other));
            }
            self.filter.clone_from(filter);
            self.notices.clear();
        }
        Ok(None)
    }

    /// `text` with its slips put right, where it has no match even without its marks.
    fn without_slips(&self, text: &str, literal: Option<&Selection>) -> Outcome<Option<String>> {
        let any_marks = literal.is_some_and(|literal| {
            let all = literal.attempt.strictness == Strictness::All;
            literal.attempt.folded && all && literal.found.articles > 0
        });
        if self.request.matching == Matching::Any || any_marks {
            return Ok(None);
        }
        let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
        let lexicon = Lexicon::open(&self.view.searcher)?;
        let nothing = literal.is_none_or(|literal| literal.found.articles == 0);
        let kept = &of_names(literal);
        let found = match corrected(text, false, kept, &lexicon, &statistics)? {
            // What is found beyond the filters is spelt well enough.
            None if nothing && !self.finds(text, 1)? => {
                corrected(text, true, kept, &lexicon, &statistics)?
            }
            found => found,
        };
        Ok(found)
    }

    /// Whether so many passages have all that `text` asks for.
    fn finds(&self, text: &str, enough: u64) -> Outcome<bool> {
        let filter = self.filter.clone();
        let mut probe = Run::new(self.view.clone(), self.request, filter, false);
        let query = places::settled(query::parse(text).0);
        let parts = probe.parts(&query)?;
        let compiled = compile(
            &parts,
            Strictness::All,
            &self.view.searcher,
            self.request.exact,
        )?;
        let scoring = EnableScoring::disabled_from_searcher(&self.view.searcher);
        let weight = compiled.query.weight(scoring)?;
        let mut found = 0;
        for segment in self.view.searcher.segment_readers() {
            let mut matches = weight.scorer(segment, 1.0)?;
            let mut doc = matches.doc();
            while doc != tantivy::TERMINATED {
                found += u64::from(!segment.is_deleted(doc));
                if found == enough {
                    return Ok(true);
                }
                doc = matches.advance();
            }
        }
        Ok(false)
    }

    fn instead(&mut self, kind: &'static str, from: &str, to: &str) {
        let text = format!("showing results for `{to}`; search instead for `{from}` with --exact");
        let notice = Notice::new(kind, text).with("from", from).with("to", to);
        self.notices.insert(0, notice);
    }

    /// Offers the usual spelling of what is a slip in the index too, where next to nothing has
    /// it and far more has the usual word.
    fn offer_usual(&mut self, text: &str, literal: Option<&Selection>) -> Outcome<()> {
        let passages = literal.map_or(0, |literal| literal.found.passages);
        let as_typed = is_good(literal);
        if self.request.matching == Matching::Any || (as_typed && passages > FEW) {
            return Ok(());
        }
        let to = {
            let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
            let lexicon = Lexicon::open(&self.view.searcher)?;
            usual_spelling(text, &of_names(literal), &self.view, &lexicon, &statistics)?
        };
        let enough = if as_typed { passages * MORE } else { 1 };
        if let Some(to) = to
            && self.finds(&to, enough)?
        {
            self.offer_corrected(text, &to);
        }
        Ok(())
    }

    fn offer_corrected(&mut self, from: &str, to: &str) {
        let words = format!("did you mean `{to}`?");
        self.offer("corrected", words, from, to);
    }

    /// Offers the likeliest accentuation of what was typed without marks.
    fn offer_restored(&mut self, text: &str) -> Outcome<()> {
        let to = {
            let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
            restored(text, &Lexicon::open(&self.view.searcher)?, &statistics)?
        };
        let Some(to) = to else { return Ok(()) };
        let units = query::parse(&to).0;
        let names = Names {
            view: &self.view,
            literally: false,
        };
        let parts = parts(&units.clauses, &|_| None, &Readings::default(), &names)?;
        let short = needed(&parts) <= STRICT_UNITS;
        if short && !self.finds(&to, 1)? {
            return Ok(());
        }
        let words = format!("the likeliest reading is `{to}`; results have any marks");
        self.offer("restored", words, text, &to);
        Ok(())
    }

    /// A reading that was not taken.
    fn offer(&mut self, kind: &'static str, words: String, from: &str, to: &str) {
        let notice = Notice::new(kind, words).with("from", from).with("to", to);
        self.notices.push(notice.with("applied", false));
    }
}

/// The syllables of the places that are named, without their marks.
fn of_names(selection: Option<&Selection>) -> HashSet<String> {
    let mut found = HashSet::new();
    if let Some(selection) = selection {
        add_names(&selection.attempt.parts, &mut found);
    }
    found
}

fn add_names(parts: &[Part], found: &mut HashSet<String>) {
    for part in parts {
        let name = part.name().unwrap_or_default();
        found.extend(name.iter().map(|unit| fold(&unit.term)));
        if let Part::Any(lists) = part {
            lists.iter().for_each(|list| add_names(list, found));
        }
    }
}

/// Whether what was found has all that was asked for, as it was typed.
fn is_good(selection: Option<&Selection>) -> bool {
    selection.is_some_and(|selection| {
        let strict = selection.attempt.strictness == Strictness::All;
        selection.found.articles > 0 && strict && !selection.attempt.folded
    })
}
