//! Tells which articles are the same: saved twice, or one story that several papers
//! printed with light edits; and which of those disagree on a figure.
//!
//! Whether two articles are kin is decided from those two alone ([`kin`]), and groups
//! follow from that by a fixed order ([`kinships`]). So neither the order in which
//! articles arrive nor the number of threads changes the result.

mod groups;
mod kin;
mod print;
mod sketch;

pub use groups::{Item, Kinship, kinships, leader};
pub use kin::{Kin, kin};
pub use print::Print;
pub use sketch::{About, Sketch};
