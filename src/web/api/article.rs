//! `/api/articles/{id}`: one whole article. Ids hold slashes.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::Response;

use crate::render::json;
use crate::search::{highlighter, relatives};
use crate::web::problem::Problem;
use crate::web::reply::{self, program};
use crate::web::site::Site;
use crate::web::tables::{ARTICLE, MARK};

/// Answers.
pub async fn answer(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let (parts, _) = request.into_parts();
    program(&site, &parts, &ARTICLE, move |reader, params| {
        let Some(article) = reader.article(&id)? else {
            return Err(Problem::no_article(&id));
        };
        let matches = match params.text(&MARK) {
            Some(query) => Some(highlighter(reader, query)?.paragraphs(&article)),
            None => None,
        };
        let mut object = json::article(&article, matches.as_deref());
        json::add_relatives(&mut object, &relatives(reader, &article.id)?);
        Ok(reply::json(&object))
    })
    .await
}
