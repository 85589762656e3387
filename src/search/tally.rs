//! Counts articles by place and year.

use std::collections::{BTreeMap, HashMap};

use super::facets::{Counts, Passed, Place};

/// Years are counted side by side from this one on, as many as come near one another.
const FIRST_YEAR: i64 = 1900;
const MOST_YEARS: usize = 256;

/// The counts so far; places go by numbers, which hold over all segments.
#[derive(Debug, Default)]
pub struct Tally {
    numbers: HashMap<String, u32>,
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
    /// The number of a place path.
    pub fn number(&mut self, path: &str) -> u32 {
        if let Some(&number) = self.numbers.get(path) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(path.to_string(), number);
        self.provinces.push(0);
        self.districts.push(0);
        number
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
    pub fn counts(self) -> Counts {
        let mut counts = Counts {
            years: self.other_years,
            ..Counts::default()
        };
        for (year, count) in (FIRST_YEAR..).zip(self.years) {
            if count > 0 {
                counts.years.insert(year, count);
            }
        }
        for (path, number) in self.numbers {
            for (of_level, named) in [
                (&self.provinces, &mut counts.provinces),
                (&self.districts, &mut counts.districts),
            ] {
                if let Some(&count) = of_level.get(number as usize)
                    && count > 0
                {
                    named.insert(path.clone(), count);
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
