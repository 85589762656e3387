//! The tree of provinces and districts with their counts.

use maud::{Markup, html};

use crate::search::values::{leaf, place_counts};
use crate::search::{Answer, PlaceFilter};
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::params::Param;
use crate::web::tables::{DISTRICT, PROVINCE};
use crate::web::view::text::shown;
use crate::web::view::years;
use crate::web::wanted::places_of;
use crate::web::words::fill;

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
    let tree = tree(answer);
    let open = |branch: &Branch| {
        let inside = |place: &PlaceFilter| match place {
            PlaceFilter::Path(path) | PlaceFilter::Followed(path) => {
                path.starts_with(&format!("{}/", branch.path))
            }
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
                        summary { (fill(&ask.words.more, &[("n", &rest.len().to_string())])) }
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
                    summary {
                        (ask.words.districts(branch.districts.len() as u64))
                        span .hidden { ": " (shown(leaf(branch.path))) }
                    }
                    ul { @for one in first { (district(one)) } }
                    @if !rest.is_empty() {
                        details open[rest.iter().any(late)] {
                            summary { (fill(&ask.words.more, &[("n", &rest.len().to_string())])) }
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
        if is_chosen(&places_of(param, typed), path) {
            link = link.minus(param, typed);
        }
    }
    link
}

fn is_chosen(wanted: &[PlaceFilter], path: &str) -> bool {
    wanted.iter().any(|place| place.accepts(path))
}

/// Provinces by their counts, each with its districts by theirs.
fn tree(answer: &Answer) -> Vec<Branch<'_>> {
    let (counts, filter) = (&answer.counts, &answer.filter);
    let mut tree: Vec<Branch> = Vec::new();
    for one in place_counts(&counts.provinces, &filter.provinces) {
        tree.push(Branch {
            path: one.path,
            count: one.count,
            districts: Vec::new(),
        });
    }
    for one in place_counts(&counts.districts, &filter.districts) {
        let end = one.path.match_indices('/').nth(1);
        let province = &one.path[..end.map_or(one.path.len(), |(at, _)| at)];
        let branch = match tree.iter().position(|branch| branch.path == province) {
            Some(at) => at,
            None => {
                tree.push(Branch {
                    path: province,
                    count: 0,
                    districts: Vec::new(),
                });
                tree.len() - 1
            }
        };
        tree[branch].districts.push((one.path, one.count));
    }
    tree
}
