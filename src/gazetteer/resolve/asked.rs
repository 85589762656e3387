//! A place name as it was typed, taken apart.

use super::in_province;
use crate::gazetteer::table::{Gazetteer, folded_key};
use crate::gazetteer::unit::{DistrictId, Kind};

/// A typed name, taken apart.
pub(super) struct Asked {
    /// The name's own part.
    pub(super) bare: String,
    /// The province after a comma, or before a slash.
    pub(super) province: Option<String>,
    /// What stands in brackets after the name: a type word or a province.
    label: Option<String>,
}

impl Asked {
    pub(super) fn read(name: &str) -> Asked {
        let name = name.trim();
        let (mut bare, province) = if let Some(path) = name.strip_prefix('/') {
            let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
            match parts.as_slice() {
                [] => ("", None),
                [one] => (*one, None),
                [province, .., last] => (*last, Some(*province)),
            }
        } else if let Some((bare, province)) = name.rsplit_once(',') {
            (bare, Some(province))
        } else {
            (name, None)
        };
        let mut label = None;
        if let Some((before, inside)) = bare.split_once('(') {
            label = Some(folded_key(inside));
            bare = before;
        }
        Asked {
            bare: bare.trim().to_string(),
            province: province
                .map(|name| without_kind(name).1)
                .filter(|name| !name.is_empty()),
            label,
        }
    }

    /// The ways to read it: as a whole (`Quan Hóa`), then without its type word.
    pub(super) fn readings(&self) -> Vec<(Option<Kind>, String)> {
        let mut readings = vec![(None, self.bare.clone())];
        let (kind, rest) = without_kind(&self.bare);
        if kind.is_some() && !rest.is_empty() {
            let number = rest.parse::<u8>().ok().filter(|_| kind == Some(Kind::Quan));
            let rest = number.map_or(rest, |number| format!("quận {number}"));
            readings.push((kind, rest));
        } else if let Ok(number) = self.bare.parse::<u8>() {
            readings.push((Some(Kind::Quan), format!("quận {number}")));
        }
        readings
    }

    pub(super) fn narrow_by_province<I: Copy>(
        &self,
        ids: &mut Vec<I>,
        lies_in: impl Fn(I, &str) -> bool,
    ) {
        if let Some(province) = &self.province {
            let folded = folded_key(province);
            ids.retain(|&id| lies_in(id, &folded));
        }
    }

    /// Keeps the districts that the words in brackets fit.
    pub(super) fn narrow_by_label(&self, tables: &Gazetteer, ids: &mut Vec<DistrictId>) {
        let Some(label) = &self.label else { return };
        ids.retain(|&id| {
            let kinds = tables.district(id).states.iter().map(|state| state.kind);
            kinds
                .into_iter()
                .any(|kind| folded_key(kind.word()) == *label)
                || in_province(tables, id, label)
        });
    }
}

/// Splits a type word off the head of `name`: `Q. Ba Đình` → quận, `Ba Đình`.
pub(super) fn without_kind(name: &str) -> (Option<Kind>, String) {
    const WORDS: [(&str, Kind); 20] = [
        ("thanh pho", Kind::ThanhPho),
        ("thi xa", Kind::ThiXa),
        ("thi tran", Kind::ThiTran),
        ("dac khu", Kind::DacKhu),
        ("phuong", Kind::Phuong),
        ("huyen", Kind::Huyen),
        ("tinh", Kind::Tinh),
        ("quan", Kind::Quan),
        ("xa", Kind::Xa),
        ("tp.", Kind::ThanhPho),
        ("tx.", Kind::ThiXa),
        ("tp", Kind::ThanhPho),
        ("tx", Kind::ThiXa),
        ("q.", Kind::Quan),
        ("h.", Kind::Huyen),
        ("p.", Kind::Phuong),
        ("x.", Kind::Xa),
        ("q", Kind::Quan),
        ("h", Kind::Huyen),
        ("p", Kind::Phuong),
    ];
    let name = name.trim();
    let folded = crate::text::fold(name);
    for (word, kind) in WORDS {
        let Some(rest) = folded.strip_prefix(word) else {
            continue;
        };
        let apart = word.ends_with('.')
            || rest.starts_with(' ')
            || (word == "q" && rest.starts_with(|c: char| c.is_ascii_digit()));
        if apart {
            let skip = word.chars().count();
            let rest: String = name.chars().skip(skip).collect();
            return (Some(kind), rest.trim().to_string());
        }
    }
    (None, name.to_string())
}
