//! Checked parameters as requests of the search.

use crate::search::{By, FigureRequest, Filter, Matching, PlaceFilter, Request, Sort, places};

use super::params::{Param, Params};
use super::problem::Problem;
use super::tables::{
    BY, DISTRICT, EXACT, EXPLAIN, LIMIT, MAX, MIN, NOUN, OFFSET, PER_ARTICLE, PROVINCE, Q, ROWS,
    SINCE, SORT, UNIT, UNTIL, YEAR,
};

/// The request of a search.
pub fn search(params: &Params) -> Result<Request, Problem> {
    Ok(Request {
        query: query(params),
        filter: filter(params)?,
        limit: params.number(&LIMIT),
        offset: params.number(&OFFSET),
        per_article: params.number(&PER_ARTICLE),
        sort: sort(params),
        exact: params.flag(&EXACT),
        explain: params.flag(&EXPLAIN),
        matching: Matching::Required,
        ..Request::default()
    })
}

/// The request of facets: no hit is looked at.
pub fn facets(params: &Params) -> Result<Request, Problem> {
    Ok(Request {
        query: query(params),
        filter: filter(params)?,
        limit: 0,
        exact: params.flag(&EXACT),
        ..Request::default()
    })
}

/// The request of figures.
pub fn figures(params: &Params) -> Result<FigureRequest, Problem> {
    let owned = |param: &Param| params.text(param).map(str::to_string);
    Ok(FigureRequest {
        request: Request {
            query: query(params),
            filter: filter(params)?,
            exact: params.flag(&EXACT),
            ..Request::default()
        },
        noun: owned(&NOUN),
        unit: owned(&UNIT),
        min: params.quantity(&MIN),
        max: params.quantity(&MAX),
        most: Some(params.number(&ROWS)),
    })
}

/// What figures are grouped by.
pub fn by(params: &Params) -> Option<By> {
    match params.text(&BY)? {
        "year" => Some(By::Year),
        "district" => Some(By::District),
        _ => Some(By::Noun),
    }
}

/// The query as typed.
pub fn query(params: &Params) -> String {
    params.text(&Q).unwrap_or_default().to_string()
}

/// The filter beside the query.
pub fn filter(params: &Params) -> Result<Filter, Problem> {
    let day = |param: &Param| params.text(param).and_then(|text| text.parse().ok());
    Ok(Filter {
        years: params
            .all(&YEAR)
            .filter_map(|text| text.parse().ok())
            .collect(),
        since: day(&SINCE),
        until: day(&UNTIL),
        ..places::filter_of(params.all(&DISTRICT), params.all(&PROVINCE))?
    })
}

/// The places that a value of a place parameter names; none where it names no place.
pub fn places_of(param: &Param, value: &str) -> Vec<PlaceFilter> {
    let found = match param.name == PROVINCE.name {
        true => places::province_filter(value),
        false => places::district_filter(value),
    };
    found.unwrap_or_default()
}

fn sort(params: &Params) -> Sort {
    match params.text(&SORT) {
        Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        _ => Sort::Relevance,
    }
}
