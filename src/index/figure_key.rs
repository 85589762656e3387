//! By which words a figure may be asked for, kept together with its value.
//!
//! Each key is a run of words in a window of positions of its own; the values of the
//! windows stand in a column in the same order. A condition on figures is a phrase in
//! one window, whose value is then read from the column: noun and value of one figure
//! stay together, and the dictionary holds words, not numbers.

use std::rc::Rc;

use crate::analysis::{Analyzer, Terms};
use crate::article::Figure;
use crate::text::Span;
use crate::text::fold::{fold, fold_into, lower};
use crate::text::sentence::sentences;

use super::figure_noun::{
    Nouns, Phrase, PhraseWord, last_clause, last_words, money_after, money_before,
};
use super::words::PlacedWords;

/// Positions of one window: more than any run of words takes.
pub const WINDOW: u32 = 64;

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

/// Where in a key a noun may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Begin {
    /// At the beginning of the counted noun, or of an item of a list.
    Head,
    /// At any word: the words before a number name it as they like.
    Anywhere,
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

    /// The kinds of keys that figures of this class bear.
    pub fn begins(self) -> &'static [Begin] {
        match self {
            Class::Count | Class::Percent => &[Begin::Head],
            Class::CountBefore | Class::PercentBefore => &[Begin::Anywhere],
            Class::Money | Class::Dollars => &[Begin::Head, Begin::Anywhere],
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

    /// The letter that the terms of a kind of keys begin with; at a beginning, another one.
    fn letter(self, begin: Begin, first: bool) -> char {
        let letter = match (self, begin) {
            (Class::Count, _) => 'c',
            (Class::CountBefore, _) => 'b',
            (Class::Money, Begin::Head) => 'm',
            (Class::Money, Begin::Anywhere) => 'n',
            (Class::Dollars, Begin::Head) => 'u',
            (Class::Dollars, Begin::Anywhere) => 'v',
            (Class::Percent, _) => 'p',
            (Class::PercentBefore, _) => 'q',
        };
        match begin {
            Begin::Head if first => letter.to_ascii_uppercase(),
            _ => letter,
        }
    }
}

/// Words by which one figure is asked for, and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureKey {
    /// What the value counts.
    pub class: Class,
    /// Where a noun may begin in the words.
    pub begin: Begin,
    /// The words, in the analyzer's terms.
    pub words: Rc<Phrase>,
    /// The value.
    pub value: f64,
}

impl FigureKey {
    /// Adds the terms of this key as the window number `window` of a passage.
    fn push_to(&self, words: &mut PlacedWords, window: u32) {
        let mut push = |first: bool, word: PhraseWord<'_>| {
            words.push_with(window * WINDOW + word.at, |text| {
                push_term(text, self.class, self.begin, first, word.text);
            });
        };
        for word in self.words.words() {
            let head = self.begin == Begin::Head;
            if head && word.begins {
                push(true, word);
            }
            // The first word of all follows none.
            if !head || word.at > 0 {
                push(false, word);
            }
        }
    }
}

/// The terms of the keys of a passage, and their values in the order of their windows.
pub fn indexed(keys: &[Vec<FigureKey>]) -> (PlacedWords, Vec<f64>) {
    let mut words = PlacedWords::default();
    let mut values = Vec::new();
    for key in keys.iter().flatten() {
        key.push_to(&mut words, values.len() as u32);
        values.push(key.value);
    }
    (words, values)
}

/// How all terms of this kind begin that are `word` but for its marks.
pub fn any_marks(class: Class, begin: Begin, first: bool, word: &str) -> String {
    format!("{}{}\0", class.letter(begin, first), fold(word))
}

/// The term of `word`.
pub fn term(class: Class, begin: Begin, first: bool, word: &str) -> String {
    let mut term = String::new();
    push_term(&mut term, class, begin, first, word);
    term
}

/// Appends that term.
fn push_term(term: &mut String, class: Class, begin: Begin, first: bool, word: &str) {
    term.push(class.letter(begin, first));
    fold_into(word, term);
    term.push('\0');
    term.push_str(word);
}

/// The unit of people.
const PEOPLE: &str = "người";
/// The word before a percent of a target.
const ATTAINED: &str = "đạt";

/// Nouns that say too little about what is counted: the words before the number do.
const BARE_NOUNS: &[&str] = &["người", "lượt", "lượt người", "trường hợp", "em", "bạn"];

/// The keys of each of `figures`, whose spans lie in `text`: sorted, as in a passage.
pub fn figure_keys(text: &str, figures: &[Figure]) -> Vec<Vec<FigureKey>> {
    match figures.is_empty() {
        true => Vec::new(),
        false => keys_by_terms(text, &Analyzer::Exact.terms(text), figures),
    }
}

