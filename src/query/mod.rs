//! What the user asks for: the query language as a tree, parsed without errors.
//!
//! [`parse()`] reads any text; what is no syntax is plain words. [`Query`] displays as
//! a text that parses to the same query.

pub mod ast;
pub mod notice;
pub mod parse;
pub mod question;
pub mod typing;
pub mod years;

mod amount;
mod bare;
mod day;
mod display;
mod field;
mod lexer;
mod places;
#[cfg(test)]
mod tests;

pub use amount::value;
pub use ast::{Clause, Quantity, Query, Unit, Word};
pub use bare::without_filters;
pub use day::day;
pub use notice::Notice;
pub use parse::parse;
pub use years::Years;
