//! Scale: invented articles by the thousand, and what indexing and searching them costs,
//! next to plain tantivy over the same files.
//!
//! ```text
//! cargo bench --bench scale -- generate DIR N      writes N articles
//! cargo bench --bench scale -- run DIR PROGRAM     measures the program over them
//! cargo bench --bench scale -- queries DIR         times queries over the index of that run
//! cargo bench --bench scale -- plain DIR OUT       indexes them with plain tantivy
//! ```
//!
//! `benches/scale.sh` does all of it at 1,000, 10,000 and 100,000 articles.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod generate;
mod measure;
mod plain;

use std::path::Path;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["generate", folder, count] => {
            generate::write(Path::new(folder), count.parse().unwrap(), 1)
        }
        ["run", folder, program] => measure::run(Path::new(folder), Path::new(program)),
        ["queries", folder] => measure::queries(Path::new(folder)),
        ["plain", folder, out] => plain::index(Path::new(folder), Path::new(out)),
        // `cargo test --benches` and the like: there is nothing to do without arguments.
        _ => {
            println!("usage: scale generate DIR N | run DIR PROGRAM | queries DIR | plain DIR OUT")
        }
    }
}
