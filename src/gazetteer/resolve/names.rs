//! The names of all units, and which of them a typed one means.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::gazetteer::table::{gazetteer, key};
use crate::gazetteer::unit::{DistrictId, ProvinceId, WardId};
use crate::text::fold::is_compatible;

/// Every unit under the folded form of each of its names, with the exact form.
pub(super) type Index<I> = HashMap<String, Vec<(String, I)>>;

pub(super) fn province_names() -> &'static Index<ProvinceId> {
    static NAMES: OnceLock<Index<ProvinceId>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut index = HashMap::new();
        for (i, province) in gazetteer().provinces.iter().enumerate() {
            let official = province.names.iter().map(|(name, _)| *name);
            let variants = province.variants.iter().chain(&province.weak).copied();
            for name in official.chain(variants) {
                insert(&mut index, name, ProvinceId(i as u8));
            }
        }
        index
    })
}

pub(super) fn district_names() -> &'static Index<DistrictId> {
    static NAMES: OnceLock<Index<DistrictId>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut index = HashMap::new();
        for (i, district) in gazetteer().districts.iter().enumerate() {
            let official = district.states.iter().map(|state| state.name);
            for name in official.chain(district.variants.iter().copied()) {
                insert(&mut index, name, DistrictId(i as u16));
            }
        }
        index
    })
}

pub(super) fn ward_names() -> &'static Index<WardId> {
    static NAMES: OnceLock<Index<WardId>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut index = HashMap::new();
        for (i, ward) in gazetteer().wards.iter().enumerate() {
            for name in std::iter::once(ward.name).chain(ward.variants.iter().copied()) {
                insert(&mut index, name, WardId(i as u16));
            }
        }
        index
    })
}

fn insert<I: Copy>(index: &mut Index<I>, name: &str, id: I) {
    let exact = key(name);
    let folded = crate::text::fold(&exact);
    index.entry(folded).or_default().push((exact, id));
}

/// The units whose name the typed one means: marks that were typed must be right,
/// those left out may be any. Names typed in full beat names that merely fit.
pub(super) fn matching<I: Copy + PartialEq>(index: &Index<I>, typed: &str) -> Vec<I> {
    let typed = key(typed);
    let mut ids: Vec<I> = Vec::new();
    let Some(entries) = index.get(&crate::text::fold(&typed)) else {
        return ids;
    };
    let marked = crate::text::fold::has_marks(&typed);
    let exact = marked && entries.iter().any(|(name, _)| *name == typed);
    for (name, id) in entries {
        let fits = if exact {
            *name == typed
        } else {
            let pairs = typed.split(' ').zip(name.split(' '));
            pairs.into_iter().all(|(a, b)| is_compatible(a, b))
        };
        if fits && !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}
