//! Turns answers into what people and programs read.

pub mod amount;
pub mod bars;
pub mod chart;
pub mod csv;
pub mod excerpt;
pub mod filters;
pub mod json;
pub mod marks;
pub mod nothing;
pub mod rows;
pub mod stand_in;
pub mod svg;
pub mod table;
pub mod terminal;
pub mod title;

mod deed;
mod facet_lines;
mod stacked;
mod wrap;
