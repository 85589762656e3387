//! Facts embedded in the program: places with their history, and abbreviations.
//!
//! The tables are parsed on first use only. `scripts/gazetteer.py` writes them.

mod complete;
mod mention;
mod merger;
mod names;
mod pattern;
mod resolve;
mod table;
mod unit;

pub use complete::{Completion, complete_district, complete_province};
pub use mention::{Mention, Named, Prefix, mentions};
pub use merger::Merger;
pub use names::{LONGEST_NAME, has_namesakes, spellings};
pub use pattern::NameEntry;
pub use resolve::{Choice, Resolution, resolve_district, resolve_province};
pub use table::{Gazetteer, gazetteer};
pub use unit::{District, DistrictId, Kind, Province, ProvinceId, REFORM, Validity, Ward, WardId};

pub mod abbreviations;
pub mod senses;

/// A number that changes with the tables of places and abbreviations.
pub fn fingerprint() -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for table in table::TEXTS.iter().chain([&abbreviations::TABLE]) {
        hasher.update(table.as_bytes());
    }
    hasher.digest()
}
