//! `congdoan suggest`: ways to go on from what was typed, and the names of places.

use super::args::{Global, Suggest};
use super::index::count;
use super::{Output, settings};
use crate::gazetteer::{Completion, complete_district, complete_province};
use crate::render::json;
use crate::search::suggest;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Suggest, output: &Output) -> anyhow::Result<bool> {
    if command.district {
        return names(
            command,
            "district",
            complete_district(&command.prefix),
            output,
        );
    }
    if command.province {
        return names(
            command,
            "province",
            complete_province(&command.prefix),
            output,
        );
    }
    let reader = settings::open_or_build(global, output)?;
    let found = suggest(&reader, &command.prefix, command.limit)?;
    if output.json {
        output.json_line(&json::suggestions(&command.prefix, &found))?;
    } else {
        let mut lines = String::new();
        for suggestion in &found {
            let articles = count(suggestion.articles, "article", "articles");
            let place = suggestion
                .path
                .as_deref()
                .map_or_else(String::new, |path| format!(", {path}"));
            lines.push_str(&format!("{}  ({articles}{place})\n", suggestion.text));
        }
        output.print(&lines)?;
    }
    Ok(!found.is_empty())
}

/// Prints the names of places: what to ask for, a tab, and the place in full.
fn names(
    command: &Suggest,
    kind: &str,
    mut found: Vec<Completion>,
    output: &Output,
) -> anyhow::Result<bool> {
    found.truncate(command.limit);
    if output.json {
        output.json_line(&json::names(&command.prefix, kind, &found))?;
    } else {
        let mut lines = String::new();
        for one in &found {
            lines.push_str(&format!("{}\t{}\n", one.text, one.choice.full_name()));
        }
        output.print(&lines)?;
    }
    Ok(!found.is_empty())
}
