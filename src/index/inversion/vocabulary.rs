//! The words of a segment, each with a number.

use crate::analysis::hash;

/// A place of the table where no word stands.
const NONE: u32 = u32::MAX;

/// Words by their number, in the order in which they came first.
#[derive(Debug, Default)]
pub struct Vocabulary {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// An open table, at most half full: a part of the word's hash, and its number.
    slots: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// The number of `word`, and whether it is new.
    pub fn number(&mut self, word: &str) -> (u32, bool) {
        if self.slots.len() <= 2 * self.ends.len() {
            self.grow();
        }
        let hash = short_hash(word);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (known, number) = self.slots[at];
            if number == NONE {
                break;
            }
            if known == hash && self.word(number) == word {
                return (number, false);
            }
            at = (at + 1) & mask;
        }
        let number = self.ends.len() as u32;
        self.slots[at] = (hash, number);
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        (number, true)
    }

    /// The word with this number; none that is not of this vocabulary.
    pub fn word(&self, number: u32) -> &str {
        let number = number as usize;
        let start = match number {
            0 => 0,
            _ => self.ends[number - 1] as usize,
        };
        &self.text[start..self.ends[number] as usize]
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of all words, in the order of the words' bytes.
    pub fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.ends.len() as u32).collect();
        numbers.sort_unstable_by(|&one, &other| self.word(one).cmp(self.word(other)));
        numbers
    }

    /// The memory it takes, in bytes.
    pub fn mem_usage(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity() + 8 * self.slots.capacity()
    }

    fn grow(&mut self) {
        let room = (4 * self.ends.len()).next_power_of_two().max(1024);
        let mut slots = vec![(0, NONE); room];
        for &(hash, number) in self.slots.iter().filter(|(_, number)| *number != NONE) {
            let mut at = hash as usize & (room - 1);
            while slots[at].1 != NONE {
                at = (at + 1) & (room - 1);
            }
            slots[at] = (hash, number);
        }
        self.slots = slots;
    }
}

fn short_hash(word: &str) -> u32 {
    let hash = hash(word);
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<String> = (0..5000).map(|i| format!("chữ{i}")).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.number(word), (i as u32, true));
        }
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.number(word), (i as u32, false));
            assert_eq!(vocabulary.word(i as u32), word);
        }
        assert_eq!(vocabulary.number(""), (5000, true));
        assert_eq!(vocabulary.number(""), (5000, false));
        assert_eq!(vocabulary.len(), 5001);
    }

    #[test]
    fn words_sort_by_their_bytes() {
        let mut vocabulary = Vocabulary::default();
        for word in ["viên", "đoàn", "=cđ", "24/52", "vien", "doan"] {
            vocabulary.number(word);
        }
        let sorted = vocabulary.sorted();
        let words: Vec<&str> = sorted.iter().map(|&n| vocabulary.word(n)).collect();
        assert_eq!(words, ["24/52", "=cđ", "doan", "vien", "viên", "đoàn"]);
    }
}
