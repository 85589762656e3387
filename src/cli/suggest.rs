//! `congdoan suggest`: ways to go on from what was typed.

use super::args::{Global, Suggest};
use super::index::count;
use super::{Output, settings};
use crate::render::json;
use crate::search::suggest;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Suggest, output: &Output) -> anyhow::Result<bool> {
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
