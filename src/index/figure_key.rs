//! The terms of a figure: one for each noun by which it may be asked for, which holds
//! the noun and the value together, so that a condition on figures is one range of the
//! term dictionary.
//!
//! A term is `class`, the noun without marks, the noun as written, the value, parted by
//! zero bytes. The noun is written in the analyzer's terms, abbreviations and their
//! expansions as one concept; values sort as bytes in the order of numbers.

use crate::article::Figure;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::sentence::sentences;

use super::figure_noun::{Nouns, last_clause, last_words, money_after, money_before};

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

/// The unit of people.
const PEOPLE: &str = "người";
/// The word before a percent of a target.
const ATTAINED: &str = "đạt";

/// Nouns that say too little about what is counted: the words before the number do.
const BARE_NOUNS: &[&str] = &["người", "lượt", "lượt người", "trường hợp", "em", "bạn"];

/// The keys of each of `figures`, whose spans lie in `text`: sorted, as in a passage.
pub fn figure_keys(text: &str, figures: &[Figure]) -> Vec<Vec<FigureKey>> {
    if figures.is_empty() {
        return Vec::new();
    }
    let mut all = sentences(text).into_iter().peekable();
    let mut sentence = Span::new(0, text.len());
    let mut found = Vec::with_capacity(figures.len());
    for figure in figures {
        while let Some(next) = all.next_if(|next| next.start <= figure.span.start) {
            sentence = next;
        }
        let before = text.get(sentence.start..figure.span.start).unwrap_or("");
        let after = text.get(figure.span.end..sentence.end).unwrap_or("");
        found.push(keys(before, figure, figure.span.of(text), after));
    }
    found
}

/// The keys of one figure, of these `words`, between those `before` and `after` in its sentence.
fn keys(before: &str, figure: &Figure, words: &str, after: &str) -> Vec<FigureKey> {
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
    // `100% CĐCS` says what it is of; `kinh phí đạt 148%` said it before.
    let says_of_what = class == Class::Percent && !noun.is_empty() && words.contains(noun);
    if says_of_what && before.trim_end().ends_with(ATTAINED) {
        counted.add(ATTAINED);
    }
    match class {
        Class::Percent if says_of_what => {}
        Class::Percent => around.of_words_before(last_clause(before)),
        _ if !plain || says_little => around.of_words_before(last_words(before)),
        _ => {}
    }
    if matches!(class, Class::Money | Class::Dollars) {
        around.of_words_before(money_before(before));
        counted.of_phrase(money_after(after));
    }
    let mut found = Vec::new();
    for value in [Some(figure.value), figure.high].into_iter().flatten() {
        add_keys(&mut found, class, &counted, value);
        add_keys(&mut found, class.before(), &around, value);
    }
    if class != Class::Percent
        && let Some(percent) = percent_of(figure)
    {
        counted.add(ATTAINED);
        add_keys(&mut found, Class::Percent, &counted, percent);
    }
    found
}

fn add_keys(keys: &mut Vec<FigureKey>, class: Class, nouns: &Nouns, value: f64) {
    for noun in nouns.iter() {
        keys.push(FigureKey {
            class,
            noun: noun.to_string(),
            value,
        });
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::FigureKind;

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
    fn money_is_found_by_the_words_before_it() {
        let text = "Huyện truy thu kinh phí CĐ được hơn 85 triệu đồng trong năm.";
        let mut one = figure(text, "hơn 85 triệu đồng", FigureKind::Money, 85e6);
        one.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[one])[0];
        let nouns = nouns(keys, Class::Money);
        for noun in ["kinh phí", "=kpcđ", "thu =kpcđ", "truy thu"] {
            assert!(nouns.contains(&noun), "{noun} in {nouns:?}");
        }
        let text = "Quận thu được 18,4 tỷ đồng kinh phí công đoàn trong năm.";
        let mut after = figure(text, "18,4 tỷ đồng", FigureKind::Money, 18.4e9);
        after.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[after])[0];
        let found: Vec<&str> = keys.iter().map(|key| key.noun.as_str()).collect();
        assert!(
            found.contains(&"kinh phí") && found.contains(&"=kpcđ"),
            "{found:?}"
        );
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
    fn a_percent_of_a_noun_is_not_of_the_words_before() {
        let text = "Từ nguồn kinh phí ấy, đạt 50% lao động được khám";
        let mut one = figure(text, "50% lao động", FigureKind::Percent, 50.0);
        one.unit = Some("%".into());
        one.noun = Some("lao động".into());
        let keys = &figure_keys(text, &[one])[0];
        assert_eq!(nouns(keys, Class::PercentBefore), Vec::<&str>::new());
        let own = nouns(keys, Class::Percent);
        assert!(own.contains(&"lao động") && own.contains(&"đạt"), "{own:?}");
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
