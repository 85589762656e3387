//! Whether the corpus that a command names is the one its index was made of: asking an index
//! never reads the corpus, so another one would be passed over without a word.

use std::path::Path;

use super::Output;
use super::args::{CORPUS, Global};
use crate::index::Reader;
use crate::index::manifest::any_path;

/// So many files are looked for in the corpus.
const LOOKED_FOR: u64 = 20;

/// Says so where a corpus is named in which none of some files of the index lies.
pub fn remark(global: &Global, reader: &Reader, output: &Output) -> crate::Result<()> {
    if global.corpus == Path::new(CORPUS) || output.is_quiet() || !global.corpus.is_dir() {
        return Ok(());
    }
    let lies_there = |path: &str| global.corpus.join(path).exists();
    if any_path(&reader.searcher(), LOOKED_FOR, lies_there)? {
        return Ok(());
    }
    let (index, corpus) = (global.index.display(), global.corpus.display());
    output.remark(&format!(
        "the index in {index} seems to be of another corpus than {corpus}, where none of the files lies that were looked for: \
        to search that, run `congdoan --corpus {corpus} --index FOLDER index` and name the FOLDER with --index"
    ));
    Ok(())
}
