//! Generations of the index and the pointer to the current one.
//!
//! ```text
//! index/current.json   which generation answers, its format and its analyzers
//! index/lock           held by the one writer
//! index/000001/        a tantivy index, with a lock file that its readers share
//! ```
//!
//! A rebuild fills a new generation and replaces the pointer by an atomic rename;
//! an old generation goes when no reader holds it. A folder without the lock of readers
//! is none of ours, whatever its name: it is left alone.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, Result};
use crate::{analysis, extract, gazetteer};

use super::schema::FORMAT;

const POINTER: &str = "current.json";
const WRITER_LOCK: &str = "lock";
const READERS_LOCK: &str = "readers.lock";
/// The highest number that a generation can have.
const LAST: u32 = 999_999;

/// The content of the pointer file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// The folder of the generation that answers.
    pub generation: String,
    /// The layout it was written in.
    pub format: u32,
    /// The fingerprint of the analyzers it was written with.
    pub analyzers: u64,
    /// That of the rules and tables by which pages became articles; 0 in older ones.
    #[serde(default)]
    pub extraction: u64,
}

impl Pointer {
    /// A pointer to `generation`, as this program writes it.
    pub fn new(generation: String) -> Pointer {
        Pointer {
            generation,
            format: FORMAT,
            analyzers: analysis::fingerprint(),
            extraction: extraction(),
        }
    }

    /// Reads the pointer of the index at `root`; none where there is no index yet.
    pub fn read(root: &Path) -> Result<Option<Pointer>> {
        let path = root.join(POINTER);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        match serde_json::from_slice(&bytes) {
            Ok(pointer) => Ok(Some(pointer)),
            Err(_) => Err(Error::damaged(format!(
                "{} cannot be understood",
                path.display()
            ))),
        }
    }

    /// Fails where this program cannot read what the pointer names.
    pub fn check(&self, root: &Path) -> Result<()> {
        let reason = if number(&self.generation).is_none() {
            "its pointer names no generation".to_string()
        } else if self.format != FORMAT {
            format!(
                "it has format {}, this program reads format {FORMAT}",
                self.format
            )
        } else if self.analyzers != analysis::fingerprint() {
            "it was made with other analyzers".to_string()
        } else if self.extraction != extraction() {
            "its articles were made by other rules or tables of places".to_string()
        } else {
            return Ok(());
        };
        Err(Error::OutdatedIndex {
            root: root.to_path_buf(),
            reason,
        })
    }

    /// Makes this the pointer of the index at `root`: written, synced, renamed, folder synced.
    pub fn write(&self, root: &Path) -> Result<()> {
        let path = root.join(POINTER);
        let fresh = root.join("current.json.new");
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        let written = File::create(&fresh).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(Error::io("write", &fresh))?;
        fs::rename(&fresh, &path).map_err(Error::io("rename", &fresh))?;
        sync_folder(root)
    }

    /// The folder of the generation.
    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join(&self.generation)
    }
}

/// A number that changes with what the program makes of a page.
fn extraction() -> u64 {
    let mut hasher = Xxh3::new();
    hasher.update(&extract::REVISION.to_le_bytes());
    hasher.update(&gazetteer::fingerprint().to_le_bytes());
    hasher.digest()
}

/// What goes with every commit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When the whole corpus was last walked, in nanoseconds since 1970.
    pub walked: i64,
    /// The version of the program that wrote the commit.
    pub program: String,
}

impl Note {
    /// The note of a commit that this program makes.
    pub fn new(walked: i64) -> Note {
        Note {
            walked,
            program: env!("CARGO_PKG_VERSION").to_string(),
        }
    }

