//! Filters by place, year and date, and the counts of articles for each facet value.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tantivy::SegmentReader;
use tantivy::fastfield::FacetReader;
use tantivy::schema::Facet;

use crate::query::Years;

use super::articles::Articles;
use super::tally::Tally;

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
    pub(super) const PROVINCE: u8 = 1;
    pub(super) const DISTRICT: u8 = 2;
    pub(super) const YEAR: u8 = 4;
    const DATE: u8 = 8;
    const ALL: u8 = 15;

    /// Whether the article is wanted.
    pub fn all(self) -> bool {
        self.0 == Passed::ALL
    }

    /// Whether it is, but for the filters in `own`.
    pub fn all_but(self, own: u8) -> bool {
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

/// Reads the facets of one segment's articles.
pub struct SegmentFacets<'a> {
    filter: &'a Filter,
    facets: FacetReader,
    /// The places met so far, by the number of their facet in the segment.
    known: Vec<Option<Place>>,
    /// Those of the article read last, and the numbers of their facets.
    places: Vec<Place>,
    ords: Vec<u64>,
    since: Option<i64>,
    until: Option<i64>,
}

/// A place of an article, by the numbers under which they are counted.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The province.
    pub province: u32,
    /// The district.
    pub district: Option<u32>,
    in_provinces: bool,
    in_districts: bool,
}

/// The facets of an article.
pub struct Found<'f> {
    /// Which filters it passes.
    pub passed: Passed,
    /// Its places.
    pub places: &'f [Place],
    /// Its year.
    pub year: Option<i64>,
}

impl<'a> SegmentFacets<'a> {
    /// Opens the facets of `segment`.
    pub fn open(segment: &SegmentReader, filter: &'a Filter) -> tantivy::Result<SegmentFacets<'a>> {
        Ok(SegmentFacets {
            filter,
            facets: segment.facet_reader("place")?,
            known: Vec::new(),
            places: Vec::new(),
            ords: Vec::new(),
            since: filter.since.map(days_since_epoch),
            until: filter.until.map(days_since_epoch),
        })
    }

    /// The facets of an article.
    pub fn read(
        &mut self,
        article: &Articles<'_>,
        tally: &mut Tally,
    ) -> tantivy::Result<Found<'_>> {
        self.places.clear();
        self.ords.clear();
        article.places(&mut self.ords);
        for &ord in &self.ords {
            let place = match self.known.get(ord as usize) {
                Some(Some(known)) => *known,
                _ => {
                    let place = look_up(&self.facets, ord, self.filter, tally)?;
                    let room = self.known.len().max(ord as usize + 1);
                    self.known.resize(room, None);
                    self.known[ord as usize] = Some(place);
                    place
                }
            };
            self.places.push(place);
        }
        let year = article.year();
        Ok(Found {
            passed: self.passed(year, article),
            places: &self.places,
            year,
        })
    }

    fn passed(&self, year: Option<i64>, article: &Articles<'_>) -> Passed {
        let (filter, places) = (self.filter, &self.places);
        let province = filter.provinces.is_empty()
            || places.iter().any(|place| place.in_provinces)
            || (places.is_empty() && filter.provinces.contains(&PlaceFilter::Untagged));
        let district = filter.districts.is_empty()
            || places.iter().any(|place| place.in_districts)
            || (places.iter().all(|place| place.district.is_none())
                && filter.districts.contains(&PlaceFilter::Untagged));
        let in_years = filter.years.is_empty()
            || filter
                .years
                .iter()
                .any(|wanted| wanted.contains(year.and_then(|year| i16::try_from(year).ok())));
        let dated = self.since.is_none() && self.until.is_none()
            || article.day().is_some_and(|day| {
                self.since.is_none_or(|since| day >= since)
                    && self.until.is_none_or(|until| day <= until)
            });
        let mut bits = 0;
        for (holds, bit) in [
            (province, Passed::PROVINCE),
            (district, Passed::DISTRICT),
            (in_years, Passed::YEAR),
            (dated, Passed::DATE),
        ] {
            if holds {
                bits |= bit;
            }
        }
        Passed(bits)
    }
}

fn look_up(
    facets: &FacetReader,
    ord: u64,
    filter: &Filter,
    tally: &mut Tally,
) -> tantivy::Result<Place> {
    let mut facet = Facet::root();
    facets.facet_from_ord(ord, &mut facet)?;
    let parts = facet.to_path();
    let level = |depth: usize| format!("/{}", parts[..depth.min(parts.len())].join("/"));
    let whole = level(parts.len());
    let accepts = |wanted: &[PlaceFilter]| wanted.iter().any(|wanted| wanted.accepts(&whole));
    Ok(Place {
        province: tally.number(&level(1)),
        district: (parts.len() > 1).then(|| tally.number(&level(2))),
        in_provinces: accepts(&filter.provinces),
        in_districts: accepts(&filter.districts),
    })
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
