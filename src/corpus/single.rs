//! Reads one file that a person names, inside the corpus or outside it.

use std::path::Path;

use super::walk::{NOT_UTF8, mtime, relative};
use super::{FileEntry, Metadata, Skip, pages};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::extract::{self, Format, RawPage};
use crate::guard;

/// The articles in `file`; what the corpus states in its `metadata.csv` counts where
/// the file lies inside it.
pub fn read_file(corpus: &Path, file: &Path) -> Result<Vec<std::result::Result<Article, Skip>>> {
    // As the program itself prints it: relative to the corpus.
    let printed = corpus.join(file);
    let file = match file.exists() || !printed.exists() {
        true => file,
        false => printed.as_path(),
    };
    let shown = file.to_string_lossy().replace('\\', "/");
    let Some(format) = Format::of_path(&shown) else {
        let reason = "no txt, md, html or jsonl file by its name";
        return Ok(vec![Err(Skip::new(shown, reason))]);
    };
    if file.to_str().is_none() {
        return Ok(vec![Err(Skip::new(shown, NOT_UTF8))]);
    }
    let about = std::fs::metadata(file).map_err(Error::io("read", file))?;
    let inside = relative(corpus, file).ok();
    let (root, metadata) = match inside {
        Some(_) => (corpus.to_path_buf(), Metadata::load(corpus)?),
        None => (Path::new("").to_path_buf(), Metadata::default()),
    };
    let entry = FileEntry {
        path: inside.unwrap_or(shown),
        format,
        size: about.len(),
        mtime: mtime(&about),
    };
    let mut found = Vec::new();
    let mut read = || {
        for page in pages(&root, &entry, &metadata) {
            found.push(page.and_then(|page| article(&page)));
        }
    };
    if let Err(panic) = guard::caught(&mut read) {
        found.push(Err(Skip::new(&entry.path, guard::failed(&panic))));
    }
    Ok(found)
}

fn article(page: &RawPage) -> std::result::Result<Article, Skip> {
    extract::findable(page).map_err(|reason| Skip::at(&page.path, page.line, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_outside_the_corpus_is_read_by_its_own_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("tin.txt");
        std::fs::write(
            &file,
            "Tên bài\nLĐLĐ quận Tây Hồ kết nạp 60 đoàn viên trong tháng Năm.\n",
        )
        .expect("a file");
        let found = read_file(&folder.path().join("corpus"), &file).expect("read");
        assert_eq!(found[0].as_ref().expect("an article").title, "Tên bài");
        let inside = read_file(folder.path(), &file).expect("read");
        assert_eq!(inside[0].as_ref().expect("an article").path, "tin.txt");
    }
}
