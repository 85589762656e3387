//! Where nothing was found: which filters are in force, and how much there is without each of
//! them, and without all.

use crate::Result;
use crate::index::Reader;
use crate::query::without_filters;
use crate::render::amount::number;
use crate::render::filters::{By, parts};
use crate::render::nothing::{Sieve, filters, kind_name};
use crate::search::{Answer, FigureRequest, Figures, Filter, Request, figures, search};

/// What `request` keeps to, of which `answer` is empty.
pub fn of_search(reader: &Reader, request: &Request, answer: &Answer) -> Result<Sieve> {
    let filter = &answer.filter;
    let count = |filter: Filter| -> Result<u64> {
        let open = Request {
            query: without_filters(&request.query),
            filter,
            limit: 0,
            offset: 0,
            ..request.clone()
        };
        Ok(search(reader, &open)?.total.articles)
    };
    let mut sieve = Sieve {
        filters: filters(filter),
        ..Sieve::default()
    };
    if sieve.filters.is_empty() {
        return Ok(sieve);
    }
    sieve.without = count(Filter::default())?;
    let kinds = kinds(filter);
    if sieve.without > 0 && kinds.len() > 1 {
        for by in kinds {
            let left = count(filter_without(filter, by))?;
            sieve.without_one.push((kind_name(by).to_string(), left));
        }
    }
    Ok(sieve)
}

/// The same for figures, whose noun, unit and size are filters as well.
pub fn of_figures(reader: &Reader, wanted: &FigureRequest, found: &Figures) -> Result<Sieve> {
    let mut sieve = Sieve {
        filters: filters(&found.filter),
        ..Sieve::default()
    };
    let base = FigureRequest {
        request: Request {
            query: without_filters(&wanted.request.query),
            filter: found.filter.clone(),
            ..wanted.request.clone()
        },
        ..wanted.clone()
    };
    let mut looser: Vec<(&str, FigureRequest)> = Vec::new();
    for by in kinds(&found.filter) {
        let mut one = base.clone();
        one.request.filter = filter_without(&found.filter, by);
        looser.push((kind_name(by), one));
    }
    let mut own = |name, told: Option<String>, one: FigureRequest| {
        if let Some(told) = told {
            sieve.filters.push(format!("{name} {told}"));
            looser.push((name, one));
        }
    };
    let without = |change: fn(&mut FigureRequest)| {
        let mut one = base.clone();
        change(&mut one);
        one
    };
    own("noun", wanted.noun.clone(), without(|one| one.noun = None));
    own("unit", wanted.unit.clone(), without(|one| one.unit = None));
    let (min, max) = (wanted.min.map(number), wanted.max.map(number));
    own("minimum", min, without(|one| one.min = None));
    own("maximum", max, without(|one| one.max = None));
    if sieve.filters.is_empty() {
        return Ok(sieve);
    }
    let open = FigureRequest {
        request: wanted.request.without_filters(),
        ..FigureRequest::default()
    };
    sieve.without = figures(reader, &open)?.rows.len() as u64;
    if sieve.without > 0 && looser.len() > 1 {
        for (name, one) in looser {
            let left = figures(reader, &one)?.rows.len() as u64;
            sieve.without_one.push((name.to_string(), left));
        }
    }
    Ok(sieve)
}

fn kinds(filter: &Filter) -> Vec<By> {
    parts(filter).into_iter().map(|(by, _)| by).collect()
}

/// The filter without one of its parts.
fn filter_without(filter: &Filter, by: By) -> Filter {
    let mut filter = filter.clone();
    match by {
        By::Province => filter.provinces.clear(),
        By::District => filter.districts.clear(),
        By::Year => filter.years.clear(),
        By::Since => filter.since = None,
        By::Until => filter.until = None,
    }
    filter
}
