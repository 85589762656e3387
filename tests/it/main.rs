//! The one integration binary: what users and programs rely on, one theme a file.
//!
//! Tests run the real command over folders of their own (see [`util`]). Goldens stand in
//! `tests/expected/`; `SNAPSHOTS=overwrite cargo test --test it` refreshes them. Tests over
//! the seed pages read `../shared/data` (or what `CONGDOAN_SHARED` names) where it exists,
//! and pass over it where it does not.

// Tables of measures are printed for whoever runs with `-- --nocapture`.
#![allow(clippy::print_stdout)]

mod util;

mod again;
mod commands;
mod completion;
mod crash;
mod damage;
mod distractors;
mod duplicates;
mod facts;
mod figures;
mod figures_articles;
mod figures_blind;
mod figures_gold;
mod figures_props;
mod figures_samples;
mod figures_score;
mod filters;
mod first_hour;
mod golden;
mod history;
mod history_results;
mod inputs;
mod life;
mod messages;
mod model;
mod names;
mod news;
mod output;
mod pages;
mod query;
mod random;
mod readability;
mod readme;
mod reform;
mod relevance;
mod runs;
mod safety;
mod search;
mod seeds;
mod spelling;
mod suggest;
mod tidy;
mod told;
mod trouble;
mod truth;
mod variants;
mod watch;
#[cfg(feature = "serve")]
mod web;
mod years;
