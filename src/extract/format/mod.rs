//! The formats a page may come in; one reader a file.

mod foreign_keys;
pub mod front_matter;
pub mod html;
pub mod jsonl;
pub mod md;
pub mod txt;
pub mod wrapped;

use serde::{Deserialize, Serialize};

/// A file format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, a line a paragraph.
    Txt,
    /// Markdown.
    Md,
    /// A web page.
    Html,
    /// One article a line, as JSON.
    Jsonl,
}

impl Format {
    /// The format of the file at `path`, by its extension; none for other files.
    pub fn of_path(path: &str) -> Option<Format> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Format::Txt),
            "md" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            "jsonl" => Some(Format::Jsonl),
            _ => None,
        }
    }

    /// Its name: `txt`, `md`, `html`, `jsonl`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Md => "md",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides() {
        assert_eq!(Format::of_path("a/b.TXT"), Some(Format::Txt));
        assert_eq!(Format::of_path("a.b.htm"), Some(Format::Html));
        assert_eq!(Format::of_path("a/.md"), None);
        assert_eq!(Format::of_path("txt"), None);
        assert_eq!(Format::of_path("a.pdf"), None);
    }
}
