//! Settles what an ambiguous name means: by its type word, the time, the province
//! beside it, the article's other places, the paper. Never by a guess.

use jiff::civil::Date;

use super::weights;
use crate::gazetteer::{DistrictId, Kind, Mention, Named, ProvinceId, REFORM, WardId, gazetteer};

/// What is known about the article's provinces before ambiguous names are settled.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Evidence for each province, by names that leave no doubt.
    pub provinces: Vec<(ProvinceId, f32)>,
    /// The province of the paper.
    pub paper: Option<ProvinceId>,
    /// The article's day, or the day it is filed by.
    pub day: Option<Date>,
    /// Whether that day is known rather than assumed.
    pub dated: bool,
}

impl Context {
    /// Adds evidence for a province.
    pub fn add(&mut self, province: ProvinceId, weight: f32) {
        match self.provinces.iter_mut().find(|(id, _)| *id == province) {
            Some((_, sum)) => *sum += weight,
            None => self.provinces.push((province, weight)),
        }
    }

    /// Whether the article or its paper speaks of `province`.
    pub fn knows(&self, province: ProvinceId) -> bool {
        self.weight_of(province) > 0.0 || self.paper == Some(province)
    }

    fn day(&self) -> Date {
        self.day.unwrap_or(super::time::BEFORE)
    }

    /// The evidence for `province`, with what merged into it or what it merged into.
    fn weight_of(&self, province: ProvinceId) -> f32 {
        let tables = gazetteer();
        let successor = tables.province(province).successor;
        self.provinces
            .iter()
            .filter(|(id, _)| {
                *id == province
                    || (self.day() >= REFORM && tables.province(*id).successor == successor)
            })
            .map(|(_, weight)| weight)
            .sum()
    }

    /// The one candidate whose province stands out.
    fn best<I: Copy>(&self, candidates: &[I], province_of: impl Fn(I) -> ProvinceId) -> Option<I> {
        if let [only] = candidates {
            return Some(*only);
        }
        let mut ranked: Vec<(f32, I)> = candidates
            .iter()
            .map(|&id| (self.weight_of(province_of(id)), id))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, second) = (ranked.first()?, ranked.get(1)?);
        if first.0 > 0.0 && first.0 >= second.0 * weights::CONTEXT_LEAD {
            let same = province_of(first.1) == province_of(second.1);
            return (!same).then_some(first.1);
        }
        if first.0 > 0.0 {
            return None;
        }
        let paper = self.paper?;
        let successor = gazetteer().province(paper).successor;
        let of_its = |province: ProvinceId| {
            province == paper || (self.day() >= REFORM && province == successor)
        };
        let mut of_paper = candidates.iter().filter(|&&id| of_its(province_of(id)));
        match (of_paper.next(), of_paper.next()) {
            (Some(&one), None) => Some(one),
            _ => None,
        }
    }

    /// The district that `mention` means; `beside` is the province named right after it.
    pub fn district(&self, mention: &Mention, beside: Option<ProvinceId>) -> Option<DistrictId> {
        let candidates = self.candidates(mention, beside);
        let day = self.day();
        self.best(&candidates, |id| gazetteer().province_on(id, day))
    }

    /// The districts that `mention` can mean: its kind, its time and its neighbour fit.
    pub fn candidates(&self, mention: &Mention, beside: Option<ProvinceId>) -> Vec<DistrictId> {
        let tables = gazetteer();
        let mut ids = mention.districts().to_vec();
        if let Some(kind) = mention.kind {
            let of_kind = |id: &DistrictId| {
                let states = &tables.district(*id).states;
                states.iter().any(|state| state.kind == kind)
            };
            let now = |id: &DistrictId| {
                let district = tables.district(*id);
                let day = self.day().min(super::time::BEFORE);
                district.exists_on(day) && district.state_on(day).kind == kind
            };
            ids.retain(of_kind);
            if ids.len() > 1 && ids.iter().any(now) {
                ids.retain(now);
            }
        }
        if let Some(province) = beside {
            let lies_there = |id: &DistrictId| {
                let district = tables.district(*id);
                district.province2025 == province
                    || district
                        .states
                        .iter()
                        .any(|state| state.province == province)
            };
            ids.retain(lies_there);
        }
        if ids.len() > 1 {
            let day = self.day().min(super::time::BEFORE);
            let alive = |id: &DistrictId| tables.district(*id).exists_on(day);
            if ids.iter().any(alive) {
                ids.retain(alive);
            }
        }
        ids
    }

    /// The ward of 2025 that `name` after the type word `kind` means.
    pub fn ward(
        &self,
        name: &str,
        kind: Option<Kind>,
        beside: Option<ProvinceId>,
        district: Option<DistrictId>,
    ) -> Option<WardId> {
        let tables = gazetteer();
        let mut ids = tables.wards_named(name).to_vec();
        ids.retain(|&id| kind.is_none_or(|kind| tables.ward(id).kind == kind));
        if let Some(province) = beside {
            let successor = tables.province(province).successor;
            ids.retain(|&id| tables.ward(id).province == successor);
        }
        if let Some(district) = district {
            ids.retain(|&id| tables.ward(id).districts.contains(&district));
        }
        self.best(&ids, |id| tables.ward(id).province)
    }

    /// The province that `mention` means, if it means one.
    pub fn province(&self, mention: &Mention) -> Option<ProvinceId> {
        let Named::Known(entry) = &mention.named else {
            return None;
        };
        let id = entry.province?;
        let province = gazetteer().province(id);
        match mention.kind {
            None | Some(Kind::Tinh) => Some(id),
            Some(Kind::ThanhPho) => {
                let hue = province.name() == "Huế" && self.day().year() >= 2025 && self.dated;
                (province.city || hue).then_some(id)
            }
            _ => None,
        }
    }
}
