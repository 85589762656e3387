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
