//! The nouns by which a figure may be asked for: what it counts, and the words before it.

use std::rc::Rc;

use crate::analysis::{Analyzer, Term, TermKind, Terms};
use crate::text::fold::{fold_into, is_compatible, lower};
use crate::text::{Span, tokens};

use super::figure_key::WINDOW;

/// How many words before a number may name what it is.
const WORDS_BEFORE: usize = 8;
/// How far back those words are looked for, in bytes.
const REACH: usize = 160;
/// How far back in the sentence the name of a sum of money may stand, in bytes.
const MONEY_REACH: usize = 480;
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
        let rest = lower(clause.get(first.span.start..).unwrap_or(""));
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

/// How far back from `at` the name of a sum of money may stand.
fn money_reach(text: &str, at: usize) -> Span {
    let words = last_bytes(text.get(..at).unwrap_or(""), MONEY_REACH);
    Span::new(at - words.len(), at)
}

/// The words around the last name of a sum of money between `start` and `end` in `text`,
/// whose terms are `terms`, if one stands there.
pub fn money_before(text: &str, terms: &Terms, start: usize, end: usize) -> Option<Span> {
    let near = money_reach(text, end);
    let words = within(terms, Span::new(start.max(near.start), end));
    let words: Vec<&Term> = words.filter(|term| is_written(term)).collect();
    let form = |i: usize| words.get(i).map(|term| terms.text(term));
    for at in (0..words.len()).rev() {
        let first = form(at).unwrap_or("");
        // `số tiền` is any sum's name.
        let named = MONEY_NOUNS.iter().any(|noun| {
            let mut syllables = noun.split(' ').enumerate();
            noun.as_bytes().first() == first.as_bytes().first()
                && *noun != "tiền"
                && syllables.all(|(i, syllable)| form(at + i) == Some(syllable))
        });
        if named {
            let first = words[at.saturating_sub(2)];
            let last = words[(at + 5).min(words.len() - 1)];
            return Some(Span::new(first.span.start, last.span.end));
        }
    }
    None
}

/// The terms that were read from words within `span`.
fn within(terms: &Terms, span: Span) -> impl DoubleEndedIterator<Item = &Term> {
    let all = terms.iter().as_slice();
    let from = |at: usize| all.partition_point(|term| term.span.start < at);
    let some = &all[from(span.start)..from(span.end).max(from(span.start))];
    some.iter().filter(move |term| term.span.end <= span.end)
}

/// Whether the term is a word as it stands in the text.
fn is_written(term: &Term) -> bool {
    !matches!(term.kind, TermKind::Concept | TermKind::Spelled)
}

/// Words that stand side by side, in the analyzer's terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrase {
    text: String,
    /// Each word's position behind the first, whether a noun begins with it, and where it
    /// ends in `text`.
    words: Vec<(u32, bool, usize)>,
}

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhraseWord<'a> {
    /// Its position behind the first, which is 0.
    pub at: u32,
    /// Whether a noun begins with it.
    pub begins: bool,
    /// Its text; an abbreviation and its expansion are one concept.
    pub text: &'a str,
}

impl Phrase {
    /// The words in order; at one position concepts come first.
    pub fn words(&self) -> impl Iterator<Item = PhraseWord<'_>> {
        let mut start = 0;
        self.words.iter().map(move |&(at, begins, end)| {
            let text = &self.text[start..end];
            start = end;
            PhraseWord { at, begins, text }
        })
    }

    /// Whether a noun begins in it whose words stand so far `offsets` behind the first,
    /// the text of each accepted by `fits`.
    pub fn bears(&self, offsets: &[u32], fits: impl Fn(usize, &str) -> bool) -> bool {
        let stands = |i: usize, at: u32| {
            let mut words = self.words();
            words.any(|word| word.at == at && fits(i, word.text))
        };
        let mut firsts = self.words().filter(|word| word.begins);
        firsts.any(|first| {
            let mut all = offsets.iter().enumerate();
            all.all(|(i, offset)| stands(i, first.at + offset))
        })
    }

    fn push(&mut self, at: u32, begins: bool, text: &str) {
        if at < WINDOW {
            self.text.push_str(text);
            self.words.push((at, begins, self.text.len()));
        }
    }
}

