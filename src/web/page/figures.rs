//! `/figures`: the table of figures, with groups, a chart and the way to CSV.

use std::cmp::Ordering;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use maud::{Markup, html};

use crate::index::Reader;
use crate::render::bars::{self, About};
use crate::search::{By, Figures, Row, figures, groups, newest};
use crate::web::page::{Ask, person};
use crate::web::problem::Problem;
use crate::web::site::Site;
use crate::web::tables::{CSV, FIGURES_PAGE, LANG, MAX, MIN, MOST_ROWS, NOUN, OFFSET, ORDER, UNIT};
use crate::web::view::figures::{fields, groups as groups_table, table};
use crate::web::view::layout::{Tab, search_box, whole};
use crate::web::view::text::shown;
use crate::web::view::{chart as drawn, chips, notices, paging};
use crate::web::wanted;
use crate::web::words::fill;

/// Rows on a page.
const ROWS: usize = 50;
/// So few bars at least make a chart.
const FEWEST_BARS: usize = 2;

/// The page.
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let path = "/figures".to_string();
    person(&site, &parts, path, &FIGURES_PAGE, |reader, ask| {
        let view = view(reader, ask)?;
        let main = html! { main #main { (search_box(ask, "/figures", fields(ask))) (view) } };
        let title = match ask.query() {
            "" => ask.words.figures_title.clone(),
            query => format!("{}: {}", ask.words.figures_title, shown(query)),
        };
        Ok(whole(ask, Tab::Figures, &title, main))
    })
    .await
}

fn view(reader: &Reader, ask: &Ask) -> Result<Markup, Problem> {
    let words = ask.words;
    let mut wanted = wanted::figures(&ask.params)?;
    wanted.most = Some(MOST_ROWS);
    let found = figures(reader, &wanted)?;
    let csv = ask.link.at("/api/figures").without(&ORDER).without(&LANG);
    Ok(html! {
        section #view .figures-page {
            (notices::notices(ask, &found.notices))
            (chips::chips(ask))
            div .summary {
                h1 #status { (words.figures(found.rows.len() as u64)) }
                @if !found.rows.is_empty() {
                    a .csv href=(csv.set(&CSV, "true").href()) download { (words.figures_csv) }
                }
                a .figures-link href=(ask.question("/").href()) { (words.see_articles) }
            }
            @if found.rows.is_empty() {
                p .none { (words.figures_none) }
                (in_force(ask, &found))
            } @else if let Some(by) = wanted::by(&ask.params) {
                (grouped(reader, ask, &found, by)?)
            } @else {
                (rows(ask, &found))
            }
        }
    })
}

/// The filters that left no figure over.
fn in_force(ask: &Ask, found: &Figures) -> Markup {
    let words = ask.words;
    let mut filters = chips::in_force(words, &found.filter);
    for (param, label) in [
        (&NOUN, &words.figures_noun),
        (&UNIT, &words.figures_unit),
        (&MIN, &words.figures_min),
        (&MAX, &words.figures_max),
    ] {
        filters.extend(
            ask.params
                .text(param)
                .map(|value| format!("{label} {value}")),
        );
    }
    html! {
        @if !filters.is_empty() {
            p .hint { (fill(&words.none_filters, &[("filters", &shown(&filters.join("; ")))])) }
        }
    }
}

fn grouped(reader: &Reader, ask: &Ask, found: &Figures, by: By) -> Result<Markup, Problem> {
    let about = About {
        query: found.searched(),
        filter: &found.filter,
        newest: newest(reader)?,
    };
    let groups = groups(&found.rows, by);
    let chart = match by {
        By::Year => bars::of_years(about, &groups),
        By::District | By::Noun => bars::of_groups(about, &groups, by),
    };
    Ok(html! {
        @if chart.bars.len() >= FEWEST_BARS {
            section .chart {
                @if by == By::Year { (drawn::line(ask, &chart)) } @else { (drawn::bars(ask, &chart)) }
            }
        }
        (groups_table(ask, &groups))
    })
}

fn rows(ask: &Ask, found: &Figures) -> Markup {
    let mut all: Vec<&Row> = found.rows.iter().collect();
    let order = ask.params.text(&ORDER).unwrap_or_default();
    let (key, down) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    all.sort_by(|a, b| {
        let ordering = compare(key, a, b);
        if down { ordering.reverse() } else { ordering }
    });
    let offset = ask.params.number(&OFFSET).min(all.len());
    let end = (offset + ROWS).min(all.len());
    html! {
        p .hint { (ask.words.figures_tagline) }
        (table(ask, &all[offset..end]))
        (paging::paging(ask, offset, ROWS, end < all.len()))
    }
}

/// The order of two rows by a column; that of the answer where none is named.
fn compare(key: &str, a: &Row, b: &Row) -> Ordering {
    match key {
        "value" => a.figure.value.total_cmp(&b.figure.value),
        "noun" => a.noun.cmp(&b.noun),
        "year" => a.months().cmp(&b.months()),
        "place" => a.place.cmp(&b.place),
        _ => Ordering::Equal,
    }
}
