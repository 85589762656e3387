//! Answers given before, by their tag, which names the commit: bounded by their bytes.

use axum::body::Bytes;
use axum::http::HeaderValue;
use quick_cache::Weighter;

/// All cached answers together, in bytes.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// An answer larger than this is not kept.
const LARGEST: usize = 1024 * 1024;
/// About how many answers that is.
const ANSWERS: usize = 1000;

/// An answer that can be given again.
#[derive(Debug, Clone)]
pub struct Content {
    /// Its body.
    pub body: Bytes,
    /// Its type.
    pub kind: &'static str,
    /// The name of the file it is downloaded as.
    pub file: Option<HeaderValue>,
}

impl Content {
    /// A body of this type.
    pub fn new(kind: &'static str, body: impl Into<Bytes>) -> Content {
        Content {
            body: body.into(),
            kind,
            file: None,
        }
    }

    /// The same as a download of this name.
    pub fn named(mut self, name: &'static str) -> Content {
        self.file = Some(HeaderValue::from_static(name));
        self
    }
}

/// The cache.
pub struct Cache(quick_cache::sync::Cache<String, Content, ByBytes>);

#[derive(Debug, Clone)]
struct ByBytes;

impl Weighter<String, Content> for ByBytes {
    fn weight(&self, tag: &String, content: &Content) -> u64 {
        (tag.len() + content.body.len() + 100) as u64
    }
}

impl Cache {
    /// An empty cache.
    pub fn new() -> Cache {
        Cache(quick_cache::sync::Cache::with_weighter(
            ANSWERS, MOST_BYTES, ByBytes,
        ))
    }

    /// The answer with this tag.
    pub fn get(&self, tag: &str) -> Option<Content> {
        self.0.get(tag)
    }

    /// Keeps an answer.
    pub fn put(&self, tag: String, content: Content) {
        if content.body.len() <= LARGEST {
            self.0.insert(tag, content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_to_its_bytes() {
        let cache = Cache::new();
        let body = Bytes::from(vec![b'x'; LARGEST]);
        for i in 0..100 {
            cache.put(i.to_string(), Content::new("text/plain", body.clone()));
        }
        assert!(cache.0.weight() <= MOST_BYTES);
        let last = Content::new("text/plain", "small");
        cache.put("small".to_string(), last);
        assert_eq!(cache.get("small").map(|found| found.body.len()), Some(5));
        let large = Content::new("text/plain", vec![0; LARGEST + 1]);
        cache.put("large".to_string(), large);
        assert!(cache.get("large").is_none());
    }
}
