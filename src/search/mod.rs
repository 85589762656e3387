//! Answers requests: compiles the query, walks over its matches, ranks and renders hits.

pub mod compile;
pub mod condition;
pub mod facets;
pub mod facts;
pub mod figures;
pub mod flow;
pub mod groups;
pub mod highlight;
pub mod hit;
pub mod newest;
pub mod places;
pub mod quantity;
pub mod rank;
pub mod relatives;
pub mod request;
pub mod suggest;
pub mod values;

mod articles;
mod collect;
mod copies;
mod correct;
mod evidence;
mod ids;
mod misspelt;
mod names;
mod noun_pattern;
mod lexicon;
mod nouns;
mod occurrences;
mod order;
mod page;
mod phrase;
mod reading;
mod rejected;
mod resolve;
mod restore;
mod row;
mod run;
mod selecting;
mod statistics;
mod tally;
mod threads;
mod told_once;
mod tokens;
mod top;
mod units;
mod value_query;
mod walk;

#[cfg(test)]
mod tests;

pub use facets::{Counts, Filter, PlaceFilter};
pub use figures::{FigureRequest, Figures, figures};
pub use groups::{By, Group, Sum, groups};
pub use highlight::Highlighter;
pub use hit::{Answer, Hit, Total};
pub use newest::newest;
pub use relatives::{Relatives, relatives};
pub use request::{Matching, Request, highlighter, search};
pub use row::Row;
pub use suggest::{Suggestion, suggest};
pub use top::Sort;
