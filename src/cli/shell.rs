//! `congdoan completions` and `congdoan man`, for packagers.

use clap::CommandFactory;

use super::Output;
use super::args::Args;

/// Prints the completion script of `shell`.
pub fn completions(shell: clap_complete::Shell, output: &Output) -> anyhow::Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "congdoan", &mut script);
    output.raw(&script)?;
    Ok(true)
}

/// Prints the manual page in roff.
pub fn man(output: &Output) -> anyhow::Result<bool> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    output.raw(&page)?;
    Ok(true)
}
