//! The canonical form of syllables that came before: a language has few of them, and
//! looking one up is quicker than working it out again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{tone, vowel};

/// Syllables that are kept; all of Vietnamese are some 7,000, in three spellings each.
const KEPT: usize = 50_000;
/// Longer words are no syllables and come too seldom.
const LONGEST: usize = 24;

/// A hash map of short words.
pub type Words<V> = HashMap<Box<str>, V, BuildHasherDefault<Mixed>>;

thread_local! {
    static KNOWN: RefCell<Words<Box<str>>> = RefCell::default();
}

/// Calls `work` with the forms that this thread knows.
pub fn with<R>(work: impl FnOnce(&mut Known) -> R) -> R {
    KNOWN.with_borrow_mut(|known| work(&mut Known(known)))
}

/// Canonical forms by the words as they were written.
pub struct Known<'a>(&'a mut Words<Box<str>>);

impl Known<'_> {
    /// Appends `raw` in lower case, with one tone placement and one spelling of `i` and `y`.
    pub fn canonical(&mut self, raw: &str, buffer: &mut String) {
        if let Some(text) = self.0.get(raw) {
            buffer.push_str(text);
            return;
        }
        let start = buffer.len();
        let lower: String = raw.chars().flat_map(char::to_lowercase).collect();
        let placed = tone::misplaced(&lower).unwrap_or(lower);
        match vowel::with_y(&placed) {
            Some(spelt) => buffer.push_str(&spelt),
            None => buffer.push_str(&placed),
        }
        if raw.len() <= LONGEST && self.0.len() < KEPT {
            self.0.insert(raw.into(), buffer[start..].into());
        }
    }
}

/// The hash of a term by which its pairs are counted.
pub fn term_hash(term: &str) -> u64 {
    xxh3_64(term.as_bytes())
}

/// A quick hash of a few bytes, eight at a time.
#[derive(Debug, Default)]
pub struct Mixed(u64);

/// An odd number without a pattern: its multiples spread over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Mixed {
    #[inline]
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * u128::from(SPREAD);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Mixed {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.mix(short(bytes) ^ (bytes.len() as u64).rotate_right(8));
        for chunk in bytes.chunks(8).skip(1) {
            self.mix(short(chunk).rotate_left(32));
        }
    }

    /// What a string ends in; its length is in the hash already.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

/// The first eight bytes as a number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    let four = |bytes: &[u8]| {
        bytes
            .first_chunk::<4>()
            .map_or(0, |b| u32::from_le_bytes(*b))
    };
    match bytes.len() {
        8.. => bytes
            .first_chunk::<8>()
            .map_or(0, |b| u64::from_le_bytes(*b)),
        len @ 4..8 => u64::from(four(bytes)) | u64::from(four(&bytes[len - 4..])) << 32,
        _ => bytes
            .iter()
            .fold(1, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// The hash of a word by itself.
#[inline]
pub fn hash(word: &str) -> u64 {
    let mut state = Mixed::default();
    state.write(word.as_bytes());
    state.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_is_like_the_first() {
        let canonical = |raw: &str, buffer: &mut String| with(|known| known.canonical(raw, buffer));
        for raw in ["HOÀ", "hòa", "Đoàn", "x", "HOÀ", "İ", "quá-dài"] {
            let (mut first, mut second) = (String::from("…"), String::from("…"));
            canonical(raw, &mut first);
            canonical(raw, &mut second);
            assert_eq!(first, second);
        }
        let mut text = String::new();
        canonical("HOÀ", &mut text);
        assert_eq!(text, "hòa");
    }

    #[test]
    fn hashes_of_words_differ() {
        let mut seen = std::collections::HashSet::new();
        let words = [
            "", "a", "b", "aa", "aaa", "đoàn", "viên", "nghiêng", "nghiệp", "abcdefgh",
        ];
        for word in words {
            assert!(seen.insert(hash(word)), "{word}");
        }
        for syllable in crate::text::syllable::every_syllable() {
            seen.insert(hash(&syllable));
        }
        let distinct = crate::text::syllable::every_syllable();
        let distinct: std::collections::HashSet<String> = distinct.into_iter().collect();
        assert!(seen.len() >= distinct.len());
    }
}
