//! Reads passages into numbered words and counts what they have: their words, and the
//! passages of each pair of neighbours.

use std::sync::Arc;

use tantivy::tokenizer::MAX_TOKEN_LEN;

use crate::analysis::{Hashes, Placed, pairs_into};

use super::super::pair_table::PairCounter;
use super::super::words::ReadText;
use super::vocabulary::Vocabulary;

/// A text as numbered words.
#[derive(Debug, Default)]
struct Text {
    /// Each word's number and position.
    words: Vec<(u32, u32)>,
    /// Its pairs of neighbours.
    pairs: Vec<u64>,
    /// The position at which the next text begins: one is left out between two.
    end: u32,
}

/// Reads passages one after the other.
#[derive(Debug, Default)]
pub struct Reading {
    /// The words so far.
    pub vocabulary: Vocabulary,
    /// How many words the passages have, each as often as it stands.
    pub total: u64,
    /// Counts the passages of each pair.
    pub pairs: PairCounter,
    hashes: Vec<Hashes>,
    /// The context of the last passage, which the next one mostly shares.
    context: Option<(Arc<[ReadText]>, Text)>,
    own: Text,
    placed: Vec<Placed>,
    of_passage: Vec<u64>,
}

impl Reading {
    /// Reads a passage with the texts before it; calls `each` with the number and position
    /// of every word. The number of words.
    pub fn passage(
        &mut self,
        context: &Arc<[ReadText]>,
        text: &ReadText,
        mut each: impl FnMut(u32, u32),
    ) -> u32 {
        let known = self.context.take();
        let known = known.filter(|(of, _)| Arc::ptr_eq(of, context));
        let (_, before) = known.unwrap_or_else(|| {
            let mut before = Text::default();
            context.iter().for_each(|text| self.read(text, &mut before));
            (Arc::clone(context), before)
        });
        let mut own = std::mem::take(&mut self.own);
        own.words.clear();
        own.pairs.clear();
        own.end = before.end;
        self.read(text, &mut own);
        self.of_passage.clear();
        for text in [&before, &own] {
            text.words.iter().for_each(|&(word, at)| each(word, at));
            self.of_passage.extend(&text.pairs);
        }
        self.pairs.add(&self.of_passage);
        let words = before.words.len() + own.words.len();
        self.total += words as u64;
        self.own = own;
        self.context = Some((Arc::clone(context), before));
        words as u32
    }

    /// The memory that grows with the passages, in bytes.
    pub fn mem_usage(&self) -> usize {
        let hashes = self.hashes.capacity() * size_of::<Hashes>();
        self.vocabulary.mem_usage() + self.pairs.mem_usage() + hashes
    }

    /// Adds the words of one text to `to`.
    fn read(&mut self, text: &ReadText, to: &mut Text) {
        self.placed.clear();
        let begin = to.end;
        let mut end = begin;
        for term in text.terms.iter() {
            let word = text.terms.text(term);
            if word.len() > MAX_TOKEN_LEN {
                continue;
            }
            let (number, new) = self.vocabulary.number(word);
            if new {
                self.hashes.push(Hashes::of(word));
            }
            let start = begin + term.position;
            to.words.push((number, start));
            self.placed.push(Placed {
                start,
                end: start + term.width,
                hashes: self.hashes[number as usize],
            });
            end = end.max(start + term.width);
        }
        to.end = end + 1;
        pairs_into(&mut self.placed, &mut to.pairs);
    }
}
