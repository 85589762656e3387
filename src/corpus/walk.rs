//! Finds the files of the corpus, in an order that is the same on every machine.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::{Skip, metadata};
use crate::extract::Format;
use crate::{Error, Result};

/// Why a file or folder is left out whose name cannot be told in a result.
pub(super) const NOT_UTF8: &str = "its name is not UTF-8; rename it";
/// The keeper's own abbreviations, at the root of the corpus.
pub const ABBREVIATIONS: &str = "abbreviations.csv";

/// The page that tells what the corpus is.
const README: &str = "README.md";

/// One file of the corpus, as an incremental run compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// The path relative to the corpus root, with `/`.
    pub path: String,
    /// What kind of file it is.
    pub format: Format,
    /// Its size in bytes.
    pub size: u64,
    /// When it last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub mtime: i64,
}

/// What a walk found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files that hold articles, sorted by path.
    pub files: Vec<FileEntry>,
    /// How many files of other kinds there are, by extension; `""` for none.
    pub ignored: BTreeMap<String, u64>,
    /// Folders and files that could not be looked at.
    pub skipped: Vec<Skip>,
}

/// Walks the corpus at `root`, or only the folders and files `under` it.
///
/// Hidden files, links and the `*_files` folders that browsers save beside a page
/// are passed over. An entry of `under` may be absolute or relative to the working
/// folder, and must lie inside `root`. One that no longer exists is an empty walk,
/// since its articles are then gone.
pub fn walk(root: &Path, under: &[PathBuf]) -> Result<Walk> {
    walk_beside(root, under, Path::new(""))
}

/// The same for a corpus inside which the folder of the `index` may lie, which holds no articles.
pub fn walk_beside(root: &Path, under: &[PathBuf], index: &Path) -> Result<Walk> {
    let top = root
        .canonicalize()
        .and_then(|top| top.read_dir().map(|_| top))
        .map_err(|source| Error::Corpus {
            path: root.to_path_buf(),
            source,
        })?;
    let mut starts = Vec::new();
    for path in under {
        starts.push(within(&top, root, path)?);
    }
    if starts.is_empty() {
        starts.push(PathBuf::new());
    }
    // An index in the corpus folder itself hides nothing: its files are no articles.
    let inner = index.canonicalize().ok();
    let inner = inner.filter(|index| *index != top && index.starts_with(&top));
    let mut found = Walk::default();
    for start in starts {
        collect(&top, &start, inner.as_deref(), &mut found);
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.files.dedup_by(|a, b| a.path == b.path);
    Ok(found)
}

/// `path` relative to the corpus root, for a path that lies inside it.
pub fn relative(root: &Path, path: &Path) -> Result<String> {
    let top = root.canonicalize().map_err(|source| Error::Corpus {
        path: root.to_path_buf(),
        source,
    })?;
    within(&top, root, path).map(|inner| slashed(&inner))
}

fn within(top: &Path, root: &Path, path: &Path) -> Result<PathBuf> {
    let outside = || Error::Outside {
        path: path.to_path_buf(),
        root: root.to_path_buf(),
    };
    // a path that is gone cannot be resolved: resolve the nearest folder that is still there
    let whole = std::path::absolute(path).map_err(Error::io("resolve", path))?;
    let mut rest = Vec::new();
    let mut head = whole.as_path();
    loop {
        if let Ok(real) = head.canonicalize() {
            let mut real = real;
            real.extend(rest.iter().rev());
            return real
                .strip_prefix(top)
                .map(Path::to_path_buf)
                .map_err(|_| outside());
        }
        rest.push(head.file_name().ok_or_else(outside)?);
        head = head.parent().ok_or_else(outside)?;
    }
}

/// Whether a walk of the corpus at `top` passes over what lies at `start` below it: one of
/// the folders on the way is hidden, or belongs to a saved page.
pub fn is_hidden(top: &Path, start: &Path) -> bool {
    let mut inside = top.to_path_buf();
    for name in start {
        inside.push(name);
        let name = name.to_string_lossy();
        if name.starts_with('.') || (name.ends_with("_files") && inside.is_dir()) {
            return true;
        }
    }
    false
}

fn collect(top: &Path, start: &Path, index: Option<&Path>, found: &mut Walk) {
    let begin = top.join(start);
    let in_index = index.is_some_and(|index| begin.starts_with(index));
    if in_index || is_hidden(top, start) || begin.symlink_metadata().is_err() {
        return;
    }
    let walker = WalkDir::new(&begin).sort_by_file_name();
    let mut entries = walker.into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.skipped.push(unreadable(top, &error));
                continue;
            }
        };
        if entry.depth() > 0 && (is_passed_over(&entry) || index == Some(entry.path())) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_name().to_str().is_none() {
            // An article in it could not be opened by its path, or be named by it.
            let path = slashed(entry.path().strip_prefix(top).unwrap_or(entry.path()));
            let article = entry.file_type().is_file() && Format::of_path(&path).is_some();
            if article || entry.file_type().is_dir() {
                found.skipped.push(Skip::new(path, NOT_UTF8));
            }
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            take(top, &entry, found);
        }
    }
}

