//! `/`: the search box, and what it finds. `/fragment` is the part that changes, for the script.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use maud::{Markup, html};

use crate::index::Reader;
use crate::search::{Answer, search};
use crate::web::page::{Ask, person};
use crate::web::problem::Problem;
use crate::web::site::Site;
use crate::web::tables::{OFFSET, Q, SEARCH_PAGE};
use crate::web::view::layout::{Tab, search_box, sorts, whole};
use crate::web::view::text::shown;
use crate::web::view::{chips, facets, hits, notices, paging};
use crate::web::wanted;
use crate::web::words::fill;

/// Queries to try: each shows something else that can be asked.
const EXAMPLES: [&str; 6] = [
    "phát triển đoàn viên",
    "ket nap doan vien ba dinh",
    "bao nhiêu đoàn viên Ba Đình 2022",
    "đoàn viên >= 1000",
    "\"thỏa ước lao động tập thể\"",
    "quận:\"Ba Đình\" năm:2020..2022",
];

/// The page.
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    person(
        &site,
        &parts,
        "/".to_string(),
        &SEARCH_PAGE,
        |reader, ask| {
            let view = view(reader, ask)?;
            let main = html! { main #main { (search_box(ask, "/", html! {})) (view) } };
            Ok(whole(ask, Tab::Articles, &shown(ask.query()), main))
        },
    )
    .await
}

/// The part that changes.
pub async fn fragment(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    person(&site, &parts, "/".to_string(), &SEARCH_PAGE, view).await
}

fn view(reader: &Reader, ask: &Ask) -> Result<Markup, Problem> {
    let wanted = wanted::search(&ask.params)?;
    let answer = search(reader, &wanted)?;
    let browsing = ask.query().trim().is_empty();
    let plain = browsing && chips::chosen(ask).is_empty();
    let offset = wanted.offset;
    let more = answer.hits.len() == wanted.limit;
    let found = match answer.hits.is_empty() {
        true => nothing(reader, ask, &answer, offset)?,
        false => html! {
            (hits::hits(ask, &answer))
            (paging::paging(ask, offset, wanted.limit, more))
        },
    };
    Ok(html! {
        section #view aria-label=(ask.words.results) {
            @if plain { (welcome(ask)) }
            (notices::notices(ask, &answer.notices))
            (chips::chips(ask))
            @if !answer.hits.is_empty() { (summary(ask, &answer, browsing)) }
            div .columns {
                div .found { (found) }
                (facets::facets(ask, &answer))
            }
        }
    })
}

fn summary(ask: &Ask, answer: &Answer, browsing: bool) -> Markup {
    let words = ask.words;
    let articles = words.articles(answer.total.articles);
    html! {
        div .summary {
            h1 #status {
                @if browsing { (words.newest_title) " " span .count { (articles) } }
                @else { (articles) ", " (words.passages(answer.total.passages)) }
            }
            @if !browsing { (sorts(ask)) }
            a .figures-link href=(ask.question("/figures").href()) { (words.see_figures) }
            a .to-filters href="#filters" { (words.to_filters) }
        }
    }
}

fn welcome(ask: &Ask) -> Markup {
    html! {
        div .welcome {
            p .tagline { (ask.words.tagline) }
            (examples(ask))
        }
    }
}

fn examples(ask: &Ask) -> Markup {
    html! {
        p .examples { b { (ask.words.examples_title) } " "
            @for example in EXAMPLES {
                a href=(ask.home("/").set(&Q, example).href()) lang="vi" { (example) } " "
            }
        }
    }
}

/// What to do where nothing was found.
fn nothing(reader: &Reader, ask: &Ask, answer: &Answer, offset: usize) -> Result<Markup, Problem> {
    let words = ask.words;
    if answer.total.articles > 0 && offset > 0 {
        let first = ask.link.set(&OFFSET, "");
        return Ok(html! { p .none { a href=(first.href()) { (words.none_no_more) } } });
    }
    let filters = chips::in_force(words, &answer.filter).join("; ");
    let mut wanted = wanted::search(&ask.params)?.without_filters();
    let everywhere = chips::cleared(ask).set(&Q, &wanted.query);
    let mut elsewhere = 0;
    if !filters.is_empty() {
        wanted.limit = 0;
        elsewhere = search(reader, &wanted)?.total.articles;
    }
    Ok(html! {
        div .none {
            h1 #status { (words.none_title) }
            @if !filters.is_empty() {
                p .hint {
                    (fill(&words.none_filters, &[("filters", &shown(&filters))]))
                    @if elsewhere == 0 { " " (words.none_either_way) }
                }
            }
            p { (words.none_tips) }
            ul {
                @if elsewhere > 0 {
                    li { a href=(everywhere.href()) {
                        (fill(&words.none_without_filters, &[("n", &words.articles(elsewhere))]))
                    } }
                }
                // where the filters are the cause, the words are none
                @if elsewhere == 0 {
                    (fewer_words(ask))
                    li { (words.none_fewer) }
                    li { (words.none_marks) }
                }
            }
            (examples(ask))
        }
    })
}

/// The query without each of its words.
fn fewer_words(ask: &Ask) -> Markup {
    let typed: Vec<&str> = ask.query().split_whitespace().collect();
    // A phrase or a field would fall apart.
    let plain = (2..=8).contains(&typed.len()) && !ask.query().contains(['"', ':', '=', '<', '>']);
    html! {
        @if plain {
            @for (i, word) in typed.iter().enumerate() {
                @let rest = [&typed[..i], &typed[i + 1..]].concat().join(" ");
                li { a href=(ask.link.set(&Q, &rest).href()) {
                    (fill(&ask.words.none_without, &[("word", &shown(word))]))
                } }
            }
        }
    }
}
