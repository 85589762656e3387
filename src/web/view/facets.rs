//! The tree of provinces and districts with their counts.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::search::{Answer, PlaceFilter};
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::params::Param;
use crate::web::tables::{DISTRICT, PROVINCE};
use crate::web::view::text::shown;
use crate::web::view::years;

/// How many provinces, and districts of one, stand there at once.
const AT_ONCE: usize = 8;

/// One province of the tree.
struct Branch<'a> {
    path: &'a str,
    count: u64,
    districts: Vec<(&'a str, u64)>,
}

/// The facets of an answer.
pub fn facets(ask: &Ask, answer: &Answer) -> Markup {
    let words = ask.words;
    html! {
        aside #filters .facets aria-label=(words.filters) {
            (years::years(ask, answer))
            (places(ask, answer))
        }
    }
}

fn places(ask: &Ask, answer: &Answer) -> Markup {
    let tree = tree(&answer.counts.provinces, &answer.counts.districts);
    let open = |branch: &Branch| {
        let inside = |place: &PlaceFilter| match place {
            PlaceFilter::Path(path) => path.starts_with(&format!("{}/", branch.path)),
            PlaceFilter::Untagged => false,
        };
        is_chosen(&answer.filter.provinces, branch.path)
            || answer.filter.districts.iter().any(inside)
            || tree.len() == 1
    };
    let (first, rest) = tree.split_at(tree.len().min(AT_ONCE));
    html! {
        @if !tree.is_empty() {
            section .places {
                h2 { (ask.words.places) }
                ul .tree {
                    @for (i, branch) in first.iter().enumerate() {
                        (province(ask, answer, branch, i == 0 || open(branch)))
                    }
                }
                @if !rest.is_empty() {
                    details open[rest.iter().any(open)] {
                        summary { "+ " (rest.len()) }
                        ul .tree {
                            @for branch in rest { (province(ask, answer, branch, open(branch))) }
                        }
                    }
                }
            }
        }
    }
}

fn province(ask: &Ask, answer: &Answer, branch: &Branch, open: bool) -> Markup {
    let line = value(
        ask,
        &PROVINCE,
        &answer.filter.provinces,
        branch.path,
        branch.count,
    );
    let (first, rest) = branch
        .districts
        .split_at(branch.districts.len().min(AT_ONCE));
    let district = |(path, count): &(&str, u64)| {
        html! {
            li { (value(ask, &DISTRICT, &answer.filter.districts, path, *count)) }
        }
    };
    let late = |(path, _): &(&str, u64)| is_chosen(&answer.filter.districts, path);
    html! {
        li {
            (line)
            @if !first.is_empty() {
                details open[open] {
                    summary aria-label=(leaf(branch.path)) { (branch.districts.len()) }
                    ul { @for one in first { (district(one)) } }
                    @if !rest.is_empty() {
                        details open[rest.iter().any(late)] {
                            summary { "+ " (rest.len()) }
                            ul { @for one in rest { (district(one)) } }
                        }
                    }
                }
            }
        }
    }
}

/// One value with its count; a click chooses it, or takes it off again.
fn value(ask: &Ask, param: &Param, wanted: &[PlaceFilter], path: &str, count: u64) -> Markup {
    let chosen = is_chosen(wanted, path);
    html! {
        a .value href=(toggled(ask, param, path, chosen).href())
            aria-current=[chosen.then_some("true")] {
            span .name { (shown(leaf(path))) }
            " " span .count { (ask.words.whole(count)) }
        }
    }
}

fn toggled(ask: &Ask, param: &Param, path: &str, chosen: bool) -> Link {
    if !chosen {
        return ask.link.with(param, path);
    }
    // It may have been typed in another way: what names it goes.
    let mut link = ask.link.clone();
    for typed in ask.params.all(param) {
        let paths = match param.name {
            "province" => crate::search::places::province_filter(typed),
            _ => crate::search::places::district_filter(typed),
        };
        if is_chosen(&paths.unwrap_or_default(), path) {
            link = link.minus(param, typed);
        }
    }
    link
}

fn is_chosen(wanted: &[PlaceFilter], path: &str) -> bool {
    wanted.iter().any(|place| place.accepts(path))
}

fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Provinces by their counts, each with its districts by theirs.
fn tree<'a>(
    provinces: &'a BTreeMap<String, u64>,
    districts: &'a BTreeMap<String, u64>,
) -> Vec<Branch<'a>> {
    let mut branches: BTreeMap<&str, Branch<'a>> = BTreeMap::new();
    let empty = |path| Branch {
        path,
        count: 0,
        districts: Vec::new(),
    };
    for (path, &count) in provinces {
        branches.entry(path).or_insert_with(|| empty(path)).count = count;
    }
    for (path, &count) in districts {
        let end = path
            .match_indices('/')
            .nth(1)
            .map_or(path.len(), |(at, _)| at);
        let province = &path[..end];
        let branch = branches.entry(province).or_insert_with(|| empty(province));
        branch.districts.push((path, count));
    }
    let mut list: Vec<Branch> = branches.into_values().collect();
    for branch in &mut list {
        branch
            .districts
            .sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    }
    list.sort_by(|a, b| b.count.cmp(&a.count).then(a.path.cmp(b.path)));
    list
}
