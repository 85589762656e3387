//! Rows and groups of figures as tables, and the form that narrows them.

use maud::{Markup, html};

use crate::render::table::key_name;
use crate::render::{amount, stand_in};
use crate::search::groups::Key;
use crate::search::{Group, Row, Sum};
use crate::web::page::Ask;
use crate::web::params::Param;
use crate::web::tables::{BY, DISTRICT, MAX, MIN, NOUN, ORDER, UNIT, YEAR};
use crate::web::view::hits::to_article;
use crate::web::view::text::{marked, path_name, shown};
use crate::web::words::fill;

/// How many rows of a group stand in it.
const ROWS_OF_GROUP: usize = 20;

/// The fields beside the query.
pub fn fields(ask: &Ask) -> Markup {
    let words = ask.words;
    let field = |id: &str, param: &Param, label: &str, width: &str| {
        html! {
            label for=(id) { (label) }
            input id=(id) name=(param.name) value=(ask.params.text(param).unwrap_or_default()) size=(width)
                maxlength="50" autocomplete="off";
        }
    };
    let by = ask.params.text(&BY).unwrap_or_default();
    html! {
        div .fields {
            span { (field("noun", &NOUN, &words.figures_noun, "14")) }
            span { (field("unit", &UNIT, &words.figures_unit, "7")) }
            span { (field("min", &MIN, &words.figures_min, "7")) }
            span { (field("max", &MAX, &words.figures_max, "7")) }
            span {
                label for="by" { (words.figures_by) }
                select #by name=(BY.name) {
                    @for (value, name) in [("", &words.by_none), ("year", &words.by_year),
                        ("district", &words.by_district), ("noun", &words.by_noun)] {
                        option value=(value) selected[value == by] { (name) }
                    }
                }
            }
            button type="submit" { (words.figures_apply) }
        }
    }
}

/// A table with a row for each figure.
pub fn table(ask: &Ask, rows: &[&Row]) -> Markup {
    let words = ask.words;
    html! {
        div .wide role="region" aria-label=(words.figures_title) tabindex="0" {
            table .figures {
                thead { tr {
                    (head(ask, "value", &words.col_value, "num"))
                    (head(ask, "noun", &words.col_noun, ""))
                    th scope="col" { (words.col_target) }
                    (head(ask, "year", &words.col_period, ""))
                    (head(ask, "place", &words.col_place, ""))
                    th scope="col" { (words.col_article) }
                } }
                tbody { @for row in rows { (line(ask, row)) } }
            }
        }
    }
}

/// The head of a column that can be sorted by.
fn head(ask: &Ask, order: &str, name: &str, class: &str) -> Markup {
    let words = ask.words;
    let down = format!("-{order}");
    let current = ask.params.text(&ORDER).unwrap_or_default();
    // Numbers begin with the largest, words with the first.
    let first_down = matches!(order, "value" | "year");
    let (next, sign, said) = match current {
        now if now == order => (down.as_str(), " ▲", Some(("ascending", &words.sorted_up))),
        now if now == down => (order, " ▼", Some(("descending", &words.sorted_down))),
        _ if first_down => (down.as_str(), "", None),
        _ => (order, "", None),
    };
    html! {
        th scope="col" class=(class) aria-sort=[said.map(|(sort, _)| sort)] {
            a href=(ask.link.set(&ORDER, next).href()) {
                (name) span aria-hidden="true" { (sign) }
                @if let Some((_, said)) = said { span .hidden { ", " (said) } }
            }
        }
    }
}

fn line(ask: &Ask, row: &Row) -> Markup {
    let words = ask.words;
    let (from, to) = row.months();
    let figure = std::slice::from_ref(&row.figure);
    html! {
        tr {
            td .num { (words.local(&amount::value(&row.figure))) }
            td { @match amount::noun_of(row) {
                Some(noun) => (shown(&noun)),
                None => span .faint { (shown(&stand_in::noun(row, None))) },
            } }
            td data-label=(words.col_target) { (plan(ask, row)) }
            td {
                (amount::period(&from, &to))
                @if row.is_of_part_year() { span .faint { " " (words.part_of_year) } }
            }
            td { @match &row.place {
                Some(path) => (shown(&path_name(path))),
                None => span .faint { (words.unknown) },
            } }
            td .said {
                a href=(to_article(ask, &row.article.id).href()) { (shown_title(ask, row)) }
                p { (marked(&row.sentence, &[], figure, &[])) }
            }
        }
    }
}

fn shown_title(ask: &Ask, row: &Row) -> String {
    match row.article.title.trim() {
        "" => ask.words.untitled.clone(),
        title => shown(title),
    }
}

/// The plan that a figure is measured against, and how much of it was reached.
fn plan(ask: &Ask, row: &Row) -> Markup {
    let local = |value: f64| ask.words.local(&amount::number(value));
    html! {
        @match (row.figure.target, row.figure.total) {
            (Some(target), _) => (local(target)),
            (None, Some(whole)) => (fill(&ask.words.of_whole, &[("n", &local(whole))])),
            (None, None) => {}
        }
        @if let Some(percent) = row.figure.percent { " " span .percent { "(" (local(percent)) "%)" } }
    }
}

/// A table with a row for each group, its figures folded below it.
pub fn groups(ask: &Ask, groups: &[Group]) -> Markup {
    let words = ask.words;
    html! {
        div .wide role="region" aria-label=(words.figures_title) tabindex="0" {
            table .figures .groups {
                thead { tr {
                    th scope="col" { (words.col_group) }
                    th scope="col" .num { (words.col_count) }
                    th scope="col" { (words.col_sums) }
                } }
                tbody { @for group in groups { (group_line(ask, group)) } }
            }
        }
    }
}

fn group_line(ask: &Ask, group: &Group) -> Markup {
    let words = ask.words;
    let rest = group.rows.len().saturating_sub(ROWS_OF_GROUP);
    html! {
        tr {
            th scope="row" { (group_name(ask, group)) }
            td .num { (words.whole(group.rows.len() as u64)) }
            td {
                @for sum in &group.sums { p .sum { (sum_words(ask, sum)) } }
                details {
                    summary { (words.group_rows) }
                    ul .rows {
                        @for row in group.rows.iter().take(ROWS_OF_GROUP) {
                            li {
                                a href=(to_article(ask, &row.article.id).href()) { (shown_title(ask, row)) }
                                ": " (marked(&row.sentence, &[], std::slice::from_ref(&row.figure), &[]))
                            }
                        }
                    }
                    @if rest > 0 { p .hint { (fill(&words.group_more, &[("n", &words.whole(rest as u64))])) } }
                }
            }
        }
    }
}

/// The name of a group; a click narrows the table to it.
fn group_name(ask: &Ask, group: &Group) -> Markup {
    let link = match &group.key {
        Key::Year(year) => ask.link.set(&YEAR, &year.to_string()),
        Key::Place(path) => ask.link.set(&DISTRICT, path),
        Key::Noun(noun) => ask.link.set(&NOUN, noun),
        Key::None => return html! { span .faint { (ask.words.unknown) } },
    };
    html! { a href=(link.set(&BY, "").href()) { (shown(&key_name(group))) } }
}

fn sum_words(ask: &Ask, sum: &Sum) -> Markup {
    let about = if sum.approximate { "~" } else { "" };
    let value = amount::with_unit(sum.value, sum.unit.as_deref());
    let period = amount::period(&sum.months.0, &sum.months.1);
    html! {
        b { (about) (ask.words.local(&value)) } " " (shown(&sum.noun))
        " " span .faint { (sum.act.name()) " · " (period) }
    }
}
