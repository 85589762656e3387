//! The abbreviations that the keeper of a corpus adds: `abbreviations.csv` at its root, of
//! which the index keeps a copy for when the corpus is away.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Output;
use super::args::Global;
use crate::corpus::walk::ABBREVIATIONS;
use crate::error::{Error, Result};
use crate::gazetteer::abbreviations::{add, read};

/// The file as it was read.
static INSTALLED: OnceLock<Option<Vec<u8>>> = OnceLock::new();

/// Adds those of the corpus, or where it is away, of the index.
pub fn install(global: &Global, output: &Output) -> Result<()> {
    let file = match global.corpus.is_dir() {
        true => global.corpus.join(ABBREVIATIONS),
        false => copy(global),
    };
    let installed = bytes(&file)?;
    let (rows, wrong) = match &installed {
        Some(bytes) => read(&String::from_utf8_lossy(bytes)),
        None => Default::default(),
    };
    // A process reads its settings once.
    let _ = INSTALLED.set(installed);
    for line in wrong {
        output.remark(&format!(
            "{}:{line}: passed over; a row is an abbreviation, a comma, an expansion of several words, as in `KNĐV,kết nạp đoàn viên`",
            file.display()
        ));
    }
    if !rows.is_empty() {
        add(rows);
    }
    Ok(())
}

/// Keeps a copy of those that were added beside the index that was made with them, whatever
/// the file of the corpus has become since.
pub fn keep(global: &Global) -> Result<()> {
    let copy = copy(global);
    let used = INSTALLED.get().and_then(Option::as_deref);
    if used == bytes(&copy)?.as_deref() {
        return Ok(());
    }
    match used {
        Some(bytes) => fs::write(&copy, bytes).map_err(Error::io("write", &copy)),
        None => fs::remove_file(&copy).map_err(Error::io("remove", &copy)),
    }
}

fn copy(global: &Global) -> PathBuf {
    global.index.join(ABBREVIATIONS)
}

fn bytes(file: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", file)(error)),
    }
}