/// The phrases that hold the nouns by which one figure is found.
#[derive(Debug, Default)]
pub struct Nouns(Vec<Rc<Phrase>>);

impl Nouns {
    /// Adds `phrase`, where a noun begins at its head, at each item of a list in it, and
    /// behind a classifier.
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
        let mut word = String::new();
        for i in 0..starts.len() {
            for length in 1..=2 {
                let end = starts[i] + length;
                if tiled(&terms, starts[i], end, &mut word) && CLASSIFIERS.contains(&&*word) {
                    starts.push(end);
                }
            }
        }
        let mut words = Phrase::default();
        for term in terms.iter() {
            let at = term.position - first.position;
            words.push(at, starts.contains(&term.position), terms.text(term));
        }
        self.0.push(Rc::new(words));
    }

    /// Adds the last words within `span` of the text whose terms are `terms`, but for
    /// numbers: any of them may begin a noun.
    pub fn of_words_before(&mut self, terms: &Terms, span: Span) {
        let written = within(terms, span).rev().filter(|term| is_written(term));
        let Some(first) = written.take(WORDS_BEFORE).last() else {
            return;
        };
        let mut phrase = Phrase::default();
        for term in within(terms, Span::new(first.span.start, span.end)) {
            let number = matches!(term.kind, TermKind::Number | TermKind::Slashed);
            if let Some(at) = term.position.checked_sub(first.position)
                && !number
            {
                phrase.push(at, true, terms.text(term));
            }
        }
        self.0.push(Rc::new(phrase));
    }

    /// Adds a noun of one word.
    pub fn add(&mut self, noun: &str) {
        let mut phrase = Phrase::default();
        phrase.push(0, true, noun);
        self.0.push(Rc::new(phrase));
    }

    /// The phrases that hold a word.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Phrase>> {
        self.0.iter().filter(|phrase| !phrase.words.is_empty())
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
    let units: Vec<String> = noun_units(words, false)
        .into_iter()
        .map(|word| word.text)
        .collect();
    units.join(" ")
}

/// A word of a noun that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct NounWord {
    /// Its position behind the first, which is 0.
    pub at: u32,
    /// Its text; an abbreviation and its expansion are one concept.
    pub text: String,
}

/// The words of that noun, at each place the widest concept: the same words are one
/// noun, however they are abbreviated. With `literally`, the words themselves.
pub fn noun_units(words: &str, literally: bool) -> Vec<NounWord> {
    let terms = Analyzer::Exact.terms(words);
    let end = terms.iter().map(|term| term.position + term.width).max();
    tiles(&terms, 0, end.unwrap_or(0), literally).unwrap_or_default()
}

/// Makes `text` the terms from position `start` up to `end`, without diacritics, at each
/// place the widest that fits; false where they do not fill the room.
fn tiled(terms: &Terms, start: u32, end: u32, text: &mut String) -> bool {
    text.clear();
    let mut at = start;
    for term in terms.iter() {
        if term.position == at && at + term.width <= end {
            if at > start {
                text.push(' ');
            }
            fold_into(terms.text(term), text);
            at += term.width;
        }
    }
    at == end && at > start
}

