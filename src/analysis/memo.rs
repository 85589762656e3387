//! The canonical form of syllables that came before: a language has few of them, and
//! looking one up is quicker than working it out again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::{tone, vowel};

/// Syllables that are kept; all of Vietnamese are some 7,000, in three spellings each.
const KEPT: usize = 50_000;
/// Longer words are no syllables and come too seldom.
const LONGEST: usize = 24;

/// A hash map of short words.
pub type Words<V> = HashMap<Box<str>, V, BuildHasherDefault<Fnv>>;

thread_local! {
    static KNOWN: RefCell<Words<Box<str>>> = RefCell::default();
}

/// Appends `raw` in lower case, with one tone placement and one spelling of `i` and `y`.
pub fn canonical(raw: &str, buffer: &mut String) {
    KNOWN.with_borrow_mut(|known| {
        if let Some(text) = known.get(raw) {
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
        if raw.len() <= LONGEST && known.len() < KEPT {
            known.insert(raw.into(), buffer[start..].into());
        }
    });
}

/// The Fowler–Noll–Vo hash (1a, 64 bits): quick for a few bytes.
#[derive(Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_is_like_the_first() {
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
}
