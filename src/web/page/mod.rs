//! The pages: one file an address, markup for people, without a script as with one.

pub mod article;
pub mod error;
pub mod figures;
pub mod search;

use std::sync::Arc;

use axum::body::Body;
use axum::http::Response;
use axum::http::request::Parts;
use maud::Markup;

use crate::index::Reader;
use crate::web::cache::Content;
use crate::web::link::Link;
use crate::web::params::{Param, Params, Unknown};
use crate::web::problem::Problem;
use crate::web::reply::{HTML, plain, refuse, tagged};
use crate::web::site::Site;
use crate::web::tables::{DISTRICT, EXACT, LANG, PROVINCE, Q, SINCE, UNTIL, YEAR};
use crate::web::words::Words;

/// What a page is asked for.
pub struct Ask {
    /// The parameters.
    pub params: Params,
    /// The address of the page.
    pub link: Link,
    /// The words of its language.
    pub words: &'static Words,
}

impl Ask {
    /// Reads a request.
    pub fn read(path: &str, query: Option<&str>, table: &[&'static Param]) -> Result<Ask, Problem> {
        let params = Params::read(query, table, Unknown::Ignore)?;
        Ok(Ask {
            words: Words::of(params.text(&LANG)),
            link: Link::read(path, query, table),
            params,
        })
    }

    /// The bare page at `path`, in the language that a request names, if it names one.
    pub fn bare(path: &str, query: Option<&str>) -> Ask {
        let table: [&'static Param; 1] = [&LANG];
        Ask::read(path, query, &table).unwrap_or_else(|_| Ask {
            words: Words::of(None),
            link: Link::to(path),
            params: Params::default(),
        })
    }

    /// The query as typed.
    pub fn query(&self) -> &str {
        self.params.text(&Q).unwrap_or_default()
    }

    /// The address of another page in the same language.
    pub fn home(&self, path: &str) -> Link {
        self.only(path, &[&LANG])
    }

    /// The address of another page with the same query and filters.
    pub fn question(&self, path: &str) -> Link {
        self.only(
            path,
            &[
                &Q, &DISTRICT, &PROVINCE, &YEAR, &SINCE, &UNTIL, &EXACT, &LANG,
            ],
        )
    }

    fn only(&self, path: &str, params: &[&Param]) -> Link {
        let mut link = Link::to(path);
        for (name, value) in self.link.pairs() {
            if let Some(param) = params.iter().find(|param| param.name == name) {
                link = link.with(param, value);
            }
        }
        link
    }
}

/// Answers a person: a page, also where something is wrong.
pub async fn person(
    site: &Arc<Site>,
    parts: &Parts,
    path: String,
    table: &'static [&'static Param],
    work: impl FnOnce(&Reader, &Ask) -> Result<Markup, Problem> + Send + 'static,
) -> Response<Body> {
    let query = parts.uri.query();
    let made = match Ask::read(&path, query, table) {
        Ok(ask) => {
            let page = move |reader: &Reader| {
                work(reader, &ask).map(|page| Content::new(HTML, page.into_string()))
            };
            tagged(site, parts, page).await
        }
        Err(problem) => Err(problem),
    };
    made.unwrap_or_else(|problem| wrong(query, &problem))
}

/// The page that tells what is wrong.
pub fn wrong(query: Option<&str>, problem: &Problem) -> Response<Body> {
    let page = error::page(&Ask::bare("/", query), problem).into_string();
    let mut response = plain(Content::new(HTML, page));
    refuse(&mut response, problem);
    response
}