/// The same of a text whose terms with diacritics are at hand.
pub fn keys_by_terms(text: &str, terms: &Terms, figures: &[Figure]) -> Vec<Vec<FigureKey>> {
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
        found.push(keys(text, terms, sentence, figure));
    }
    found
}

/// The keys of one figure in this sentence of `text`.
fn keys(text: &str, terms: &Terms, sentence: Span, figure: &Figure) -> Vec<FigureKey> {
    let at = figure.span.start;
    let before = text.get(sentence.start..at).unwrap_or("");
    let after = text.get(figure.span.end..sentence.end).unwrap_or("");
    let words = figure.span.of(text);
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
    let says_little = noun.is_empty() || BARE_NOUNS.contains(&&*lower(noun));
    // `100% CĐCS` says what it is of; `kinh phí đạt 148%` said it before.
    let says_of_what = class == Class::Percent && !noun.is_empty() && words.contains(noun);
    if says_of_what && before.trim_end().ends_with(ATTAINED) {
        counted.add(ATTAINED);
    }
    match class {
        Class::Percent if says_of_what => {}
        Class::Percent => {
            around.of_words_before(terms, Span::new(at - last_clause(before).len(), at));
        }
        _ if !plain || says_little => {
            around.of_words_before(terms, Span::new(at - last_words(before).len(), at));
        }
        _ => {}
    }
    if matches!(class, Class::Money | Class::Dollars) {
        if let Some(name) = money_before(text, terms, sentence.start, at) {
            around.of_words_before(terms, name);
        }
        counted.of_phrase(money_after(after));
    }
    let mut found = Vec::new();
    for value in [Some(figure.value), figure.high].into_iter().flatten() {
        add_keys(&mut found, class, Begin::Head, &counted, value);
        add_keys(&mut found, class.before(), Begin::Anywhere, &around, value);
    }
    if class != Class::Percent
        && let Some(percent) = percent_of(figure)
    {
        counted.add(ATTAINED);
        add_keys(&mut found, Class::Percent, Begin::Head, &counted, percent);
    }
    found
}

