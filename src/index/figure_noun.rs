//! The nouns by which a figure may be asked for: what it counts, and the words before it.

use std::collections::BTreeSet;

use crate::analysis::{Analyzer, TermKind, Terms};
use crate::text::fold::{fold, is_compatible};
use crate::text::tokens;

/// How many words before a number may name what it is.
const WORDS_BEFORE: usize = 8;
/// How far back those words are looked for, in bytes.
const REACH: usize = 160;
/// How far back in the sentence the name of a sum of money may stand, in bytes.
const MONEY_REACH: usize = 480;
/// The longest noun, in positions.
const LONGEST_NOUN: u32 = 14;
/// The longest list of nouns that is read, in bytes.
const LONGEST_PHRASE: usize = 400;

/// Words that only measure out the noun after them: `suất quà` is found as `quà` too.
const CLASSIFIERS: &[&str] = &[
    "ban", "bo", "buoi", "cai", "can", "chiec", "cuoc", "cuon", "don vi", "dong chi", "dot", "em",
    "goi", "hop", "lop", "luot", "mon", "nguoi", "ngoi", "phan", "suat", "tam", "to", "vu",
];

/// What sums of money are called, which may stand far before them in the sentence.
const MONEY_NOUNS: &[&str] = &[
    "bảo hiểm",
    "chi phí",
    "đoàn phí",
    "doanh thu",
    "học bổng",
    "học phí",
    "kinh phí",
    "lương",
    "ngân sách",
    "nợ",
    "quỹ",
    "thu nhập",
    "thưởng",
    "tiền",
    "trợ cấp",
    "vốn",
];

/// The last words of `before` that may name what the number after them is.
pub fn last_words(before: &str) -> &str {
    let words = last_bytes(before, REACH);
    words.rsplit(';').next().unwrap_or("")
}

/// Those of them in the clause of the number, unless that is a bare `, đạt`.
pub fn last_clause(before: &str) -> &str {
    let words = last_words(before);
    match words.rsplit_once(',') {
        Some((_, clause)) if tokens(clause).nth(1).is_some() => clause,
        _ => words,
    }
}

/// The words behind a sum that name it: `2,3 tỷ đồng kinh phí công đoàn`.
pub fn money_after(after: &str) -> &str {
    let words = first_bytes(after, REACH / 2);
    let clause = words.split([',', ';', '.', '(', ':']).next().unwrap_or("");
    let mut all = tokens(clause);
    let named = all.next().is_some_and(|first| {
        let rest = clause.get(first.span.start..).unwrap_or("").to_lowercase();
        MONEY_NOUNS.iter().any(|noun| rest.starts_with(noun))
    });
    if named { clause } else { "" }
}

