//! Parses the embedded tables, once and only when they are needed, and names
//! the facet path of every unit at every time.

use std::collections::HashMap;
use std::sync::OnceLock;

use jiff::civil::{Date, date};

use super::merger::{Merger, mergers};
use super::unit::{
    District, DistrictId, Kind, Province, ProvinceId, REFORM, State, Validity, Ward, WardId,
};
use crate::text::fold::fold_char;
use crate::text::{fold, tone};

static PROVINCES: &str = include_str!("data/provinces.tsv");
static DISTRICTS: &str = include_str!("data/districts.tsv");
static WARDS: &str = include_str!("data/wards.tsv");

/// The tables as they stand in the program.
pub(super) static TEXTS: [&str; 3] = [PROVINCES, DISTRICTS, WARDS];

/// Two units of one name are told apart by their kind only where both existed after this day.
const TWINS_SINCE: Date = date(2010, 1, 1);

/// All units, and the ways to find them by name.
#[derive(Debug)]
pub struct Gazetteer {
    /// The provinces before July 2025, and Hà Tây.
    pub provinces: Vec<Province>,
    /// The districts.
    pub districts: Vec<District>,
    /// The wards, communes and special zones since July 2025.
    pub wards: Vec<Ward>,
    districts_by_key: HashMap<String, Vec<DistrictId>>,
    wards_by_key: OnceLock<HashMap<String, Vec<WardId>>>,
    mergers: OnceLock<Vec<Merger>>,
}

/// The tables, parsed on the first call.
pub fn gazetteer() -> &'static Gazetteer {
    static TABLES: OnceLock<Gazetteer> = OnceLock::new();
    TABLES.get_or_init(Gazetteer::parse)
}

/// The exact form of a name, for lookup: lower case, one tone placement, single blanks,
/// hyphens and apostrophes left out.
pub(super) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        if may_move(&lower) {
            out.push_str(&tone::canonical(&lower));
        } else {
            out.push_str(&lower);
        }
    }
    out
}

/// Whether a tone can stand in two places of `syllable`: it has an `oa`, `oe` or `uy`.
fn may_move(syllable: &str) -> bool {
    let mut previous = ' ';
    for c in syllable.chars() {
        let base = fold_char(c);
        if matches!((previous, base), ('o', 'a' | 'e') | ('u', 'y')) {
            return true;
        }
        previous = base;
    }
    false
}

/// The folded form of a name, for lookup.
pub(super) fn folded_key(name: &str) -> String {
    fold(&key(name))
}

impl Gazetteer {
    /// The province with this id.
    pub fn province(&self, id: ProvinceId) -> &Province {
        &self.provinces[usize::from(id.0)]
    }

    /// The district with this id.
    pub fn district(&self, id: DistrictId) -> &District {
        &self.districts[usize::from(id.0)]
    }

    /// The ward with this id.
    pub fn ward(&self, id: WardId) -> &Ward {
        &self.wards[usize::from(id.0)]
    }

    /// The districts that bear or bore `name`, in any of its spellings with marks.
    pub fn districts_named(&self, name: &str) -> &[DistrictId] {
        self.districts_by_key
            .get(&key(name))
            .map_or(&[], Vec::as_slice)
    }

