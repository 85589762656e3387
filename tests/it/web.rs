//! The web page and the API through real sockets: keys, errors, limits, tags, headers, and
//! what hostile articles and clients cannot do.

mod api;
mod client;
mod described;
mod hostile;
mod page;
mod server;
