//! A page between its format and the article: a list of lines, each with a fate.
//! A reader fills in the lines, the noise rules decide their fates.

mod key;
mod prose;

use jiff::civil::Date;

use super::Stated;
use crate::article::Noise;
use crate::text::{clean, normalize::squeeze};

pub use key::{begins_with_key, is_key, key, key_head};
pub use prose::{ends_sentence, is_item, is_prose, word_count};

/// A page as a format reader leaves it and the noise rules work on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// What the user says about the article: front matter, jsonl fields, `metadata.csv`.
    pub stated: Stated,
    /// What the page says about itself in structured form.
    pub structured: Stated,
    /// Whether the format keeps the headline apart, so that no line is it.
    pub titled: bool,
    /// Its lines, in page order.
    pub lines: Vec<Line>,
    /// Pieces taken off a line that stays, with the line's number.
    pub shed: Vec<(usize, Noise)>,
    /// A date line's date.
    pub dateline: Option<Date>,
    /// The year of a date line that has no day.
    pub dateline_year: Option<i16>,
    /// What the reader of the file should know.
    pub warnings: Vec<String>,
}

/// One line of a page: in prose, a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text: clean, without blanks at either end.
    pub text: String,
    /// Whether a blank line, or the border of a block, stands above it.
    pub gap: bool,
    /// What the format says it is.
    pub hint: Hint,
    /// What it was found to be.
    pub fate: Fate,
}

/// What the format of a page says about a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    None,
    /// The page's headline.
    Headline,
    /// The summary under it.
    Lead,
    /// A heading within the text.
    Heading,
    /// A picture; the text is its description.
    Image,
    /// The text under a picture.
    Caption,
    /// A line that is one link and nothing else.
    Link,
    /// The author line.
    Author,
}

/// What a line was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Not decided; what stays open is body text.
    Open,
    /// The headline or a part of it.
    Title,
    /// The paragraph that opens the article.
    Lead,
    /// The text under a picture.
    Caption,
    /// The author line.
    Author,
    /// The article's address.
    Url,
    /// Not the article, with the reason.
    Noise(&'static str),
}

impl Line {
    /// An open line of clean `text`.
    pub fn new(text: String) -> Line {
        Line {
            text,
            gap: false,
            hint: Hint::None,
            fate: Fate::Open,
        }
    }

    /// Whether nothing has been decided yet.
    pub fn is_open(&self) -> bool {
        self.fate == Fate::Open
    }

    /// Marks the line as noise.
    pub fn drop_as(&mut self, reason: &'static str) {
        self.fate = Fate::Noise(reason);
    }

    /// Whether it is the last row of a table as text readers write it: `caption |`.
    pub fn is_row(&self) -> bool {
        self.text.ends_with('|')
    }
}

impl Page {
    /// A page of the lines of `text`; line ends and blank lines are as written.
    pub fn of_text(text: &str) -> Page {
        let mut page = Page::default();
        let mut gap = true;
        for raw in clean(text).split('\n') {
            let text = squeeze(raw);
            if text.is_empty() {
                gap = true;
                continue;
            }
            page.lines.push(Line {
                gap,
                ..Line::new(text)
            });
            gap = false;
        }
        page
    }

    /// The headline that the user or the page's structure states.
    pub fn stated_title(&self) -> Option<&str> {
        let title = self.stated.title.as_deref();
        title.or(self.structured.title.as_deref())
    }

    /// The headline: as stated, else of the lines found to be it.
    pub fn title(&self) -> String {
        if let Some(title) = self.stated_title() {
            return title.to_string();
        }
        let mut title = String::new();
        for line in &self.lines {
            if line.fate == Fate::Title {
                if !title.is_empty() {
                    title.push(' ');
                }
                title.push_str(&line.text);
            }
        }
        title
    }

    /// The numbers of the lines that nothing is decided of.
    pub fn open(&self) -> Vec<usize> {
        let open = |&at: &usize| self.lines[at].is_open();
        (0..self.lines.len()).filter(open).collect()
    }

    /// Whether paragraphs are set apart by blank lines, so that lines without one
    /// between them belong together.
    pub fn has_gaps(&self) -> bool {
        let gaps = self.lines.iter().filter(|line| line.gap).count();
        gaps * 3 > self.lines.len()
    }

    /// Keeps a piece that was taken off line `at`.
    pub fn shed(&mut self, at: usize, reason: &str, text: &str) {
        self.shed.push((
            at,
            Noise {
                reason: reason.to_string(),
                text: text.trim().to_string(),
            },
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_gaps() {
        let page = Page::of_text("Một  hai \r\n\r\n ba\nbốn\n");
        let lines: Vec<(&str, bool)> = page
            .lines
            .iter()
            .map(|line| (line.text.as_str(), line.gap))
            .collect();
        assert_eq!(lines, [("Một hai", true), ("ba", true), ("bốn", false)]);
    }
}
