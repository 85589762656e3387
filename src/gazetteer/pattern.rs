//! The one automaton that runs over a text: type words, names of organisations,
//! and the names of provinces and districts in their spellings.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use super::table::{Gazetteer, gazetteer, key};
use super::unit::{DistrictId, Kind, ProvinceId};
use crate::text::tone;

/// The organisation that stands before a type word or a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prefix {
    /// A trade union: `LĐLĐ`, `Liên đoàn Lao động`, `Công đoàn`.
    Union,
    /// Party, government or another body of the unit: `UBND`, `Quận ủy`, `BHXH`.
    Office,
}

/// A name of a province, of districts, or of both.
#[derive(Debug)]
pub struct NameEntry {
    /// The province that bears it.
    pub province: Option<ProvinceId>,
    /// The districts that bear or bore it.
    pub districts: Vec<DistrictId>,
    /// Whether it means a place only with a type word or another sign: a common word,
    /// a person (`Hồ Chí Minh`), a weak name (`Thủ đô`, `Sài Gòn`).
    pub needs_sign: bool,
    /// Whether it begins like a person's name.
    pub is_surname: bool,
    /// Whether it is also a common word.
    pub is_word: bool,
}

/// What a pattern of the automaton stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pattern {
    /// A type word.
    Kind(Kind),
    /// `Q1`: type word and number in one.
    Numbered(u8),
    /// An organisation, with the kind its name implies (`Quận ủy`).
    Prefix(Prefix, Option<Kind>),
    /// A name: its place among the entries.
    Name(u16),
}

pub(super) struct Patterns {
    automaton: AhoCorasick,
    heads: Heads,
    patterns: Vec<Pattern>,
    pub names: Vec<NameEntry>,
}

impl Patterns {
    /// The first pattern in `text` from byte `from` on, of several at one place the longest:
    /// where it stands and what it stands for.
    pub fn next(&self, text: &str, from: usize) -> Option<(Range<usize>, Pattern)> {
        let bytes = text.as_bytes();
        for at in from..bytes.len() {
            if !self.heads.may_begin(bytes, at) {
                continue;
            }
            let input = Input::new(text).range(at..).anchored(Anchored::Yes);
            if let Some(hit) = self.automaton.find(input) {
                return Some((hit.range(), self.patterns[hit.pattern().as_usize()]));
            }
        }
        None
    }
}

/// The heads of all patterns, by which most places of a text are told to begin none:
/// cheaper than a step of the automaton.
struct Heads {
    /// First bytes.
    first: [bool; 256],
    /// The first two bytes of the patterns that have two or three.
    short: Bits,
    /// The first four of all others.
    long: Bits,
}

/// A set of numbers below 65,536.
type Bits = Box<[u64; 1 << 10]>;

impl Heads {
    fn of(patterns: &[String]) -> Heads {
        let mut heads = Heads {
            first: [false; 256],
            short: Box::new([0; 1 << 10]),
            long: Box::new([0; 1 << 10]),
        };
        for pattern in patterns {
            let (bits, place) = match *pattern.as_bytes() {
                [a, b, c, d, ..] => (&mut heads.long, Heads::mixed([a, b, c, d])),
                [a, b, ..] => (&mut heads.short, u16::from_le_bytes([a, b])),
                _ => continue,
            };
            bits[usize::from(place >> 6)] |= 1 << (place & 63);
            heads.first[usize::from(pattern.as_bytes()[0])] = true;
        }
        heads
    }

    /// Whether a pattern may stand at byte `at`.
    #[inline]
    fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        if !self.first[usize::from(bytes[at])] {
            return false;
        }
        let has = |bits: &Bits, place: u16| bits[usize::from(place >> 6)] >> (place & 63) & 1 == 1;
        match bytes[at..] {
            [a, b, c, d, ..] => {
                has(&self.long, Heads::mixed([a, b, c, d]))
                    || has(&self.short, u16::from_le_bytes([a, b]))
            }
            _ => true,
        }
    }

    /// A number for four bytes, which others may share.
    fn mixed(four: [u8; 4]) -> u16 {
        (u32::from_le_bytes(four).wrapping_mul(0x9e37_79b1) >> 16) as u16
    }
}

