//! `congdoan serve`: the web page and the API, until Ctrl-C.

use serde_json::json;
use tracing_subscriber::filter::LevelFilter;

use super::args::{Global, Serve};
use super::{Output, settings, stop};
use crate::web::Server;

/// Runs the subcommand until it is stopped.
pub fn run(global: &Global, command: &Serve, output: &Output) -> anyhow::Result<bool> {
    log(global);
    stop::catch(output);
    let reader = settings::open_or_build(global, output)?;
    let server = Server::bind(&command.listen, reader)?;
    let url = server.url();
    match output.json {
        true => output.json_line(&json!({"url": url}))?,
        false => output.print(&format!("{url}\n"))?,
    }
    output.remark("serving; Ctrl-C ends it");
    if command.open
        && let Err(error) = open::that_detached(&url)
    {
        output.remark(&format!("no browser opened ({error}): open {url} yourself"));
    }
    server.run(stop::asked);
    Ok(true)
}

/// Starts the log on standard error: one line a request, none with `--quiet`.
fn log(global: &Global) {
    let level = match (global.quiet, global.verbose) {
        (true, _) => LevelFilter::WARN,
        (false, 0) => LevelFilter::INFO,
        (false, _) => LevelFilter::DEBUG,
    };
    let colours = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    // It fails only where a log stands already.
    let _ = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(colours)
        .with_max_level(level)
        .try_init();
}
