//! Which address is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::problem::Problem;
use super::reply::problem_details;
use super::site::Site;
use super::{api, assets, health, middleware, openapi, page};

/// The routes of `site`.
pub fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/", get(page::search::page))
        .route("/fragment", get(page::search::fragment))
        .route("/figures", get(page::figures::page))
        .route("/articles/{*id}", get(page::article::page))
        .route("/api/search", get(api::search::answer))
        .route("/api/facets", get(api::facets::answer))
        .route("/api/figures", get(api::figures::answer))
        .route("/api/articles/{*id}", get(api::article::answer))
        .route("/api/suggest", get(api::suggest::answer))
        .route("/openapi.json", get(openapi::answer))
        .route("/api", get(openapi::page::page))
        .route("/assets/{name}", get(assets::answer))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(page::error::nothing)
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(site),
            middleware::around,
        ))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(broken))
        .with_state(Arc::clone(site))
}

/// A bug of ours ends one answer, not the server.
fn broken(_: Box<dyn std::any::Any + Send>) -> Response<Body> {
    problem_details(&Problem::internal())
}
