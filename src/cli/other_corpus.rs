//! Whether the corpus that a command names is the one its index was made of: asking an index
//! never reads the corpus, so another one would be passed over without a word.

use std::path::Path;

use super::Output;
use super::args::{CORPUS, Global};
use crate::index::Reader;
use crate::search::{Request, search};

/// So many articles are looked for in the corpus.
const LOOKED_FOR: usize = 20;

/// Says so where a corpus is named in which none of the index's newest articles lies.
pub fn remark(global: &Global, reader: &Reader, output: &Output) -> crate::Result<()> {
    if global.corpus == Path::new(CORPUS) || output.is_quiet() || !global.corpus.is_dir() {
        return Ok(());
    }
    let newest = Request {
        limit: LOOKED_FOR,
        per_article: 1,
        ..Request::default()
    };
    let hits = search(reader, &newest)?.hits;
    let lies_there = |path: &str| global.corpus.join(path).exists();
    if hits.is_empty() || hits.iter().any(|hit| lies_there(&hit.article.path)) {
        return Ok(());
    }
    let (index, corpus) = (global.index.display(), global.corpus.display());
    output.remark(&format!(
        "the index in {index} seems to be of another corpus than {corpus}, where none of its newest articles lies: \
        to search that, run `congdoan --corpus {corpus} --index FOLDER index` and name the FOLDER with --index"
    ));
    Ok(())
}
