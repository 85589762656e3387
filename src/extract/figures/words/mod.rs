//! The words that decide where a counted noun phrase begins and ends: classes of
//! nouns and adjectives that belong to it, verbs and small words that end it.

mod nouns;
mod stops;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::tone;

use super::token::Line;

/// What a word or compound may do in a counted noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// People: their unit is `người`.
    Person,
    /// Territories: `tỉnh`, `quận`.
    Admin,
    /// Organisations and other groups: `doanh nghiệp`, `hộ`.
    Org,
    /// Things, each of its own noun: `bằng khen`, `xe đạp`.
    Thing,
    /// Ideas and works that stand in lists: `sáng kiến`, `giải pháp`.
    Work,
    /// Classifiers behind which any noun stands: `chiếc`, `thùng`.
    Counter,
    /// Events behind which an activity stands: `lớp`, `buổi`, `cuộc`, `vụ`.
    Event,
    /// Nouns of thought: counted with digits, seldom in words.
    Abstract,
    /// Nouns that only follow another: trades, fields, levels.
    Field,
    /// Adjectives that name a class: `ưu tú`, `mới`, `nữ`.
    Adjective,
    /// Noun at the head, verb behind one: `tổ chức`, `hoạt động`.
    Verbal,
    /// Ends the phrase.
    Stop,
}

impl Class {
    /// Whether it can be the head of a counted noun phrase.
    pub fn is_head(self) -> bool {
        !matches!(self, Class::Field | Class::Adjective | Class::Stop)
    }
}

/// The longest compound of the word lists, in syllables.
const LONGEST: usize = 7;

/// First syllable → compounds that begin with it, the longest first.
type Compounds = HashMap<&'static str, Vec<(Vec<&'static str>, Class)>, Fnv>;

static WORDS: LazyLock<Compounds> = LazyLock::new(|| {
    let mut words = Compounds::default();
    let lists = nouns::LISTS.iter().chain(stops::LISTS);
    for &(class, list) in lists {
        for phrase in list.split(';') {
            insert(&mut words, phrase.trim(), class);
        }
    }
    for compounds in words.values_mut() {
        compounds.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
    }
    words
});

/// Enters `phrase`, and once more with the other placement of its tones (`uỷ viên`).
fn insert(words: &mut Compounds, phrase: &'static str, class: Class) {
    let syllables: Vec<&'static str> = phrase.split_whitespace().collect();
    if syllables.is_empty() || syllables.len() > LONGEST {
        return;
    }
    let others: Vec<&'static str> = syllables
        .iter()
        .map(|syllable| match tone::other_placement(syllable) {
            Some(other) => &*other.leak(),
            None => syllable,
        })
        .collect();
    for spelling in [syllables, others] {
        let Some((first, tail)) = spelling.split_first() else {
            continue;
        };
        let compounds = words.entry(first).or_default();
        if !compounds.iter().any(|(known, _)| known == tail) {
            compounds.push((tail.to_vec(), class));
        }
    }
}

/// The longest compound at token `at`: its class and the token after it.
pub fn compound(line: &Line, at: usize) -> Option<(Class, usize)> {
    if !line.is_word(at) {
        return None;
    }
    let compounds = WORDS.get(line.word(at))?;
    // common heads begin a hundred compounds: the second syllable is read once for all
    let second = line.word(at + 1);
    compounds.iter().find_map(|(tail, class)| {
        let fits = match tail.split_first() {
            None => true,
            Some((first, rest)) => {
                *first == second
                    && rest
                        .iter()
                        .enumerate()
                        .all(|(i, syllable)| line.word(at + 2 + i) == *syllable)
            }
        };
        fits.then_some((*class, at + 1 + tail.len()))
    })
}

/// The compound that can head a phrase at token `at`: where the longest is a verb that
/// begins with a noun (`24 kiến nghị về lương`), that noun.
pub fn head(line: &Line, at: usize) -> Option<(Class, usize)> {
    let (class, end) = compound(line, at)?;
    if class != Class::Stop || end < at + 3 {
        return Some((class, end));
    }
    let compounds = WORDS.get(line.word(at))?;
    let shorter = compounds.iter().find(|(tail, class)| {
        let noun = !tail.is_empty() && class.is_head() && *class != Class::Verbal;
        let mut syllables = tail.iter().enumerate();
        noun && syllables.all(|(i, syllable)| line.word(at + 1 + i) == *syllable)
    });
    shorter.map_or(Some((class, end)), |(tail, class)| {
        Some((*class, at + 1 + tail.len()))
    })
}

/// FNV-1a: short keys, no attacker gains by them (the table is fixed).
#[derive(Debug, Clone, Copy, Default)]
pub struct Fnv;

impl std::hash::BuildHasher for Fnv {
    type Hasher = FnvHasher;

    fn build_hasher(&self) -> FnvHasher {
        FnvHasher(0xcbf2_9ce4_8422_2325)
    }
}

/// The state of one FNV-1a hash.
#[derive(Debug)]
pub struct FnvHasher(u64);

impl std::hash::Hasher for FnvHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_compound_wins_in_either_tone_placement() {
        let line = Line::new("công đoàn cơ sở; uỷ viên; ủy viên; tham gia; xyz");
        assert_eq!(compound(&line, 0), Some((Class::Org, 4)));
        assert_eq!(compound(&line, 5).map(|found| found.0), Some(Class::Person));
        assert_eq!(compound(&line, 8).map(|found| found.0), Some(Class::Person));
        assert_eq!(compound(&line, 11), Some((Class::Stop, 13)));
        assert_eq!(compound(&line, 14), None);
    }

    #[test]
    fn no_word_is_listed_in_two_classes() {
        let mut seen: HashMap<&str, Class> = HashMap::new();
        for &(class, list) in nouns::LISTS.iter().chain(stops::LISTS) {
            for phrase in list.split(';').map(str::trim).filter(|p| !p.is_empty()) {
                if let Some(other) = seen.insert(phrase, class) {
                    panic!("{phrase:?} is listed as {other:?} and as {class:?}");
                }
            }
        }
        assert!(seen.len() > 1500, "{} compounds", seen.len());
    }
}
