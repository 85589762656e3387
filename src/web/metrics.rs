//! Counts of what the server did, for Prometheus.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The media type of the text.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper ends of the buckets of durations, in seconds.
const BUCKETS: [f64; 11] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 1.0, 10.0,
];

/// The labels of a request.
#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Answered {
    route: String,
    status: u16,
}

/// The labels of a duration.
#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Route {
    route: String,
}

/// All metrics.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram>,
    /// Requests being answered.
    pub in_flight: Gauge,
    /// Connections that are open.
    pub connections: Gauge,
    /// Answers found in the cache.
    pub cache_hits: Counter<u64, AtomicU64>,
    /// Answers that had to be worked out.
    pub cache_misses: Counter<u64, AtomicU64>,
    /// Whether the latest commit of the index could be read.
    pub index_current: Gauge,
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Metrics {
        let mut registry = Registry::with_prefix("congdoan");
        let requests = Family::<Answered, Counter>::default();
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        let (in_flight, connections) = (Gauge::default(), Gauge::default());
        let (cache_hits, cache_misses) = (Counter::default(), Counter::default());
        let index_current: Gauge = Gauge::default();
        index_current.set(1);
        registry.register("requests", "Requests answered", requests.clone());
        registry.register("request_seconds", "Time to answer", seconds.clone());
        registry.register("in_flight", "Requests being answered", in_flight.clone());
        registry.register("connections", "Connections open", connections.clone());
        registry.register(
            "cache_hits",
            "Answers found in the cache",
            cache_hits.clone(),
        );
        registry.register(
            "cache_misses",
            "Answers that had to be worked out",
            cache_misses.clone(),
        );
        registry.register(
            "index_current",
            "1 while the latest commit of the index can be read",
            index_current.clone(),
        );
        Metrics {
            registry,
            requests,
            seconds,
            in_flight,
            connections,
            cache_hits,
            cache_misses,
            index_current,
        }
    }

    /// Counts one answer.
    pub fn answered(&self, route: &str, status: u16, seconds: f64) {
        let route = route.to_string();
        self.seconds
            .get_or_create(&Route {
                route: route.clone(),
            })
            .observe(seconds);
        self.requests
            .get_or_create(&Answered { route, status })
            .inc();
    }

    /// The metrics as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a text cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
