//! The folder of articles: walking it, decoding its files, and reading them
//! page by page. One bad file never stops a run: it becomes a [`Skip`].

pub mod decode;
mod lines;
pub mod metadata;
pub mod read;
pub mod single;
pub mod walk;

pub use decode::{Decoded, decode};
pub use metadata::Metadata;
pub use read::{LARGEST, Pages, pages};
pub use single::read_file;
pub use walk::{FileEntry, Walk, is_hidden, walk, walk_beside};

use serde::Serialize;

/// Something in the corpus that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skip {
    /// The file relative to the corpus root; a jsonl line as `file:line`.
    pub path: String,
    /// Why, in words for the person who keeps the corpus.
    pub reason: String,
    /// Whether it could not be read at all, so that it may be read another time.
    #[serde(skip)]
    pub unread: bool,
}

impl Skip {
    /// A skip of `path` for `reason`.
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Skip {
        Skip {
            path: path.into(),
            reason: reason.into(),
            unread: false,
        }
    }

    /// A skip of one line of the file at `path`, or where there is none of the file.
    pub fn at(path: &str, line: Option<u32>, reason: impl Into<String>) -> Skip {
        match line {
            Some(line) => Skip::new(format!("{path}:{line}"), reason),
            None => Skip::new(path, reason),
        }
    }

    /// A skip of `path`, which the system failed to read.
    pub fn unread(path: impl Into<String>, error: &std::io::Error) -> Skip {
        Skip {
            unread: true,
            ..Skip::new(path, error.to_string())
        }
    }
}