fn add_keys(keys: &mut Vec<FigureKey>, class: Class, begin: Begin, nouns: &Nouns, value: f64) {
    for words in nouns.iter() {
        keys.push(FigureKey {
            class,
            begin,
            words: Rc::clone(words),
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
    use super::super::figure_noun::noun_units;
    use super::*;
    use crate::article::FigureKind;

    /// A figure whose span is `words` in `text`.
    fn figure(text: &str, words: &str, kind: FigureKind, value: f64) -> Figure {
        let start = text.find(words).expect("the figure stands in the text");
        Figure::new(Span::new(start, start + words.len()), kind, value)
    }

    /// Whether a key of this class bears the noun, whose words stand in it side by side.
    fn bears(keys: &[FigureKey], class: Class, noun: &str) -> bool {
        let units = noun_units(noun, false);
        let offsets: Vec<u32> = units.iter().map(|unit| unit.at).collect();
        let fits = |i: usize, text: &str| units[i].text == text;
        let mut of_class = keys.iter().filter(|key| key.class == class);
        of_class.any(|key| key.words.bears(&offsets, fits))
    }

    #[test]
    fn words_have_terms_of_their_own_at_a_beginning() {
        let head = term(Class::Count, Begin::Head, true, "đoàn");
        assert!(head.starts_with(&any_marks(Class::Count, Begin::Head, true, "doan")));
        assert_ne!(head, term(Class::Count, Begin::Head, false, "đoàn"));
        assert_ne!(head, term(Class::Money, Begin::Head, true, "đoàn"));
        let free = |first| term(Class::Money, Begin::Anywhere, first, "quỹ");
        assert_eq!(free(true), free(false));
    }

    #[test]
    fn each_key_has_a_window_and_a_value() {
        let text = "phát triển 75 đoàn viên mới";
        let mut one = figure(text, "75 đoàn viên mới", FigureKind::Count, 75.0);
        one.noun = Some("đoàn viên mới".into());
        let (words, amounts) = indexed(&[figure_keys(text, &[one.clone()]).remove(0), Vec::new()]);
        assert_eq!(amounts, [75.0]);
        let positions =
            |words: &PlacedWords| -> Vec<u32> { words.iter().map(|(at, _)| at).collect() };
        assert!(positions(&words).iter().all(|at| *at < WINDOW));
        let two = figure_keys(text, &[one.clone(), one]);
        let (words, amounts) = indexed(&two);
        assert_eq!(amounts, [75.0, 75.0]);
        let second = positions(&words).iter().filter(|at| **at >= WINDOW).count();
        assert_eq!(second * 2, words.iter().count());
    }

    #[test]
    fn a_count_bears_the_beginnings_of_its_noun() {
        let text = "đã giới thiệu 12 đồng chí cán bộ phường";
        let mut one = figure(text, "12 đồng chí cán bộ phường", FigureKind::Count, 12.0);
        one.noun = Some("đồng chí cán bộ phường".into());
        one.unit = Some("người".into());
        let keys = &figure_keys(text, &[one])[0];
        for noun in ["đồng chí", "đồng chí cán bộ", "cán bộ", "cán bộ phường"] {
            assert!(bears(keys, Class::Count, noun), "{noun} in {keys:?}");
        }
        assert!(!bears(keys, Class::Count, "giới thiệu") && !bears(keys, Class::Count, "phường"));
        assert!(keys.iter().all(|key| key.value == 12.0));
    }

    #[test]
    fn money_is_found_by_the_words_before_it() {
        let text = "Huyện truy thu kinh phí CĐ được hơn 85 triệu đồng trong năm.";
        let mut one = figure(text, "hơn 85 triệu đồng", FigureKind::Money, 85e6);
        one.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[one])[0];
        for noun in [
            "kinh phí",
            "kinh phí CĐ",
            "thu kinh phí công đoàn",
            "truy thu",
        ] {
            assert!(bears(keys, Class::Money, noun), "{noun} in {keys:?}");
        }
        let text = "Quận thu được 18,4 tỷ đồng kinh phí công đoàn trong năm.";
        let mut after = figure(text, "18,4 tỷ đồng", FigureKind::Money, 18.4e9);
        after.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[after])[0];
        for noun in ["kinh phí", "kinh phí công đoàn"] {
            assert!(bears(keys, Class::Money, noun), "{noun} in {keys:?}");
        }
        let text = "Kinh phí của các doanh nghiệp chưa có tổ chức, qua rà soát và nhắc nhở nhiều lần, ở 12 đơn vị, với số tiền là: 2 tỷ đồng";
        let mut far = figure(text, "2 tỷ đồng", FigureKind::Money, 2e9);
        far.unit = Some("đồng".into());
        let keys = &figure_keys(text, &[far])[0];
        for noun in ["kinh phí", "số tiền"] {
            assert!(bears(keys, Class::Money, noun), "{noun} in {keys:?}");
        }
        assert!(!bears(keys, Class::Money, "12"));
    }

    #[test]
    fn a_ratio_is_a_count_and_a_percent_that_was_attained() {
        let text = "vận động thành lập 24/52 CĐCS";
        let mut one = figure(text, "24/52 CĐCS", FigureKind::Ratio, 24.0);
        one.noun = Some("CĐCS".into());
        one.target = Some(52.0);
        let keys = &figure_keys(text, &[one.clone()])[0];
        assert!(bears(keys, Class::Count, "CĐCS"));
        assert!(bears(keys, Class::Percent, "đạt"));
        assert!(bears(keys, Class::Percent, "công đoàn cơ sở"));
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
        assert!(bears(&keys[0], Class::PercentBefore, "kinh phí đạt"));
        for (noun, expected) in [("đoàn phí đạt", true), ("đạt", true), ("kinh phí", false)]
        {
            let found = bears(&keys[1], Class::PercentBefore, noun);
            assert_eq!(found, expected, "{noun}");
        }
    }

    #[test]
    fn a_percent_of_a_noun_is_not_of_the_words_before() {
        let text = "Từ nguồn kinh phí ấy, đạt 50% lao động được khám";
        let mut one = figure(text, "50% lao động", FigureKind::Percent, 50.0);
        one.unit = Some("%".into());
        one.noun = Some("lao động".into());
        let keys = &figure_keys(text, &[one])[0];
        assert!(keys.iter().all(|key| key.class != Class::PercentBefore));
        assert!(bears(keys, Class::Percent, "lao động"));
        assert!(bears(keys, Class::Percent, "đạt"));
    }

    #[test]
    fn a_bare_person_is_named_by_the_words_before() {
        let text = "nâng tổng số đoàn viên lên 18.446 người";
        let mut one = figure(text, "18.446 người", FigureKind::Count, 18446.0);
        one.noun = Some("người".into());
        one.unit = Some("người".into());
        let keys = &figure_keys(text, &[one])[0];
        assert!(bears(keys, Class::Count, "người"));
        assert!(bears(keys, Class::CountBefore, "đoàn viên"));
        assert!(bears(keys, Class::CountBefore, "tổng số đoàn viên"));
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
                assert!(keys[0].iter().all(|key| key.words.words().next().is_some()));
            }
        }
    }
}
