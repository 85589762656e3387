//! `congdoan search`: ranked passages for people, spreadsheets and programs.

use super::args::{Global, Search};
use super::{Output, settings};
use crate::render::{csv, json, terminal};
use crate::search::search;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Search, output: &Output) -> anyhow::Result<bool> {
    let request = settings::search(command)?;
    let reader = settings::open_or_build(global, output)?;
    let answer = search(&reader, &request)?;
    if output.json {
        output.json_line(&json::answer(&answer))?;
    } else if command.jsonl {
        for hit in &answer.hits {
            output.json_line(&json::hit(hit))?;
        }
    } else if command.csv {
        output.raw(&csv::hits(&answer.hits)?)?;
    } else {
        output.print(&terminal::answer(&answer, output.layout(command.full)))?;
    }
    Ok(answer.total.articles > 0)
}
