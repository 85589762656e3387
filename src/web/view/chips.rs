//! The chosen filters, each with the way to take it off.

use maud::{Markup, html};

use crate::render::filters::{By, Wanted, parts};
use crate::search::{Filter, PlaceFilter};
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::tables::{DISTRICT, PROVINCE, SINCE, UNTIL, YEAR};
use crate::web::view::text::{path_name, shown};
use crate::web::wanted::places_of;
use crate::web::words::{Words, fill};

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

/// The filters of places and time in force, those in the query as well, in words.
pub fn in_force(words: &Words, filter: &Filter) -> Vec<String> {
    let since = |from: &str| fill(&words.since, &[("day", from)]);
    let until = |to: &str| fill(&words.until, &[("day", to)]);
    let mut list = Vec::new();
    for (by, wanted) in parts(filter) {
        let names: Vec<String> = wanted
            .iter()
            .map(|wanted| match (by, wanted) {
                (_, Wanted::Place(path)) => path_name(path),
                (_, Wanted::Years(years)) => match years.to_string().split_once("..") {
                    None => years.to_string(),
                    Some((from, "")) => since(from),
                    Some(("", to)) => until(to),
                    Some((from, to)) => format!("{from}–{to}"),
                },
                (By::Until, Wanted::Day(day)) => until(&words.day(*day)),
                (_, Wanted::Day(day)) => since(&words.day(*day)),
                (By::Province, Wanted::Unknown) => words.no_province.clone(),
                (By::District, Wanted::Unknown) => words.no_district.clone(),
                (_, Wanted::Unknown) => words.no_year.clone(),
            })
            .collect();
        list.extend(names);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Years;

    #[test]
    fn filters_in_force_are_told_in_the_words_of_the_page() {
        let filter = Filter {
            provinces: vec![PlaceFilter::Untagged],
            districts: vec![
                PlaceFilter::Path("/Hà Nội/Ba Đình".into()),
                PlaceFilter::Followed("/Hà Nội/phường Ba Đình".into()),
            ],
            years: vec![
                Years::between(2020, 2022),
                Years::between(2024, 2024),
                Years::since(2025),
                Years::Undated,
            ],
            since: None,
            until: Some(jiff::civil::date(2020, 5, 1)),
        };
        let told = |code| in_force(Words::of(code), &filter).join("; ");
        assert_eq!(
            told(None),
            "Không rõ nơi; Ba Đình, Hà Nội; 2020–2022; 2024; từ 2025; Không rõ năm; đến 01/05/2020"
        );
        assert!(told(Some("en")).contains("; Ba Đình, Hà Nội; 2020–2022; 2024; "));
        assert_eq!(in_force(Words::of(None), &Filter::default()), [""; 0]);
    }
}
