//! Turns answers into what people and programs read.

pub mod csv;
pub mod json;
pub mod terminal;
