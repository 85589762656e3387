//! Districts that became part of another one before the reform of July 2025.

use jiff::civil::{Date, date};

use super::table::Gazetteer;
use super::unit::{DistrictId, Kind};

/// Name and kind of the district that ended, the day, name and kind of the one it joined;
/// both in one province.
const MERGERS: [(&str, Kind, Date, &str, Kind); 21] = [
    (
        "Quận 2",
        Kind::Quan,
        date(2021, 1, 1),
        "Thủ Đức",
        Kind::ThanhPho,
    ),
    (
        "Quận 9",
        Kind::Quan,
        date(2021, 1, 1),
        "Thủ Đức",
        Kind::ThanhPho,
    ),
    (
        "Thủ Đức",
        Kind::Quan,
        date(2021, 1, 1),
        "Thủ Đức",
        Kind::ThanhPho,
    ),
    (
        "Hoành Bồ",
        Kind::Huyen,
        date(2020, 1, 1),
        "Hạ Long",
        Kind::ThanhPho,
    ),
    (
        "Kỳ Sơn",
        Kind::Huyen,
        date(2020, 1, 1),
        "Hòa Bình",
        Kind::ThanhPho,
    ),
    (
        "Thông Nông",
        Kind::Huyen,
        date(2020, 2, 1),
        "Hà Quảng",
        Kind::Huyen,
    ),
    (
        "Tây Trà",
        Kind::Huyen,
        date(2020, 2, 1),
        "Trà Bồng",
        Kind::Huyen,
    ),
    (
        "Trà Lĩnh",
        Kind::Huyen,
        date(2020, 3, 1),
        "Trùng Khánh",
        Kind::Huyen,
    ),
    (
        "Quảng Uyên",
        Kind::Huyen,
        date(2020, 3, 1),
        "Quảng Hòa",
        Kind::Huyen,
    ),
    (
        "Phục Hòa",
        Kind::Huyen,
        date(2020, 3, 1),
        "Quảng Hòa",
        Kind::Huyen,
    ),
    (
        "Mỹ Lộc",
        Kind::Huyen,
        date(2024, 9, 1),
        "Nam Định",
        Kind::ThanhPho,
    ),
    (
        "Cửa Lò",
        Kind::ThiXa,
        date(2025, 1, 1),
        "Vinh",
        Kind::ThanhPho,
    ),
    (
        "Yên Dũng",
        Kind::Huyen,
        date(2025, 1, 1),
        "Bắc Giang",
        Kind::ThanhPho,
    ),
    (
        "Ninh Bình",
        Kind::ThanhPho,
        date(2025, 1, 1),
        "Hoa Lư",
        Kind::ThanhPho,
    ),
    (
        "Đông Sơn",
        Kind::Huyen,
        date(2025, 1, 1),
        "Thanh Hóa",
        Kind::ThanhPho,
    ),
    (
        "Lộc Hà",
        Kind::Huyen,
        date(2025, 1, 1),
        "Thạch Hà",
        Kind::Huyen,
    ),
    (
        "Nam Đông",
        Kind::Huyen,
        date(2025, 1, 1),
        "Phú Lộc",
        Kind::Huyen,
    ),
    (
        "Nông Sơn",
        Kind::Huyen,
        date(2025, 1, 1),
        "Quế Sơn",
        Kind::Huyen,
    ),
    (
        "Đạ Tẻh",
        Kind::Huyen,
        date(2025, 1, 1),
        "Đạ Huoai",
        Kind::Huyen,
    ),
    (
        "Cát Tiên",
        Kind::Huyen,
        date(2025, 1, 1),
        "Đạ Huoai",
        Kind::Huyen,
    ),
    (
        "Long Điền",
        Kind::Huyen,
        date(2025, 1, 1),
        "Long Đất",
        Kind::Huyen,
    ),
];

/// A district that ended, the day, and the one it joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merger {
    /// The one that ended.
    pub ended: DistrictId,
    /// The first day that it was part of the other.
    pub since: Date,
    /// The one it is part of.
    pub joined: DistrictId,
}

/// The mergers of the table, as units.
pub(super) fn mergers(tables: &Gazetteer) -> Vec<Merger> {
    let mut found = Vec::new();
    for (name, kind, since, joined, joined_kind) in MERGERS {
        for &ended in tables.districts_named(name) {
            let before = tables.district(ended).last_state();
            if before.kind != kind || before.validity.to.is_none() {
                continue;
            }
            let is_other = |id: &&DistrictId| {
                let state = tables.district(**id).state_on(since);
                **id != ended && state.kind == joined_kind && state.province == before.province
            };
            let others = tables.districts_named(joined);
            if let Some(&joined) = others.iter().find(is_other) {
                found.push(Merger {
                    ended,
                    since,
                    joined,
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::gazetteer;

    #[test]
    fn every_merger_is_of_two_known_units() {
        let tables = gazetteer();
        let known: Vec<&str> = tables
            .mergers()
            .iter()
            .map(|merger| tables.district(merger.ended).last_state().name)
            .collect();
        for (name, ..) in MERGERS {
            let count = known.iter().filter(|known| **known == name).count();
            assert_eq!(count, 1, "{name}");
        }
    }
}
