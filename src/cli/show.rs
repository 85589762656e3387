//! `congdoan show`: one article as it was indexed.

use std::path::Path;

use serde_json::json;

use super::args::{Global, Show};
use super::near::near;
use super::{Output, settings};
use crate::article::Article;
use crate::corpus::walk::relative;
use crate::index::Reader;
use crate::index::manifest::Manifest;
use crate::render::{json, terminal};
use crate::search::{highlighter, relatives};
use crate::text::clean;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Show, output: &Output) -> anyhow::Result<bool> {
    let reader = settings::open_or_build(global, output)?;
    let wanted = command.article.as_str();
    let Some(article) = named(&reader, global, wanted)? else {
        let near = nearby(&reader, wanted)?;
        let meant = match near.is_empty() {
            true => String::new(),
            false => format!("did you mean `{}`? ", near.join("`, `")),
        };
        output.remark(&format!(
            "no article `{wanted}`: {meant}ids and paths stand in the results of `congdoan search`"
        ));
        if output.json {
            output.json_line(&json!({"article": null, "asked": wanted, "near": near}))?;
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

/// The article with this id or path; a path may also be typed as a shell completes it,
/// `corpus/2022/a.txt`.
fn named(reader: &Reader, global: &Global, typed: &str) -> anyhow::Result<Option<Article>> {
    let mut names = vec![typed.to_string()];
    names.extend(typed.strip_prefix("./").map(str::to_string));
    if Path::new(typed).exists() {
        names.extend(relative(&global.corpus, Path::new(typed)).ok());
    }
    for name in &names {
        for spelling in [name.clone(), clean(name)] {
            if let Some(article) = reader.article(&spelling)? {
                return Ok(Some(article));
            }
        }
    }
    Ok(None)
}

/// Ids and paths near `typed`.
fn nearby(reader: &Reader, typed: &str) -> anyhow::Result<Vec<String>> {
    let manifest = Manifest::read(&reader.searcher())?;
    let mut names: Vec<&str> = Vec::new();
    for file in manifest.files.values() {
        names.extend(file.articles.iter().map(|known| known.id.as_str()));
    }
    let found = near(typed, names.into_iter());
    Ok(found.into_iter().map(str::to_string).collect())
}
