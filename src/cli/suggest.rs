//! `congdoan suggest`: ways to go on from what was typed.

use serde_json::{Value, json};

use super::args::{Global, Suggest};
use super::{Output, settings};
use crate::search::suggest;
use crate::text::clean;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Suggest, output: &Output) -> anyhow::Result<bool> {
    let reader = settings::open_or_build(global, output)?;
    let found = suggest(&reader, &command.prefix, command.limit)?;
    if output.json {
        let mut list = Vec::new();
        for suggestion in &found {
            let mut value = json!({
                "text": suggestion.text,
                "kind": suggestion.kind.as_str(),
                "articles": suggestion.articles,
            });
            if let (Value::Object(keys), Some(path)) = (&mut value, &suggestion.path) {
                keys.insert("path".to_string(), json!(path));
            }
            list.push(value);
        }
        output.json_line(&json!({"prefix": clean(&command.prefix), "suggestions": list}))?;
    } else {
        let mut lines = String::new();
        for suggestion in &found {
            let articles = suggestion.articles;
            let noun = if articles == 1 { "article" } else { "articles" };
            let place = suggestion
                .path
                .as_deref()
                .map_or_else(String::new, |path| format!(", {path}"));
            lines.push_str(&format!(
                "{}  ({articles} {noun}{place})\n",
                suggestion.text
            ));
        }
        output.print(&lines)?;
    }
    Ok(!found.is_empty())
}