    /// The wards of 2025 that bear `name`, in any of its spellings with marks.
    pub fn wards_named(&self, name: &str) -> &[WardId] {
        let by_key = self.wards_by_key.get_or_init(|| wards_by_key(&self.wards));
        by_key.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// The districts that became part of others.
    pub fn mergers(&self) -> &[Merger] {
        self.mergers.get_or_init(|| mergers(self))
    }

    /// The unit that `id` is, or is part of, on `day`.
    pub fn unit_on(&self, id: DistrictId, day: Date) -> DistrictId {
        let over = |merger: &&Merger| merger.ended == id && merger.since <= day;
        let merger = self.mergers().iter().find(over);
        merger.map_or(id, |merger| merger.joined)
    }

    /// Province and district as facet values on `day`.
    pub fn names_on(&self, id: DistrictId, day: Date) -> (&'static str, &str) {
        let district = self.district(self.unit_on(id, day));
        if day >= REFORM {
            let province = self.province(district.province2025).name();
            return (province, &district.label2025);
        }
        let state = district.state_on(day);
        (self.province(state.province).name_on(day), &state.label)
    }

    /// The province that `district` belonged to on `day`.
    pub fn province_on(&self, id: DistrictId, day: Date) -> ProvinceId {
        let district = self.district(id);
        if day >= REFORM {
            district.province2025
        } else {
            district.state_on(day).province
        }
    }

    /// Every facet path that the unit had, the latest first.
    pub fn paths(&self, id: DistrictId) -> Vec<String> {
        let district = self.district(id);
        let mut paths = Vec::new();
        let mut add = |province: &str, label: &str| {
            let path = format!("/{province}/{label}");
            if !paths.contains(&path) {
                paths.push(path);
            }
        };
        for state in district.states.iter().rev() {
            for (name, validity) in self.province(state.province).names.iter().rev() {
                if validity.overlaps(&state.validity) {
                    add(name, &state.label);
                }
            }
        }
        add(
            self.province(district.province2025).name(),
            &district.label2025,
        );
        paths
    }

    /// The facet path of a ward.
    pub fn ward_path(&self, id: WardId) -> String {
        let ward = self.ward(id);
        let province = self.province(ward.province).name();
        let district = &self.district(ward.districts[0]).label2025;
        format!("/{province}/{district}/{}", ward.label())
    }

    fn parse() -> Gazetteer {
        let provinces = parse_provinces(PROVINCES);
        let mut province_of: HashMap<&'static str, ProvinceId> = HashMap::new();
        for (i, province) in provinces.iter().enumerate() {
            for (name, _) in &province.names {
                province_of.insert(name, ProvinceId(i as u8));
            }
        }
        let mut districts = parse_districts(DISTRICTS, &province_of);
        label(&provinces, &mut districts);
        let wards = parse_wards(WARDS, &province_of);
        let mut tables = Gazetteer {
            provinces,
            districts,
            wards,
            districts_by_key: HashMap::new(),
            wards_by_key: OnceLock::new(),
            mergers: OnceLock::new(),
        };
        tables.fill_maps();
        tables
    }

    fn fill_maps(&mut self) {
        for (i, district) in self.districts.iter().enumerate() {
            let names = district.states.iter().map(|state| state.name);
            for name in names.chain(district.variants.iter().copied()) {
                let ids = self.districts_by_key.entry(key(name)).or_default();
                if !ids.contains(&DistrictId(i as u16)) {
                    ids.push(DistrictId(i as u16));
                }
            }
        }
    }
}

fn wards_by_key(wards: &[Ward]) -> HashMap<String, Vec<WardId>> {
    let mut by_key: HashMap<String, Vec<WardId>> = HashMap::new();
    for (i, ward) in wards.iter().enumerate() {
        for name in std::iter::once(ward.name).chain(ward.variants.iter().copied()) {
            let ids = by_key.entry(key(name)).or_default();
            if !ids.contains(&WardId(i as u16)) {
                ids.push(WardId(i as u16));
            }
        }
    }
    by_key
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The rows of provinces and of districts, for who needs no more than names.
pub(super) fn place_rows() -> (
    impl Iterator<Item = Vec<&'static str>>,
    impl Iterator<Item = Vec<&'static str>>,
) {
    (rows(PROVINCES), rows(DISTRICTS))
}

/// The cell in column `i`; empty where the row is shorter.
pub(super) fn cell(row: &[&'static str], i: usize) -> &'static str {
    row.get(i).copied().unwrap_or("")
}

/// The items of a cell of several.
pub(super) fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|item| !item.is_empty()).collect()
}

fn validity(from: &str, to: &str) -> Validity {
    Validity {
        from: from.parse().ok(),
        to: to.parse().ok(),
    }
}

fn parse_provinces(table: &'static str) -> Vec<Province> {
    let mut provinces = Vec::new();
    let mut successors = Vec::new();
    for row in rows(table) {
        let mut names = Vec::new();
        for state in list(cell(&row, 3)) {
            let mut parts = state.splitn(3, ':');
            let name = parts.next().unwrap_or("");
            let from = parts.next().unwrap_or("");
            names.push((name, validity(from, parts.next().unwrap_or(""))));
        }
        successors.push(cell(&row, 2));
        provinces.push(Province {
            names,
            city: cell(&row, 1) == "c",
            successor: ProvinceId(0),
            variants: list(cell(&row, 4)),
            weak: list(cell(&row, 5)),
        });
    }
    for (i, successor) in successors.into_iter().enumerate() {
        let at = provinces
            .iter()
            .position(|province| province.name() == successor)
            .unwrap_or(i);
        provinces[i].successor = ProvinceId(at as u8);
    }
    provinces
}

fn parse_districts(
    table: &'static str,
    province_of: &HashMap<&'static str, ProvinceId>,
) -> Vec<District> {
    let id = |name: &str| province_of.get(name).copied().unwrap_or(ProvinceId(0));
    let mut districts = Vec::new();
    for row in rows(table) {
        let mut states = Vec::new();
        for state in list(cell(&row, 2)) {
            let parts: Vec<&'static str> = state.split(':').collect();
            states.push(State {
                kind: Kind::of_word(cell(&parts, 0)).unwrap_or(Kind::Huyen),
                name: cell(&parts, 1),
                province: id(cell(&parts, 2)),
                validity: validity(cell(&parts, 3), cell(&parts, 4)),
                label: String::new(),
            });
        }
        districts.push(District {
            states,
            province2025: id(cell(&row, 0)),
            label2025: String::new(),
            variants: list(cell(&row, 3)),
            is_word: cell(&row, 1) == "w",
            is_surname: cell(&row, 1) == "s",
        });
    }
    districts
}

fn parse_wards(table: &'static str, province_of: &HashMap<&'static str, ProvinceId>) -> Vec<Ward> {
    let mut wards = Vec::new();
    let mut province = ProvinceId(0);
    for row in rows(table) {
        if let Some(name) = cell(&row, 0).strip_prefix('=') {
            province = province_of.get(name).copied().unwrap_or(province);
            continue;
        }
        let kind = match cell(&row, 0) {
            "p" => Kind::Phuong,
            "d" => Kind::DacKhu,
            _ => Kind::Xa,
        };
        let numbers = cell(&row, 2).split(' ').filter_map(|n| n.parse().ok());
        wards.push(Ward {
            kind,
            name: cell(&row, 1),
            province,
            districts: numbers.map(DistrictId).collect(),
            variants: list(cell(&row, 3)),
            is_word: cell(&row, 4) == "w",
        });
    }
    wards
}

/// Fills in the facet values: the bare name, with the kind in brackets where another
/// district of the province bears the name at the same time, and with the old province
/// where two of them met in a merged one.
fn label(provinces: &[Province], districts: &mut [District]) {
    let mut by_name: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (i, district) in districts.iter().enumerate() {
        for state in &district.states {
            let group = by_name.entry(state.name).or_default();
            if group.last() != Some(&i) {
                group.push(i);
            }
        }
    }
    let mut labels = Vec::with_capacity(districts.len());
    for (i, district) in districts.iter().enumerate() {
        let others = |name: &str| {
            let group = by_name.get(name).map_or(&[][..], Vec::as_slice);
            group
                .iter()
                .filter(move |&&j| j != i)
                .map(|&j| &districts[j])
        };
        let mut of_states = Vec::new();
        for state in &district.states {
            let twin = others(state.name)
                .flat_map(|other| &other.states)
                .any(|other| {
                    other.name == state.name
                        && other.province == state.province
                        && other.validity.overlaps(&state.validity)
                        && [other.validity, state.validity]
                            .iter()
                            .all(|v| v.to.is_none_or(|to| to > TWINS_SINCE))
                });
            of_states.push(if twin {
                format!("{} ({})", state.name, state.kind.word())
            } else {
                state.name.to_string()
            });
        }
        let last = district.last_state();
        let met = others(last.name).any(|other| {
            other.province2025 == district.province2025
                && other.last_state().name == last.name
                && other.last_state().province != last.province
        });
        let today = if met {
            let province = provinces[usize::from(last.province.0)].name();
            format!("{} ({province})", last.name)
        } else {
            of_states.last().cloned().unwrap_or_default()
        };
        labels.push((of_states, today));
    }
    for (district, (of_states, today)) in districts.iter_mut().zip(labels) {
        for (state, label) in district.states.iter_mut().zip(of_states) {
            state.label = label;
        }
        district.label2025 = today;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let tables = gazetteer();
        assert_eq!(tables.provinces.len(), 64);
        assert_eq!(tables.wards.len(), 3321);
        let day = date(2025, 6, 30);
        let living = tables.districts.iter().filter(|d| d.exists_on(day)).count();
        assert_eq!(living, 696);
        let day = date(2021, 11, 15);
        let living = tables.districts.iter().filter(|d| d.exists_on(day)).count();
        assert_eq!(living, 705);
        let successors: std::collections::HashSet<_> =
            tables.provinces.iter().map(|p| p.successor).collect();
        assert_eq!(successors.len(), 34);
        for district in &tables.districts {
            assert!(!district.states.is_empty());
            assert!(!district.label2025.is_empty());
        }
        assert!(tables.wards.iter().all(|ward| !ward.districts.is_empty()));
    }

    #[test]
    fn paths_follow_the_unit_and_the_time() {
        let tables = gazetteer();
        let one = |name: &str, kind: Kind| {
            *tables
                .districts_named(name)
                .iter()
                .find(|&&id| tables.district(id).last_state().kind == kind)
                .expect("a known district")
        };
        let ba_vi = one("Ba Vì", Kind::Huyen);
        assert_eq!(tables.paths(ba_vi), ["/Hà Nội/Ba Vì", "/Hà Tây/Ba Vì"]);
        assert_eq!(tables.names_on(ba_vi, date(2007, 5, 1)).0, "Hà Tây");
        let nghi_son = one("Tĩnh Gia", Kind::ThiXa);
        assert_eq!(
            tables.paths(nghi_son),
            ["/Thanh Hóa/Nghi Sơn", "/Thanh Hóa/Tĩnh Gia"]
        );
        let ky_anh = one("Kỳ Anh", Kind::ThiXa);
        assert_eq!(tables.paths(ky_anh), ["/Hà Tĩnh/Kỳ Anh (thị xã)"]);
        let a_luoi = one("A Lưới", Kind::Huyen);
        assert_eq!(
            tables.paths(a_luoi),
            ["/Huế/A Lưới", "/Thừa Thiên Huế/A Lưới"]
        );
        assert_eq!(
            tables.names_on(a_luoi, date(2020, 1, 1)).0,
            "Thừa Thiên Huế"
        );
        let vinh_yen = one("Vĩnh Yên", Kind::ThanhPho);
        assert_eq!(
            tables.paths(vinh_yen),
            ["/Vĩnh Phúc/Vĩnh Yên", "/Phú Thọ/Vĩnh Yên"]
        );
        let sa_pa = one("Sa Pa", Kind::ThiXa);
        assert_eq!(tables.paths(sa_pa), ["/Lào Cai/Sa Pa"]);
        let tay_ho = tables.wards_named("Tây Hồ");
        let paths: Vec<String> = tay_ho.iter().map(|&id| tables.ward_path(id)).collect();
        assert!(
            paths.contains(&"/Hà Nội/Tây Hồ/phường Tây Hồ".to_string()),
            "{paths:?}"
        );
    }
}
