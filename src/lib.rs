//! Full-text search over Vietnamese labour-union news.
//!
//! The library reads a folder of raw pages, turns each into an [`article::Article`],
//! indexes its passages with tantivy and answers queries with ranked passages in
//! which matches and figures are marked. Data flows one way, from the modules at
//! the top of this list to those at the bottom; a module imports only from lines
//! above its own.

pub mod error;
pub mod guard;
pub mod text;
pub mod article;
pub mod gazetteer;
pub mod extract;
pub mod duplicates;
pub mod corpus;
pub mod analysis;
pub mod query;
pub mod index;
pub mod search;
pub mod eval;
pub mod render;
pub mod cli;

pub use error::{Error, Result};
