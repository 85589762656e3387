//! A page between its format and the article: a list of lines, each with a fate.
//! A reader fills in the lines, the noise rules decide their fates.

use jiff::civil::Date;

use super::Stated;
use crate::article::Noise;
use crate::text::bytes::count;
use crate::text::fold::{base_at, fold_char};
use crate::text::{clean, normalize::squeeze};

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

/// The number of words of a squeezed line: they stand one blank apart.
pub fn word_count(text: &str) -> usize {
    if text.is_empty() {
        return 0;
    }
    count(text.as_bytes(), |byte| byte == b' ') + 1
}

/// Letters and digits alone, folded, words apart by one blank: what two spellings
/// of a heading share.
pub fn key(text: &str) -> String {
    key_head(text, usize::MAX)
}

/// The [`key`] of `text` where it is at most `most` bytes long, else the head of it, which
/// is longer than that.
pub fn key_head(text: &str, most: usize) -> String {
    let mut key = String::with_capacity(text.len().min(most));
    let mut word = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && key.len() <= most {
        let mut letter = None;
        if let Some((base, length)) = base_at(bytes, at) {
            letter = base.is_ascii_alphanumeric().then_some(base as char);
            at += length;
        } else if let Some(c) = text[at..].chars().next() {
            letter = is_letter(c).then(|| fold_char(c));
            at += c.len_utf8();
        }
        match letter {
            Some(letter) => key.push(letter),
            None if word => key.push(' '),
            None => {}
        }
        word = letter.is_some();
    }
    if at == bytes.len() && !word {
        key.pop();
    }
    key
}

/// Whether `wanted` is the [`key`] of `text`: told at the first letter that differs.
pub fn is_key(wanted: &str, text: &str) -> bool {
    after_key(wanted, text) == Some("")
}

/// Whether the [`key`] of `text` stands at the head of `wanted`.
pub fn begins_with_key(wanted: &str, text: &str) -> bool {
    after_key(wanted, text).is_some()
}

/// What of `wanted` stands behind the [`key`] of `text`.
fn after_key<'a>(wanted: &'a str, text: &str) -> Option<&'a str> {
    let mut rest = wanted.chars();
    let mut blank = false;
    for c in text.chars() {
        if !is_letter(c) {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && rest.as_str().len() < wanted.len() {
            (rest.next()? == ' ').then_some(())?;
        }
        (rest.next()? == fold_char(c)).then_some(())?;
    }
    Some(rest.as_str())
}

/// Whether `c` is a letter or a digit, of any script that pages are written in:
/// cheaper than asking Unicode, which a whole corpus would notice.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}'
        | '\u{d7}'
        | '\u{f7}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3020}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Whether `text` ends as a sentence does, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '|', ' '])
        .ends_with(['.', '!', '?', '…', ';', ':'])
}

/// Whether `text` reads as running text: too long for a headline, or a whole
/// sentence of some length.
pub fn is_prose(text: &str) -> bool {
    match text.len() {
        0..80 => return false,
        // no forty words are longer than this in Vietnamese
        800.. => return true,
        _ => {}
    }
    let words = word_count(text);
    words >= 40 || (words >= 18 && ends_sentence(text))
}

/// Whether `text` is an item of a list: `1. …`, `a) …`, `- …`. Items repeat without
/// being copies.
pub fn is_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    let inner = first.trim_end_matches(['.', ')', '/', '-', ':']);
    let marked = inner.len() < first.len() && inner.chars().count() <= 3;
    marked || matches!(first, "-" | "–" | "+" | "*" | "•" | "·")
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

    #[test]
    fn keys_forget_marks_and_case() {
        assert_eq!(key("  TIN LIÊN-QUAN: "), "tin lien quan");
        assert_eq!(key("…"), "");
    }

    #[test]
    fn keys_are_compared_without_being_made() {
        let texts = [
            "",
            "…",
            "a",
            " A ",
            "“Tin” – liên quan:",
            "tin liên",
            "tin lien quan",
            "x b",
            "Đà-Nẵng 5.",
        ];
        for text in texts {
            for other in texts {
                let wanted = key(other);
                assert_eq!(
                    is_key(&wanted, text),
                    key(text) == wanted,
                    "{text:?} {other:?}"
                );
                assert_eq!(
                    begins_with_key(&wanted, text),
                    wanted.starts_with(&key(text)),
                    "{text:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn prose_is_told_from_headlines() {
        assert!(!is_prose(
            "Công đoàn quận tổng kết hoạt động sáu tháng đầu năm"
        ));
        assert!(is_prose(
            "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đại biểu các cơ sở."
        ));
        assert!(ends_sentence("Ông nói: “Tốt lắm!”"));
        assert!(!ends_sentence("Tin khác"));
    }
}
