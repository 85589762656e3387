//! The index on disk: its fields, its generations, and who writes and reads them.

mod directory;
pub mod generation;
pub mod manifest;
pub mod pair_plugin;
pub mod pair_table;
pub mod reader;
pub mod record;
pub mod schema;
pub mod update;
pub mod writer;

pub use reader::Reader;
pub use update::{Progress, Report, Silent, Task, update};
pub use writer::{Stamp, Writer};