/// The terms from position `start` up to `end`, at each place the widest that fits.
fn tiles(terms: &Terms, start: u32, end: u32, literally: bool) -> Option<Vec<NounWord>> {
    let mut words = Vec::new();
    let mut at = start;
    for term in terms.iter() {
        // At one position concepts come first, the widest in front.
        let wanted = !literally || term.kind != TermKind::Concept;
        if wanted && term.position == at && at + term.width <= end {
            words.push(NounWord {
                at: at - start,
                text: terms.text(term).to_string(),
            });
            at += term.width;
        }
    }
    (at == end && at > start).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bears(nouns: &Nouns, noun: &str) -> bool {
        let units = noun_units(noun, false);
        let offsets: Vec<u32> = units.iter().map(|unit| unit.at).collect();
        let fits = |i: usize, text: &str| units[i].text == text;
        nouns.iter().any(|phrase| phrase.bears(&offsets, fits))
    }

    #[test]
    fn an_abbreviation_and_its_expansion_are_one_noun() {
        for words in ["CĐCS", "công đoàn cơ sở", "Công đoàn Cơ sở"] {
            assert_eq!(noun_of(words), "=cđcs", "{words}");
        }
        assert_eq!(noun_of("cong doan co so"), "=cđcs");
        for noun in ["CĐCS ngoài nhà nước", "công đoàn cơ sở ngoài nhà nước"] {
            let mut found = Nouns::default();
            found.of_phrase(noun);
            for key in ["CĐ", "công đoàn cơ sở", "CĐCS ngoài"] {
                assert!(bears(&found, key), "{key} of {noun}: {found:?}");
            }
        }
    }

    #[test]
    fn a_noun_is_found_by_its_spelling_too() {
        let literally = |words: &str| -> Vec<String> {
            let units = noun_units(words, true);
            units.into_iter().map(|unit| unit.text).collect()
        };
        assert_eq!(literally("CĐCS"), ["cđcs"]);
        assert_eq!(literally("Công đoàn cơ sở"), ["công", "đoàn", "cơ", "sở"]);
        let mut found = Nouns::default();
        found.of_phrase("CĐCS ngoài nhà nước");
        let holds = |noun: &str| {
            let units = noun_units(noun, true);
            let offsets: Vec<u32> = units.iter().map(|unit| unit.at).collect();
            let fits = |i: usize, text: &str| units[i].text == text;
            found.iter().any(|phrase| phrase.bears(&offsets, fits))
        };
        assert!(holds("CĐCS") && holds("CĐCS ngoài nhà nước"));
        assert!(!holds("công đoàn cơ sở"));
    }

    #[test]
    fn each_item_of_a_list_is_a_noun() {
        let mut found = Nouns::default();
        found.of_phrase("bí thư, chi ủy viên và đảng viên mới");
        for key in ["bí thư", "chi ủy viên", "đảng viên", "đảng viên mới"] {
            assert!(bears(&found, key), "{key} in {found:?}");
        }
        assert!(!bears(&found, "ủy viên"));
        assert!(!bears(&found, "bí thư đảng viên"));
    }

    #[test]
    fn the_last_words_before_a_number_may_name_it() {
        let text = "Huyện 12 xã kết nạp trên 70 CĐCS của trường ĐH, có thêm 24/52 đoàn viên";
        let terms = Analyzer::Exact.terms(text);
        let words_before = |start: usize, end: usize| -> Vec<(u32, String)> {
            let mut nouns = Nouns::default();
            nouns.of_words_before(&terms, Span::new(start, end));
            let words = nouns.iter().flat_map(|phrase| phrase.words());
            words.map(|word| (word.at, word.text.to_string())).collect()
        };
        let at = |word: &str| text.find(word).expect("a word of the text");
        let placed = |words: &[(u32, &str)]| -> Vec<(u32, String)> {
            words
                .iter()
                .map(|(at, word)| (*at, word.to_string()))
                .collect()
        };
        assert_eq!(
            words_before(0, at("70")),
            placed(&[(0, "huyện"), (2, "xã"), (3, "kết"), (4, "nạp"), (5, "trên")])
        );
        assert_eq!(words_before(at("trên"), at("70")), placed(&[(0, "trên")]));
        let far = words_before(0, at("24/52"));
        assert_eq!(far.first(), Some(&(0, "trên".to_string())));
        assert_eq!(far.last().map(|(_, word)| word.as_str()), Some("thêm"));
        for concept in ["=cđcs", "=cđ"] {
            assert!(far.contains(&(2, concept.to_string())), "{far:?}");
        }
        assert!(words_before(0, 0).is_empty());
    }

    #[test]
    fn sums_have_names_of_their_own() {
        assert!(is_money_noun("kinh phí") && is_money_noun("Kinh phí công đoàn"));
        assert!(!is_money_noun("thu kinh phí") && holds_money_noun("thu kinh phí"));
        assert!(is_money_noun("kinh phi") && !is_money_noun("số lượng"));
        assert!(!is_money_noun("quýt") && !holds_money_noun("đoàn viên"));
    }
}
