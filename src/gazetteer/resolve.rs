//! Understands a place name as a person types it in a flag or a query, with or
//! without marks, type word or province, and gives the facet paths that it covers.

mod asked;
mod names;

use super::table::{Gazetteer, folded_key, gazetteer};
use super::unit::{DistrictId, Kind, ProvinceId, WardId};
use crate::text::distance;
use asked::{Asked, without_kind};
use names::{Index, district_names, matching, province_names, ward_names};

/// How many near names an unknown one is answered with.
const SUGGESTIONS: usize = 5;

/// What a typed name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// One place.
    Unique(Choice),
    /// Several places bear the name.
    Ambiguous(Vec<Choice>),
    /// None does; these come nearest.
    Unknown(Vec<Choice>),
}

/// A place that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its facet value: `Ba Đình`, `Kỳ Anh (thị xã)`.
    pub name: String,
    /// Its type word: `quận`, `thị xã`, `tỉnh`.
    pub kind: &'static str,
    /// The province it lies in: the last one before July 2025 (of a ward, the new one).
    pub province: &'static str,
    /// The facet paths to filter by, the current name first: a unit is followed across
    /// renames, upgrades and provinces, a merged province to its predecessors.
    pub paths: Vec<String>,
}

impl Choice {
    /// How to name it so that nothing is left open: `quận Hoàng Mai, Hà Nội`.
    pub fn full_name(&self) -> String {
        if self.name == self.province {
            return format!("{} {}", self.kind, self.name);
        }
        let bare = self.name.split(" (").next().unwrap_or(&self.name);
        if bare.to_lowercase().starts_with(self.kind) {
            return format!("{bare}, {}", self.province);
        }
        format!("{} {bare}, {}", self.kind, self.province)
    }
}

/// The district (or, with its type word, the ward) that `name` means. Takes `Ba Đình`,
/// `ba dinh`, `quận Ba Đình`, `Q. Ba Đình`, `/Hà Nội/Ba Đình`, `Ba Đình, Hà Nội`.
pub fn resolve_district(name: &str) -> Resolution {
    let tables = gazetteer();
    let asked = Asked::read(name);
    for (kind, bare) in asked.readings() {
        let mut choices = Vec::new();
        if kind.is_none_or(Kind::is_district) {
            let mut ids = matching(district_names(), &bare);
            asked.narrow_by_province(&mut ids, |id, folded| in_province(tables, id, folded));
            let of_kind = |id: &DistrictId| {
                let states = &tables.district(*id).states;
                states.iter().any(|state| Some(state.kind) == kind)
            };
            if kind.is_some() && ids.iter().any(of_kind) {
                ids.retain(of_kind);
            }
            asked.narrow_by_label(tables, &mut ids);
            choices = merged(ids.into_iter().map(district_choice));
        }
        if choices.is_empty() {
            let mut ids = matching(ward_names(), &bare);
            asked.narrow_by_province(&mut ids, |id, folded| {
                province_matches(tables, tables.ward(id).province, folded)
            });
            ids.retain(|&id| kind.is_none_or(|kind| tables.ward(id).kind == kind));
            choices = merged(ids.into_iter().map(ward_choice));
        }
        for choice in &mut choices {
            add_joined(tables, choice);
        }
        if choices.len() > 1
            && let Some(named) = named_in_full(&choices, name, &asked)
        {
            return Resolution::Unique(choices.swap_remove(named));
        }
        match choices.len() {
            0 => continue,
            1 => return Resolution::Unique(choices.remove(0)),
            _ => return Resolution::Ambiguous(choices),
        }
    }
    Resolution::Unknown(nearest(district_names(), &asked.bare, district_choice))
}

/// The province that `name` means: `Hà Nội`, `tp ha noi`, `TP.HCM`, `/Hà Nội`, `tỉnh Hà Tây`.
pub fn resolve_province(name: &str) -> Resolution {
    let asked = Asked::read(name.trim().trim_matches('/'));
    for (_, bare) in asked.readings() {
        let ids = matching(province_names(), &bare);
        let mut choices = merged(ids.into_iter().map(province_choice));
        match choices.len() {
            0 => continue,
            1 => return Resolution::Unique(choices.remove(0)),
            _ => return Resolution::Ambiguous(choices),
        }
    }
    Resolution::Unknown(nearest(province_names(), &asked.bare, province_choice))
}

/// Which of several choices alone has `name` as its path, or lay in the province that was
/// typed: the others came into it in 2025.
fn named_in_full(choices: &[Choice], name: &str, asked: &Asked) -> Option<usize> {
    let path = folded_key(name.trim());
    let by_path = |choice: &Choice| {
        choice
            .paths
            .first()
            .is_some_and(|own| folded_key(own) == path)
    };
    let province = asked.province.as_deref().map(folded_key);
    let by_province = |choice: &Choice| Some(folded_key(choice.province)) == province;
    only(choices, by_path).or_else(|| only(choices, by_province))
}