/// The automaton, built on the first call.
pub(super) fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| build(gazetteer()))
}

const KINDS: &[(&str, Kind)] = &[
    ("quận", Kind::Quan),
    ("Q.", Kind::Quan),
    ("huyện", Kind::Huyen),
    ("H.", Kind::Huyen),
    ("thị xã", Kind::ThiXa),
    ("TX", Kind::ThiXa),
    ("T X", Kind::ThiXa),
    ("thành phố", Kind::ThanhPho),
    ("TP", Kind::ThanhPho),
    ("phường", Kind::Phuong),
    ("P.", Kind::Phuong),
    ("xã", Kind::Xa),
    ("thị trấn", Kind::ThiTran),
    ("đặc khu", Kind::DacKhu),
    ("tỉnh", Kind::Tinh),
];

const UNIONS: &[&str] = &[
    "LĐLĐ",
    "LĐLD",
    "Liên đoàn lao động",
    "liên đoàn lao động",
    "công đoàn",
    "CĐ",
];

const OFFICES: &[&str] = &[
    "UBND",
    "UNBD",
    "ủy ban nhân dân",
    "HĐND",
    "hội đồng nhân dân",
    "MTTQ",
    "UBMTTQ",
    "mặt trận tổ quốc",
    "đảng ủy",
    "đảng bộ",
    "BHXH",
    "bảo hiểm xã hội",
    "hội LHPN",
    "hội liên hiệp phụ nữ",
    "đoàn thanh niên",
    "hội nông dân",
    "hội chữ thập đỏ",
    "chi cục thuế",
    "phòng LĐ-TB&XH",
    "phòng LĐTBXH",
    "phòng GD&ĐT",
    "phòng GD-ĐT",
    "phòng giáo dục và đào tạo",
    "phòng lao động - thương binh và xã hội",
    "phòng nội vụ",
    "trung tâm y tế",
    "tòa án nhân dân",
    "TAND",
    "viện kiểm sát nhân dân",
    "ban chỉ huy quân sự",
];

const IMPLYING: &[(&str, Kind)] = &[
    ("quận ủy", Kind::Quan),
    ("huyện ủy", Kind::Huyen),
    ("thị ủy", Kind::ThiXa),
    ("thành ủy", Kind::ThanhPho),
    ("tỉnh ủy", Kind::Tinh),
    ("quận đoàn", Kind::Quan),
    ("huyện đoàn", Kind::Huyen),
    ("thị đoàn", Kind::ThiXa),
    ("thành đoàn", Kind::ThanhPho),
    ("tỉnh đoàn", Kind::Tinh),
];

fn build(tables: &Gazetteer) -> Patterns {
    let mut list = List::default();
    for (word, kind) in KINDS {
        for spelling in word_spellings(word) {
            list.add(spelling, Pattern::Kind(*kind));
        }
    }
    for number in 1..=12 {
        list.add(format!("Q{number}"), Pattern::Numbered(number));
    }
    for (words, prefix) in [(UNIONS, Prefix::Union), (OFFICES, Prefix::Office)] {
        for word in words {
            for spelling in word_spellings(word) {
                list.add(spelling, Pattern::Prefix(prefix, None));
            }
        }
    }
    for (word, kind) in IMPLYING {
        for spelling in word_spellings(word) {
            list.add(spelling, Pattern::Prefix(Prefix::Office, Some(*kind)));
        }
    }
    let names = names(tables, &mut list);
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .start_kind(StartKind::Anchored)
        .build(&list.spellings)
        .expect("the embedded names fit an automaton");
    Patterns {
        automaton,
        heads: Heads::of(&list.spellings),
        patterns: list.patterns,
        names,
    }
}

