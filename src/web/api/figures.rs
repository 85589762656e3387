//! `/api/figures`: the figures of matching passages, as rows or in groups.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;

use crate::render::rows;
use crate::search::{figures, groups};
use crate::web::cache::Content;
use crate::web::reply::{self, program};
use crate::web::site::Site;
use crate::web::tables::{CSV, FIGURES, JSONL};
use crate::web::wanted;

/// Answers.
pub async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    program(&site, &parts, &FIGURES, |reader, params| {
        let found = figures(reader, &wanted::figures(params)?)?;
        let grouped = wanted::by(params).map(|by| groups(&found.rows, by));
        if params.flag(&CSV) {
            let table = match &grouped {
                Some(groups) => rows::groups_csv(groups)?,
                None => rows::rows_csv(&found.rows)?,
            };
            let content = Content::new("text/csv; charset=utf-8", table);
            return Ok(content.named("attachment; filename=\"congdoan-figures.csv\""));
        }
        Ok(match (&grouped, params.flag(&JSONL)) {
            (Some(groups), true) => reply::json_lines(groups.iter().map(rows::group)),
            (Some(groups), false) => reply::json(&rows::groups(&found, groups)),
            (None, true) => reply::json_lines(found.rows.iter().map(rows::row)),
            (None, false) => reply::json(&rows::rows(&found)),
        })
    })
    .await
}
