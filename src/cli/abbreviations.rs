//! The abbreviations that the keeper of a corpus adds: `abbreviations.csv` at its root, of
//! which the index keeps a copy for when the corpus is away.

use std::fs;
use std::path::{Path, PathBuf};

use super::Output;
use super::args::Global;
use crate::corpus::walk::ABBREVIATIONS;
use crate::error::{Error, Result};
use crate::gazetteer::abbreviations::{add, read};

/// Adds those of the corpus, or where it is away, of the index.
pub fn install(global: &Global, output: &Output) -> Result<()> {
    let file = match global.corpus.is_dir() {
        true => global.corpus.join(ABBREVIATIONS),
        false => copy(global),
    };
    let (rows, wrong) = match bytes(&file)? {
        Some(bytes) => read(&String::from_utf8_lossy(&bytes)),
        None => return Ok(()),
    };
    for line in wrong {
        output.remark(&format!(
            "{}:{line}: passed over; a row is an abbreviation, an expansion of several words, other spellings parted by `;`",
            file.display()
        ));
    }
    if !rows.is_empty() {
        add(rows);
    }
    Ok(())
}

/// Keeps a copy beside the index that was made with them.
pub fn keep(global: &Global) -> Result<()> {
    let (file, copy) = (global.corpus.join(ABBREVIATIONS), copy(global));
    let now = bytes(&file)?;
    if now == bytes(&copy)? {
        return Ok(());
    }
    match now {
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
