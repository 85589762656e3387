//! In how many passages of a segment each pair of neighbours stands: a sorted table,
//! compact enough to lie beside the postings and quick enough to be asked per query.
//!
//! ```text
//! u8       bits of a pair's number that choose its bucket
//! u32 …    where each bucket begins, and where the last one ends
//! buckets  for each pair: varint (distance to the last pair << 1 | more than one passage),
//!          then, where it is more than one, varint passages
//! ```

use crate::analysis::PAIR_BITS;

use super::varint;

/// A pair's number above, the number of its passages below.
type Entry = u64;

/// Bits for the number of passages; it stops there at sixteen million.
const COUNT_BITS: u32 = 64 - PAIR_BITS;
const MOST: u64 = (1 << COUNT_BITS) - 1;
/// Pairs in a bucket, on average, at the most.
const BUCKET: usize = 32;
/// The bytes of the longest number.
const LONGEST: usize = 9;
/// More bits than a pair's number has.
const NO_PAIR: u64 = u64::MAX;
/// The digits by which pairs are sorted.
const DIGITS: usize = 4;
const DIGIT_BITS: u32 = PAIR_BITS / DIGITS as u32;
/// Fewer entries are sorted by comparing.
const SMALL: usize = 4096;
/// Pairs that are counted at hand: as many as the processor keeps near.
const COMMON: usize = 1 << 16;
/// No pair is at hand: one is there with a count of at least one.
const NONE: Entry = 0;
/// Pairs that are gathered before they are sorted and counted.
const GATHERED: usize = 1 << 20;

fn pair_of(entry: Entry) -> u64 {
    entry >> COUNT_BITS
}

fn count_of(entry: Entry) -> u64 {
    entry & MOST
}

/// Counts passages while a segment is filled.
#[derive(Debug, Default)]
pub struct PairCounter {
    gathered: Vec<Entry>,
    /// Room for sorting them.
    spare: Vec<Entry>,
    /// Common pairs with their counts, each at the place its last bits give it.
    common: Vec<Entry>,
    /// The pairs of the passage at hand, by their last bits: each is gathered once.
    seen: Vec<u64>,
    /// Sorted, the longest first.
    runs: Vec<Vec<Entry>>,
}

impl PairCounter {
    /// Counts one passage that holds `pairs`.
    pub fn add(&mut self, pairs: &[u64]) {
        // An open table, at most half full.
        let slots = (2 * pairs.len()).next_power_of_two().max(64);
        self.seen.clear();
        self.seen.resize(slots, NO_PAIR);
        for &pair in pairs {
            let mut at = pair as usize & (slots - 1);
            while self.seen[at] != NO_PAIR && self.seen[at] != pair {
                at = (at + 1) & (slots - 1);
            }
            if self.seen[at] == NO_PAIR {
                self.seen[at] = pair;
                self.count(pair);
            }
        }
        if self.gathered.len() >= GATHERED {
            self.settle();
        }
    }

    /// Counts a pair where it is kept at hand; what it finds there in its place goes to what
    /// was gathered. So common pairs, which most are, need not be sorted.
    fn count(&mut self, pair: u64) {
        if self.common.is_empty() {
            self.common.resize(COMMON, NONE);
        }
        let kept = &mut self.common[pair as usize % COMMON];
        if pair_of(*kept) == pair && count_of(*kept) < MOST {
            *kept += 1;
            return;
        }
        let before = std::mem::replace(kept, pair << COUNT_BITS | 1);
        if before != NONE {
            self.gathered.push(before);
        }
    }

    /// All pairs, sorted, with the number of their passages.
    pub fn finish(mut self) -> Vec<Entry> {
        let common = std::mem::take(&mut self.common);
        self.gathered
            .extend(common.into_iter().filter(|&entry| entry != NONE));
        self.settle();
        merged(self.runs)
    }

    /// The memory it takes.
    pub fn mem_usage(&self) -> usize {
        let runs: usize = self.runs.iter().map(Vec::capacity).sum();
        let gathered = self.gathered.capacity() + self.spare.capacity();
        (runs + gathered + self.common.capacity()) * size_of::<Entry>()
    }

    /// Sorts what was gathered into a run. A run at least half as long as the one before
    /// is merged into it, so that there are few and each pair is moved seldom.
    fn settle(&mut self) {
        if self.gathered.is_empty() {
            return;
        }
        sort_by_pair(&mut self.gathered, &mut self.spare);
        let mut run: Vec<Entry> = Vec::with_capacity(self.gathered.len() / 2);
        for &entry in &self.gathered {
            push(&mut run, entry);
        }
        self.gathered.clear();
        while let Some(longer) = self.runs.pop_if(|longer| longer.len() < 2 * run.len()) {
            run = two_merged(&longer, &run);
        }
        self.runs.push(run);
    }
}

