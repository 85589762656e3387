//! What all requests share: the index, the pool, the cache, the metrics.

use crate::index::Reader;

use super::cache::Cache;
use super::metrics::Metrics;
use super::pool::Pool;
use super::room::Room;

/// The site that is served.
pub struct Site {
    /// The index.
    pub reader: Reader,
    /// Where searches run.
    pub pool: Pool,
    /// Room for answers on their way.
    pub room: Room,
    /// Answers given before.
    pub cache: Cache,
    /// Counts of what was done.
    pub metrics: Metrics,
    build: u64,
}

impl Site {
    /// A site over the index of `reader`.
    pub fn new(reader: Reader) -> Site {
        Site {
            reader,
            pool: Pool::for_this_machine(),
            room: Room::new(),
            cache: Cache::new(),
            metrics: Metrics::new(),
            build: build(),
        }
    }

    /// The tag of the answer to `uri`: the same as long as commit, program and address are.
    pub fn tag(&self, uri: &str) -> String {
        let version = self.reader.version();
        let address = xxhash_rust::xxh3::xxh3_64(uri.as_bytes());
        format!("W/\"{version}-{:x}-{address:x}\"", self.build)
    }
}

/// Tells one build of the program from another, which may answer otherwise.
fn build() -> u64 {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let changed = program.ok().and_then(|about| {
        let time = about.modified().ok()?;
        time.duration_since(std::time::UNIX_EPOCH).ok()
    });
    let time = changed.map_or(0, |time| time.as_nanos());
    let text = format!("{} {time}", env!("CARGO_PKG_VERSION"));
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}
