//! From a raw page to an [`Article`](crate::article::Article): format readers,
//! noise rules, dates, places, the year and the figures.

pub mod figures;
pub mod places;
pub mod year;
