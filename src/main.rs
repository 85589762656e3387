//! The `congdoan` command.

use std::process::ExitCode;

/// Workers and writer make and drop many small pieces of text: this allocator is quicker at it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    congdoan::cli::run()
}
