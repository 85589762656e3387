//! `/api`: the document as a page of our own, without scripts and styles from elsewhere.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use maud::{Markup, html};

use super::{OPERATIONS, Operation};
use crate::web::page::{Ask, person};
use crate::web::params::{LONGEST_VALUE, MOST_VALUES, Param, Takes};
use crate::web::site::Site;
use crate::web::tables::API_PAGE;
use crate::web::view::layout::{Tab, search_box, whole};

/// The page.
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    person(&site, &parts, "/api".to_string(), &API_PAGE, |_, ask| {
        let words = ask.words;
        let main = html! {
            main #main {
                (search_box(ask, "/", html! {}))
                section #view .api {
                    h1 { (words.api_title) }
                    p { (words.api_intro) " "
                        a href="/openapi.json" { (words.api_document) } "."
                    }
                    @for operation in &OPERATIONS { (described(ask, operation)) }
                    (problems(ask))
                }
            }
        };
        Ok(whole(ask, Tab::Api, &words.api_title, main))
    })
    .await
}

fn described(ask: &Ask, operation: &Operation) -> Markup {
    let words = ask.words;
    html! {
        section id=(operation.id) {
            h2 { code { "GET " (operation.path) } }
            p lang="en" { (operation.summary) }
            p { (words.api_try) ": " a href=(operation.example) { code { (operation.example) } } }
            div .wide role="region" aria-label={ (words.api_parameters) ": " (operation.path) } tabindex="0" {
                table .figures .groups {
                    thead { tr {
                        th scope="col" { (words.api_name) }
                        th scope="col" { (words.api_takes) }
                        th scope="col" { (words.api_meaning) }
                    } }
                    tbody lang="en" {
                        @for param in operation.table {
                            tr {
                                th scope="row" { code { (param.name) } }
                                td { (takes(param)) }
                                td { (param.help) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn problems(ask: &Ask) -> Markup {
    let all = [
        (
            "parameter",
            400,
            "A parameter is unknown, not right, or beyond its limit; `parameter` names it.",
        ),
        (
            "place",
            400,
            "A place is not known or is several; `candidates` names what may have been meant.",
        ),
        ("no-article", 404, "There is no such article."),
        ("not-found", 404, "Nothing stands at this address."),
        ("method", 405, "Only GET and HEAD are answered."),
        (
            "internal",
            500,
            "The index could not be searched; the log of the server tells more.",
        ),
        (
            "busy",
            503,
            "Too many requests at once; Retry-After says when to try again.",
        ),
        ("slow", 503, "The answer takes too long: ask for less."),
    ];
    html! {
        section {
            h2 { (ask.words.api_problems) " (RFC 9457)" }
            dl lang="en" {
                @for (kind, status, words) in all {
                    dt id={ "problem-" (kind) } { code { (status) " " (kind) } }
                    dd { (words) }
                }
            }
        }
    }
}

fn takes(param: &Param) -> String {
    match param.takes {
        Takes::Text(longest) => format!("text, up to {longest} characters"),
        Takes::Texts => format!("text, up to {LONGEST_VALUE} characters, {MOST_VALUES} times"),
        Takes::Years => format!("year or range, {MOST_VALUES} times"),
        Takes::Number {
            default,
            least,
            most,
        } => format!("{least} to {most}; {default}"),
        Takes::Quantity => "number".to_string(),
        Takes::Date => "YYYY-MM-DD".to_string(),
        Takes::Choice(words) => {
            let words: Vec<&str> = words
                .iter()
                .copied()
                .filter(|word| !word.is_empty())
                .collect();
            words.join(", ")
        }
        Takes::Flag => "true, false".to_string(),
    }
}
