//! The terms of a figure: one for each noun by which it may be asked for, which holds
//! the noun and the value together, so that a condition on figures is one range of the
//! term dictionary.
//!
//! A term is `class`, the noun without marks, the noun as written, the value, parted by
//! zero bytes. The noun is written in the analyzer's terms, abbreviations and their
//! expansions as one concept; values sort as bytes in the order of numbers.

use std::collections::BTreeSet;

use crate::analysis::{Analyzer, TermKind, Terms};
use crate::article::Figure;
use crate::text::fold::fold;
use crate::text::sentence::sentences;
use crate::text::tokens;

/// What a value counts: a condition looks at one class of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// People and things, by the noun that follows the number.
    Count,
    /// People and things where that noun says little (`18.446 người`), by the words before.
    CountBefore,
    /// Đồng.
    Money,
    /// American dollars.
    Dollars,
    /// Percentage points, by the noun that follows, or what was attained.
    Percent,
    /// Percentage points, by the words before.
    PercentBefore,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 6] = [
        Class::Count,
        Class::CountBefore,
        Class::Money,
        Class::Dollars,
        Class::Percent,
        Class::PercentBefore,
    ];

    fn byte(self) -> u8 {
        match self {
            Class::Count => b'c',
            Class::CountBefore => b'b',
            Class::Money => b'm',
            Class::Dollars => b'u',
            Class::Percent => b'p',
            Class::PercentBefore => b'q',
        }
    }

    /// The class of the same numbers by the words before them.
    fn before(self) -> Class {
        match self {
            Class::Count => Class::CountBefore,
            Class::Percent => Class::PercentBefore,
            other => other,
        }
    }
}

/// One noun of a figure with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureKey {
    /// What the value counts.
    pub class: Class,
    /// The noun, as written, in the analyzer's terms.
    pub noun: String,
    /// The value.
    pub value: f64,
}

impl FigureKey {
    /// The term in the index.
    pub fn term(&self) -> Vec<u8> {
        let mut term = prefix(self.class, &self.noun);
        term.extend(ordered(self.value));
        term
    }
}

/// How all terms of this class begin whose noun is `noun` but for its marks.
pub fn any_marks(class: Class, noun: &str) -> Vec<u8> {
    let mut bytes = vec![class.byte()];
    bytes.extend(fold(noun).as_bytes());
    bytes.push(0);
    bytes
}

/// How all terms of this class and noun begin; their value follows.
pub fn prefix(class: Class, noun: &str) -> Vec<u8> {
    let mut bytes = any_marks(class, noun);
    bytes.extend(noun.as_bytes());
    bytes.push(0);
    bytes
}

/// `value` in eight bytes that sort as numbers do.
pub fn ordered(value: f64) -> [u8; 8] {
    // A zero has one form; negative numbers sort the other way round.
    let bits = (value + 0.0).to_bits();
    let flipped = if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    };
    flipped.to_be_bytes()
}

/// The value at the end of a term.
pub fn value_of(term: &[u8]) -> Option<f64> {
    let bytes: [u8; 8] = term.last_chunk().copied()?;
    let bits = u64::from_be_bytes(bytes);
    Some(f64::from_bits(if bits >> 63 == 1 {
        bits & !(1 << 63)
    } else {
        !bits
    }))
}

/// How many words before a number may name what it is.
const WORDS_BEFORE: usize = 8;
/// How far back those words are looked for, in bytes.
const REACH: usize = 160;
/// How far back in the sentence the name of a sum of money may stand, in bytes.
const MONEY_REACH: usize = 480;
/// The longest noun, in positions.
const LONGEST_NOUN: u32 = 14;

/// The unit of people.
const PEOPLE: &str = "người";
/// The word before a percent of a target.
const ATTAINED: &str = "đạt";

/// Nouns that say too little about what is counted: the words before the number do.
const BARE_NOUNS: &[&str] = &["người", "lượt", "lượt người", "trường hợp", "em", "bạn"];

