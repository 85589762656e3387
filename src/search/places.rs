//! Turns place names as typed into facet paths.

use crate::gazetteer::{Choice, Resolution, resolve_district, resolve_province};
use crate::query::Notice;

use super::facets::{Filter, PlaceFilter};

/// The word that asks for articles without a place.
pub const NONE: &str = "none";

/// A name of a flag that names no place, or several.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message(.name, .kind, .ambiguous, .candidates))]
pub struct UnknownPlace {
    /// The name as typed.
    pub name: String,
    /// `district` or `province`.
    pub kind: &'static str,
    /// Whether several places bear the name, rather than none.
    pub ambiguous: bool,
    /// What may have been meant, each named in full.
    pub candidates: Vec<String>,
}

fn message(name: &str, kind: &str, ambiguous: &bool, candidates: &[String]) -> String {
    let list = candidates.join("; ");
    match (ambiguous, candidates.is_empty()) {
        (true, _) => {
            format!("several places are called `{name}`: {list}; name one of them in full")
        }
        (false, true) => format!(
            "no {kind} is called `{name}`: see `congdoan facets` for the names in the index"
        ),
        (false, false) => format!("no {kind} is called `{name}`: did you mean {list}?"),
    }
}

/// The filter for the districts and provinces named in flags or parameters.
pub fn filter_of<'a>(
    districts: impl IntoIterator<Item = &'a str>,
    provinces: impl IntoIterator<Item = &'a str>,
) -> Result<Filter, UnknownPlace> {
    let mut filter = Filter::default();
    for name in districts {
        filter.districts.extend(district_filter(name)?);
    }
    for name in provinces {
        filter.provinces.extend(province_filter(name)?);
    }
    Ok(filter)
}

/// The filter for a district named in a flag.
pub fn district_filter(name: &str) -> Result<Vec<PlaceFilter>, UnknownPlace> {
    filter(name, "district", resolve_district)
}

/// The filter for a province named in a flag.
pub fn province_filter(name: &str) -> Result<Vec<PlaceFilter>, UnknownPlace> {
    filter(name, "province", resolve_province)
}

fn filter(
    name: &str,
    kind: &'static str,
    resolve: fn(&str) -> Resolution,
) -> Result<Vec<PlaceFilter>, UnknownPlace> {
    if name.trim().eq_ignore_ascii_case(NONE) {
        return Ok(vec![PlaceFilter::Untagged]);
    }
    let (ambiguous, choices) = match resolve(name) {
        Resolution::Unique(choice) => {
            return Ok(choice.paths.into_iter().map(PlaceFilter::Path).collect());
        }
        Resolution::Ambiguous(choices) => (true, choices),
        Resolution::Unknown(choices) => (false, choices),
    };
    Err(UnknownPlace {
        name: name.to_string(),
        kind,
        ambiguous,
        candidates: choices.iter().map(Choice::full_name).collect(),
    })
}

/// The paths of a place named in a query, with a notice where the name left something open.
pub fn in_query(name: &str, province: bool) -> (Option<Vec<String>>, Option<Notice>) {
    let resolution = if province {
        resolve_province(name)
    } else {
        resolve_district(name)
    };
    let named =
        |choices: &[Choice]| -> Vec<String> { choices.iter().map(Choice::full_name).collect() };
    match resolution {
        Resolution::Unique(choice) => (Some(choice.paths), None),
        Resolution::Ambiguous(choices) => {
            let candidates = named(&choices);
            let text = format!(
                "several places are called `{name}`: {}; all are shown",
                candidates.join("; ")
            );
            let notice = Notice::new("place", text)
                .with("name", name)
                .with("candidates", candidates);
            let paths = choices
                .into_iter()
                .flat_map(|choice| choice.paths)
                .collect();
            (Some(paths), Some(notice))
        }
        Resolution::Unknown(choices) => {
            let candidates = named(&choices);
            let text = format!("no place is called `{name}`: its words are searched instead");
            let notice = Notice::new("place", text)
                .with("name", name)
                .with("candidates", candidates);
            (None, Some(notice))
        }
    }
}
