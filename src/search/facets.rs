//! Filters by place, year and date, and the counts of articles for each facet value.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::index::articles::Facets;
use crate::index::places::NamedPlace;
use crate::query::Years;

use super::articles::Articles;
use super::tally::{Tally, for_each_value};

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

    /// The same, but for the filters in `lost`.
    fn without(self, lost: u8) -> Passed {
        Passed(self.0 & !lost)
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

/// The facets of one segment's articles, read once for all that are alike.
pub struct SegmentFacets<'a> {
    filter: &'a Filter,
    /// The places of the segment, and those met so far, by the numbers of their facets.
    names: &'a [NamedPlace],
    known: Vec<Option<Place>>,
    /// The classes met so far, and where each stands by its number, counted from 1.
    classes: Vec<Class>,
    class_at: Vec<u32>,
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

/// What articles with the same facets have in common.
#[derive(Debug)]
pub struct Class {
    /// Their places.
    pub places: Vec<Place>,
    /// Their year.
    pub year: Option<i64>,
    /// Whether they have copies.
    pub copied: bool,
    /// The filters that they pass, each on a day that is wanted.
    passed: Passed,
    /// How many are to be counted.
    articles: u64,
}

impl<'a> SegmentFacets<'a> {
    /// Those of a segment with these places.
    pub fn new(names: &'a [NamedPlace], filter: &'a Filter) -> SegmentFacets<'a> {
        SegmentFacets {
            filter,
            names,
            known: vec![None; names.len()],
            classes: Vec::new(),
            class_at: Vec::new(),
            since: filter.since.map(days_since_epoch),
            until: filter.until.map(days_since_epoch),
        }
    }

    /// The class of an article, and which filters the article passes.
    pub fn read(&mut self, article: &Articles<'_>) -> (&mut Class, Passed) {
        let dated = self.is_dated(article);
        let number = article.class() as usize;
        if number >= self.class_at.len() {
            self.class_at.resize(number + 1, 0);
        }
        if self.class_at[number] == 0 {
            let class = self.class(article.facets());
            self.classes.push(class);
            self.class_at[number] = self.classes.len() as u32;
        }
        let class = &mut self.classes[self.class_at[number] as usize - 1];
        let passed = match dated {
            true => class.passed,
            false => class.passed.without(Passed::DATE),
        };
        (class, passed)
    }

    /// Adds the articles counted to `tally`.
    pub fn count(self, tally: &mut Tally) {
        for class in self.classes.into_iter().filter(|class| class.articles > 0) {
            for_each_value(class.passed, &class.places, class.year, |value| {
                tally.count(value, class.articles);
            });
        }
    }

    fn class(&mut self, facets: &Facets) -> Class {
        let mut places = Vec::new();
        for &ord in &facets.places {
            // A damaged column may name any.
            if let Some(known) = self.known.get_mut(ord as usize) {
                let named = &self.names[ord as usize];
                places.push(*known.get_or_insert_with(|| Place::of(named, self.filter)));
            }
        }
        Class {
            passed: passed(self.filter, &places, facets.year),
            places,
            year: facets.year,
            copied: facets.copied,
            articles: 0,
        }
    }

    /// Whether the day of an article is wanted.
    fn is_dated(&self, article: &Articles<'_>) -> bool {
        self.since.is_none() && self.until.is_none()
            || article.day().is_some_and(|day| {
                self.since.is_none_or(|since| day >= since)
                    && self.until.is_none_or(|until| day <= until)
            })
    }
}

impl Place {
    fn of(place: &NamedPlace, filter: &Filter) -> Place {
        let path = &place.path;
        let accepts = |wanted: &[PlaceFilter]| wanted.iter().any(|wanted| wanted.accepts(path));
        Place {
            province: place.province,
            district: place.district,
            in_provinces: accepts(&filter.provinces),
            in_districts: accepts(&filter.districts),
        }
    }
}

impl Class {
    /// Counts one more article for its values.
    pub fn count(&mut self, passed: Passed) {
        // Outside the wanted days nothing counts.
        self.articles += u64::from(passed == self.passed);
    }
}

/// The filters that articles with these facets pass, on a day that is wanted.
fn passed(filter: &Filter, places: &[Place], year: Option<i64>) -> Passed {
    let province = filter.provinces.is_empty()
        || places.iter().any(|place| place.in_provinces)
        || (places.is_empty() && filter.provinces.contains(&PlaceFilter::Untagged));
    let district = filter.districts.is_empty()
        || places.iter().any(|place| place.in_districts)
        || (places.iter().all(|place| place.district.is_none())
            && filter.districts.contains(&PlaceFilter::Untagged));
    let year = year.and_then(|year| i16::try_from(year).ok());
    let in_years =
        filter.years.is_empty() || filter.years.iter().any(|wanted| wanted.contains(year));
    let mut bits = Passed::DATE;
    for (holds, bit) in [
        (province, Passed::PROVINCE),
        (district, Passed::DISTRICT),
        (in_years, Passed::YEAR),
    ] {
        if holds {
            bits |= bit;
        }
    }
    Passed(bits)
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