/// The place of the only choice that `fits`.
fn only(choices: &[Choice], fits: impl Fn(&Choice) -> bool) -> Option<usize> {
    let mut fitting = choices.iter().enumerate().filter(|(_, one)| fits(one));
    match (fitting.next(), fitting.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// Every district, for completion.
pub(super) fn district_choices() -> Vec<Choice> {
    let all = 0..gazetteer().districts.len();
    merged(all.map(|i| district_choice(DistrictId(i as u16))))
}

/// Every province, for completion.
pub(super) fn province_choices() -> Vec<Choice> {
    let all = 0..gazetteer().provinces.len();
    all.map(|i| province_choice(ProvinceId(i as u8))).collect()
}

/// Every ward of July 2025, for completion.
pub(super) fn ward_choices() -> Vec<Choice> {
    let all = 0..gazetteer().wards.len();
    all.map(|i| ward_choice(WardId(i as u16))).collect()
}

fn province_matches(tables: &Gazetteer, id: ProvinceId, folded: &str) -> bool {
    let province = tables.province(id);
    let names = province.names.iter().map(|(name, _)| *name);
    names
        .chain(province.variants.iter().copied())
        .chain(province.weak.iter().copied())
        .any(|name| folded_key(name) == folded)
}

fn in_province(tables: &Gazetteer, id: DistrictId, folded: &str) -> bool {
    let district = tables.district(id);
    district
        .states
        .iter()
        .map(|state| state.province)
        .chain([district.province2025])
        .any(|province| province_matches(tables, province, folded))
}

fn district_choice(id: DistrictId) -> Choice {
    let tables = gazetteer();
    let state = tables.district(id).last_state();
    Choice {
        name: state.label.clone(),
        kind: state.kind.word(),
        province: tables.province(state.province).name(),
        paths: tables.paths(id),
    }
}

fn ward_choice(id: WardId) -> Choice {
    let tables = gazetteer();
    let ward = tables.ward(id);
    Choice {
        name: ward.label(),
        kind: ward.kind.word(),
        province: tables.province(ward.province).name(),
        paths: vec![tables.ward_path(id)],
    }
}

fn province_choice(id: ProvinceId) -> Choice {
    let tables = gazetteer();
    let province = tables.province(id);
    let mut paths: Vec<String> = Vec::new();
    let mut add = |province: &super::unit::Province| {
        for (name, _) in province.names.iter().rev() {
            paths.push(format!("/{name}"));
        }
    };
    add(province);
    for (i, other) in tables.provinces.iter().enumerate() {
        if other.successor == id && i != usize::from(id.0) {
            add(other);
        }
    }
    // what was written after the reform is filed under the province that it became part of
    if province.successor != id {
        let today = tables.province(province.successor).name();
        for district in &tables.districts {
            if district.last_state().province == id && district.province2025 == province.successor {
                paths.push(format!("/{today}/{}", district.label2025));
            }
        }
    }
    Choice {
        name: province.name().to_string(),
        kind: if province.city {
            "thành phố"
        } else {
            "tỉnh"
        },
        province: province.name(),
        paths,
    }
}

/// A district holds those that became part of it, as a province does.
fn add_joined(tables: &Gazetteer, choice: &mut Choice) {
    for merger in tables.mergers() {
        let joined = tables.paths(merger.joined);
        if joined.iter().any(|path| choice.paths.contains(path)) {
            for path in tables.paths(merger.ended) {
                if !choice.paths.contains(&path) {
                    choice.paths.push(path);
                }
            }
        }
    }
}

/// Units that had the same facet path are one choice: nobody can tell them apart by name
/// (quận Thủ Đức until 2021, the city after it).
fn merged(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut out: Vec<Choice> = Vec::new();
    for choice in choices {
        let shared = out
            .iter_mut()
            .find(|other| other.paths.iter().any(|path| choice.paths.contains(path)));
        let Some(other) = shared else {
            out.push(choice);
            continue;
        };
        other.kind = choice.kind;
        for path in choice.paths {
            if !other.paths.contains(&path) {
                other.paths.push(path);
            }
        }
    }
    out
}

/// The units whose folded names are nearest to `typed` by edit distance.
fn nearest<I: Copy>(index: &Index<I>, typed: &str, choice: fn(I) -> Choice) -> Vec<Choice> {
    let typed: Vec<char> = folded_key(&without_kind(typed).1)
        .chars()
        .take(64)
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let furthest = (typed.len() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &String, I)> = Vec::new();
    for (name, entries) in index {
        let distance = distance(&typed, &name.chars().collect::<Vec<char>>());
        if distance <= furthest {
            near.extend(entries.iter().map(|(_, id)| (distance, name, *id)));
        }
    }
    near.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let mut choices = merged(near.into_iter().map(|(_, _, id)| choice(id)));
    choices.truncate(SUGGESTIONS);
    choices
}

#[cfg(test)]
mod tests;
