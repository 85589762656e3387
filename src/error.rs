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
    #[error("cannot {action} {}: {source}; {}", path.display(), advice(source))]
    Io {
        /// What was being done, in the imperative: `read`, `create`, `rename`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's own reason.
        #[source]
        source: std::io::Error,
    },
    /// There is no index yet.
    #[error("there is no index in {folder}: name another folder with --index, or run `congdoan index --index {folder}`", folder = root.display())]
    NoIndex {
        /// The folder of the index.
        root: PathBuf,
    },
    /// The index was written by another version of the program.
    #[error("the index in {} is out of date ({reason}): run `congdoan index --rebuild`", root.display())]
    OutdatedIndex {
        /// The folder of the index.
        root: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process is writing to the index.
    #[error("another run is writing to the index in {} ({holder}): wait for it to end and try again", root.display())]
    IndexLocked {
        /// The folder of the index.
        root: PathBuf,
        /// Who holds the lock, for information.
        holder: String,
    },
    /// The search engine's own files or operations failed.
    #[error("cannot {action} the index in {}: {}; run `congdoan index --rebuild` if this stays so", path.display(), said(source))]
    Tantivy {
        /// What was being done, in the imperative.
        action: &'static str,
        /// The folder of the index.
        path: PathBuf,
        /// The engine's own reason.
        #[source]
        source: Box<tantivy::TantivyError>,
    },
    /// A stored record of the index could not be read.
    #[error("the index is damaged ({reason}): run `congdoan index --rebuild`")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// A result was found, but could not be put into the form that was asked for.
    #[error(
        "the result cannot be put into the form that was asked for ({reason}): use another, such as --json, and report this"
    )]
    Render {
        /// What was in the way.
        reason: String,
    },
    /// The program itself failed where nothing was damaged.
    #[error(
        "the program failed ({reason}): please report this with the command; `congdoan check` tells whether the index is sound"
    )]
    Failed {
        /// What it said.
        reason: String,
    },
    /// The corpus holds no article, and the index is not to be emptied.
    #[error("no article in the corpus {}: nothing was changed; name another with --corpus DIR, or empty the index with --allow-empty", path.display())]
    EmptyCorpus {
        /// The folder.
        path: PathBuf,
    },
    /// The corpus holds no article, and there is no index yet.
    #[error("no article in the corpus {}, so there is nothing to index: put txt, md, html or jsonl files there, or name another with --corpus DIR", path.display())]
    NothingToIndex {
        /// The folder.
        path: PathBuf,
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
    /// The user stopped the run.
    #[error("stopped; the index is as it was before, run the same command again to go on")]
    Interrupted,
    /// `metadata.csv` of the corpus cannot be understood at all.
    #[error("cannot read {}: {reason}; its first line must name the columns, such as `path,title,published`", path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A line of a file is not as it should be.
    #[error("{}, line {line}: {problem}: {advice}", path.display())]
    BadLine {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
        /// What to do about it.
        advice: &'static str,
    },
}

/// What to do about the system's refusal.
fn advice(source: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;

    match source.kind() {
        ErrorKind::NotFound => "name one that is there",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "see to its rights, or name another"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room and run the command again"
        }
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => {
            "name another, or move away what is there"
        }
        _ => "see to the file or its disk and run the command again",
    }
}

/// What the search engine has to say, without the values it prints for its own developers.
fn said(source: &tantivy::TantivyError) -> String {
    use tantivy::TantivyError;
    use tantivy::directory::error::{OpenReadError, OpenWriteError};

    let text = match source {
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            format!("its file {} is missing", file.display())
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
            format!("its file {}: {io_error}", filepath.display())
        }
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            format!("its file {}: {io_error}", filepath.display())
        }
        TantivyError::IoError(error) => error.to_string(),
        TantivyError::DataCorruption(what) => format!("{what:?}"),
        TantivyError::LockFailure(_, Some(what)) => what.clone(),
        TantivyError::SystemError(what) | TantivyError::InternalError(what) => what.clone(),
        other => other.to_string(),
    };
    // A file that cannot be read is quoted whole.
    let text = text.split("Content:").next().unwrap_or_default();
    let line = text.split(['\n', '{']).next().unwrap_or_default();
    let short: String = line.chars().take(LONGEST_REASON).collect();
    short
        .trim_end_matches([' ', '.', ',', ':', '('])
        .to_string()
}

/// The most letters of a reason of the search engine.
const LONGEST_REASON: usize = 160;

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

    /// An [`Error::Tantivy`] for the index in `path`, for use in `map_err`.
    pub fn tantivy(
        action: &'static str,
        path: &Path,
    ) -> impl FnOnce(tantivy::TantivyError) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Tantivy {
            action,
            path,
            source: Box::new(source),
        }
    }

    /// An [`Error::Render`] for `reason`, for use in `map_err`.
    pub fn render(reason: impl std::fmt::Display) -> Error {
        Error::Render {
            reason: reason.to_string(),
        }
    }

    /// An [`Error::Damaged`] for `reason`, for use in `map_err`.
    pub fn damaged(reason: impl std::fmt::Display) -> Error {
        Error::Damaged {
            reason: reason.to_string(),
        }
    }
}
