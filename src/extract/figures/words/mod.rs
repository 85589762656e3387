//! The words that decide where a counted noun phrase begins and ends: classes of
//! nouns and adjectives that belong to it, verbs and small words that end it.

mod nouns;
mod stops;

use std::cell::Cell;
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

/// The compounds that begin with one syllable.
#[derive(Debug, Default)]
struct Compounds {
    /// What the syllable is by itself.
    alone: Option<Class>,
    /// The syllables behind it, by the first of them; among its like the longest first.
    tails: Vec<(Vec<&'static str>, Class)>,
}

static WORDS: LazyLock<HashMap<&'static str, Compounds, Fnv>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    let lists = nouns::LISTS.iter().chain(stops::LISTS);
    for &(class, list) in lists {
        for phrase in list.split(';') {
            insert(&mut words, phrase.trim(), class);
        }
    }
    for compounds in words.values_mut() {
        compounds
            .tails
            .sort_by_key(|(tail, _)| (tail[0], std::cmp::Reverse(tail.len())));
    }
    words
});

impl Compounds {
    /// Those whose second syllable is `second`.
    fn of(&self, second: &str) -> &[(Vec<&'static str>, Class)] {
        let from = self.tails.partition_point(|(tail, _)| tail[0] < second);
        let same = self.tails[from..]
            .iter()
            .take_while(|(tail, _)| tail[0] == second)
            .count();
        &self.tails[from..from + same]
    }
}

/// Enters `phrase`, and once more with the other placement of its tones (`uỷ viên`).
fn insert(words: &mut HashMap<&'static str, Compounds, Fnv>, phrase: &'static str, class: Class) {
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
        if tail.is_empty() {
            compounds.alone.get_or_insert(class);
        } else if !compounds.tails.iter().any(|(known, _)| known == tail) {
            compounds.tails.push((tail.to_vec(), class));
        }
    }
}

/// The longest compound at token `at`: its class and the token after it.
pub fn compound(line: &Line, at: usize) -> Option<(Class, usize)> {
    if !line.is_word(at) {
        return None;
    }
    let looked_up = || longest(line, at, |_| true);
    let (class, len) = line.compounds.get_or(at, looked_up)?;
    Some((class, at + len))
}

/// The longest compound at token `at` whose class is `wanted`, and its syllables.
fn longest(line: &Line, at: usize, wanted: impl Fn(Class) -> bool) -> Option<(Class, usize)> {
    let compounds = WORDS.get(line.word(at))?;
    for (tail, class) in compounds.of(line.word(at + 1)) {
        let rest = tail.iter().enumerate().skip(1);
        let whole = rest.clone().all(|(i, word)| line.word(at + 1 + i) == *word);
        if whole && wanted(*class) {
            return Some((*class, tail.len() + 1));
        }
    }
    let alone = compounds.alone.filter(|class| wanted(*class))?;
    Some((alone, 1))
}

/// The compound that can head a phrase at token `at`: where the longest is a verb that
/// begins with a noun (`24 kiến nghị về lương`), that noun.
pub fn head(line: &Line, at: usize) -> Option<(Class, usize)> {
    let (class, end) = compound(line, at)?;
    // `ở 3 mức: …`, `thi sáu nghề`
    match line.word(at) {
        "mức" if end == at + 1 => return Some((Class::Abstract, end)),
        "nghề" => return Some((Class::Work, end)),
        _ => {}
    }
    if class != Class::Stop || end < at + 3 {
        return Some((class, end));
    }
    let noun = longest(line, at, |class| class.is_head() && class != Class::Verbal);
    let noun = noun.filter(|(_, len)| *len > 1);
    noun.map_or(Some((class, end)), |(class, len)| Some((class, at + len)))
}

/// What was looked up at each token of a line: the compound found there, or none.
#[derive(Debug, Default)]
pub struct Memo(Vec<Cell<Option<Looked>>>);

/// The outcome of one look-up.
type Looked = Option<(Class, u8)>;

impl Memo {
    /// Room for the tokens of a line.
    pub fn new(tokens: usize) -> Memo {
        Memo(vec![Cell::new(None); tokens])
    }

    fn get_or(
        &self,
        at: usize,
        look_up: impl FnOnce() -> Option<(Class, usize)>,
    ) -> Option<(Class, usize)> {
        let Some(cell) = self.0.get(at) else {
            return look_up();
        };
        let known = cell.get().unwrap_or_else(|| {
            let found = look_up().map(|(class, len)| (class, len as u8));
            cell.set(Some(found));
            found
        });
        known.map(|(class, len)| (class, usize::from(len)))
    }
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
