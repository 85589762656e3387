//! The page that tells what is wrong with a request, and where to go on.

use axum::body::Body;
use axum::http::{Response, Uri};
use maud::{Markup, html};

use crate::web::page::{Ask, wrong};
use crate::web::problem::Problem;
use crate::web::reply::problem_details;
use crate::web::tables::{DISTRICT, PROVINCE};
use crate::web::view::layout::{Tab, search_box, whole};
use crate::web::view::text::shown;

/// What stands at no address.
pub async fn nothing(uri: Uri) -> Response<Body> {
    let problem = Problem::no_page();
    match uri.path().starts_with("/api/") || uri.path().starts_with("/assets/") {
        true => problem_details(&problem),
        false => wrong(uri.query(), &problem),
    }
}

/// The page.
pub fn page(ask: &Ask, problem: &Problem) -> Markup {
    let words = ask.words;
    let name = problem.parameter.as_deref().unwrap_or_default();
    let fault = problem
        .fault
        .as_ref()
        .map(|fault| shown(&fault.said(name, words)));
    let said = match problem.kind {
        "place" => fault.as_ref().unwrap_or(&words.problem_parameter),
        "parameter" => &words.problem_parameter,
        "not-found" => &words.problem_not_found,
        "no-article" => &words.problem_no_article,
        "busy" => &words.problem_busy,
        "slow" => &words.problem_slow,
        _ => &words.problem_internal,
    };
    let param = match name {
        "province" => &PROVINCE,
        _ => &DISTRICT,
    };
    let main = html! {
        main #main {
            (search_box(ask, "/", html! {}))
            section #view .wrong {
                h1 { (said) }
                @if problem.kind == "parameter" && let Some(fault) = &fault { p { (fault) } }
                @if !problem.candidates.is_empty() {
                    ul .chips {
                        @for name in &problem.candidates {
                            li { a href=(ask.home("/").set(param, name).href()) { (shown(name)) } }
                        }
                    }
                }
                p { a href=(ask.home("/").href()) { (words.problem_home) } }
            }
        }
    };
    whole(ask, Tab::Articles, said, main)
}
