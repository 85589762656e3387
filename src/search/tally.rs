//! Counts articles by place and year.

use std::collections::BTreeMap;

use crate::index::places::Places;

use super::facets::{Counts, Passed, Place};

/// Years are counted side by side from this one on, as many as come near one another.
const FIRST_YEAR: i64 = 1900;
const MOST_YEARS: usize = 256;

/// The counts so far; places go by their numbers.
#[derive(Debug)]
pub struct Tally {
    provinces: Vec<u64>,
    districts: Vec<u64>,
    /// From [`FIRST_YEAR`] on.
    years: Vec<u64>,
    other_years: BTreeMap<i64, u64>,
}

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A province, by its number.
    Province(u32),
    /// A district, by its number.
    District(u32),
    /// A year.
    Year(i64),
}

impl Tally {
    /// Nothing counted so far of these places.
    pub fn new(places: &Places) -> Tally {
        Tally {
            provinces: vec![0; places.len()],
            districts: vec![0; places.len()],
            years: Vec::new(),
            other_years: BTreeMap::new(),
        }
    }

    /// Adds what another has counted.
    pub fn add(&mut self, other: Tally) {
        let places = other.provinces.iter().zip(&other.districts);
        for (number, (province, district)) in places.enumerate() {
            self.provinces[number] += province;
            self.districts[number] += district;
        }
        let years = (FIRST_YEAR..).zip(other.years).chain(other.other_years);
        for (year, articles) in years {
            self.count(Value::Year(year), articles);
        }
    }

    /// Counts so many more articles for `value`.
    pub fn count(&mut self, value: Value, articles: u64) {
        match value {
            Value::Province(number) => self.provinces[number as usize] += articles,
            Value::District(number) => self.districts[number as usize] += articles,
            Value::Year(year) => match usize::try_from(year - FIRST_YEAR) {
                Ok(at) if at < MOST_YEARS => {
                    if at >= self.years.len() {
                        self.years.resize(at + 1, 0);
                    }
                    self.years[at] += articles;
                }
                _ => *self.other_years.entry(year).or_default() += articles,
            },
        }
    }

    /// The counts by name.
    pub fn counts(self, places: &Places) -> Counts {
        let mut counts = Counts::default();
        let years = (FIRST_YEAR..).zip(self.years).chain(self.other_years);
        counts.years.extend(years.filter(|(_, count)| *count > 0));
        for (of_level, named) in [
            (self.provinces, &mut counts.provinces),
            (self.districts, &mut counts.districts),
        ] {
            for (number, count) in (0..).zip(of_level) {
                if count > 0 {
                    named.insert(places.path(number).to_string(), count);
                }
            }
        }
        counts
    }
}

/// Calls `work` once with each value for which an article with these places and year counts.
pub fn for_each_value(
    passed: Passed,
    places: &[Place],
    year: Option<i64>,
    mut work: impl FnMut(Value),
) {
    for (i, place) in places.iter().enumerate() {
        let before = &places[..i];
        if passed.all_but(Passed::PROVINCE)
            && before.iter().all(|other| other.province != place.province)
        {
            work(Value::Province(place.province));
        }
        if let Some(district) = place.district
            && passed.all_but(Passed::DISTRICT)
            && before.iter().all(|other| other.district != place.district)
        {
            work(Value::District(district));
        }
    }
    if let Some(year) = year
        && passed.all_but(Passed::YEAR)
    {
        work(Value::Year(year));
    }
}
