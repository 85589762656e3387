//! Turns place names as typed into facet paths.

use crate::gazetteer::{Choice, Resolution, resolve_district, resolve_province};
use crate::query::{Clause, Notice, Query};

use super::facets::{Filter, PlaceFilter};

/// The word that asks for articles without a place.
pub const NONE: &str = "none";

/// A name of a flag that names no place, or several.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message(self))]
pub struct UnknownPlace {
    /// The name as typed.
    pub name: String,
    /// `district` or `province`.
    pub kind: &'static str,
    /// Whether several places bear the name, rather than none.
    pub ambiguous: bool,
    /// `province` or `district`, where such a place is called so.
    pub other: Option<&'static str>,
    /// What may have been meant.
    pub candidates: Vec<Candidate>,
}

/// A place that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its name in full.
    pub name: String,
    /// Its facet paths.
    pub paths: Vec<String>,
}

impl UnknownPlace {
    /// What may have been meant, each named in full.
    pub fn names(&self) -> Vec<&str> {
        let candidates = self.candidates.iter();
        candidates.map(|place| place.name.as_str()).collect()
    }
}

fn message(unknown: &UnknownPlace) -> String {
    let (name, kind) = (&unknown.name, unknown.kind);
    let names = unknown.names();
    if unknown.ambiguous {
        let first = quoted(names.first().copied().unwrap_or(name));
        let several = several(name, &names);
        return format!("{several}; name one in full, such as --{kind} {first}");
    }
    match (unknown.other, names.as_slice()) {
        (Some(other), _) => format!(
            "no {kind} is called `{name}`, a {other} is: use --{other} {}",
            quoted(name)
        ),
        (None, []) => format!(
            "no {kind} is called `{name}`: see `congdoan facets` for the names in the index"
        ),
        (None, names) => format!(
            "no {kind} is called `{name}`: did you mean {}?",
            names.join("; ")
        ),
    }
}

/// That the places of these full names are all called `name`.
pub fn several(name: &str, names: &[&str]) -> String {
    format!("several places are called `{name}`: {}", names.join("; "))
}

/// A name as a shell takes it for one word: some names have an apostrophe.
pub fn quoted(name: &str) -> String {
    let mark = if name.contains('\'') { '"' } else { '\'' };
    format!("{mark}{name}{mark}")
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
            return Ok(filters(choice));
        }
        Resolution::Ambiguous(choices) => (true, choices),
        Resolution::Unknown(choices) => (false, choices),
    };
    Err(UnknownPlace {
        name: name.to_string(),
        kind,
        ambiguous,
        other: other_kind(name, kind),
        candidates: choices.into_iter().map(candidate).collect(),
    })
}

fn candidate(choice: Choice) -> Candidate {
    Candidate {
        name: choice.full_name(),
        paths: choice.paths,
    }
}

/// The kind of place that is called `name`, where it is not `kind`.
fn other_kind(name: &str, kind: &str) -> Option<&'static str> {
    let (resolution, other) = match kind {
        "district" => (resolve_province(name), "province"),
        _ => (resolve_district(name), "district"),
    };
    (!matches!(resolution, Resolution::Unknown(_))).then_some(other)
}

/// `query` with its place filters as the places are called: a name that goes on behind a
/// blank is whole (`quận:Ba Đình`), and a city that is no province is a district
/// (`thành phố:Vinh`).
pub fn settled(query: Query) -> Query {
    let whole = query.with_whole_places(|clause| match clause {
        Clause::Not(inner) => is_known(inner),
        clause => is_known(clause),
    });
    Query::new(whole.clauses.into_iter().map(as_district).collect())
}

/// Whether a place filter names a place, or several; anything else is fine as it is.
fn is_known(clause: &Clause) -> bool {
    match clause {
        Clause::District(name) => in_query(name, false).0.is_some(),
        Clause::Province(name) => {
            in_query(name, true).0.is_some() || in_query(&city(name), false).0.is_some()
        }
        _ => true,
    }
}

fn as_district(clause: Clause) -> Clause {
    match clause {
        Clause::Province(name)
            if in_query(&name, true).0.is_none() && in_query(&city(&name), false).0.is_some() =>
        {
            Clause::District(city(&name))
        }
        Clause::Not(inner) => Clause::Not(Box::new(as_district(*inner))),
        Clause::Any(clauses) => Clause::Any(clauses.into_iter().map(as_district).collect()),
        other => other,
    }
}

fn city(name: &str) -> String {
    format!("thành phố {name}")
}

/// The place asked for, and what is followed with it.
fn filters(choice: Choice) -> Vec<PlaceFilter> {
    let mut paths = choice.paths.into_iter();
    let asked = paths.next().map(PlaceFilter::Path);
    asked
        .into_iter()
        .chain(paths.map(PlaceFilter::Followed))
        .collect()
}

/// The filters for a place named in a query, with a notice where the name left something open.
pub fn in_query(name: &str, province: bool) -> (Option<Vec<PlaceFilter>>, Option<Notice>) {
    let resolution = if province {
        resolve_province(name)
    } else {
        resolve_district(name)
    };
    let named =
        |choices: &[Choice]| -> Vec<String> { choices.iter().map(Choice::full_name).collect() };
    match resolution {
        Resolution::Unique(choice) => (Some(filters(choice)), None),
        Resolution::Ambiguous(choices) => {
            let candidates = named(&choices);
            let names: Vec<&str> = candidates.iter().map(String::as_str).collect();
            let text = format!("{}; all are shown", several(name, &names));
            let notice = Notice::new("place", text)
                .with("name", name)
                .with("candidates", candidates);
            (
                Some(choices.into_iter().flat_map(filters).collect()),
                Some(notice),
            )
        }
        Resolution::Unknown(choices) => {
            let candidates = named(&choices);
            let kind = if province { "province" } else { "district" };
            let text = match (other_kind(name, kind), candidates.is_empty()) {
                (Some(other), _) => format!(
                    "no {kind} is called `{name}`, a {other} is (`{other}:\"{name}\"`): its words are searched instead"
                ),
                (None, true) => {
                    format!("no {kind} is called `{name}`: its words are searched instead")
                }
                (None, false) => format!(
                    "no {kind} is called `{name}`: its words are searched instead; did you mean {}?",
                    candidates.join("; ")
                ),
            };
            let notice = Notice::new("place", text)
                .with("name", name)
                .with("candidates", candidates);
            (None, Some(notice))
        }
    }
}