/// The beginning of `text`, at most `length` bytes long.
fn first_bytes(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The end of `text`, about `length` bytes long, from the beginning of a word.
fn last_bytes(text: &str, length: usize) -> &str {
    let Some(mut from) = text.len().checked_sub(length) else {
        return text;
    };
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = text.get(from..).unwrap_or("");
    tail.split_once(' ').map_or("", |(_, words)| words)
}

/// The words around the last name of a sum of money in `before`, if one stands there.
pub fn money_before(before: &str) -> &str {
    let words = last_bytes(before, MONEY_REACH);
    let list: Vec<_> = tokens(words).collect();
    let forms: Vec<String> = list
        .iter()
        .map(|token| token.span.of(words).to_lowercase())
        .collect();
    for at in (0..list.len()).rev() {
        // `số tiền` is any sum's name.
        let named = MONEY_NOUNS.iter().any(|noun| {
            let mut syllables = noun.split(' ').enumerate();
            *noun != "tiền"
                && syllables
                    .all(|(i, syllable)| forms.get(at + i).is_some_and(|form| form == syllable))
        });
        if named {
            let first = &list[at.saturating_sub(2)];
            let last = &list[(at + 5).min(list.len() - 1)];
            return words.get(first.span.start..last.span.end).unwrap_or("");
        }
    }
    ""
}

/// The nouns by which one figure is found, each once.
#[derive(Debug, Default)]
pub struct Nouns(BTreeSet<String>);

impl Nouns {
    /// Adds every beginning of `phrase` and of each item of a list in it.
    pub fn of_phrase(&mut self, phrase: &str) {
        let phrase = first_bytes(phrase, LONGEST_PHRASE);
        let terms = Analyzer::Exact.terms(phrase);
        let Some(first) = terms.get(0) else { return };
        let mut starts = vec![first.position];
        let mut end = first.span.end;
        for term in terms.iter().skip(1) {
            let gap = phrase.get(end..term.span.start).unwrap_or("");
            if gap.contains([',', ';']) {
                starts.push(term.position);
            } else if matches!(terms.text(term), "và" | "hoặc") {
                starts.push(term.position + 1);
            }
            end = end.max(term.span.end);
        }
        for start in starts {
            self.beginnings(&terms, start);
            for length in 1..=2 {
                let classifier = tiled(&terms, start, start + length);
                if classifier.is_some_and(|word| CLASSIFIERS.contains(&fold(&word).as_str())) {
                    self.beginnings(&terms, start + length);
                }
            }
        }
    }

    fn beginnings(&mut self, terms: &Terms, start: u32) {
        for length in 1..=LONGEST_NOUN {
            self.add_both(terms, start, start + length);
        }
    }

    /// Adds a noun in the analyzer's concepts, and as it is spelled.
    fn add_both(&mut self, terms: &Terms, start: u32, end: u32) {
        self.0.extend(tiled(terms, start, end));
        self.0.extend(spelled(terms, start, end));
    }

    /// Adds every run of the last words of `words` that holds no number.
    pub fn of_words_before(&mut self, words: &str) {
        let terms = Analyzer::Exact.terms(words);
        let mut run: Vec<(u32, u32)> = Vec::new();
        let mut taken = 0;
        for term in terms.iter().rev() {
            match term.kind {
                TermKind::Concept => continue,
                TermKind::Number | TermKind::Slashed => self.runs(&terms, &mut run),
                TermKind::Syllable => run.push((term.position, term.position + term.width)),
            }
            taken += 1;
            if taken == WORDS_BEFORE {
                break;
            }
        }
        self.runs(&terms, &mut run);
    }

    /// Adds every run of `words`, which stand side by side, the last in front.
    fn runs(&mut self, terms: &Terms, words: &mut Vec<(u32, u32)>) {
        for (i, &(_, end)) in words.iter().enumerate() {
            for &(start, _) in &words[i..] {
                self.add_both(terms, start, end);
            }
        }
        words.clear();
    }

    /// Adds one noun.
    pub fn add(&mut self, noun: &str) {
        self.0.insert(noun.to_string());
    }

    /// The nouns.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Whether `noun`, as typed, is what a sum of money is called: `kinh phí công đoàn`.
pub fn is_money_noun(noun: &str) -> bool {
    let typed: Vec<String> = noun.split_whitespace().map(str::to_lowercase).collect();
    MONEY_NOUNS.iter().any(|money| {
        let mut syllables = money.split(' ').enumerate();
        syllables.all(|(i, syllable)| {
            typed
                .get(i)
                .is_some_and(|typed| is_compatible(typed, syllable))
        })
    })
}

/// Whether one of its words is: `thu kinh phí`.
pub fn holds_money_noun(noun: &str) -> bool {
    let words: Vec<&str> = noun.split_whitespace().collect();
    (0..words.len()).any(|at| is_money_noun(&words[at..].join(" ")))
}

/// The noun that `words` are, in the form in which figures bear it; empty for no word.
pub fn noun_of(words: &str) -> String {
    let terms = Analyzer::Exact.terms(words);
    let end = terms.iter().map(|term| term.position + term.width).max();
    end.and_then(|end| tiled(&terms, 0, end))
        .unwrap_or_default()
}

/// The noun that `words` are, letter for letter: an abbreviation is not its expansion.
pub fn spelling_of(words: &str) -> String {
    let terms = Analyzer::Exact.terms(words);
    let end = terms.iter().map(|term| term.position + term.width).max();
    end.and_then(|end| spelled(&terms, 0, end))
        .unwrap_or_default()
}

/// The syllables and numbers from position `start` up to `end`.
fn spelled(terms: &Terms, start: u32, end: u32) -> Option<String> {
    let mut noun = String::new();
    let mut at = start;
    for term in terms.iter() {
        let plain = term.kind != TermKind::Concept;
        if plain && term.position == at && at + term.width <= end {
            if !noun.is_empty() {
                noun.push(' ');
            }
            noun.push_str(terms.text(term));
            at += term.width;
        }
    }
    (at == end && at > start).then_some(noun)
}

/// The terms from position `start` up to `end`, at each place the widest that fits:
/// the same words are one noun, however they are abbreviated.
fn tiled(terms: &Terms, start: u32, end: u32) -> Option<String> {
    let mut noun = String::new();
    let mut at = start;
    for term in terms.iter() {
        // At one position concepts come first, the widest in front.
        if term.position == at && at + term.width <= end {
            if !noun.is_empty() {
                noun.push(' ');
            }
            noun.push_str(terms.text(term));
            at += term.width;
        }
    }
    (at == end && at > start).then_some(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_and_its_expansion_are_one_noun() {
        for words in ["CĐCS", "công đoàn cơ sở", "Công đoàn Cơ sở"] {
            assert_eq!(noun_of(words), "=cđcs", "{words}");
        }
        assert_eq!(noun_of("cong doan co so"), "=cđcs");
        for noun in ["CĐCS ngoài nhà nước", "công đoàn cơ sở ngoài nhà nước"] {
            let mut found = Nouns::default();
            found.of_phrase(noun);
            for key in ["=cđ", "=cđcs", "=cđcs ngoài"] {
                assert!(found.0.contains(key), "{key} of {noun}: {:?}", found.0);
            }
        }
    }

    #[test]
    fn a_noun_is_found_by_its_spelling_too() {
        assert_eq!(spelling_of("CĐCS"), "cđcs");
        assert_eq!(spelling_of("Công đoàn cơ sở"), "công đoàn cơ sở");
        let mut found = Nouns::default();
        found.of_phrase("CĐCS ngoài nhà nước");
        assert!(found.0.contains("cđcs") && found.0.contains("cđcs ngoài nhà nước"));
        assert!(!found.0.contains("công đoàn cơ sở"));
    }

    #[test]
    fn each_item_of_a_list_is_a_noun() {
        let mut found = Nouns::default();
        found.of_phrase("bí thư, chi ủy viên và đảng viên mới");
        for key in ["bí thư", "chi ủy viên", "đảng viên", "đảng viên mới"] {
            assert!(found.0.contains(key), "{key} in {:?}", found.0);
        }
        assert!(!found.0.contains("ủy viên"));
    }

    #[test]
    fn sums_have_names_of_their_own() {
        assert!(is_money_noun("kinh phí") && is_money_noun("Kinh phí công đoàn"));
        assert!(!is_money_noun("thu kinh phí") && holds_money_noun("thu kinh phí"));
        assert!(is_money_noun("kinh phi") && !is_money_noun("số lượng"));
        assert!(!is_money_noun("quýt") && !holds_money_noun("đoàn viên"));
    }
}
