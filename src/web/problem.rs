//! What went wrong with a request, as RFC 9457 has it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::fault::Fault;
use super::pool::Refused;
use super::words::Words;

/// The media type of problem details.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// One problem. Its words hold nothing of the server's disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// Its sort, as a short name: `parameter`, `place`, `busy` …
    pub kind: &'static str,
    /// The sort in words.
    pub title: &'static str,
    /// What is wrong here and what to do, in English.
    pub detail: String,
    /// The parameter it is about.
    pub parameter: Option<String>,
    /// What is wrong with it.
    pub fault: Option<Box<Fault>>,
    /// What may have been meant instead.
    pub candidates: Vec<String>,
}

impl Problem {
    /// A problem of this sort.
    pub fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Problem {
        Problem {
            status,
            kind,
            title,
            detail: detail.into(),
            parameter: None,
            fault: None,
            candidates: Vec::new(),
        }
    }

    /// A parameter that cannot be understood, or goes beyond its limit.
    pub fn parameter(name: &str, fault: Fault) -> Problem {
        let mut problem = Problem::new(
            StatusCode::BAD_REQUEST,
            "parameter",
            "A parameter is not right",
            fault.said(name, Words::of(Some("en"))),
        );
        problem.parameter = Some(name.to_string());
        problem.fault = Some(Box::new(fault));
        problem
    }

    /// Nothing stands at this address.
    pub fn no_page() -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "There is no such page",
            "nothing stands at this address: see /openapi.json for those that are served",
        )
    }

    /// No article has this id.
    pub fn no_article(id: &str) -> Problem {
        let id: String = id.chars().take(200).collect();
        Problem::new(
            StatusCode::NOT_FOUND,
            "no-article",
            "There is no such article",
            format!("no article `{id}`: ids stand in the results of /api/search"),
        )
    }

    /// A method other than GET and HEAD.
    pub fn method() -> Problem {
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            "Only GET and HEAD are answered",
            "this site is only read: ask with GET",
        )
    }

    /// Our own failure, whose reason is for the log alone.
    pub fn internal() -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The index could not be searched",
            "the reason stands in the log of the server",
        )
    }

    /// The problem as its JSON.
    pub fn json(&self) -> Value {
        let mut object = json!({
            "type": format!("/api#problem-{}", self.kind),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(name) = &self.parameter {
            object["parameter"] = json!(name);
        }
        if !self.candidates.is_empty() {
            object["candidates"] = json!(self.candidates);
        }
        object
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        let (kind, title, detail) = match refused {
            Refused::Busy => (
                "busy",
                "Too many requests at once",
                "the server has all hands full: try again in a second",
            ),
            Refused::Slow => (
                "slow",
                "The request takes too long",
                "the answer takes too long: ask for less, or narrow it by filters",
            ),
            Refused::Broken => return Problem::internal(),
        };
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, kind, title, detail)
    }
}

impl From<crate::search::places::UnknownPlace> for Problem {
    fn from(unknown: crate::search::places::UnknownPlace) -> Problem {
        let name = unknown.name.clone();
        let fault = match unknown.ambiguous {
            true => Fault::Places(name),
            false => Fault::NoPlace(name),
        };
        let mut problem = Problem::parameter(unknown.kind, fault);
        problem.kind = "place";
        problem.title = "A place is not known, or is several";
        let candidates = unknown.candidates.into_iter();
        problem.candidates = candidates.map(|place| place.name).collect();
        problem
    }
}

impl From<crate::Error> for Problem {
    fn from(error: crate::Error) -> Problem {
        // It may name folders of the server: for the log alone.
        tracing::error!("{error}");
        Problem::internal()
    }
}
