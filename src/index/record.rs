//! The stored form of headers, passages and file records.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::{Article, Figure, Paragraph, ParagraphKind, Passage};
use crate::duplicates::Sketch;

use super::figure_record::{pack, unpack};

/// What the header of an article stores: all of it but the body's text, which its passages hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeaderRecord {
    /// The article; lead and body paragraphs have neither text nor figures.
    pub article: Article,
    /// The lengths of lead and body paragraphs in bytes.
    pub lengths: Vec<u32>,
    /// The number of its passages.
    pub passages: u32,
    /// The number of its figures.
    pub figures: u32,
    /// The stand-in for its wording.
    pub sketch: Sketch,
}

/// What a passage stores.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageRecord {
    /// Where it begins in the article's body, in bytes.
    pub start: u32,
    /// Its text.
    pub text: String,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// The form of a passage's record in bytes.
#[derive(Serialize, Deserialize)]
struct Packed<Text> {
    start: u32,
    text: Text,
    /// The words that its figures refer to.
    words: Vec<Text>,
    figures: Vec<u8>,
}

impl Serialize for PassageRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (words, figures) = pack(&self.figures, &self.text);
        let packed = Packed {
            start: self.start,
            text: self.text.as_str(),
            words,
            figures,
        };
        packed.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PassageRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PassageRecord, D::Error> {
        let packed: Packed<String> = Packed::deserialize(deserializer)?;
        let figures = unpack(&packed.figures, &packed.words, &packed.text);
        Ok(PassageRecord {
            start: packed.start,
            text: packed.text,
            figures: figures.ok_or_else(|| serde::de::Error::custom("damaged figures"))?,
        })
    }
}

/// What the record of a file stores.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Whether all of it could be read; if not, it is read at every run.
    pub complete: bool,
    /// What was left out of it, in the order of its lines.
    pub left_out: Vec<LeftOut>,
}

/// A file, or a line of one, that became no article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeftOut {
    /// The line, for jsonl files.
    pub line: Option<u32>,
    /// Why.
    pub reason: String,
    /// The id that belongs to another article; once that is gone, this one has its turn.
    pub id: Option<String>,
}

impl HeaderRecord {
    /// The header of `article`, which has `passages` passages and this sketch.
    pub fn new(article: &Article, passages: u32, sketch: Sketch) -> HeaderRecord {
        let mut lengths = Vec::new();
        let mut paragraphs = Vec::with_capacity(article.paragraphs.len());
        for paragraph in &article.paragraphs {
            if paragraph.kind == ParagraphKind::Caption {
                paragraphs.push(paragraph.clone());
                continue;
            }
            lengths.push(paragraph.text.len() as u32);
            paragraphs.push(Paragraph {
                kind: paragraph.kind,
                text: String::new(),
                figures: Vec::new(),
            });
        }
        let bare = article.with_paragraphs(paragraphs);
        HeaderRecord {
            lengths,
            passages,
            figures: article.figure_count() as u32,
            article: bare,
            sketch,
        }
    }

    /// The whole article, put together again from its passages.
    pub fn whole(self, passages: &[PassageRecord]) -> Article {
        let mut body = String::new();
        let mut figures = Vec::new();
        let length = self
            .lengths
            .iter()
            .map(|&length| length as usize + 1)
            .sum::<usize>();
        for passage in passages {
            let start = passage.start as usize;
            while body.len() < start {
                body.push(' ');
            }
            body.push_str(&passage.text);
            figures.extend(passage.figures.iter().map(|figure| (start, figure)));
        }
        while body.len() + 1 < length {
            body.push(' ');
        }
        let mut article = self.article;
        let mut lengths = self.lengths.into_iter();
        let mut at = 0;
        for paragraph in &mut article.paragraphs {
            if paragraph.kind == ParagraphKind::Caption {
                continue;
            }
            let end = at + lengths.next().unwrap_or(0) as usize;
            paragraph.text = body.get(at..end).unwrap_or("").to_string();
            let inside = figures
                .iter()
                .filter(|(start, figure)| (at..end).contains(&(start + figure.span.start)));
            paragraph.figures = inside
                .map(|(start, figure)| figure.moved(*start, at))
                .collect();
            at = end + 1;
        }
        article
    }
}

impl PassageRecord {
    /// The record of `passage`.
    pub fn new(passage: Passage) -> PassageRecord {
        PassageRecord {
            start: passage.start as u32,
            text: passage.text,
            figures: passage.figures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{FigureKind, passages};
    use crate::text::Span;

    #[test]
    fn an_article_is_put_together_as_it_was() {
        let paragraph = |kind, text: &str| Paragraph {
            kind,
            text: text.to_string(),
            figures: Vec::new(),
        };
        let long = "Câu thứ nhất của đoạn này khá dài. Câu thứ hai cũng vậy. ".repeat(50);
        let mut article = Article {
            id: "a.txt".into(),
            path: "a.txt".into(),
            format: "txt".into(),
            encoding: "UTF-8".into(),
            title: "Tên bài".into(),
            published: Some(jiff::civil::date(2022, 3, 4)),
            year: Some(2022),
            paragraphs: vec![
                paragraph(ParagraphKind::Lead, "Kết nạp 60 đoàn viên."),
                paragraph(ParagraphKind::Caption, "Ảnh minh họa"),
                paragraph(ParagraphKind::Body, long.trim()),
                paragraph(ParagraphKind::Body, "Cuối."),
            ],
            ..Article::default()
        };
        let figure = crate::article::Figure::new(Span::new(9, 24), FigureKind::Count, 60.0);
        article.paragraphs[0].figures.push(figure);
        let records: Vec<PassageRecord> = passages(&article)
            .into_iter()
            .map(PassageRecord::new)
            .collect();
        assert!(records.len() > 1);
        let header = HeaderRecord::new(&article, records.len() as u32, Sketch::default());
        let bytes = postcard::to_allocvec(&header).expect("a header can be stored");
        let read: HeaderRecord = postcard::from_bytes(&bytes).expect("and read");
        for record in &records {
            let bytes = postcard::to_allocvec(record).expect("a passage can be stored");
            let read: PassageRecord = postcard::from_bytes(&bytes).expect("and read");
            assert_eq!(&read, record);
        }
        assert_eq!(read.whole(&records), article);
    }
}
