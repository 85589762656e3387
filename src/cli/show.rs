//! `congdoan show`: one article as it was indexed.

use super::args::{Global, Show};
use super::{Output, settings};
use crate::render::{json, terminal};
use crate::search::highlighter;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Show, output: &Output) -> anyhow::Result<bool> {
    let reader = settings::open_or_build(global, output)?;
    let wanted = command
        .article
        .strip_prefix("./")
        .unwrap_or(&command.article);
    let Some(article) = reader.article(wanted)? else {
        output.remark(&format!(
            "no article `{wanted}`: ids and paths stand in the results of `congdoan search`"
        ));
        return Ok(false);
    };
    let highlighter = match &command.query {
        Some(query) => Some(highlighter(&reader, query)?),
        None => None,
    };
    if output.json {
        let matches = highlighter.map(|highlighter| highlighter.paragraphs(&article));
        output.json_line(&json::article(&article, matches.as_deref()))?;
    } else {
        output.print(&terminal::article(
            &article,
            highlighter.as_ref(),
            output.layout(true),
        ))?;
    }
    Ok(true)
}
