//! Facts embedded in the program: places with their history, and abbreviations.

pub mod abbreviations;
