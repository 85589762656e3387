//! The `congdoan` command.

fn main() {}
