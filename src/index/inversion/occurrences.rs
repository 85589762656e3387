//! Where the words of a segment stand: every occurrence in the order of the documents, four
//! bytes each, and from them the occurrences of each word.

use std::ops::Range;

use tantivy::DocId;

/// Occurrences kept together in memory.
const CHUNK: usize = 1 << 18;
/// Occurrences that are sorted at a time; of a segment with more, the words take turns.
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

/// Every occurrence of a word, as document and position.
pub type Places = [(DocId, u32)];

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

    /// Calls `each` for the lists that `list_of` puts the words into (by their numbers), in
    /// the order of `lists`, with all places of a list's words, ascending.
    pub fn by_list<E>(
        &self,
        list_of: &[u32],
        lists: &[u32],
        mut each: impl FnMut(u32, &Places) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lengths = vec![0u32; list_of.len()];
        for (&list, &count) in list_of.iter().zip(&self.counts) {
            lengths[list as usize] += count;
        }
        let mut next = vec![NOWHERE; list_of.len()];
        let mut places = Vec::new();
        for turn in turns(lists, &lengths) {
            let mut total = 0;
            for &list in &lists[turn.clone()] {
                next[list as usize] = total;
                total += lengths[list as usize];
            }
            places.clear();
            places.resize(total as usize, (0, 0));
            self.for_each(|document, number, position| {
                let place = &mut next[list_of[number as usize] as usize];
                if *place != NOWHERE {
                    places[*place as usize] = (document, position);
                    *place += 1;
                }
            });
            let mut start = 0;
            for &list in &lists[turn] {
                next[list as usize] = NOWHERE;
                let end = start + lengths[list as usize] as usize;
                if start < end {
                    let mine = &mut places[start..end];
                    // Sorted nearly always: only concepts within an abbreviation, and lists
                    // of several words, stand out of order.
                    if !mine.is_sorted() {
                        mine.sort_unstable();
                    }
                    each(list, mine)?;
                }
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

/// Runs of `lists` that are sorted together.
fn turns(lists: &[u32], lengths: &[u32]) -> Vec<Range<usize>> {
    let mut turns = Vec::new();
    let (mut start, mut total) = (0, 0);
    for (at, &list) in lists.iter().enumerate() {
        let length = lengths[list as usize] as usize;
        if at > start && total + length > AT_A_TIME {
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
        let each = |list, places: &Places| -> Result<(), ()> {
            found.push((list, places.to_vec()));
            Ok(())
        };
        occurrences.by_list(list_of, lists, each).expect("no error");
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
        let lengths = [
            AT_A_TIME as u32,
            1,
            AT_A_TIME as u32 - 1,
            1,
            2 * AT_A_TIME as u32,
        ];
        assert_eq!(turns(&[0, 1, 2, 3, 4], &lengths), [0..1, 1..3, 3..4, 4..5]);
        assert_eq!(turns(&[], &[]).len(), 1);
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
