//! Answers requests: compiles the query, walks over its matches, ranks and renders hits.

pub mod collect;
pub mod compile;
pub mod facets;
pub mod highlight;
pub mod hit;
pub mod places;
pub mod rank;
pub mod request;

mod evidence;
mod occurrences;
mod resolve;
mod statistics;
mod units;

pub use collect::Sort;
pub use facets::{Counts, Filter, PlaceFilter};
pub use highlight::Highlighter;
pub use hit::{Answer, Hit, Total};
pub use request::{Matching, Request, highlighter, search};