/// Words that only measure out the noun after them: `suất quà` is found as `quà` too.
const CLASSIFIERS: &[&str] = &[
    "ban", "bo", "buoi", "cai", "can", "chiec", "cuoc", "cuon", "don vi", "dong chi", "dot", "em",
    "goi", "hop", "lop", "luot", "mon", "nguoi", "ngoi", "phan", "suat", "tam", "to", "vu",
];

/// What sums of money are called, which may stand far before them in the sentence.
const MONEY_NOUNS: &[&str] = &[
    "bao hiem",
    "chi phi",
    "doan phi",
    "doanh thu",
    "hoc bong",
    "hoc phi",
    "kinh phi",
    "luong",
    "ngan sach",
    "no",
    "quy",
    "thu nhap",
    "thuong",
    "tro cap",
    "von",
];

/// The keys of each of `figures`, whose spans lie in `text`: sorted, as in a passage.
pub fn figure_keys(text: &str, figures: &[Figure]) -> Vec<Vec<FigureKey>> {
    if figures.is_empty() {
        return Vec::new();
    }
    let mut all = sentences(text).into_iter().peekable();
    let mut start = 0;
    let mut found = Vec::with_capacity(figures.len());
    for figure in figures {
        while let Some(sentence) = all.next_if(|sentence| sentence.start <= figure.span.start) {
            start = sentence.start;
        }
        let before = text.get(start..figure.span.start).unwrap_or("");
        found.push(keys(before, figure));
    }
    found
}

/// The keys of one figure after the words `before` of its sentence.
fn keys(before: &str, figure: &Figure) -> Vec<FigureKey> {
    let class = class_of(figure);
    let noun = figure.noun.as_deref().unwrap_or("");
    let mut counted = Nouns::default();
    counted.of_phrase(noun);
    if let Some(unit) = figure.unit.as_deref()
        && class == Class::Count
        && unit != PEOPLE
    {
        counted.of_phrase(&format!("{unit} {noun}"));
    }
    let mut around = Nouns::default();
    let plain = class == Class::Count;
    let says_little = noun.is_empty() || BARE_NOUNS.contains(&noun.to_lowercase().as_str());
    if !plain || says_little {
        around.of_words_before(near(before, class));
    }
    if matches!(class, Class::Money | Class::Dollars) {
        around.of_words_before(money_noun(before));
    }
    let mut found = Vec::new();
    for value in [Some(figure.value), figure.high].into_iter().flatten() {
        counted.keys(class, value, &mut found);
        around.keys(class.before(), value, &mut found);
    }
    if class != Class::Percent
        && let Some(percent) = percent_of(figure)
    {
        counted.0.insert(ATTAINED.to_string());
        counted.keys(Class::Percent, percent, &mut found);
    }
    found
}

fn class_of(figure: &Figure) -> Class {
    match figure.unit.as_deref() {
        Some("đồng") => Class::Money,
        Some("USD") => Class::Dollars,
        Some("%") => Class::Percent,
        _ => Class::Count,
    }
}

/// The percent of the target that was attained: as stated, else as it follows.
fn percent_of(figure: &Figure) -> Option<f64> {
    let target = figure.target.filter(|target| *target > 0.0);
    figure
        .percent
        .or_else(|| target.map(|target| figure.value / target * 100.0))
}

