//! The index on disk: its fields, its generations, and who writes and reads them.

mod directory;
pub mod generation;
pub mod reader;
pub mod record;
pub mod schema;
pub mod writer;

pub use reader::Reader;
pub use writer::{Stamp, Writer};
