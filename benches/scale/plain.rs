//! Plain tantivy over the same files: one document an article, id and text stored, the
//! default tokenizer, the same threads and writer memory, merges awaited.

use std::fs;
use std::path::Path;

use congdoan::corpus::walk;
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

/// Memory of each indexing thread, as the program has it.
const MEMORY: usize = 128 << 20;

/// Indexes the articles of `folder` into `out`.
pub fn index(folder: &Path, out: &Path) {
    let mut builder = Schema::builder();
    let id = builder.add_text_field("id", STRING | STORED);
    let text = builder.add_text_field("text", TEXT | STORED);
    fs::create_dir_all(out).unwrap();
    let index = Index::create_in_dir(out, builder.build()).unwrap();
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    let mut writer: IndexWriter = index
        .writer_with_num_threads(threads, threads * MEMORY)
        .unwrap();
    let corpus = folder.join("corpus");
    for file in walk(&corpus, &[]).unwrap().files {
        let body = fs::read_to_string(corpus.join(&file.path)).unwrap();
        writer
            .add_document(doc!(id => file.path, text => body))
            .unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}
