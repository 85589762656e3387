//! The chosen filters, each with the way to take it off.

use maud::{Markup, html};

use crate::search::PlaceFilter;
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::tables::{DISTRICT, PROVINCE, SINCE, UNTIL, YEAR};
use crate::web::view::text::{path_name, shown};
use crate::web::wanted::places_of;
use crate::web::words::fill;

/// The filters that the address names, by their names for people, with the address without each.
pub fn chosen(ask: &Ask) -> Vec<(String, Link)> {
    let words = ask.words;
    let mut list = Vec::new();
    for (param, none) in [
        (&PROVINCE, &words.no_province),
        (&DISTRICT, &words.no_district),
    ] {
        for value in ask.params.all(param) {
            let name = match places_of(param, value).first() {
                Some(PlaceFilter::Path(path) | PlaceFilter::Followed(path)) => path_name(path),
                Some(PlaceFilter::Untagged) => none.clone(),
                None => value.to_string(),
            };
            list.push((shown(&name), ask.link.minus(param, value)));
        }
    }
    for value in ask.params.all(&YEAR) {
        let name = match value {
            "none" => words.no_year.clone(),
            years => years.replace("..", "–"),
        };
        list.push((name, ask.link.minus(&YEAR, value)));
    }
    for (param, template) in [(&SINCE, &words.since), (&UNTIL, &words.until)] {
        if let Some(value) = ask.params.text(param) {
            let day = value
                .parse()
                .map_or_else(|_| value.to_string(), |day| words.day(day));
            list.push((fill(template, &[("day", &day)]), ask.link.without(param)));
        }
    }
    list
}

/// The address without any filter.
pub fn cleared(ask: &Ask) -> Link {
    let params = [&PROVINCE, &DISTRICT, &YEAR, &SINCE, &UNTIL];
    params
        .iter()
        .fold(ask.link.clone(), |link, param| link.without(param))
}

/// The chips.
pub fn chips(ask: &Ask) -> Markup {
    let words = ask.words;
    let chosen = chosen(ask);
    html! {
        @if !chosen.is_empty() {
            ul .chips aria-label=(words.chosen) {
                @for (name, without) in &chosen {
                    li { a href=(without.href()) aria-label=(fill(&words.remove, &[("name", name)])) {
                        (name) span aria-hidden="true" { " ×" }
                    } }
                }
                @if chosen.len() > 1 {
                    li .clear { a href=(cleared(ask).href()) { (words.clear) } }
                }
            }
        }
    }
}
