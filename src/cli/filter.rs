//! The filter that the flags name; a name of several places is answered with what the index
//! holds of them.

use std::path::Path;

use crate::index::Reader;
use crate::search::places::{UnknownPlace, filter_of, quoted};
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
    for (name, paths) in unknown.candidates.iter().zip(&unknown.paths) {
        let count = paths.iter().filter_map(|path| counts.get(path)).sum();
        if count > 0 {
            held.push((count, name));
        }
    }
    held.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    let (name, kind) = (&unknown.name, unknown.kind);
    let flag = format!("--{kind} {}", quoted(held.first()?.1));
    let all = unknown.candidates.join("; ");
    Some(match held.as_slice() {
        [(_, one)] => format!(
            "several places are called `{name}`: {all}; the index has articles of {one} alone: use {flag}"
        ),
        several => {
            let listed: Vec<String> = several
                .iter()
                .map(|(count, name)| format!("{name} ({count})"))
                .collect();
            format!(
                "several places are called `{name}`: {all}; the index has articles of {}: name one, for example by {flag}",
                listed.join(" and ")
            )
        }
    })
}
