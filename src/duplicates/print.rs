//! What is compared of an article: the wording of its sentences, whatever numbers they
//! state, and those numbers apart.

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Approx, Article, Figure};
use crate::text::fold::{base_at, fold};
use crate::text::sentence::sentences;
use crate::text::{Span, Token, TokenKind, tokens};

use super::sketch::{About, Sketch};

/// Syllables in a shingle: few, so that a changed word costs few of them.
const SHINGLE: usize = 3;
/// An article of fewer shingles is too short to be told from others like it.
const FEWEST: usize = 24;

/// What is compared of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// What it is about.
    pub about: About,
    /// The stand-in for its wording; empty where the article is too short.
    pub sketch: Sketch,
    /// Terms under which articles of like wording are found; none for a short article.
    pub bands: Vec<u32>,
    /// The shingles of all sentences: sorted, distinct.
    pub(super) shingles: Vec<u32>,
    pub(super) sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// Its shingles: sorted, distinct.
    pub shingles: Vec<u32>,
    /// The numbers of its figures.
    pub numbers: Vec<Number>,
    /// The years that it names: sorted, distinct.
    pub years: Vec<u16>,
}

/// A number of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub approx: Option<Approx>,
}

impl Print {
    /// The print of `article`.
    pub fn of(article: &Article) -> Print {
        let mut all = Vec::new();
        let mut found = Vec::new();
        for paragraph in article.body() {
            let mut figures = paragraph.figures.iter().peekable();
            for span in sentences(&paragraph.text) {
                let mut sentence = Sentence::of(span.of(&paragraph.text));
                while let Some(figure) = figures.next_if(|figure| figure.span.start < span.end) {
                    sentence.add(figure);
                }
                all.extend_from_slice(&sentence.shingles);
                found.push(sentence);
            }
        }
        all.sort_unstable();
        all.dedup();
        let (sketch, bands) = sketched(&all);
        Print {
            about: About::of(article),
            sketch,
            bands,
            shingles: all,
            sentences: found,
        }
    }

    /// The sketch of `article` and its bands alone: quicker than all of its print.
    pub fn sketch(article: &Article) -> (Sketch, Vec<u32>) {
        let mut shingles = Vec::new();
        let mut words = Vec::new();
        for paragraph in article.body() {
            for span in sentences(&paragraph.text) {
                let text = span.of(&paragraph.text);
                words.clear();
                words.extend(tokens(text).map(|token| word(text, token)));
                shingles.extend(shingles_of(&words));
            }
        }
        sketched(&shingles)
    }

    /// A number that equal prints have in common, and others hardly ever.
    pub(super) fn digest(&self) -> u64 {
        xxh3_64(format!("{self:?}").as_bytes())
    }
}

impl Sentence {
    fn of(text: &str) -> Sentence {
        let mut words = Vec::new();
        let mut years = Vec::new();
        for token in tokens(text) {
            words.push(word(text, token));
            if token.kind != TokenKind::Word {
                years.extend(year(text, token.span));
            }
        }
        years.sort_unstable();
        years.dedup();
        let mut shingles: Vec<u32> = shingles_of(&words).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Sentence {
            shingles,
            numbers: Vec::new(),
            years,
        }
    }

    fn add(&mut self, figure: &Figure) {
        // A percent that belongs to a ratio follows from it; rounding is no disagreement.
        let stated = [Some(figure.value), figure.high, figure.target];
        for value in stated.into_iter().flatten() {
            self.numbers.push(Number {
                value,
                approx: figure.approx,
            });
        }
    }
}

/// The sketch of these shingles, unless they are too few.
fn sketched(shingles: &[u32]) -> (Sketch, Vec<u32>) {
    let mut distinct: Vec<u32> = Vec::with_capacity(FEWEST);
    for shingle in shingles {
        if !distinct.contains(shingle) {
            distinct.push(*shingle);
        }
        if distinct.len() == FEWEST {
            return Sketch::of(shingles);
        }
    }
    Default::default()
}

/// A number for a word, whatever its marks and case. All numbers are alike here: they are
/// compared by themselves.
fn word(text: &str, token: Token) -> u32 {
    if token.kind != TokenKind::Word {
        return 0;
    }
    let word = token.span.of(text);
    let bytes = word.as_bytes();
    let mut folded = [0; 32];
    let (mut at, mut length) = (0, 0);
    while at < bytes.len() {
        // hardly any word has another letter or more of them
        let Some((base, bytes)) = base_at(bytes, at).filter(|_| length < folded.len()) else {
            return xxh3_64(fold(word).as_bytes()) as u32;
        };
        folded[length] = base;
        length += 1;
        at += bytes;
    }
    xxh3_64(&folded[..length]) as u32
}

/// The shingles of the words of a sentence, which may be fewer than one has.
fn shingles_of(words: &[u32]) -> impl Iterator<Item = u32> {
    let size = SHINGLE.min(words.len().max(1));
    words.windows(size).map(shingle)
}

fn shingle(words: &[u32]) -> u32 {
    let mut bytes = [0; 4 * SHINGLE];
    for (word, place) in words.iter().zip(bytes.chunks_exact_mut(4)) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    xxh3_64(&bytes) as u32
}

/// The year that a number is, or ends in: `2022`, `5/2022`.
fn year(text: &str, span: Span) -> Option<u16> {
    let last = span.of(text).rsplit('/').next()?;
    let year: u16 = last.parse().ok().filter(|_| last.len() == 4)?;
    (1990..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Format, RawPage, article};

    #[test]
    fn the_sketch_alone_is_that_of_the_print() {
        let long = "Tổ may đổi ca. Xưởng gốm có thêm 12 thợ trẻ, năm 2022 mở hai lớp dạy vẽ men. "
            .repeat(3)
            + "Thợ có con nhỏ được nghỉ sớm một giờ vào chiều thứ sáu.";
        for text in [
            "Tin vắn\n\nTổ may đổi ca.",
            &format!("Chuyện xưởng\n\n{long}"),
        ] {
            let page = article(&RawPage::new("a.txt", Format::Txt, text)).expect("an article");
            let print = Print::of(&page);
            assert_eq!(Print::sketch(&page), (print.sketch, print.bands));
        }
        let page = RawPage::new("a.txt", Format::Txt, &format!("Chuyện xưởng\n\n{long}"));
        assert!(
            !Print::of(&article(&page).expect("an article"))
                .bands
                .is_empty()
        );
    }
}
