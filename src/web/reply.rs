//! From a request to its response: tag, cache, pool, problem.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode};

use crate::index::Reader;

use super::cache::Content;
use super::client::Client;
use super::params::{Param, Params, Unknown};
use super::problem::{MEDIA_TYPE, Problem};
use super::site::Site;

/// The media type of JSON.
pub const JSON: &str = "application/json";
/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// The outcome of an answer's work.
pub type Outcome = Result<Content, Problem>;

/// Answers a program: JSON, and problems as problem details.
pub async fn program(
    site: &Arc<Site>,
    parts: &Parts,
    table: &'static [&'static Param],
    work: impl FnOnce(&Reader, &Params) -> Outcome + Send + 'static,
) -> Response<Body> {
    match Params::read(parts.uri.query(), table, Unknown::Refuse) {
        Ok(params) => tagged(site, parts, move |reader| work(reader, &params))
            .await
            .unwrap_or_else(|problem| problem_details(&problem)),
        Err(problem) => problem_details(&problem),
    }
}

/// Answers from the commit at hand, or says that nothing changed.
pub async fn tagged(
    site: &Arc<Site>,
    parts: &Parts,
    work: impl FnOnce(&Reader) -> Outcome + Send + 'static,
) -> Result<Response<Body>, Problem> {
    let address = parts.uri.path_and_query().map_or("/", |all| all.as_str());
    let tag = site.tag(address);
    let known = parts.headers.get_all(IF_NONE_MATCH).iter();
    if known.into_iter().any(|known| names(known, &tag)) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        stamp(&mut response, &tag);
        return Ok(response);
    }
    let mut content = match site.cache.get(&tag) {
        Some(content) => {
            site.metrics.cache_hits.inc();
            content
        }
        None => {
            site.metrics.cache_misses.inc();
            let shared = Arc::clone(site);
            let client = Client::of(parts.extensions.get().copied(), &parts.headers);
            let work = move || work(&shared.reader);
            let content = site.pool.run(client, work).await??;
            site.cache.put(tag.clone(), content.clone());
            content
        }
    };
    content.body = site.room.hold(content.body)?;
    let mut response = plain(content);
    stamp(&mut response, &tag);
    Ok(response)
}

/// A response with this content.
pub fn plain(content: Content) -> Response<Body> {
    let mut response = Response::new(Body::from(content.body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content.kind));
    if let Some(file) = content.file {
        headers.insert(CONTENT_DISPOSITION, file);
    }
    response
}

/// A response with problem details.
pub fn problem_details(problem: &Problem) -> Response<Body> {
    let body = Bytes::from(problem.json().to_string());
    let mut response = plain(Content::new(MEDIA_TYPE, body));
    refuse(&mut response, problem);
    response
}

/// Gives a response the status of a problem and the headers that go with it.
pub fn refuse(response: &mut Response<Body>, problem: &Problem) {
    *response.status_mut() = problem.status;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if problem.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    if problem.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
}

/// The outcome of JSON.
pub fn json(value: &serde_json::Value) -> Content {
    Content::new(JSON, value.to_string())
}

/// The outcome of JSON values, one a line.
pub fn json_lines(values: impl Iterator<Item = serde_json::Value>) -> Content {
    let mut text = String::new();
    for value in values {
        text.push_str(&value.to_string());
        text.push('\n');
    }
    Content::new("application/jsonl; charset=utf-8", text)
}

/// Whether `If-None-Match` names `tag`; weak or not is the same to it.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_string();
    let Ok(known) = known.to_str() else {
        return false;
    };
    let any = |one: &str| one.trim() == "*" || bare(one) == bare(tag);
    known.split(',').any(any)
}

fn stamp(response: &mut Response<Body>, tag: &str) {
    let headers = response.headers_mut();
    // Kept by whoever likes, but asked for again: a new commit shows at once.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(ETAG, tag);
    }
}
