//! Brings like keys together, out of many of which most stand alone.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

/// A map by keys that are hashes.
pub type ByKey<V> = HashMap<u64, V, BuildHasherDefault<Key>>;

/// The hash of a key, whose high bits are mixed well enough.
#[derive(Default)]
pub struct Key(u64);

impl Hasher for Key {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// In how many articles each key stands, or more where keys share a slot: most phrases
/// stand in one alone and need not be looked at.
pub struct Sieve {
    /// The last article and how many there were.
    slots: Vec<(u32, u32)>,
}

impl Sieve {
    /// A sieve for so many keys.
    pub fn for_keys(keys: usize) -> Sieve {
        let slots = keys.next_power_of_two().clamp(64, 1 << 20);
        Sieve {
            slots: vec![(u32::MAX, 0); slots],
        }
    }

    /// Notes that `article` has a key. Articles come in order.
    pub fn add(&mut self, key: u64, article: u32) {
        let at = self.slot(key);
        let (last, articles) = &mut self.slots[at];
        if *last != article {
            *last = article;
            *articles += 1;
        }
    }

    /// In how many articles `key` stands, at the most.
    pub fn articles(&self, key: u64) -> u32 {
        self.slots[self.slot(key)].1
    }

    /// The high bits of a key are mixed best.
    fn slot(&self, key: u64) -> usize {
        (key >> 40) as usize % self.slots.len()
    }
}

/// The places of like keys, brought together.
#[derive(Default)]
pub struct Alike {
    numbers: ByKey<u32>,
    keys: Vec<u64>,
    counts: Vec<u32>,
    /// The number of the key, the article, the place.
    all: Vec<(u32, u32, u32)>,
}

impl Alike {
    /// Adds the place of a key. Places come in order.
    pub fn add(&mut self, key: u64, article: u32, place: u32) {
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.counts.push(0);
            self.counts.len() as u32 - 1
        });
        self.counts[number as usize] += 1;
        self.all.push((number, article, place));
    }

    /// Calls `work` with each key, and the article and place of each that is like it, in order.
    pub fn for_each(self, mut work: impl FnMut(u64, &[(u32, u32)])) {
        let mut ends = self.counts;
        let mut start = 0;
        for end in &mut ends {
            (*end, start) = (start, start + *end);
        }
        let mut sorted = vec![(0, 0); self.all.len()];
        for (number, article, place) in self.all {
            let end = &mut ends[number as usize];
            sorted[*end as usize] = (article, place);
            *end += 1;
        }
        let mut start = 0;
        for (key, end) in self.keys.into_iter().zip(ends) {
            work(key, &sorted[start..end as usize]);
            start = end as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_keys_come_together_in_order() {
        let mut alike = Alike::default();
        for (place, key) in [7, 9, 7, 3, 9, 7].into_iter().enumerate() {
            alike.add(key, place as u32 / 2, place as u32);
        }
        let mut found = Vec::new();
        alike.for_each(|key, places| found.push((key, places.to_vec())));
        let seven = vec![(0, 0), (1, 2), (2, 5)];
        let expected = [(7, seven), (9, vec![(0, 1), (2, 4)]), (3, vec![(1, 3)])];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sieve_never_tells_too_few() {
        let mut sieve = Sieve::for_keys(64);
        let mut articles: HashMap<u64, u32> = HashMap::new();
        for article in 0..40 {
            for key in 0..200u64 {
                let key = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                if !(key >> 20).is_multiple_of(article + 2) {
                    continue;
                }
                for _ in 0..2 {
                    sieve.add(key, article as u32);
                }
                *articles.entry(key).or_default() += 1;
            }
        }
        assert!(articles.len() > 50);
        for (key, count) in articles {
            assert!(sieve.articles(key) >= count && sieve.articles(key) <= 40);
        }
    }
}