/// The last words of `before` that may name what the number after them is.
fn near(before: &str, class: Class) -> &str {
    let words = last_bytes(before, REACH);
    let words = words.rsplit(';').next().unwrap_or("");
    if class != Class::Percent {
        return words;
    }
    // A percent belongs to its own clause, unless that is a bare `, đạt`.
    match words.rsplit_once(',') {
        Some((_, clause)) if tokens(clause).nth(1).is_some() => clause,
        _ => words,
    }
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
fn money_noun(before: &str) -> &str {
    let words = last_bytes(before, MONEY_REACH);
    let list: Vec<_> = tokens(words).collect();
    let forms: Vec<String> = list
        .iter()
        .map(|token| fold(token.span.of(words)))
        .collect();
    for at in (0..list.len()).rev() {
        let named = MONEY_NOUNS.iter().any(|noun| {
            let mut syllables = noun.split(' ').enumerate();
            syllables.all(|(i, syllable)| forms.get(at + i).is_some_and(|form| form == syllable))
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
#[derive(Default)]
struct Nouns(BTreeSet<String>);

impl Nouns {
    /// Adds every beginning of `phrase` and of each item of a list in it.
    fn of_phrase(&mut self, phrase: &str) {
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
            self.0.extend(tiled(terms, start, start + length));
        }
    }

    /// Adds every run of the last words of `words` that holds no number.
    fn of_words_before(&mut self, words: &str) {
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
                self.0.extend(tiled(terms, start, end));
            }
        }
        words.clear();
    }

    fn keys(&self, class: Class, value: f64, into: &mut Vec<FigureKey>) {
        for noun in &self.0 {
            into.push(FigureKey {
                class,
                noun: noun.clone(),
                value,
            });
        }
    }
}

/// Whether `noun` is what a sum of money is called: `kinh phí`, `kinh phí công đoàn`.
pub fn is_money_noun(noun: &str) -> bool {
    let folded = fold(noun);
    MONEY_NOUNS.iter().any(|money| {
        let rest = folded.strip_prefix(money);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// The noun that `words` are, in the form in which figures bear it; empty for no word.
pub fn noun_of(words: &str) -> String {
    let terms = Analyzer::Exact.terms(words);
    let end = terms.iter().map(|term| term.position + term.width).max();
    end.and_then(|end| tiled(&terms, 0, end))
        .unwrap_or_default()
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
    use crate::article::FigureKind;
    use crate::text::Span;

    /// A figure whose span is `words` in `text`.
    fn figure(text: &str, words: &str, kind: FigureKind, value: f64) -> Figure {
        let start = text.find(words).expect("the figure stands in the text");
        Figure::new(Span::new(start, start + words.len()), kind, value)
    }

    fn nouns(keys: &[FigureKey], class: Class) -> Vec<&str> {
        let of_class = keys.iter().filter(|key| key.class == class);
        of_class.map(|key| key.noun.as_str()).collect()
    }

    #[test]
    fn values_sort_as_numbers_and_are_read_back() {
        let values = [-1e9, -2.5, -1.0, 0.0, 0.5, 1.0, 999.0, 1000.0, 1625.0, 1e12];
        for pair in values.windows(2) {
            assert!(ordered(pair[0]) < ordered(pair[1]), "{pair:?}");
        }
        assert_eq!(ordered(-0.0), ordered(0.0));
        for value in values {
            assert_eq!(value_of(&ordered(value)), Some(value));
        }
        assert_eq!(value_of(b"short"), None);
    }

    #[test]
    fn a_term_begins_with_its_noun_whatever_the_marks() {
        let key = FigureKey {
            class: Class::Count,
            noun: "đoàn viên".into(),
            value: 75.0,
        };
        assert!(
            key.term()
                .starts_with(&any_marks(Class::Count, "doan vien"))
        );
        assert!(key.term().starts_with(&prefix(Class::Count, "đoàn viên")));
        assert!(!key.term().starts_with(&prefix(Class::Count, "doan vien")));
        assert_eq!(value_of(&key.term()), Some(75.0));
    }

    #[test]
    fn a_count_bears_the_beginnings_of_its_noun() {
        let text = "đã giới thiệu 12 đồng chí cán bộ phường";
        let mut one = figure(text, "12 đồng chí cán bộ phường", FigureKind::Count, 12.0);
        one.noun = Some("đồng chí cán bộ phường".into());
        one.unit = Some("người".into());
        let keys = &figure_keys(text, &[one])[0];
        let nouns = nouns(keys, Class::Count);
        for noun in ["đồng chí", "đồng chí cán bộ", "cán bộ", "cán bộ phường"] {
            assert!(nouns.contains(&noun), "{noun} in {nouns:?}");
        }
        assert!(nouns.iter().all(|noun| !noun.contains("giới")));
        assert!(keys.iter().all(|key| key.value == 12.0));
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
            for key in ["=cđ", "=cđcs", "=cđcs ngoài"] {
                assert!(found.0.contains(key), "{key} of {noun}: {:?}", found.0);
            }
        }
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
    fn money_is_found_by_the_words_before_it() {
        let text = "Huyện truy thu kinh phí CĐ được hơn 85 triệu đồng trong năm.";
        let mut one = figure(text, "hơn 85 triệu đồng", FigureKind::Money, 85e6);
        one.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[one])[0];
        let nouns = nouns(keys, Class::Money);
        for noun in ["kinh phí", "=kpcđ", "thu =kpcđ", "truy thu"] {
            assert!(nouns.contains(&noun), "{noun} in {nouns:?}");
        }
        let text = "Kinh phí của các doanh nghiệp chưa có tổ chức, qua rà soát và nhắc nhở nhiều lần, ở 12 đơn vị, với số tiền là: 2 tỷ đồng";
        let mut far = figure(text, "2 tỷ đồng", FigureKind::Money, 2e9);
        far.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[far])[0];
        let found: Vec<&str> = keys.iter().map(|key| key.noun.as_str()).collect();
        assert!(
            found.contains(&"kinh phí") && found.contains(&"số tiền"),
            "{found:?}"
        );
        assert!(!found.iter().any(|noun| noun.contains("12")));
    }

    #[test]
    fn a_ratio_is_a_count_and_a_percent_that_was_attained() {
        let text = "vận động thành lập 24/52 CĐCS";
        let mut one = figure(text, "24/52 CĐCS", FigureKind::Ratio, 24.0);
        one.noun = Some("CĐCS".into());
        one.target = Some(52.0);
        let keys = &figure_keys(text, &[one.clone()])[0];
        assert!(nouns(keys, Class::Count).contains(&"=cđcs"));
        let percents = nouns(keys, Class::Percent);
        assert!(percents.contains(&"đạt") && percents.contains(&"=cđcs"));
        let derived = keys.iter().find(|key| key.class == Class::Percent);
        let derived = derived.map(|key| key.value).expect("a percent");
        assert!((derived - 46.15).abs() < 0.01);
        one.percent = Some(46.0);
        let keys = &figure_keys(text, &[one])[0];
        assert!(
            keys.iter()
                .any(|key| key.class == Class::Percent && key.value == 46.0)
        );
    }

    #[test]
    fn a_percent_keeps_to_its_clause() {
        let text = "thu kinh phí đạt 148%, đoàn phí đạt 220%";
        let mut first = figure(text, "148%", FigureKind::Percent, 148.0);
        let mut second = figure(text, "220%", FigureKind::Percent, 220.0);
        first.unit = Some("%".into());
        second.unit = Some("%".into());
        let keys = figure_keys(text, &[first, second]);
        assert!(nouns(&keys[0], Class::PercentBefore).contains(&"kinh phí đạt"));
        let of_second = nouns(&keys[1], Class::PercentBefore);
        assert!(of_second.contains(&"đoàn phí đạt") && of_second.contains(&"đạt"));
        assert!(
            !of_second.iter().any(|noun| noun.contains("kinh")),
            "{of_second:?}"
        );
    }

    #[test]
    fn a_bare_person_is_named_by_the_words_before() {
        let text = "nâng tổng số đoàn viên lên 18.446 người";
        let mut one = figure(text, "18.446 người", FigureKind::Count, 18446.0);
        one.noun = Some("người".into());
        one.unit = Some("người".into());
        let keys = &figure_keys(text, &[one])[0];
        assert!(nouns(keys, Class::Count).contains(&"người"));
        assert!(nouns(keys, Class::CountBefore).contains(&"đoàn viên"));
        assert!(nouns(keys, Class::CountBefore).contains(&"tổng số đoàn viên"));
    }

    #[test]
    fn no_text_breaks_it() {
        for text in ["12", "…; ,12 người", "🙂🙂 kinh phí 🙂 12 đồng"] {
            let start = text.find("12").expect("a number");
            for unit in ["đồng", "%", "USD", "kg", "người"] {
                let mut one = Figure::new(Span::new(start, text.len()), FigureKind::Count, 12.0);
                one.unit = Some(unit.into());
                one.noun = Some("…".into());
                let keys = figure_keys(text, &[one]);
                assert!(keys[0].iter().all(|key| !key.noun.is_empty()));
            }
        }
    }
}