/// Sorts by the pair, digit by digit from the last: much quicker for a million than to compare.
fn sort_by_pair(entries: &mut Vec<Entry>, spare: &mut Vec<Entry>) {
    if entries.len() < SMALL {
        entries.sort_unstable();
        return;
    }
    let digit = |entry: Entry, nth: usize| {
        let shift = COUNT_BITS + nth as u32 * DIGIT_BITS;
        (entry >> shift) as usize % (1 << DIGIT_BITS)
    };
    let mut starts = vec![[0u32; 1 << DIGIT_BITS]; DIGITS];
    for &entry in entries.iter() {
        for (nth, counts) in starts.iter_mut().enumerate() {
            counts[digit(entry, nth)] += 1;
        }
    }
    spare.resize(entries.len(), 0);
    for (nth, places) in starts.iter_mut().enumerate() {
        let mut start = 0;
        for place in places.iter_mut() {
            (*place, start) = (start, start + *place);
        }
        for &entry in entries.iter() {
            let place = &mut places[digit(entry, nth)];
            spare[*place as usize] = entry;
            *place += 1;
        }
        std::mem::swap(entries, spare);
    }
}

/// Appends an entry to a sorted run; the same pair again adds to its count.
fn push(run: &mut Vec<Entry>, entry: Entry) {
    match run.last_mut() {
        Some(last) if pair_of(*last) == pair_of(entry) => {
            let count = (count_of(*last) + count_of(entry)).min(MOST);
            *last = pair_of(entry) << COUNT_BITS | count;
        }
        _ => run.push(entry),
    }
}

fn two_merged(one: &[Entry], other: &[Entry]) -> Vec<Entry> {
    let mut run = Vec::with_capacity(one.len() + other.len());
    let (mut i, mut j) = (0, 0);
    while i < one.len() || j < other.len() {
        let from_one = j == other.len() || (i < one.len() && one[i] <= other[j]);
        if from_one {
            push(&mut run, one[i]);
            i += 1;
        } else {
            push(&mut run, other[j]);
            j += 1;
        }
    }
    run
}

/// The sum of sorted tables.
pub fn merged(mut runs: Vec<Vec<Entry>>) -> Vec<Entry> {
    // The shortest two first, as in Huffman's code.
    while runs.len() > 1 {
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let shortest = runs.pop().unwrap_or_default();
        let next = runs.pop().unwrap_or_default();
        runs.push(two_merged(&next, &shortest));
    }
    runs.pop().unwrap_or_default()
}

/// A sorted table without what `removed` counts.
pub fn without(table: Vec<Entry>, removed: &[Entry]) -> Vec<Entry> {
    let mut rest = removed.iter().copied().peekable();
    let mut left = Vec::with_capacity(table.len());
    for entry in table {
        while rest
            .next_if(|&gone| pair_of(gone) < pair_of(entry))
            .is_some()
        {}
        let gone = rest
            .peek()
            .filter(|&&gone| pair_of(gone) == pair_of(entry))
            .map_or(0, |&gone| count_of(gone));
        let count = count_of(entry).saturating_sub(gone);
        if count > 0 {
            left.push(pair_of(entry) << COUNT_BITS | count);
        }
    }
    left
}

/// The bytes of a sorted table.
pub fn encode(table: &[Entry]) -> Vec<u8> {
    let bits = (table.len() / BUCKET).max(1).ilog2().min(PAIR_BITS);
    let buckets = 1usize << bits;
    let mut ends = Vec::with_capacity(buckets + 1);
    let mut body = Vec::with_capacity(table.len() * 4);
    let (mut bucket, mut last) = (0, 0);
    ends.push(0u32);
    for &entry in table {
        let (of, rest) = split(pair_of(entry), bits);
        while bucket < of {
            ends.push(body.len() as u32);
            (bucket, last) = (bucket + 1, 0);
        }
        let several = count_of(entry) > 1;
        varint::push(&mut body, (rest - last) << 1 | u64::from(several));
        if several {
            varint::push(&mut body, count_of(entry));
        }
        last = rest;
    }
    ends.resize(buckets + 1, body.len() as u32);
    let mut bytes = Vec::with_capacity(1 + 4 * ends.len() + body.len());
    bytes.push(bits as u8);
    for end in ends {
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(body);
    bytes
}

/// The bucket of a pair, and its number within.
fn split(pair: u64, bits: u32) -> (usize, u64) {
    let rest_bits = PAIR_BITS - bits;
    ((pair >> rest_bits) as usize, pair & ((1 << rest_bits) - 1))
}

/// A table in its encoded form. Damaged bytes read as an empty or shorter table.
#[derive(Debug, Clone, Copy)]
pub struct PairTable<'a> {
    bits: u32,
    ends: &'a [u8],
    body: &'a [u8],
}

