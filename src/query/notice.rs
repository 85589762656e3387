//! What the reader should know about how a query was understood.

use serde::Serialize;
use serde_json::{Map, Value};

/// One remark on a query. A page that words it in another language does so from
/// `kind` and `keys`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// Its sort, as a short name: `relaxed`, `folded`, `year`, `empty` …
    pub kind: &'static str,
    /// The remark in English.
    pub text: String,
    /// Its structured parts, such as `from` and `to`.
    #[serde(flatten)]
    pub keys: Map<String, Value>,
}

impl Notice {
    /// A notice without further keys.
    pub fn new(kind: &'static str, text: impl Into<String>) -> Notice {
        Notice {
            kind,
            text: text.into(),
            keys: Map::new(),
        }
    }

    /// The same notice with one more key.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Notice {
        self.keys.insert(key.to_string(), value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_beside_kind_and_text() {
        let notice = Notice::new("folded", "no accented match").with("to", "doan vien");
        let json = serde_json::to_value(&notice).expect("a notice is plain data");
        assert_eq!(
            json,
            serde_json::json!({"kind": "folded", "text": "no accented match", "to": "doan vien"})
        );
    }
}
