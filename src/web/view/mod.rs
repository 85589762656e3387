//! The parts of pages, as functions from values to markup. Markup is escaped by the
//! template engine and nowhere else.

pub mod chart;
pub mod chips;
pub mod facets;
pub mod figures;
pub mod hits;
pub mod layout;
pub mod notices;
pub mod paging;
pub mod text;
pub mod years;
