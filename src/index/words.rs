//! The words of a document on their way into the inverted index.

use std::sync::Arc;

use crate::analysis::{Analyzer, Terms};

/// A text with its terms, which are read once for all that needs them.
#[derive(Debug)]
pub struct ReadText {
    /// The text.
    pub text: String,
    /// Its terms with diacritics.
    pub terms: Terms,
}

impl ReadText {
    /// Reads `text`.
    pub fn new(text: String) -> ReadText {
        let terms = Analyzer::Exact.terms(&text);
        ReadText { text, terms }
    }

    /// How many positions it takes up.
    pub fn width(&self) -> u32 {
        let ends = self.terms.iter().map(|term| term.position + term.width);
        ends.max().unwrap_or(0)
    }

    /// The memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.terms.bytes()
    }
}

/// The words of a passage: what is indexed of it besides its own fields.
#[derive(Debug)]
pub struct PassageWords {
    /// The texts before its own, the same for all passages of an article: the title first.
    pub context: Arc<[ReadText]>,
    /// Its own.
    pub own: ReadText,
    /// The words by which its figures are asked for.
    pub figures: PlacedWords,
}

/// Words with their positions, in one buffer.
#[derive(Debug, Default)]
pub struct PlacedWords {
    text: String,
    /// Each word's position, and where it ends in `text`.
    words: Vec<(u32, u32)>,
}

impl PlacedWords {
    /// Adds the word that `write` appends, at `position`.
    pub fn push_with(&mut self, position: u32, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.words.push((position, self.text.len() as u32));
    }

    /// Each word's position, and the word.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.words.iter().map(move |&(position, end)| {
            let word = &self.text[start..end as usize];
            start = end as usize;
            (position, word)
        })
    }

    /// The bytes of all words.
    pub fn bytes(&self) -> usize {
        self.text.len() + 8 * self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_with_their_positions() {
        let words = [
            (0, "Cdoan\0đoàn"),
            (7, "=cđcs"),
            (640, ""),
            (u32::MAX, "y z"),
        ];
        let mut placed = PlacedWords::default();
        for (position, word) in words {
            placed.push_with(position, |text| text.push_str(word));
        }
        assert!(placed.iter().eq(words));
        assert_eq!(PlacedWords::default().iter().count(), 0);
    }
}
