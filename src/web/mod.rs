//! The web page and the API: routes that search, over a small server of our own.
//!
//! A request is read against a table of parameters (`params`), answered on a bounded pool
//! of threads (`pool`) from one commit of the index, and sent with that commit's tag.

pub mod listen;

mod api;
mod assets;
mod cache;
mod client;
mod fault;
mod files;
mod health;
mod link;
mod metrics;
mod middleware;
mod openapi;
mod paced;
mod page;
mod params;
mod pool;
mod problem;
mod reply;
mod room;
mod routes;
mod server;
mod site;
mod tables;
mod view;
mod wanted;
mod words;

pub use listen::Listen;
pub use server::{ServeError, Server};
