//! The API: one file an address, JSON as the command prints it.

pub mod article;
pub mod facets;
pub mod figures;
pub mod search;
pub mod suggest;
