//! Filters by place, year and date, and the counts of articles for each facet value.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use tantivy::columnar::Column;
use tantivy::fastfield::FacetReader;
use tantivy::schema::Facet;
use tantivy::{DocId, SegmentReader};

use crate::query::Years;

/// Which articles are wanted: values of one facet are alternatives, facets add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Provinces.
    pub provinces: Vec<PlaceFilter>,
    /// Districts or wards.
    pub districts: Vec<PlaceFilter>,
    /// Years.
    pub years: Vec<Years>,
    /// First day of publication.
    pub since: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
}

/// One wanted place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceFilter {
    /// A facet path and everything below it.
    Path(String),
    /// The same, which was not asked for by this name: what the place was called or was
    /// part of at another time.
    Followed(String),
    /// Articles without such a place.
    Untagged,
}

impl PlaceFilter {
    /// Whether `path` is the wanted place or lies in it.
    pub fn accepts(&self, path: &str) -> bool {
        match self {
            PlaceFilter::Path(wanted) | PlaceFilter::Followed(wanted) => path
                .strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            PlaceFilter::Untagged => false,
        }
    }

    /// The facet path it names.
    pub fn path(&self) -> Option<&str> {
        match self {
            PlaceFilter::Path(path) | PlaceFilter::Followed(path) => Some(path),
            PlaceFilter::Untagged => None,
        }
    }
}

/// Which filters an article passes, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed(u8);

impl Passed {
    const PROVINCE: u8 = 1;
    const DISTRICT: u8 = 2;
    const YEAR: u8 = 4;
    const DATE: u8 = 8;
    const ALL: u8 = 15;

    /// Whether the article is wanted.
    pub fn all(self) -> bool {
        self.0 == Passed::ALL
    }

    fn all_but(self, own: u8) -> bool {
        self.0 | own == Passed::ALL
    }
}

/// The counts of articles by facet value, each under all filters but its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By province path.
    pub provinces: BTreeMap<String, u64>,
    /// By district path.
    pub districts: BTreeMap<String, u64>,
    /// By year.
    pub years: BTreeMap<i64, u64>,
}

/// Reads the facets of one segment's passages.
pub struct SegmentFacets<'a> {
    filter: &'a Filter,
    places: FacetReader,
    years: Column<i64>,
    days: Column<i64>,
    leaves: HashMap<u64, Leaf>,
    since: Option<i64>,
    until: Option<i64>,
}

/// A facet value of the segment, looked up once.
#[derive(Debug, Clone)]
struct Leaf {
    province: String,
    district: Option<String>,
    in_provinces: bool,
    in_districts: bool,
}

