//! Where the words of a segment stand: every occurrence in the order of the documents, four
//! bytes each, and from them the occurrences of each word.

use std::ops::Range;

use tantivy::DocId;

/// Occurrences kept together in memory.
const CHUNK: usize = 1 << 18;
/// Places that are sorted at a time; of a segment with more, the words take turns.
const AT_A_TIME: usize = 1 << 23;
/// The bits of a word's number; above them stand the positions since the word before.
const NUMBER_BITS: u32 = 24;
const NUMBERS: u32 = (1 << NUMBER_BITS) - 1;
/// In place of that distance: the position itself comes next.
const FAR: u32 = u32::MAX >> NUMBER_BITS;
/// Ahead of a document's number.
const DOCUMENT: u32 = u32::MAX;
/// No place for this word at this turn.
const NOWHERE: u32 = u32::MAX;

/// Where a word stands: the document above, the position in it below.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u64);

impl Place {
    fn new(document: DocId, position: u32) -> Place {
        Place(u64::from(document) << 32 | u64::from(position))
    }

    /// The document.
    pub fn document(self) -> DocId {
        (self.0 >> 32) as DocId
    }

    /// The position.
    pub fn position(self) -> u32 {
        self.0 as u32
    }
}

/// The occurrences of a segment.
#[derive(Debug, Default)]
pub struct Occurrences {
    chunks: Vec<Vec<u32>>,
    /// How often each word stands.
    counts: Vec<u32>,
    document: Option<DocId>,
    position: u32,
}

impl Occurrences {
    /// Adds one: the word with this number stands in `document`, the last one so far or a
    /// later one, at `position`. More than sixteen million words do not fit.
    pub fn push(&mut self, document: DocId, number: u32, position: u32) -> Option<()> {
        if number >= NUMBERS {
            return None;
        }
        let chunk = match self.chunks.last_mut() {
            Some(chunk) if chunk.len() + 4 <= CHUNK => chunk,
            _ => {
                self.chunks.push(Vec::with_capacity(CHUNK));
                self.chunks.last_mut()?
            }
        };
        if self.document != Some(document) {
            chunk.extend([DOCUMENT, document]);
            self.document = Some(document);
            self.position = 0;
        }
        let distance = position.wrapping_sub(self.position);
        if distance < FAR {
            chunk.push(distance << NUMBER_BITS | number);
        } else {
            chunk.extend([FAR << NUMBER_BITS | number, position]);
        }
        self.position = position;
        let number = number as usize;
        if number >= self.counts.len() {
            self.counts.resize((number + 1).next_power_of_two(), 0);
        }
        self.counts[number] += 1;
        Some(())
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.counts.iter().map(|&count| u64::from(count)).sum()
    }

    /// The memory they take, in bytes.
    pub fn mem_usage(&self) -> usize {
        let filled = self.chunks.iter().map(Vec::len).sum::<usize>();
        4 * (filled + self.counts.len())
    }

