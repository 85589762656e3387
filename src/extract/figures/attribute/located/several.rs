//! Words that speak of several districts at once: `ba quận`, `các huyện`, `toàn tỉnh`.

use crate::gazetteer::{Kind, gazetteer};
use crate::text::{Span, Token, TokenKind, tokens};

/// Numbers of places, as words; `năm` is mostly the year.
const COUNTS: [&str; 10] = [
    "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "các", "những",
];
/// What is counted: districts, or what may be any place.
const UNITS: [&str; 4] = ["quận", "huyện", "thị xã", "địa phương"];
/// What more may be counted with it.
const TYPES: [&str; 4] = ["quận", "huyện", "thị xã", "thành phố"];
/// The whole of a province.
const WHOLE: [&str; 2] = ["toàn", "cả"];
/// Words right before that do not set the places apart from one of them: `cả ba quận`, `của ba
/// quận`, `LĐLĐ ba quận`; `một trong ba quận` does.
const LEADING: [&str; 12] = [
    "cả", "chung", "cộng", "tổng", "của", "lđlđ", "đoàn", "tại", "ở", "thì", "có", "tính",
];
/// What may stand between two districts of a list.
const JOINING: [&str; 12] = [
    ",", ";", "và", "cùng", "với", "lđlđ", "liên", "đoàn", "lao", "động", "công", "các",
];
/// The longest such words, in bytes.
const LONGEST_GAP: usize = 40;
/// No province has more districts.
const MOST_PLACES: f64 = 100.0;

/// Whether two places of `text` follow each other in a list.
pub(super) fn joins(text: &str, one: Span, other: Span) -> bool {
    if other.start < one.end || other.start - one.end > LONGEST_GAP {
        return false;
    }
    let between = text.get(one.end..other.start).unwrap_or(".").to_lowercase();
    let spaced = between.replace(',', " , ").replace(';', " ; ");
    let mut words = spaced.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| JOINING.contains(&word))
}

/// Whether `between`, in lower case, turns from several districts to the article's own: `riêng
/// quận`, `…, huyện kết nạp`.
pub(super) fn turns_back(between: &str) -> bool {
    let own = ["quận ", "huyện ", "thị xã "];
    let leads = ["riêng ", ", ", "; ", "lđlđ "];
    own.iter().any(|own| {
        let mut found = between.match_indices(own);
        found.any(|(at, _)| leads.iter().any(|lead| between[..at].ends_with(lead)))
    })
}

/// Where `text`, of an article about the facet path `own`, speaks of several districts without
/// naming them, and whether of all in the province.
pub(super) fn counted(text: &str, own: &str) -> Vec<(Span, bool)> {
    let mut found = Vec::new();
    if !UNITS
        .iter()
        .chain(&["tỉnh", "thành phố"])
        .any(|word| text.contains(word))
    {
        return found;
    }
    let all: Vec<Token> = tokens(text).collect();
    let words: Vec<String> = all
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .collect();
    for i in 0..all.len() {
        let some = several(&all, &words, text, i);
        let Some(length) = some.or_else(|| whole(&words, i, own)) else {
            continue;
        };
        // a clause begins, or a word that leads to it stands there
        let opens = i == 0 || {
            let gap = text.get(all[i - 1].span.end..all[i].span.start);
            gap.is_none_or(|gap| gap.contains([',', ';', ':', '.', '(', '!', '?', '"', '“', '\n']))
        };
        if opens || LEADING.contains(&words[i - 1].as_str()) {
            let span = Span::new(all[i].span.start, all[i + length - 1].span.end);
            found.push((span, some.is_none()));
        }
    }
    found
}

/// How many words from `at` on count districts: `ba quận`, `12 huyện`, `các địa phương`.
fn several(all: &[Token], words: &[String], text: &str, at: usize) -> Option<usize> {
    let number = all[at].kind == TokenKind::Number;
    let counts = match number {
        true => {
            let digits = all[at].span.of(text);
            digits
                .parse::<f64>()
                .is_ok_and(|count| (2.0..MOST_PLACES).contains(&count))
        }
        false => COUNTS.contains(&words[at].as_str()),
    };
    if !counts {
        return None;
    }
    for unit in UNITS {
        let length = unit.split(' ').count();
        let named = words.get(at + 1..at + 1 + length)?;
        if !named.iter().map(String::as_str).eq(unit.split(' ')) {
            continue;
        }
        let mut end = at + 1 + length;
        // `các quận, huyện, thị xã`
        while let Some(more) = TYPES.iter().find(|more| {
            let mut syllables = more.split(' ').enumerate();
            syllables.all(|(i, syllable)| words.get(end + i).is_some_and(|word| word == syllable))
        }) {
            end += more.split(' ').count();
        }
        return Some(end - at);
    }
    None
}

/// How many words from `at` on mean the whole province: `toàn tỉnh`, and of a city that is one
/// `toàn thành phố`.
fn whole(words: &[String], at: usize, own: &str) -> Option<usize> {
    if !WHOLE.contains(&words[at].as_str()) {
        return None;
    }
    let word = |i: usize| words.get(at + i).map_or("", String::as_str);
    match (word(1), word(2)) {
        ("tỉnh", _) => Some(2),
        ("thành", "phố") if is_city(own) => Some(3),
        _ => None,
    }
}

/// Whether the province of a facet path is a city, and the district none.
fn is_city(path: &str) -> bool {
    let mut names = path.split('/').skip(1);
    let province = names.next().unwrap_or("");
    let tables = gazetteer();
    let known = tables.provinces.iter().find(|known| {
        let mut called = known.names.iter().map(|(name, _)| *name);
        called.any(|name| name == province)
    });
    if !known.is_some_and(|known| known.city) {
        return false;
    }
    let Some(district) = names.next() else {
        return true;
    };
    !tables.districts_named(district).iter().any(|&id| {
        let states = &tables.district(id).states;
        states.iter().any(|state| state.kind == Kind::ThanhPho)
            && tables.paths(id).iter().any(|own| own == path)
    })
}