    /// Its stored form.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form; an empty note where there is none.
    pub fn from_text(text: &str) -> Note {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// Creates the folder of a new generation, numbered after all that exist.
pub fn create(root: &Path) -> Result<String> {
    let newest = names(root)?.iter().filter_map(|name| number(name)).max();
    let mut next = newest.unwrap_or(0) % LAST + 1;
    let mut name = format!("{next:06}");
    while root.join(&name).exists() {
        next = next % LAST + 1;
        name = format!("{next:06}");
    }
    let folder = root.join(&name);
    fs::create_dir(&folder).map_err(Error::io("create", &folder))?;
    let lock = folder.join(READERS_LOCK);
    File::create(&lock).map_err(Error::io("create", &lock))?;
    Ok(name)
}

/// Removes every generation but the one that answers, as far as no reader holds it. What
/// cannot be removed now goes after a later run.
pub fn remove_others(root: &Path) {
    for name in names(root).unwrap_or_default() {
        let _ = discard(root, &name);
    }
}

/// Removes one generation, unless it is the one that answers or a reader holds it.
pub fn discard(root: &Path, name: &str) -> Result<()> {
    // Where the pointer cannot be read nobody knows which one answers.
    if Pointer::read(root)?.is_some_and(|pointer| pointer.generation == name) {
        return Ok(());
    }
    let folder = root.join(name);
    let path = folder.join(READERS_LOCK);
    // The lock is held until the folder is gone: no reader may begin with half of it.
    let lock = File::open(&path).map_err(Error::io("open", &path))?;
    if lock.try_lock().is_err() {
        return Ok(());
    }
    // It goes last, so that a removal which is cut short can be taken up again.
    for name in entries(&folder)? {
        if name != READERS_LOCK {
            let path = folder.join(name);
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
    }
    fs::remove_file(&path).map_err(Error::io("remove", &path))?;
    fs::remove_dir(&folder).map_err(Error::io("remove", &folder))
}

/// The names of all generations, the oldest first.
pub fn names(root: &Path) -> Result<Vec<String>> {
    let mut found = entries(root)?;
    found.retain(|name| number(name).is_some() && root.join(name).join(READERS_LOCK).is_file());
    found.sort_unstable();
    Ok(found)
}

/// The names of what lies in a folder, but for those that none of ours has.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let entry = entry.map_err(Error::io("read", folder))?;
        found.extend(entry.file_name().into_string());
    }
    Ok(found)
}

/// The number of a generation, by the name of its folder.
fn number(name: &str) -> Option<u32> {
    let digits = name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}

/// A shared lock on a generation: while it lives, the generation is not removed.
#[derive(Debug)]
pub struct ReaderLock {
    _file: Option<Held>,
}

/// A locked file. It is unlocked before it is closed: a process that is just being started
/// may hold the same file open for a moment.
#[derive(Debug)]
pub(super) struct Held(pub File);

impl Drop for Held {
    fn drop(&mut self) {
        // Where this fails, closing it does the same.
        let _ = self.0.unlock();
    }
}

impl ReaderLock {
    /// Holds the generation in `folder`; none where it is gone or just being removed. On a
    /// medium without locks it holds nothing, and nothing can be removed there either.
    pub fn acquire(folder: &Path) -> Option<ReaderLock> {
        let file = match File::open(folder.join(READERS_LOCK)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(_) => return Some(ReaderLock { _file: None }),
        };
        match file.try_lock_shared() {
            Ok(()) => Some(ReaderLock {
                _file: Some(Held(file)),
            }),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(_)) => Some(ReaderLock { _file: None }),
        }
    }
}

/// The lock of the one writer of an index.
#[derive(Debug)]
pub struct WriterLock {
    _file: Held,
}

