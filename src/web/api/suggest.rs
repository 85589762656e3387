//! `/api/suggest`: ways to go on from what was typed.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;

use crate::render::json;
use crate::search::suggest;
use crate::web::reply::{self, program};
use crate::web::site::Site;
use crate::web::tables::{COMPLETIONS, PREFIX, SUGGEST};

/// Answers.
pub async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    program(&site, &parts, &SUGGEST, |reader, params| {
        let prefix = params.text(&PREFIX).unwrap_or_default();
        let found = suggest(reader, prefix, params.number(&COMPLETIONS))?;
        Ok(reply::json(&json::suggestions(prefix, &found)))
    })
    .await
}