impl<'a> PairTable<'a> {
    /// The table that `bytes` encode.
    pub fn open(bytes: &'a [u8]) -> PairTable<'a> {
        let empty = PairTable {
            bits: 0,
            ends: &[],
            body: &[],
        };
        let Some((&bits, rest)) = bytes.split_first() else {
            return empty;
        };
        if u32::from(bits) > 30 {
            return empty;
        }
        match rest.split_at_checked(4 * ((1 << bits) + 1)) {
            Some((ends, body)) => PairTable {
                bits: u32::from(bits),
                ends,
                body,
            },
            None => empty,
        }
    }

    /// In how many passages `pair` stands.
    pub fn count(&self, pair: u64) -> u64 {
        let (bucket, wanted) = split(pair, self.bits);
        let found = self.bucket(bucket).find(|(rest, _)| *rest >= wanted);
        found.map_or(0, |(rest, count)| if rest == wanted { count } else { 0 })
    }

    /// The table as it was before it was encoded.
    pub fn decode(&self) -> Vec<Entry> {
        let mut table = Vec::with_capacity(self.body.len() / 3);
        for bucket in 0..1usize << self.bits {
            let above = (bucket as u64) << (PAIR_BITS - self.bits);
            let entries = self.bucket(bucket);
            table.extend(entries.map(|(rest, count)| (above | rest) << COUNT_BITS | count));
        }
        table
    }

    fn bucket(&self, bucket: usize) -> Bucket<'a> {
        let end = |at: usize| -> Option<usize> {
            let bytes = self.ends.get(4 * at..4 * at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
        };
        let range = end(bucket).zip(end(bucket + 1));
        let bytes = range.and_then(|(start, end)| self.body.get(start..end));
        Bucket {
            bytes: bytes.unwrap_or_default(),
            last: 0,
        }
    }
}

struct Bucket<'a> {
    bytes: &'a [u8],
    last: u64,
}

impl Iterator for Bucket<'_> {
    type Item = (u64, u64);

    fn next(&mut self) -> Option<(u64, u64)> {
        let step = varint::take(&mut self.bytes, LONGEST)?;
        self.last = self.last.checked_add(step >> 1)?;
        let count = if step & 1 == 1 {
            varint::take(&mut self.bytes, LONGEST)?
        } else {
            1
        };
        Some((self.last, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn table(passages: &[Vec<u64>]) -> Vec<Entry> {
        let mut counter = PairCounter::default();
        for passage in passages {
            counter.add(passage);
        }
        counter.finish()
    }

    fn counted(passages: &[Vec<u64>]) -> BTreeMap<u64, u64> {
        let mut counts = BTreeMap::new();
        for passage in passages {
            for pair in passage.iter().collect::<std::collections::BTreeSet<_>>() {
                *counts.entry(*pair).or_default() += 1;
            }
        }
        counts
    }

    fn passages() -> impl Strategy<Value = Vec<Vec<u64>>> {
        let pair = prop_oneof![0u64..50, 0u64..1 << PAIR_BITS];
        prop::collection::vec(prop::collection::vec(pair, 0..40), 0..60)
    }

    proptest! {
        #[test]
        fn every_pair_is_found_with_its_count(passages in passages(), other in 0u64..1 << PAIR_BITS) {
            let bytes = encode(&table(&passages));
            let found = PairTable::open(&bytes);
            let counts = counted(&passages);
            for (&pair, &count) in &counts {
                prop_assert_eq!(found.count(pair), count);
            }
            prop_assert_eq!(found.count(other), counts.get(&other).copied().unwrap_or(0));
            prop_assert_eq!(found.decode(), table(&passages));
        }

        #[test]
        fn tables_add_up_and_are_taken_apart(one in passages(), other in passages()) {
            let both = [one.clone(), other.clone()].concat();
            let sum = merged(vec![table(&one), table(&other)]);
            prop_assert_eq!(&sum, &table(&both));
            prop_assert_eq!(without(sum, &table(&other)), table(&one));
        }

        #[test]
        fn damaged_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), pair in 0u64..1 << PAIR_BITS) {
            let table = PairTable::open(&bytes);
            let _ = (table.count(pair), table.decode());
        }
    }

    #[test]
    fn many_are_sorted_as_few_are() {
        let mut state = 1u64;
        let mut entries: Vec<Entry> = Vec::new();
        for _ in 0..3 * SMALL {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            entries.push(state >> COUNT_BITS << COUNT_BITS | 1);
        }
        let mut sorted = entries.clone();
        sort_by_pair(&mut sorted, &mut Vec::new());
        entries.sort_unstable();
        assert_eq!(sorted, entries);
    }

    #[test]
    fn runs_are_counted_as_one() {
        let mut counter = PairCounter::default();
        let mut counted = std::collections::BTreeMap::new();
        let mut state = 1u64;
        for i in 0..3 * GATHERED as u64 / 100 {
            // more pairs than are counted at hand, and a few that are common
            let mut pair = |j: u64| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(i | 1);
                match j % 4 {
                    0 => j,
                    _ => (state >> 33) % 300_000 * 3_000_017 % (1 << PAIR_BITS),
                }
            };
            let mut pairs: Vec<u64> = (0..100).map(&mut pair).collect();
            counter.add(&pairs);
            pairs.sort_unstable();
            pairs.dedup();
            for pair in pairs {
                *counted.entry(pair).or_insert(0u64) += 1;
            }
        }
        assert!(!counter.runs.is_empty());
        let entries = counter.finish();
        let found = entries
            .iter()
            .map(|&entry| (pair_of(entry), count_of(entry)));
        assert!(found.eq(counted));
    }
}
