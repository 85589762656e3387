//! Cuts an article's body into passages, the unit that is indexed and ranked.

use crate::text::{Span, sentence::sentences, tokens};

use super::{Article, Figure};

/// Syllables a passage aims at. Near 160 ranked best on public Vietnamese sets
/// (nDCG@10 .950 against .943 for whole texts).
const AIM: usize = 160;
/// A paragraph is cut only past this length, so that no cut leaves a stub.
const LONGEST: usize = AIM * 3 / 2;
/// A sentence is cut where it is longer than this, as only a table or a broken page is.
const MOST: usize = AIM * 5;

/// A span of an article's body: short paragraphs joined, long ones cut between sentences.
/// What goes on for more than some 800 syllables without an end is cut between words.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its number within the article, from 0.
    pub ordinal: u32,
    /// Where it begins in the body, in bytes.
    pub start: usize,
    /// Its text; paragraphs are separated by one `\n`.
    pub text: String,
    /// Its figures, with spans in `text`.
    pub figures: Vec<Figure>,
}

/// The body of `article`: lead and body paragraphs, separated by one `\n`.
pub fn body(article: &Article) -> String {
    let paragraphs: Vec<&str> = article
        .body()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    paragraphs.join("\n")
}

/// The passages of `article`. They tile its [`body`]: nothing but the blank between
/// two sentences or paragraphs stands between one passage and the next.
pub fn passages(article: &Article) -> Vec<Passage> {
    let text = body(article);
    let mut figures = Vec::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    for paragraph in article.body() {
        figures.extend(paragraph.figures.iter().map(|figure| (at, figure)));
        for piece in cut(&paragraph.text, &paragraph.figures) {
            let capped = capped(&paragraph.text, piece, &paragraph.figures);
            pieces.extend(capped.into_iter().map(|piece| piece.shifted(at)));
        }
        at += paragraph.text.len() + 1;
    }
    let spans = joined(pieces);
    let mut rest = figures.as_slice();
    let mut found = Vec::with_capacity(spans.len());
    for (ordinal, span) in spans.into_iter().enumerate() {
        let inside = rest
            .iter()
            .take_while(|(at, figure)| at + figure.span.start < span.end)
            .count();
        let (mine, later) = rest.split_at(inside);
        rest = later;
        found.push(Passage {
            ordinal: ordinal as u32,
            start: span.start,
            text: span.of(&text).to_string(),
            figures: mine
                .iter()
                .map(|(at, figure)| figure.moved(*at, span.start))
                .collect(),
        });
    }
    found
}

/// A span of a text, and its length in syllables.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    count: usize,
}

impl Piece {
    fn of(text: &str, start: usize, end: usize) -> Piece {
        let span = Span::new(start, end);
        Piece {
            span,
            count: syllables(span.of(text)),
        }
    }

    fn shifted(self, by: usize) -> Piece {
        Piece {
            span: self.span.shifted(by),
            ..self
        }
    }
}

/// Cuts one paragraph into pieces of about [`AIM`] syllables, between sentences and
/// never within a figure.
fn cut(text: &str, figures: &[Figure]) -> Vec<Piece> {
    let whole = Piece::of(text, 0, text.len());
    let total = whole.count;
    if total <= LONGEST {
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![whole]
        };
    }
    let parts = total.div_ceil(AIM);
    let share = total.div_ceil(parts);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    let mut count = 0;
    let mut end = 0;
    let mut cover = Cover::new(figures);
    for sentence in sentences(text) {
        let length = syllables(sentence.of(text));
        if count > 0 && count + length / 2 > share && !cover.is_inside(sentence.start) {
            let span = Span::new(start, end);
            pieces.push(Piece { span, count });
            start = sentence.start;
            count = 0;
        }
        count += length;
        end = sentence.end;
    }
    let span = Span::new(start, text.len());
    pieces.push(Piece { span, count });
    pieces
}

/// Cuts a piece that one endless sentence makes too long, between words and never within
/// a figure.
fn capped(text: &str, whole: Piece, figures: &[Figure]) -> Vec<Piece> {
    if whole.count <= MOST {
        return vec![whole];
    }
    let piece = whole.span;
    let mut pieces = Vec::new();
    let mut start = piece.start;
    let mut count = 0;
    let mut end = piece.start;
    let first = figures.partition_point(|figure| figure.end() <= piece.start);
    let mut cover = Cover::new(&figures[first..]);
    for token in tokens(piece.of(text)) {
        let span = token.span.shifted(piece.start);
        if count >= MOST && !cover.is_inside(span.start) {
            pieces.push(Piece::of(text, start, end));
            start = span.start;
            count = 0;
        }
        count += 1;
        end = span.end;
    }
    pieces.push(Piece::of(text, start, piece.end));
    pieces
}

/// The figures of a text, asked about places that only go forward.
struct Cover<'a> {
    figures: &'a [Figure],
}

