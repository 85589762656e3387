//! The filter that the flags name; a name of several places is answered with what the index
//! holds of them.

use std::path::Path;

use crate::index::Reader;
use crate::search::places::{UnknownPlace, filter_of, quoted, several};
use crate::search::{Filter, Request, search};

use super::args;

/// The filter that the flags name.
pub fn filter(global: &args::Global, filters: &args::Filters) -> anyhow::Result<Filter> {
    let districts = filters.district.iter().map(String::as_str);
    let provinces = filters.province.iter().map(String::as_str);
    let places = filter_of(districts, provinces).map_err(|unknown| {
        let advice = advice(&global.index, &unknown);
        advice.map_or_else(|| unknown.into(), anyhow::Error::msg)
    })?;
    Ok(Filter {
        years: filters.year.clone(),
        since: filters.since,
        until: filters.until,
        ..places
    })
}

/// The message for a name of several places of which the index at `root` holds any.
fn advice(root: &Path, unknown: &UnknownPlace) -> Option<String> {
    if !unknown.ambiguous {
        return None;
    }
    let reader = Reader::open(root).ok()?;
    let everything = Request {
        limit: 0,
        ..Request::default()
    };
    let counts = search(&reader, &everything).ok()?.counts;
    let counts = match unknown.kind {
        "province" => counts.provinces,
        _ => counts.districts,
    };
    let mut held: Vec<(u64, &str)> = Vec::new();
    for place in &unknown.candidates {
        let count = place.paths.iter().filter_map(|path| counts.get(path)).sum();
        if count > 0 {
            held.push((count, &place.name));
        }
    }
    held.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    next_move(unknown, &held)
}

/// What to type, where the index has articles of the places `held`, the most first.
fn next_move(unknown: &UnknownPlace, held: &[(u64, &str)]) -> Option<String> {
    let (last, others) = held.split_last()?;
    let flag = format!("--{} {}", unknown.kind, quoted(held.first()?.1));
    let several = several(&unknown.name, &unknown.names());
    if others.is_empty() {
        let only = last.1;
        return Some(format!(
            "{several}; the index has articles of {only} alone: use {flag}"
        ));
    }
    let counted = |(count, name): &(u64, &str)| format!("{name} ({count})");
    let others: Vec<String> = others.iter().map(counted).collect();
    Some(format!(
        "{several}; the index has articles of {} and {}: name one, for example by {flag}",
        others.join(", "),
        counted(last)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::places::district_filter;

    #[test]
    fn places_held_are_listed_with_the_most_frequent_to_type() {
        let unknown = district_filter("Châu Thành").expect_err("many are called so");
        let head = format!(
            "several places are called `Châu Thành`: {}; the index has articles of ",
            unknown.names().join("; ")
        );
        let told = |held: &[(u64, &str)]| {
            let told = next_move(&unknown, held)?;
            let behind = told.strip_prefix(&head).expect("one head of all");
            Some(behind.to_string())
        };
        assert_eq!(told(&[]), None);
        let long_an = "huyện Châu Thành, Long An";
        let flag = format!("--district '{long_an}'");
        assert_eq!(
            told(&[(3, long_an)]).expect("one is held"),
            format!("{long_an} alone: use {flag}")
        );
        assert_eq!(
            told(&[(3, long_an), (2, "B")]).expect("two are held"),
            format!("{long_an} (3) and B (2): name one, for example by {flag}")
        );
        assert_eq!(
            told(&[(3, long_an), (2, "B"), (1, "C")]).expect("three are held"),
            format!("{long_an} (3), B (2) and C (1): name one, for example by {flag}")
        );
    }
}