impl WriterLock {
    /// Takes the writer's lock of the index at `root`, creating the folder where needed.
    pub fn acquire(root: &Path) -> Result<WriterLock> {
        fs::create_dir_all(root).map_err(Error::io("create", root))?;
        let path = root.join(WRITER_LOCK);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(Error::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                return Err(Error::IndexLocked {
                    root: root.to_path_buf(),
                    holder: holder.trim().to_string(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        // For information only: who holds it. A stale text locks nothing.
        let _ = file.set_len(0);
        let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let host = match host.trim() {
            "" => String::new(),
            host => format!(" on {host}"),
        };
        let _ = writeln!(file, "process {}{host}", std::process::id());
        Ok(WriterLock { _file: Held(file) })
    }
}

/// Makes a rename in `folder` durable, where the system can do that: Windows opens no
/// folder, and some networks sync none.
fn sync_folder(folder: &Path) -> Result<()> {
    let Ok(handle) = File::open(folder) else {
        return Ok(());
    };
    match handle.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Err(Error::io("sync", folder)(error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_survives_a_round_trip() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(
            Pointer::read(root.path()).expect("no pointer is no error"),
            None
        );
        let name = create(root.path()).expect("a generation");
        let pointer = Pointer::new(name);
        pointer.write(root.path()).expect("written");
        assert_eq!(
            Pointer::read(root.path()).expect("read"),
            Some(pointer.clone())
        );
        assert!(pointer.check(root.path()).is_ok());
        let format = Pointer {
            format: 0,
            ..pointer.clone()
        };
        let extraction = Pointer {
            extraction: 0,
            ..pointer.clone()
        };
        let elsewhere = Pointer {
            generation: "../corpus".to_string(),
            ..pointer
        };
        for older in [format, extraction, elsewhere] {
            let error = older.check(root.path()).expect_err("another index");
            assert!(error.to_string().contains("--rebuild"), "{error}");
        }
    }

    #[test]
    fn one_writer_at_a_time() {
        let root = tempfile::tempdir().expect("a folder");
        let first = WriterLock::acquire(root.path()).expect("free");
        let error = WriterLock::acquire(root.path()).expect_err("held");
        assert!(matches!(error, Error::IndexLocked { .. }));
        drop(first);
        assert!(WriterLock::acquire(root.path()).is_ok());
    }

    #[test]
    fn a_generation_in_use_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let old = create(root.path()).expect("a generation");
        let new = create(root.path()).expect("another");
        Pointer::new(new.clone())
            .write(root.path())
            .expect("written");
        let reader = ReaderLock::acquire(&root.path().join(&old)).expect("held");
        remove_others(root.path());
        assert!(root.path().join(&old).exists());
        drop(reader);
        remove_others(root.path());
        assert!(!root.path().join(&old).exists());
        assert!(root.path().join(&new).exists());
        assert!(ReaderLock::acquire(&root.path().join(&old)).is_none());
    }

    #[test]
    fn what_answers_is_never_discarded() {
        let root = tempfile::tempdir().expect("a folder");
        let name = create(root.path()).expect("a generation");
        Pointer::new(name.clone())
            .write(root.path())
            .expect("written");
        discard(root.path(), &name).expect("nothing done");
        assert!(root.path().join(&name).join(READERS_LOCK).exists());
        fs::write(root.path().join(POINTER), "{").expect("a broken pointer");
        assert!(discard(root.path(), &name).is_err());
        assert!(root.path().join(&name).join(READERS_LOCK).exists());
        fs::remove_file(root.path().join(POINTER)).expect("removed");
        discard(root.path(), &name).expect("discarded");
        assert!(!root.path().join(&name).exists());
    }

    #[test]
    fn folders_of_others_are_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        for name in ["202401", "000001", "00000a"] {
            fs::create_dir(root.path().join(name)).expect("a folder");
            fs::write(root.path().join(name).join("notes.txt"), "x").expect("a file");
        }
        let name = create(root.path()).expect("a generation");
        assert_eq!(name, "000002");
        assert_eq!(names(root.path()).expect("names"), [name.as_str()]);
        remove_others(root.path());
        assert!(discard(root.path(), "202401").is_err());
        for name in ["202401", "000001", "00000a"] {
            assert!(root.path().join(name).join("notes.txt").exists(), "{name}");
        }
        assert!(!root.path().join(name).exists());
    }

    #[test]
    fn a_removal_that_was_cut_short_is_taken_up_again() {
        let root = tempfile::tempdir().expect("a folder");
        let (old, new) = (
            create(root.path()).expect("one"),
            create(root.path()).expect("two"),
        );
        Pointer::new(new).write(root.path()).expect("written");
        // A folder inside is no file of ours: what is before it goes, the lock stays.
        let odd = root.path().join(&old).join("odd");
        fs::create_dir(&odd).expect("a folder");
        assert!(discard(root.path(), &old).is_err());
        assert!(root.path().join(&old).join(READERS_LOCK).exists());
        fs::remove_dir(&odd).expect("removed");
        discard(root.path(), &old).expect("removed");
        assert!(!root.path().join(&old).exists());
    }
}
