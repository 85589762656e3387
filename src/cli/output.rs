//! Where results, remarks and errors go.

#![allow(clippy::print_stderr)]

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde_json::Value;

use super::args::{Color, Global};
use crate::render::terminal::Layout;
use crate::text::printable;

/// Columns assumed where there is no terminal.
const DEFAULT_WIDTH: usize = 80;
/// Lines longer than this tire the eye.
const WIDEST: usize = 100;

impl Color {
    /// Makes this the choice for all output of the process.
    pub fn write_global(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The output of one run.
pub struct Output {
    /// Whether JSON was asked for.
    pub json: bool,
    quiet: bool,
    verbose: bool,
}

impl Output {
    /// The output that the global options ask for.
    pub fn new(global: &Global) -> Output {
        Output {
            json: global.json,
            quiet: global.quiet,
            verbose: global.verbose > 0 && !global.quiet,
        }
    }

    /// Writes a result to standard output, without colours where it is no terminal.
    pub fn print(&self, text: &str) -> anyhow::Result<()> {
        let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Writes bytes to standard output as they are.
    pub fn raw(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        Ok(())
    }

    /// Writes one JSON value a line.
    pub fn json_line(&self, value: &Value) -> anyhow::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.raw(&line)
    }

    /// Writes a remark to standard error.
    pub fn remark(&self, text: &str) {
        if !self.quiet {
            remark(text);
        }
    }

    /// Writes what only those want to read who ask for more.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            remark(text);
        }
    }

    /// Whether more is asked for.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether nothing but results and errors is wanted.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether to draw a progress bar.
    pub fn draws_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// The layout for the terminal at hand.
    pub fn layout(&self, full: bool) -> Layout {
        let size = terminal_size::terminal_size_of(std::io::stdout());
        let width = size.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0));
        Layout {
            width: width.min(WIDEST),
            full,
        }
    }
}

/// Writes a remark to standard error, on one line.
pub fn remark(text: &str) {
    eprintln!("congdoan: {}", printable(text).replace('\n', " "));
}

/// Writes what the arguments come to where they name no command to run: help, the version,
/// or what is wrong with them.
pub fn usage(message: &clap::Error) -> ExitCode {
    if !message.use_stderr() {
        // A closed pipe is no trouble.
        let _ = message.print();
        return ExitCode::SUCCESS;
    }
    let text = message.render().ansi().to_string();
    let said = match text.contains("error:") {
        true => text.replacen("error:", "congdoan:", 1),
        false => format!("congdoan: no command given\n\n{text}"),
    };
    anstream::eprint!("{said}");
    ExitCode::from(2)
}

/// Writes the chain of an error to standard error.
pub fn trouble(error: &anyhow::Error) {
    // Our messages hold their sources already; a chain would say things twice.
    remark(&error.to_string());
}