fn take(top: &Path, entry: &DirEntry, found: &mut Walk) {
    let path = slashed(entry.path().strip_prefix(top).unwrap_or(entry.path()));
    // The README at the root tells of the corpus; it is no article in it.
    let article = Some(path.as_str()).filter(|&path| path != README);
    let Some(format) = article.and_then(Format::of_path) else {
        if path != metadata::FILE && path != ABBREVIATIONS {
            *found.ignored.entry(extension(entry.path())).or_default() += 1;
        }
        return;
    };
    match entry.metadata() {
        Ok(metadata) => found.files.push(FileEntry {
            path,
            format,
            size: metadata.len(),
            mtime: mtime(&metadata),
        }),
        Err(error) => found.skipped.push(unreadable(top, &error)),
    }
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.')
        || entry.file_type().is_symlink()
        || (entry.file_type().is_dir() && name.ends_with("_files"))
}

fn unreadable(top: &Path, error: &walkdir::Error) -> Skip {
    let path = error.path().unwrap_or(top);
    let reason = match error.io_error() {
        Some(source) => source.to_string(),
        None => error.to_string(),
    };
    Skip::new(slashed(path.strip_prefix(top).unwrap_or(path)), reason)
}

/// When a file last changed, in nanoseconds since 1970; 0 where the system does not say.
pub(super) fn mtime(metadata: &Metadata) -> i64 {
    let Ok(modified) = metadata.modified() else {
        return 0;
    };
    let nanos = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()),
        Err(before) => i64::try_from(before.duration().as_nanos()).map(|nanos| -nanos),
    };
    nanos.unwrap_or(0)
}

fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn corpus(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for path in paths {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "một hai").expect("a file");
        }
        folder
    }

    fn names(walk: &Walk) -> Vec<&str> {
        walk.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn files_come_sorted_and_the_rest_is_counted() {
        let folder = corpus(&[
            "b.txt",
            "a/2.HTML",
            "a/1.md",
            ".hidden.txt",
            ".git/x.txt",
            "page_files/x.html",
            "scan.pdf",
            "a/scan.PDF",
            "list.jsonl",
            "metadata.csv",
            "README",
        ]);
        let walk = walk(folder.path(), &[]).expect("a walk");
        assert_eq!(names(&walk), ["a/1.md", "a/2.HTML", "b.txt", "list.jsonl"]);
        let ignored: Vec<(&str, u64)> = walk
            .ignored
            .iter()
            .map(|(extension, &count)| (extension.as_str(), count))
            .collect();
        assert_eq!(ignored, [("", 1), ("pdf", 2)]);
        assert!(walk.files[0].size > 0 && walk.files[0].mtime > 0);
    }

    #[test]
    fn only_what_lies_under_a_path_is_walked() {
        let folder = corpus(&["a/1.txt", "a/b/2.txt", "c/3.txt"]);
        let under = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
            walk(folder.path(), &paths)
        };
        assert_eq!(
            names(&under(&["a"]).expect("a walk")),
            ["a/1.txt", "a/b/2.txt"]
        );
        assert_eq!(
            names(&under(&["a", "a/b", "c/3.txt"]).expect("a walk")),
            ["a/1.txt", "a/b/2.txt", "c/3.txt"]
        );
        assert_eq!(
            names(&under(&["gone/4.txt"]).expect("a walk")),
            Vec::<&str>::new()
        );
        let error = under(&["../elsewhere"]).expect_err("outside");
        assert!(
            error.to_string().contains("lies outside the corpus"),
            "{error}"
        );
    }

    #[test]
    fn an_index_inside_the_corpus_is_passed_over() {
        let folder = corpus(&["a.txt", "index/README.md", "index/000001/b.txt"]);
        let index = folder.path().join("index");
        let walked = |under: &[PathBuf], index: &Path| {
            let found = walk_beside(folder.path(), under, index).expect("a walk");
            names(&found).join(" ")
        };
        assert_eq!(walked(&[], &index), "a.txt");
        assert_eq!(walked(std::slice::from_ref(&index), &index), "");
        assert_eq!(walked(&[index.join("000001/b.txt")], &index), "");
        let all = "a.txt index/000001/b.txt index/README.md";
        assert_eq!(walked(&[], folder.path()), all);
        assert_eq!(walked(&[], &folder.path().join("none")), all);
    }

    #[test]
    fn a_missing_root_says_what_to_do() {
        let folder = corpus(&[]);
        let error = walk(&folder.path().join("none"), &[]).expect_err("missing");
        assert!(error.to_string().ends_with("--corpus DIR"), "{error}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_utf_8_are_told() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let folder = corpus(&["a.txt"]);
        for name in [&b"b\xff.txt"[..], b"c\xff.pdf", b"d\xff/e.txt"] {
            let path = folder.path().join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "một hai").expect("a file");
        }
        let walk = walk(folder.path(), &[]).expect("a walk");
        assert_eq!(names(&walk), ["a.txt"]);
        let expected = ["b\u{fffd}.txt", "d\u{fffd}"].map(|path| Skip::new(path, NOT_UTF8));
        assert_eq!(walk.skipped, expected);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = corpus(&["a/1.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).expect("a link");
        std::os::unix::fs::symlink(folder.path().join("a/1.txt"), folder.path().join("2.txt"))
            .expect("a link");
        assert_eq!(
            names(&walk(folder.path(), &[]).expect("a walk")),
            ["a/1.txt"]
        );
    }
}
