//! `/api/facets`: counts of articles by province, district and year.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;

use crate::render::json;
use crate::search::search;
use crate::web::reply::{self, program};
use crate::web::site::Site;
use crate::web::tables::FACETS;
use crate::web::wanted;

/// Answers.
pub async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    program(&site, &parts, &FACETS, |reader, params| {
        let found = search(reader, &wanted::facets(params)?)?;
        Ok(reply::json(&json::facets_only(&found)))
    })
    .await
}
