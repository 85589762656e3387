//! The `congdoan` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    congdoan::cli::run()
}
