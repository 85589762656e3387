//! The command line: raw arguments, checked settings, one file a subcommand.

pub mod args;

mod abbreviations;
mod analyze;
mod check;
mod eval;
mod extract;
mod facets;
mod figures;
mod filter;
mod index;
mod near;
mod other_corpus;
mod output;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod shell;
mod show;
mod sieve;
mod stats;
mod stop;
mod suggest;
mod watch;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use args::{Args, Command};
use output::Output;

use crate::guard;

/// Runs the command line; the exit code is 0 for found or done, 1 for nothing found, 2 for trouble.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => return output::usage(&message),
    };
    args.global.color.write_global();
    // A panic over a damaged index is told as such; the search engine has some.
    let done = guard::caught(|| dispatch(&args));
    let done =
        done.unwrap_or_else(|panic| Err(crate::index::blame(&args.global.index, panic).into()));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if is_stopped(&error) => {
            output::trouble(&error);
            ExitCode::from(stop::CODE)
        }
        Err(error) => {
            output::trouble(&error);
            ExitCode::from(2)
        }
    }
}

/// Runs the subcommand; whether it found anything.
fn dispatch(args: &Args) -> anyhow::Result<bool> {
    let output = Output::new(&args.global);
    let start = Instant::now();
    abbreviations::install(&args.global, &output)?;
    let done = run_command(args, &output)?;
    let took = start.elapsed().as_secs_f64() * 1000.0;
    output.detail(&format!("all of it took {took:.1} ms"));
    Ok(done)
}

fn run_command(args: &Args, output: &Output) -> anyhow::Result<bool> {
    match &args.command {
        Command::Index(command) => index::run(&args.global, command, output),
        Command::Search(command) => search::run(&args.global, command, output),
        Command::Facets(command) => facets::run(&args.global, command, output),
        Command::Figures(command) => figures::run(&args.global, command, output),
        Command::Suggest(command) => suggest::run(&args.global, command, output),
        Command::Show(command) => show::run(&args.global, command, output),
        Command::Eval(command) => eval::run(&args.global, command, output),
        Command::Extract(command) => extract::run(&args.global, command, output),
        Command::Analyze(command) => analyze::run(command, output),
        Command::Watch(command) => watch::run(&args.global, command, output),
        Command::Check => check::run(&args.global, output),
        Command::Stats => stats::run(&args.global, output),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(&args.global, command, output),
        Command::Completions { shell } => shell::completions(*shell, output),
        Command::Man => shell::man(output),
    }
}

fn is_stopped(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(crate::Error::Interrupted))
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