#[derive(Default)]
struct List {
    spellings: Vec<String>,
    patterns: Vec<Pattern>,
    seen: HashMap<String, ()>,
}

impl List {
    fn add(&mut self, spelling: String, pattern: Pattern) {
        if self.seen.insert(spelling.clone(), ()).is_none() {
            self.spellings.push(spelling);
            self.patterns.push(pattern);
        }
    }
}

fn names(tables: &Gazetteer, list: &mut List) -> Vec<NameEntry> {
    let mut entries: Vec<NameEntry> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut entry_of = |name: &str, entries: &mut Vec<NameEntry>| {
        *by_key.entry(key(name)).or_insert_with(|| {
            entries.push(NameEntry {
                province: None,
                districts: Vec::new(),
                needs_sign: false,
                is_surname: false,
                is_word: false,
            });
            entries.len() - 1
        })
    };
    for (i, province) in tables.provinces.iter().enumerate() {
        let official = province.names.iter().map(|(name, _)| *name);
        for name in official.chain(province.variants.iter().copied()) {
            let at = entry_of(name, &mut entries);
            entries[at].province = Some(ProvinceId(i as u8));
            entries[at].needs_sign |= name == "Hồ Chí Minh";
            add_spellings(list, name, at);
        }
        for name in &province.weak {
            let at = entry_of(name, &mut entries);
            entries[at].province = Some(ProvinceId(i as u8));
            entries[at].needs_sign = true;
            add_spellings(list, name, at);
        }
    }
    for (i, district) in tables.districts.iter().enumerate() {
        let official = district.states.iter().map(|state| state.name);
        for name in official.chain(district.variants.iter().copied()) {
            if name.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let at = entry_of(name, &mut entries);
            let id = DistrictId(i as u16);
            if !entries[at].districts.contains(&id) {
                entries[at].districts.push(id);
            }
            entries[at].is_word |= district.is_word;
            let lone = !name.contains([' ', '-']);
            // a name that is a province's too means the province when it stands alone
            let plain_province = entries[at].province.is_some() && name != "Vũng Tàu";
            if !plain_province {
                entries[at].needs_sign |= district.is_word || lone;
                entries[at].is_surname |= district.is_surname;
            }
            add_spellings(list, name, at);
        }
    }
    entries
}

fn add_spellings(list: &mut List, name: &str, at: usize) {
    for spelling in [name.to_string(), other_tones(name)] {
        list.add(spelling.to_uppercase(), Pattern::Name(at as u16));
        list.add(spelling, Pattern::Name(at as u16));
    }
}

/// `word` in lower case, with a capital, with capitals, in capitals; both tone placements.
/// An abbreviation is taken as it is, and with its first letter alone in capitals.
fn word_spellings(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for base in [word.to_string(), other_tones(word)] {
        let titled: Vec<String> = base.split(' ').map(capitalised).collect();
        out.extend([
            capitalised(&base),
            titled.join(" "),
            base.to_uppercase(),
            base.clone(),
        ]);
        // the press: Ủy ban nhân dân, Liên đoàn Lao động, Bảo hiểm Xã hội
        if let Some((head, tail)) = base.split_once(' ')
            && let Some((second, rest)) = tail.split_once(' ')
        {
            out.push(format!(
                "{} {second} {}",
                capitalised(head),
                capitalised(rest)
            ));
        }
        if matches!(word, "TP" | "TX") {
            out.push(capitalised(&base.to_lowercase()));
            out.push(base.to_lowercase());
        }
    }
    out
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `name` with every open `òa`, `ủy` in the other tone placement.
fn other_tones(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for (i, word) in name.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        match tone::other_placement(&lower) {
            Some(other) if lower != word => out.push_str(&capitalised(&other)),
            Some(other) => out.push_str(&other),
            None => out.push_str(word),
        }
    }
    out
}
