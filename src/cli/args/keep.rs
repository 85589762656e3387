//! The arguments of what keeps the index and serves it.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::positive;

/// Arguments of `index`.
#[derive(Debug, ClapArgs)]
pub struct Index {
    /// Only articles under these files or folders, which lie inside the corpus
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Build a new index beside the old one and switch to it at the end
    #[arg(long, conflicts_with = "paths")]
    pub rebuild: bool,
    /// Only tell what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Fail (exit code 2) where a file cannot be read
    #[arg(long)]
    pub strict: bool,
    /// Merge the index into one segment, for the fastest search
    #[arg(long)]
    pub optimize: bool,
    /// Let an empty corpus empty the index
    #[arg(long)]
    pub allow_empty: bool,
    /// Compare contents, whatever size and time of a file say
    #[arg(long)]
    pub checksum: bool,
    /// Threads to use; by default as many as there are cores
    #[arg(long, value_name = "N", value_parser = positive)]
    pub threads: Option<usize>,
}

/// Arguments of `watch`.
#[derive(Debug, ClapArgs)]
pub struct Watch {
    /// Milliseconds without a change before the index is brought up to date
    #[arg(long, value_name = "MS", default_value_t = 300)]
    pub settle: u64,
    /// Seconds after which the whole corpus is looked over anyway; 0 for never
    #[arg(long, value_name = "S", default_value_t = 600)]
    pub rescan: u64,
}

/// Arguments of `serve`.
#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The address to listen on: HOST:PORT, :PORT, or :0 for any free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: crate::web::Listen,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}
