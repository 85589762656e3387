//! The administrative units: provinces, districts with their states over time,
//! and the wards of July 2025. A unit's id is its identity; its names are not.

use jiff::civil::{Date, date};

/// The day the districts were abolished and the provinces merged.
pub const REFORM: Date = date(2025, 7, 1);

/// A province: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvinceId(pub u8);

/// A district over all its names and ranks: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DistrictId(pub u16);

/// A ward, commune or special zone of July 2025: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WardId(pub u16);

/// The type word of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `tỉnh`
    Tinh,
    /// `thành phố`, of either level
    ThanhPho,
    /// `quận`
    Quan,
    /// `huyện`
    Huyen,
    /// `thị xã`
    ThiXa,
    /// `phường`
    Phuong,
    /// `xã`
    Xa,
    /// `thị trấn`
    ThiTran,
    /// `đặc khu`
    DacKhu,
}

impl Kind {
    /// The type word as it is written in running text.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Tinh => "tỉnh",
            Kind::ThanhPho => "thành phố",
            Kind::Quan => "quận",
            Kind::Huyen => "huyện",
            Kind::ThiXa => "thị xã",
            Kind::Phuong => "phường",
            Kind::Xa => "xã",
            Kind::ThiTran => "thị trấn",
            Kind::DacKhu => "đặc khu",
        }
    }

    /// The kind whose [`Kind::word`] is `word`.
    pub fn of_word(word: &str) -> Option<Kind> {
        const ALL: [Kind; 9] = [
            Kind::Tinh,
            Kind::ThanhPho,
            Kind::Quan,
            Kind::Huyen,
            Kind::ThiXa,
            Kind::Phuong,
            Kind::Xa,
            Kind::ThiTran,
            Kind::DacKhu,
        ];
        ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether a district can be of this kind.
    pub fn is_district(self) -> bool {
        matches!(
            self,
            Kind::Quan | Kind::Huyen | Kind::ThiXa | Kind::ThanhPho
        )
    }

    /// Whether a unit below the district is of this kind.
    pub fn is_ward(self) -> bool {
        matches!(self, Kind::Phuong | Kind::Xa | Kind::ThiTran | Kind::DacKhu)
    }
}

/// From its first day to the day after its last; an open end means "as far as we know".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// The day it no longer held.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on `day`.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Validity) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) => end <= start,
            _ => false,
        };
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// A province, under the names it bore.
#[derive(Debug)]
pub struct Province {
    /// Its names, the oldest first.
    pub names: Vec<(&'static str, Validity)>,
    /// Whether it is a centrally run city.
    pub city: bool,
    /// The province it is part of since July 2025; often itself.
    pub successor: ProvinceId,
    /// Other spellings.
    pub variants: Vec<&'static str>,
    /// Names that need context: `HN`, `Thủ đô`, `Sài Gòn`.
    pub weak: Vec<&'static str>,
}

impl Province {
    /// The latest name.
    pub fn name(&self) -> &'static str {
        self.names.last().map_or("", |(name, _)| name)
    }

    /// The name on `day`.
    pub fn name_on(&self, day: Date) -> &'static str {
        self.names
            .iter()
            .find(|(_, validity)| validity.holds(day))
            .map_or_else(|| self.name(), |(name, _)| name)
    }
}

/// What a district was called, and what it was, for some time.
#[derive(Debug)]
pub struct State {
    /// Its rank.
    pub kind: Kind,
    /// Its name.
    pub name: &'static str,
    /// Its province.
    pub province: ProvinceId,
    /// When.
    pub validity: Validity,
    /// Its name as a facet value: with its kind where the name repeats within the province.
    pub label: String,
}

/// A quận, huyện, thị xã or city below a province, over all its states.
#[derive(Debug)]
pub struct District {
    /// Its states, the oldest first; never empty.
    pub states: Vec<State>,
    /// The province it lies in since July 2025.
    pub province2025: ProvinceId,
    /// Its facet value since July 2025.
    pub label2025: String,
    /// Other spellings.
    pub variants: Vec<&'static str>,
    /// Whether the name is also a common word or a person's name.
    pub is_word: bool,
    /// Whether the name begins like a person's: with a family name.
    pub is_surname: bool,
}

impl District {
    /// The state on `day`; the last one where it is over, the first where it had not begun.
    pub fn state_on(&self, day: Date) -> &State {
        let started = |state: &&State| state.validity.from.is_none_or(|from| from <= day);
        self.states
            .iter()
            .rev()
            .find(started)
            .unwrap_or(&self.states[0])
    }

    /// The last state before the reform.
    pub fn last_state(&self) -> &State {
        &self.states[self.states.len() - 1]
    }

    /// Whether it existed on `day`; after the reform, whether it existed until then.
    pub fn exists_on(&self, day: Date) -> bool {
        self.states.iter().any(|state| state.validity.holds(day))
    }
}

/// A ward, commune or special zone of July 2025.
#[derive(Debug)]
pub struct Ward {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: &'static str,
    /// Its province, as of 2025.
    pub province: ProvinceId,
    /// The old districts it was made from, the main one first; never empty.
    pub districts: Vec<DistrictId>,
    /// Other spellings.
    pub variants: Vec<&'static str>,
    /// Whether the name is also a common word.
    pub is_word: bool,
}

impl Ward {
    /// The facet value: `phường Tây Hồ`.
    pub fn label(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}
