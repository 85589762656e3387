//! The domain values: an article as its reader sees it, its places, its year,
//! its figures, and the passages that are indexed. Plain data, no I/O.

pub mod figure;
pub mod passage;
pub mod place;

pub use figure::{Approx, Figure, FigureKind, Period, Sense};
pub use passage::{Passage, passages};
pub use place::Place;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news item as its reader sees it. All text is NFC. The default is a blank page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The path within the corpus; for a jsonl line its own `id`.
    pub id: String,
    /// The file, relative to the corpus root, with `/`.
    pub path: String,
    /// The line within a jsonl file, from 1.
    pub line: Option<u32>,
    /// The format of the file: `txt`, `md`, `html`, `jsonl`.
    pub format: String,
    /// The encoding the file was read in, such as `UTF-8` or `windows-1258`.
    pub encoding: String,
    /// The headline; empty where the page has none.
    pub title: String,
    /// The author line.
    pub author: Option<String>,
    /// The article's own address on the web.
    pub url: Option<String>,
    /// The day of publication, where the page states one.
    pub published: Option<Date>,
    /// The year the article belongs to.
    pub year: Option<i16>,
    /// How the year is known.
    pub year_source: Option<YearSource>,
    /// The places it is about, the most important first.
    pub places: Vec<Place>,
    /// Lead, body and captions, in page order.
    pub paragraphs: Vec<Paragraph>,
    /// What was dropped from the page, with the reason.
    pub noise: Vec<Noise>,
    /// What the reader of the file should know: replaced bytes, ignored values.
    pub warnings: Vec<String>,
}

impl Article {
    /// The paragraph that opens the article: its lead, else its first body paragraph.
    pub fn lead(&self) -> Option<&Paragraph> {
        let lead = |kind| self.paragraphs.iter().find(|p| p.kind == kind);
        lead(ParagraphKind::Lead).or_else(|| lead(ParagraphKind::Body))
    }

    /// The paragraphs that are indexed: everything but captions.
    pub fn body(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs
            .iter()
            .filter(|paragraph| paragraph.kind != ParagraphKind::Caption)
    }

    /// A copy with other paragraphs.
    pub fn with_paragraphs(&self, paragraphs: Vec<Paragraph>) -> Article {
        Article {
            id: self.id.clone(),
            path: self.path.clone(),
            line: self.line,
            format: self.format.clone(),
            encoding: self.encoding.clone(),
            title: self.title.clone(),
            author: self.author.clone(),
            url: self.url.clone(),
            published: self.published,
            year: self.year,
            year_source: self.year_source,
            places: self.places.clone(),
            paragraphs,
            noise: self.noise.clone(),
            warnings: self.warnings.clone(),
        }
    }

    /// The number of figures in lead and body.
    pub fn figure_count(&self) -> usize {
        self.body().map(|paragraph| paragraph.figures.len()).sum()
    }
}

/// How an article's year is known, from the surest source to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearSource {
    /// The user said so: front matter or a jsonl field.
    Metadata,
    /// The page's structured publication date.
    Published,
    /// A date line printed on the page.
    Dateline,
    /// A date coded in the article's address.
    Url,
    /// The year the text reports on.
    Text,
}

/// One paragraph of an article, without line ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its role.
    pub kind: ParagraphKind,
    /// Its text.
    pub text: String,
    /// The figures it states: sorted, disjoint; always empty for a caption.
    pub figures: Vec<Figure>,
}

/// A paragraph's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// The summary under the headline.
    Lead,
    /// Running text.
    Body,
    /// The text under a picture: shown, not indexed.
    Caption,
}

/// A piece of the page that is not the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noise {
    /// Why it was dropped, as a short name: `image`, `related`, `tail`, `repeat` …
    pub reason: String,
    /// The dropped text.
    pub text: String,
}
