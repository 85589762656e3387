//! `/api/search`: ranked passages.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;

use crate::render::{csv, json};
use crate::search::search;
use crate::web::cache::Content;
use crate::web::reply::{self, program};
use crate::web::site::Site;
use crate::web::tables::{CSV, JSONL, SEARCH};
use crate::web::wanted;

/// Answers.
pub async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    program(&site, &parts, &SEARCH, |reader, params| {
        let found = search(reader, &wanted::search(params)?)?;
        if params.flag(&CSV) {
            let content = Content::new("text/csv; charset=utf-8", csv::hits(&found.hits)?);
            return Ok(content.named("attachment; filename=\"congdoan-search.csv\""));
        }
        if params.flag(&JSONL) {
            return Ok(reply::json_lines(found.hits.iter().map(json::hit)));
        }
        Ok(reply::json(&json::answer(&found)))
    })
    .await
}
