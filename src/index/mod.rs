//! The index on disk: its fields, its generations, and who writes and reads them.

mod alike;
pub mod articles;
mod budget;
pub mod check;
mod claims;
mod directory;
mod document;
pub mod figure_key;
pub mod figure_noun;
mod figure_record;
pub mod generation;
mod kinship;
pub mod manifest;
pub mod pair_plugin;
pub mod pair_table;
mod output;
pub mod phrase_plugin;
pub mod phrases;
mod pipeline;
mod plan;
pub mod reader;
pub mod record;
pub mod schema;
mod segment_file;
mod settle;
mod shelf;
pub mod spellings;
pub mod stats;
pub mod update;
mod windows;
pub mod writer;

pub use check::{Findings, blame, check};
pub use reader::Reader;
pub use stats::{Stats, stats};
pub use update::{Progress, Report, Silent, Task, update};
pub use writer::{Stamp, Writer};
