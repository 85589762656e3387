//! Where nothing was found: which filters are in force, and how much there is without them.

use crate::Result;
use crate::index::Reader;
use crate::render::amount::number;
use crate::render::nothing::{Sieve, filters};
use crate::search::{Answer, FigureRequest, Figures, Request, figures, search};

/// What `request` keeps to, of which `answer` is empty.
pub fn of_search(reader: &Reader, request: &Request, answer: &Answer) -> Result<Sieve> {
    let filters = filters(&answer.filter);
    let without = match filters.is_empty() {
        true => 0,
        false => {
            let open = Request {
                limit: 0,
                offset: 0,
                ..request.without_filters()
            };
            search(reader, &open)?.total.articles
        }
    };
    Ok(Sieve { filters, without })
}

/// The same for figures, whose noun, unit and size are filters as well.
pub fn of_figures(reader: &Reader, wanted: &FigureRequest, found: &Figures) -> Result<Sieve> {
    let mut filters = filters(&found.filter);
    filters.extend(wanted.noun.as_ref().map(|noun| format!("noun {noun}")));
    filters.extend(wanted.unit.as_ref().map(|unit| format!("unit {unit}")));
    filters.extend(wanted.min.map(|min| format!("at least {}", number(min))));
    filters.extend(wanted.max.map(|max| format!("at most {}", number(max))));
    let without = match filters.is_empty() {
        true => 0,
        false => {
            let open = FigureRequest {
                request: wanted.request.without_filters(),
                ..FigureRequest::default()
            };
            figures(reader, &open)?.rows.len() as u64
        }
    };
    Ok(Sieve { filters, without })
}
