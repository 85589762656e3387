//! Answers requests: compiles the query, walks over its matches, ranks and renders hits.

pub mod collect;
pub mod compile;
pub mod copies;
pub mod condition;
pub mod facets;
pub mod facts;
pub mod figures;
pub mod flow;
pub mod groups;
pub mod highlight;
pub mod hit;
pub mod places;
pub mod quantity;
pub mod rank;
pub mod relatives;
pub mod request;
pub mod suggest;
pub mod values;

mod correct;
mod evidence;
mod noun_pattern;
mod lexicon;
mod nouns;
mod occurrences;
mod order;
mod page;
mod phrase;
mod reading;
mod resolve;
mod restore;
mod run;
mod statistics;
mod tokens;
mod units;
mod value_query;

pub use collect::Sort;
pub use facets::{Counts, Filter, PlaceFilter};
pub use figures::{FigureRequest, Figures, Row, figures};
pub use groups::{By, Group, Sum, groups};
pub use highlight::Highlighter;
pub use hit::{Answer, Hit, Total};
pub use relatives::{Relatives, relatives};
pub use request::{Matching, Request, highlighter, search};
pub use suggest::{Suggestion, suggest};