impl Cover<'_> {
    fn new(figures: &[Figure]) -> Cover<'_> {
        Cover { figures }
    }

    /// Whether a cut at `at` would go through a figure.
    fn is_inside(&mut self, at: usize) -> bool {
        while let Some((first, later)) = self.figures.split_first() {
            if first.end() > at {
                return first.span.start < at;
            }
            self.figures = later;
        }
        false
    }
}

/// Joins neighbouring short pieces while the sum stays near [`AIM`].
fn joined(pieces: Vec<Piece>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut count = 0;
    for Piece {
        span: piece,
        count: length,
    } in pieces
    {
        match spans.last_mut() {
            Some(last) if count + length <= AIM => {
                last.end = piece.end;
                count += length;
            }
            _ => {
                spans.push(piece);
                count = length;
            }
        }
    }
    spans
}

fn syllables(text: &str) -> usize {
    tokens(text).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{FigureKind, Paragraph, ParagraphKind};

    fn article(paragraphs: &[&str]) -> Article {
        let paragraphs = paragraphs.iter().map(|text| Paragraph {
            kind: ParagraphKind::Body,
            text: text.to_string(),
            figures: Vec::new(),
        });
        Article {
            id: "a.txt".into(),
            path: "a.txt".into(),
            format: "txt".into(),
            encoding: "UTF-8".into(),
            paragraphs: paragraphs.collect(),
            ..Article::default()
        }
    }

    #[test]
    fn short_paragraphs_are_joined_and_long_ones_cut_between_sentences() {
        let sentence = "Liên đoàn Lao động quận đã vận động thành lập nhiều công đoàn cơ sở mới. ";
        let long = sentence.repeat(40).trim().to_string();
        let article = article(&["Ngắn thôi.", "Cũng ngắn.", &long]);
        let found = passages(&article);
        assert_eq!(found[0].text, "Ngắn thôi.\nCũng ngắn.");
        assert!(found.len() > 2);
        for passage in &found[1..] {
            assert!(passage.text.ends_with('.'), "{}", passage.text);
            let length = syllables(&passage.text);
            assert!((80..=LONGEST).contains(&length), "{length} syllables");
        }
    }

    #[test]
    fn passages_tile_the_body() {
        let long = "Một câu dài hơn mười tiếng để cắt đoạn cho đúng chỗ.  Câu sau. ".repeat(60);
        let article = article(&["Đầu.", long.trim(), "Cuối."]);
        let text = body(&article);
        let mut reached = 0;
        for passage in passages(&article) {
            assert_eq!(text[reached..passage.start].trim(), "");
            assert_eq!(
                &text[passage.start..passage.start + passage.text.len()],
                passage.text
            );
            reached = passage.start + passage.text.len();
        }
        assert_eq!(reached, text.len());
    }

    #[test]
    fn a_sentence_without_an_end_is_cut_between_words_but_not_in_a_figure() {
        let words = "công đoàn cơ sở ".repeat(20_000);
        let mut article = article(&[words.trim()]);
        // A figure where the first cut would fall, and others all along.
        let mut starts: Vec<usize> = (0..2_000).map(|i| i * 4 * 20 + 40).collect();
        let cut = words.match_indices(' ').nth(MOST - 1).expect("a blank").0 + 1;
        starts.retain(|&start| start + 60 < cut || start > cut + 60);
        starts.push(cut - 10);
        starts.sort_unstable();
        for start in starts {
            let start = words.floor_char_boundary(start);
            let span = Span::new(start, words.floor_char_boundary(start + 24));
            let figure = Figure::new(span, FigureKind::Count, 1.0);
            article.paragraphs[0].figures.push(figure);
        }
        let text = body(&article);
        let (mut reached, mut figures) = (0, 0);
        let found = passages(&article);
        assert!(found.len() > 80_000 / MOST - 1, "{} passages", found.len());
        for passage in &found {
            assert!(syllables(&passage.text) <= MOST + 20);
            assert_eq!(text[reached..passage.start].trim(), "");
            reached = passage.start + passage.text.len();
            for figure in &passage.figures {
                assert_eq!(figure.span.len(), figure.span.of(&passage.text).len());
                figures += 1;
            }
        }
        assert_eq!((reached, figures), (text.len(), article.figure_count()));
    }

    #[test]
    fn figures_move_with_their_passage() {
        let mut article = article(&["Mở đầu.", "Kết nạp 60 đoàn viên."]);
        let span = Span::new(9, 24);
        article.paragraphs[1]
            .figures
            .push(Figure::new(span, FigureKind::Count, 60.0));
        let found = passages(&article);
        let figure = &found[0].figures[0];
        assert_eq!(
            figure.span.of(&found[0].text),
            Span::new(9, 24).of("Kết nạp 60 đoàn viên.")
        );
    }
}
