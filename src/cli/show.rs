//! `congdoan show`: one article as it was indexed.

use serde_json::json;

use super::args::{Global, Show};
use super::{Output, settings};
use crate::render::{json, terminal};
use crate::search::{highlighter, relatives};

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
        if output.json {
            output.json_line(&json!({"article": null, "asked": wanted}))?;
        }
        return Ok(false);
    };
    let highlighter = match &command.query {
        Some(query) => Some(highlighter(&reader, query)?),
        None => None,
    };
    if output.json {
        let matches = highlighter.map(|highlighter| highlighter.paragraphs(&article));
        let mut object = json::article(&article, matches.as_deref());
        json::add_relatives(&mut object, &relatives(&reader, &article.id)?);
        output.json_line(&object)?;
    } else {
        output.print(&terminal::article(
            &article,
            &relatives(&reader, &article.id)?,
            highlighter.as_ref(),
            output.layout(true),
        ))?;
    }
    Ok(true)
}
