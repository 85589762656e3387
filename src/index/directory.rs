//! Our tantivy directories. The one for readers works on a medium that cannot be
//! written; the one for the writer remembers what the system said when a write failed.

use std::fs::{File, TryLockError};
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::error::Error;
use crate::guard::lock;

use super::generation::Held;

/// A memory-mapped directory that is only read.
#[derive(Debug, Clone)]
pub struct ReadDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
}

impl ReadDirectory {
    /// Opens the folder.
    pub fn open(folder: &Path) -> tantivy::Result<ReadDirectory> {
        Ok(ReadDirectory {
            inner: MmapDirectory::open(folder)?,
            folder: folder.to_path_buf(),
        })
    }
}

fn read_only() -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        "the index is opened for reading",
    )
}

impl Directory for ReadDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(read_only()),
            filepath: path.to_path_buf(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(
            read_only(),
            path.to_path_buf(),
        ))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// The lock keeps a writer from removing segments while a reader opens them. Readers
    /// share it, so that they never wait for one another. Where the file cannot be made
    /// nobody can write, so nobody needs it.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.folder.join(&lock.filepath);
        let opened = File::open(&path).or_else(|_| {
            let mut options = File::options();
            options.write(true).create(true).truncate(false).open(&path)
        });
        match opened {
            Ok(file) if file.lock_shared().is_ok() => Ok(DirectoryLock::from(Box::new(Held(file)))),
            _ => Ok(DirectoryLock::from(Box::new(()))),
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// What the system said when a write failed: the engine only tells that a thread died of it.
#[derive(Debug, Default)]
pub struct FirstFailure {
    first: Mutex<Option<io::Error>>,
}

impl FirstFailure {
    /// The error to report: the system's own reason where there is one.
    pub fn explain(
        &self,
        action: &'static str,
        folder: &Path,
        error: tantivy::TantivyError,
    ) -> Error {
        // It stays: several workers may fail of the same.
        let first = lock(&self.first);
        match &*first {
            Some(source) => Error::Io {
                action: "write the index in",
                path: folder.to_path_buf(),
                source: copy(source),
            },
            None => Error::tantivy(action, folder)(error),
        }
    }

    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            let mut first = lock(&self.first);
            first.get_or_insert_with(|| copy(error));
        }
        result
    }
}

fn copy(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

/// The directory of the writer.
#[derive(Debug, Clone)]
pub struct WriteDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
    failure: Arc<FirstFailure>,
}

impl WriteDirectory {
    /// Opens the folder.
    pub fn open(folder: &Path) -> tantivy::Result<WriteDirectory> {
        Ok(WriteDirectory {
            inner: MmapDirectory::open(folder)?,
            folder: folder.to_path_buf(),
            failure: Arc::default(),
        })
    }

    /// Where failed writes are remembered.
    pub fn failure(&self) -> Arc<FirstFailure> {
        self.failure.clone()
    }
}

impl Directory for WriteDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = self.inner.open_write(path);
        if let Err(OpenWriteError::IoError { io_error, .. }) = &opened {
            let _ = self.failure.note::<()>(Err(copy(io_error)));
        }
        let inner = opened?.into_inner().map_err(|error| {
            OpenWriteError::wrap_io_error(error.into_error(), path.to_path_buf())
        })?;
        Ok(io::BufWriter::new(Box::new(Watched {
            inner,
            failure: self.failure.clone(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.failure.note(self.inner.atomic_write(path, data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.failure.note(self.inner.sync_directory())
    }

    /// As the engine's own, but let go at once in the end, see [`Held`].
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let failed = |error: io::Error| LockError::IoError(Arc::new(error));
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        let opened = options.open(self.folder.join(&lock.filepath));
        let file = opened.map_err(failed)?;
        if lock.is_blocking {
            file.lock().map_err(failed)?;
        } else {
            file.try_lock().map_err(|error| match error {
                TryLockError::WouldBlock => LockError::LockBusy,
                TryLockError::Error(error) => failed(error),
            })?;
        }
        Ok(DirectoryLock::from(Box::new(Held(file))))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file whose failed writes are remembered.
struct Watched {
    inner: Box<dyn TerminatingWrite + Send + Sync>,
    failure: Arc<FirstFailure>,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes);
        self.failure.note(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.inner.flush();
        self.failure.note(flushed)
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let ended = self.inner.terminate_ref(token);
        self.failure.note(ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_worker_that_fails_is_told_the_first_reason() {
        let failure = FirstFailure::default();
        let full = || Err(io::Error::from(io::ErrorKind::StorageFull));
        assert!(failure.note::<()>(full()).is_err());
        let killed = || tantivy::TantivyError::SystemError("a thread died".to_string());
        for _ in 0..2 {
            let told = failure.explain("write", Path::new("index"), killed());
            assert!(matches!(told, Error::Io { .. }), "{told}");
        }
    }
}
