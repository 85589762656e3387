//! What every answer goes through: headers that keep browsers strict, the access log,
//! the counts.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, Response};
use axum::middleware::Next;

use super::problem::Problem;
use super::reply::problem_details;
use super::site::Site;

/// Everything comes from here, nothing is inline, nobody frames us.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const STRICT: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
];

/// Refuses what is not read, answers the rest, counts and logs it.
pub async fn around(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response<Body> {
    let start = Instant::now();
    let _in_flight = InFlight::new(&site);
    let method = request.method().clone();
    let address = request.uri().to_string();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str).to_string();
    let mut response = match method {
        Method::GET | Method::HEAD => next.run(request).await,
        _ => problem_details(&Problem::method()),
    };
    harden(response.headers_mut());
    let (status, took) = (response.status().as_u16(), start.elapsed());
    site.metrics.answered(&route, status, took.as_secs_f64());
    let bytes = response.body().size_hint().exact();
    tracing::info!(
        target: "access",
        "{method} {address} {status} {:.1} ms {}",
        took.as_secs_f64() * 1e3,
        bytes.map_or_else(|| "-".to_string(), |bytes| bytes.to_string()),
    );
    response
}

fn harden(headers: &mut HeaderMap) {
    for (name, value) in STRICT {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Counts a request for as long as it is answered, given up or not.
struct InFlight(Arc<Site>);

impl InFlight {
    fn new(site: &Arc<Site>) -> InFlight {
        site.metrics.in_flight.inc();
        InFlight(Arc::clone(site))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.metrics.in_flight.dec();
    }
}
