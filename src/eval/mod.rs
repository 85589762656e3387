//! Measures how well queries are answered, in the forms of TREC: topics, judgements, runs.

pub mod judge;
pub mod measures;
pub mod trec;

pub use judge::{Evaluation, Latency, evaluate, ranking};
pub use measures::Measures;
pub use trec::{Judgements, Topic};