    /// Calls `each` for `lists`, in this order, with all places of the words that `list_of`
    /// puts into them, ascending. There are no more lists than words. `places` is room that
    /// can be used again.
    pub fn by_list<E>(
        &self,
        list_of: impl Fn(u32) -> u32,
        lists: &[u32],
        places: &mut Vec<Place>,
        mut each: impl FnMut(u32, &[Place]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lengths = vec![0u32; self.counts.len()];
        for (word, &count) in self.counts.iter().enumerate() {
            if count > 0 {
                lengths[list_of(word as u32) as usize] += count;
            }
        }
        let length = |list: u32| lengths.get(list as usize).copied().unwrap_or(0) as usize;
        let mut next = vec![NOWHERE; lengths.len()];
        for turn in turns(lists, length, AT_A_TIME) {
            let mut total = 0;
            for &list in &lists[turn.clone()] {
                if length(list) > 0 {
                    next[list as usize] = total;
                    total += length(list) as u32;
                }
            }
            if places.len() < total as usize {
                *places = vec![Place::default(); total as usize];
            }
            self.for_each(|document, word, position| {
                let next = &mut next[list_of(word) as usize];
                if *next != NOWHERE {
                    places[*next as usize] = Place::new(document, position);
                    *next += 1;
                }
            });
            let mut start = 0;
            for &list in lists[turn].iter().filter(|&&list| length(list) > 0) {
                next[list as usize] = NOWHERE;
                let end = start + length(list);
                let mine = &mut places[start..end];
                // Sorted nearly always: only concepts within an abbreviation stand out of order.
                if !mine.is_sorted() {
                    mine.sort_unstable();
                }
                each(list, mine)?;
                start = end;
            }
        }
        Ok(())
    }

    fn for_each(&self, mut work: impl FnMut(DocId, u32, u32)) {
        let (mut document, mut position) = (0, 0);
        for chunk in &self.chunks {
            let mut words = chunk.iter().copied();
            while let Some(word) = words.next() {
                if word == DOCUMENT {
                    (document, position) = (words.next().unwrap_or_default(), 0);
                    continue;
                }
                position = match word >> NUMBER_BITS {
                    FAR => words.next().unwrap_or_default(),
                    distance => position + distance,
                };
                work(document, word & NUMBERS, position);
            }
        }
    }
}

/// Runs of `lists` that are sorted together: at most `most` places, but one list at least.
fn turns(lists: &[u32], length: impl Fn(u32) -> usize, most: usize) -> Vec<Range<usize>> {
    let mut turns = Vec::new();
    let (mut start, mut total) = (0, 0);
    for (at, &list) in lists.iter().enumerate() {
        let length = length(list);
        if at > start && total + length > most {
            turns.push(start..at);
            (start, total) = (at, 0);
        }
        total += length;
    }
    turns.push(start..lists.len());
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn gathered(
        occurrences: &Occurrences,
        list_of: &[u32],
        lists: &[u32],
    ) -> Vec<(u32, Vec<(DocId, u32)>)> {
        let mut found = Vec::new();
        let each = |list, places: &[Place]| -> Result<(), ()> {
            let places = places.iter();
            let pairs = places.map(|place| (place.document(), place.position()));
            found.push((list, pairs.collect()));
            Ok(())
        };
        let list_of = |word: u32| list_of[word as usize];
        let done = occurrences.by_list(list_of, lists, &mut Vec::new(), each);
        done.expect("no error");
        found
    }

    #[test]
    fn too_many_words_are_told() {
        let mut occurrences = Occurrences::default();
        assert!(occurrences.push(0, NUMBERS, 0).is_none());
        assert!(occurrences.push(0, 7, 0).is_some());
    }

    #[test]
    fn long_lists_take_turns() {
        let lengths = [100, 1, 99, 1, 200];
        let turns = |lists: &[u32]| turns(lists, |list| lengths[list as usize], 100);
        assert_eq!(turns(&[0, 1, 2, 3, 4]), [0..1, 1..3, 3..4, 4..5]);
        assert_eq!(turns(&[]).len(), 1);
    }

    proptest! {
        #[test]
        fn each_list_has_all_places_of_its_words(
            words in prop::collection::vec((0u32..3, 0u32..9, 0u32..700), 0..400),
        ) {
            let mut occurrences = Occurrences::default();
            let mut expected: BTreeMap<u32, Vec<(DocId, u32)>> = BTreeMap::new();
            let list_of = [0, 1, 1, 3, 1, 5, 5, 7, 8];
            let mut document = 0;
            for &(step, number, position) in &words {
                document += step * 100_000;
                prop_assert!(occurrences.push(document, number, position).is_some());
                let list = list_of[number as usize];
                expected.entry(list).or_default().push((document, position));
            }
            expected.values_mut().for_each(|places| places.sort_unstable());
            prop_assert_eq!(occurrences.len(), words.len() as u64);
            let found = gathered(&occurrences, &list_of, &[8, 7, 5, 3, 1, 0]);
            let expected: Vec<_> = expected.into_iter().rev().collect();
            prop_assert_eq!(found, expected);
        }
    }
}
