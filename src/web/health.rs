//! For those who run it: is it alive, is it ready, what has it done.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;

use super::cache::Content;
use super::client::Client;
use super::metrics;
use super::problem::Problem;
use super::reply::{plain, problem_details};
use super::site::Site;

const TEXT: &str = "text/plain; charset=utf-8";

/// `/healthz`: the process answers.
pub async fn alive() -> Response<Body> {
    plain(Content::new(TEXT, "ok\n"))
}

/// `/readyz`: it can search, and sees the latest commit.
pub async fn ready(State(site): State<Arc<Site>>) -> Response<Body> {
    let shared = Arc::clone(&site);
    let looked = site.pool.run(Client::OURSELVES, move || {
        shared.reader.refresh().map(|_| shared.reader.version())
    });
    match looked.await {
        Ok(Ok(version)) => plain(Content::new(TEXT, format!("ready {version}\n"))),
        Ok(Err(error)) => {
            let mut problem = Problem::from(error);
            problem.status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
            problem_details(&problem)
        }
        Err(refused) => problem_details(&refused.into()),
    }
}

/// `/metrics`: counts for Prometheus.
pub async fn metrics(State(site): State<Arc<Site>>) -> Response<Body> {
    plain(Content::new(metrics::MEDIA_TYPE, site.metrics.text()))
}
