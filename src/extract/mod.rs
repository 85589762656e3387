//! From a raw page to an `Article`: format readers, noise rules, dates, places,
//! the year and the figures.
//!
//! A format reader turns the page into a [`page::Page`], a list of lines; the rules
//! of [`noise`] decide what each line is; [`article`] builds the value from that.

pub mod date;
pub mod figures;
pub mod format;
pub mod noise;
pub mod page;
pub mod places;
pub mod stated;
pub mod year;

mod build;
mod located;
pub mod names;
#[cfg(test)]
mod tests;

pub use build::{article, findable};
pub use format::Format;
pub use stated::Stated;

/// Raised by hand when an article, a figure or a passage made of the same page differs: an
/// index that holds others is out of date.
pub const REVISION: u32 = 8;

/// One page as it was read: a whole file, or one line of a jsonl file.
#[derive(Debug, Clone, PartialEq)]
pub struct RawPage {
    /// The file relative to the corpus root, with `/`.
    pub path: String,
    /// The line within a jsonl file, from 1.
    pub line: Option<u32>,
    /// How to read the text.
    pub format: Format,
    /// The encoding it was read in, for the record.
    pub encoding: String,
    /// The page, decoded.
    pub text: String,
    /// A hash of its bytes, by which an indexer tells whether it changed.
    pub hash: u128,
    /// What the keeper of the corpus states about it in `metadata.csv`.
    pub stated: Option<Stated>,
    /// What decoding had to say.
    pub warnings: Vec<String>,
}

impl RawPage {
    /// A page that stands alone, without corpus, hash or metadata.
    pub fn new(path: &str, format: Format, text: &str) -> RawPage {
        RawPage {
            path: path.to_string(),
            line: None,
            format,
            encoding: "UTF-8".to_string(),
            text: text.to_string(),
            hash: 0,
            stated: None,
            warnings: Vec::new(),
        }
    }

    /// The article's id: the path, for jsonl the line's own `id`. An error is the
    /// reason why there is none. Cheaper than [`article`]: nothing is extracted.
    pub fn id(&self) -> Result<String, String> {
        match self.format {
            Format::Jsonl => format::jsonl::id(&self.text),
            _ => Ok(self.path.clone()),
        }
    }
}
