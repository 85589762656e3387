//! The filters in force, a part each, in the order in which they are told: whoever tells them
//! has words of their own.

use jiff::civil::Date;

use crate::query::Years;
use crate::search::{Filter, PlaceFilter};

/// What is filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The province.
    Province,
    /// The district.
    District,
    /// The year.
    Year,
    /// The first day of publication.
    Since,
    /// The last one.
    Until,
}

/// One wanted value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// A place by its facet path.
    Place(&'a str),
    /// Years.
    Years(&'a Years),
    /// A day.
    Day(Date),
    /// Articles of which it is not known.
    Unknown,
}

/// Each filter that is set, with its alternatives.
pub fn parts(filter: &Filter) -> Vec<(By, Vec<Wanted<'_>>)> {
    let years = |years| match years {
        &Years::Undated => Wanted::Unknown,
        years => Wanted::Years(years),
    };
    let mut parts = vec![
        (By::Province, places(&filter.provinces)),
        (By::District, places(&filter.districts)),
        (By::Year, filter.years.iter().map(years).collect()),
        (
            By::Since,
            filter.since.map(Wanted::Day).into_iter().collect(),
        ),
        (
            By::Until,
            filter.until.map(Wanted::Day).into_iter().collect(),
        ),
    ];
    parts.retain(|(_, wanted)| !wanted.is_empty());
    parts
}

/// The places that were asked for, each by one name.
fn places(places: &[PlaceFilter]) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for place in places {
        match place {
            PlaceFilter::Path(path) => wanted.push(Wanted::Place(path)),
            // the same place by another name
            PlaceFilter::Followed(_) => {}
            PlaceFilter::Untagged => wanted.push(Wanted::Unknown),
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_a_part_and_a_place_is_told_once() {
        assert_eq!(parts(&Filter::default()), []);
        let day = jiff::civil::date(2020, 5, 1);
        let filter = Filter {
            provinces: vec![PlaceFilter::Untagged],
            districts: vec![
                PlaceFilter::Path("/Hà Nội/Ba Đình".into()),
                PlaceFilter::Followed("/Hà Nội/phường Ba Đình".into()),
            ],
            years: vec![Years::since(2020), Years::Undated],
            since: Some(day),
            until: Some(day),
        };
        assert_eq!(
            parts(&filter),
            [
                (By::Province, vec![Wanted::Unknown]),
                (By::District, vec![Wanted::Place("/Hà Nội/Ba Đình")]),
                (
                    By::Year,
                    vec![Wanted::Years(&Years::since(2020)), Wanted::Unknown]
                ),
                (By::Since, vec![Wanted::Day(day)]),
                (By::Until, vec![Wanted::Day(day)]),
            ]
        );
    }
}
