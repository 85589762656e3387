//! The library's error: what went wrong, with which path, and what to do next.

use std::path::{Path, PathBuf};

/// The library's result type.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong below the command line.
///
/// Every message ends with the next move, so that a reader is never left
/// with a bare system error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done, in the imperative: `read`, `create`, `rename`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's own reason.
        #[source]
        source: std::io::Error,
    },
    /// The corpus folder is not there or cannot be listed.
    #[error("cannot read the corpus {}: {source}; name another with --corpus DIR", path.display())]
    Corpus {
        /// The folder.
        path: PathBuf,
        /// The system's own reason.
        #[source]
        source: std::io::Error,
    },
    /// A path that was given lies outside the corpus.
    #[error("{} lies outside the corpus {}: name a path inside it, or another corpus with --corpus DIR", path.display(), root.display())]
    Outside {
        /// The path.
        path: PathBuf,
        /// The corpus root.
        root: PathBuf,
    },
    /// `metadata.csv` of the corpus cannot be understood at all.
    #[error("cannot read {}: {reason}; its first line must name the columns, such as `path,title,published`", path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl Error {
    /// An [`Error::Io`] for `path`, for use in `map_err`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Io {
            action,
            path,
            source,
        }
    }
}
