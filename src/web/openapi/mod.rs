//! The OpenAPI document, made from the tables that requests are checked against and from
//! the types of the answers.

pub mod page;

mod document;
mod schemas;

pub use document::document;

use axum::body::Body;
use axum::http::Response;

use crate::web::params::Param;
use crate::web::reply::{json, plain};
use crate::web::tables::{ARTICLE, FACETS, FIGURES, SEARCH, SUGGEST};

/// One address of the API, as it is described.
pub struct Operation {
    /// The address, with `{id}` where one stands.
    pub path: &'static str,
    /// Its name for programs.
    pub id: &'static str,
    /// What it answers, in a sentence.
    pub summary: &'static str,
    /// Its parameters.
    pub table: &'static [&'static Param],
    /// The name of the schema of its answer.
    pub answer: &'static str,
    /// Whether it can answer with CSV and JSON lines, too.
    pub exports: bool,
    /// An address to try.
    pub example: &'static str,
}

/// All addresses of the API.
pub static OPERATIONS: [Operation; 5] = [
    Operation {
        path: "/api/search",
        id: "search",
        summary: "Ranked passages with matches, figures, totals and facet counts.",
        table: &SEARCH,
        answer: "SearchAnswer",
        exports: true,
        example: "/api/search?q=phát+triển+đoàn+viên&district=Ba+Đình&limit=5",
    },
    Operation {
        path: "/api/facets",
        id: "facets",
        summary: "Counts of articles by province, district and year.",
        table: &FACETS,
        answer: "FacetsAnswer",
        exports: false,
        example: "/api/facets?q=học+bổng",
    },
    Operation {
        path: "/api/figures",
        id: "figures",
        summary: "The figures that matching passages state, as rows or in groups. Years are those of the figures.",
        table: &FIGURES,
        answer: "FiguresAnswer",
        exports: true,
        example: "/api/figures?q=đoàn+viên&by=district",
    },
    Operation {
        path: "/api/articles/{id}",
        id: "article",
        summary: "One whole article by its id, which may hold slashes, or its path.",
        table: &ARTICLE,
        answer: "WholeArticle",
        exports: false,
        example: "/api/articles/2022/ba-dinh-phuc-hoi.txt?q=đoàn+viên",
    },
    Operation {
        path: "/api/suggest",
        id: "suggest",
        summary: "Ways to go on from what was typed so far: places and frequent phrases.",
        table: &SUGGEST,
        answer: "SuggestAnswer",
        exports: false,
        example: "/api/suggest?prefix=doan+v",
    },
];

/// `/openapi.json`.
pub async fn answer() -> Response<Body> {
    plain(json(document()))
}