impl<'a> SegmentFacets<'a> {
    /// Opens the columns of `segment`.
    pub fn open(segment: &SegmentReader, filter: &'a Filter) -> tantivy::Result<SegmentFacets<'a>> {
        let columns = segment.fast_fields();
        Ok(SegmentFacets {
            filter,
            places: segment.facet_reader("place")?,
            years: columns.i64("year")?,
            days: columns.i64("day")?,
            leaves: HashMap::new(),
            since: filter.since.map(days_since_epoch),
            until: filter.until.map(days_since_epoch),
        })
    }

    /// The year of the passage's article.
    pub fn year(&self, doc: DocId) -> Option<i64> {
        self.years.first(doc)
    }

    /// The day of publication of the passage's article, in days since 1970.
    pub fn day(&self, doc: DocId) -> Option<i64> {
        self.days.first(doc)
    }

    /// Which filters the article of passage `doc` passes; counts it where it belongs and
    /// `first` says that its story has not been counted for that facet and value.
    pub fn count(
        &mut self,
        doc: DocId,
        counts: &mut Counts,
        first: &mut dyn FnMut(char, &str) -> bool,
    ) -> tantivy::Result<Passed> {
        let ords: Vec<u64> = self.places.facet_ords(doc).collect();
        for &ord in &ords {
            self.look_up(ord)?;
        }
        let leaves: Vec<&Leaf> = ords.iter().filter_map(|ord| self.leaves.get(ord)).collect();
        let year = self.year(doc);
        let passed = self.passed(&leaves, year, self.day(doc));
        if passed.all_but(Passed::PROVINCE) {
            count_distinct(
                &mut counts.provinces,
                leaves.iter().map(|leaf| leaf.province.as_str()),
                &mut |province| first('p', province),
            );
        }
        if passed.all_but(Passed::DISTRICT) {
            count_distinct(
                &mut counts.districts,
                leaves.iter().filter_map(|leaf| leaf.district.as_deref()),
                &mut |district| first('d', district),
            );
        }
        if let (true, Some(year)) = (passed.all_but(Passed::YEAR), year)
            && first('y', &year.to_string())
        {
            *counts.years.entry(year).or_default() += 1;
        }
        Ok(passed)
    }

    fn passed(&self, leaves: &[&Leaf], year: Option<i64>, day: Option<i64>) -> Passed {
        let filter = self.filter;
        let province = filter.provinces.is_empty()
            || leaves.iter().any(|leaf| leaf.in_provinces)
            || (leaves.is_empty() && filter.provinces.contains(&PlaceFilter::Untagged));
        let district = filter.districts.is_empty()
            || leaves.iter().any(|leaf| leaf.in_districts)
            || (leaves.iter().all(|leaf| leaf.district.is_none())
                && filter.districts.contains(&PlaceFilter::Untagged));
        let in_years = filter.years.is_empty()
            || filter
                .years
                .iter()
                .any(|wanted| wanted.contains(year.and_then(|year| i16::try_from(year).ok())));
        let since = self
            .since
            .is_none_or(|since| day.is_some_and(|day| day >= since));
        let until = self
            .until
            .is_none_or(|until| day.is_some_and(|day| day <= until));
        let mut bits = 0;
        for (holds, bit) in [
            (province, Passed::PROVINCE),
            (district, Passed::DISTRICT),
            (in_years, Passed::YEAR),
            (since && until, Passed::DATE),
        ] {
            if holds {
                bits |= bit;
            }
        }
        Passed(bits)
    }

    fn look_up(&mut self, ord: u64) -> tantivy::Result<()> {
        if self.leaves.contains_key(&ord) {
            return Ok(());
        }
        let mut facet = Facet::root();
        self.places.facet_from_ord(ord, &mut facet)?;
        let parts = facet.to_path();
        let level = |depth: usize| format!("/{}", parts[..depth.min(parts.len())].join("/"));
        let whole = level(parts.len());
        let leaf = Leaf {
            province: level(1),
            district: (parts.len() > 1).then(|| level(2)),
            in_provinces: self
                .filter
                .provinces
                .iter()
                .any(|wanted| wanted.accepts(&whole)),
            in_districts: self
                .filter
                .districts
                .iter()
                .any(|wanted| wanted.accepts(&whole)),
        };
        self.leaves.insert(ord, leaf);
        Ok(())
    }
}

fn count_distinct<'s>(
    counts: &mut BTreeMap<String, u64>,
    values: impl Iterator<Item = &'s str>,
    first: &mut dyn FnMut(&str) -> bool,
) {
    let mut seen: Vec<&str> = values.collect();
    seen.sort_unstable();
    seen.dedup();
    seen.retain(|value| first(value));
    for value in seen {
        match counts.get_mut(value) {
            Some(count) => *count += 1,
            None => {
                counts.insert(value.to_string(), 1);
            }
        }
    }
}

fn days_since_epoch(date: Date) -> i64 {
    i64::from((date - jiff::civil::date(1970, 1, 1)).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_contains_what_lies_below_it() {
        let hanoi = PlaceFilter::Path("/Hà Nội".into());
        assert!(hanoi.accepts("/Hà Nội"));
        assert!(hanoi.accepts("/Hà Nội/Ba Đình"));
        assert!(!hanoi.accepts("/Hà Nội mới"));
    }
}
