//! `congdoan analyze`: the tokens of each field's analyzer.

use comfy_table::{Table, presets};
use serde_json::json;

use super::Output;
use super::args::Analyze;
use crate::analysis::Analyzer;
use crate::text::{CharOffsets, clean};

/// Runs the subcommand.
pub fn run(command: &Analyze, output: &Output) -> anyhow::Result<bool> {
    let text = clean(&command.text.join(" "));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["position", "width", "words", "exact", "folded"]);
    let exact = Analyzer::Exact.terms(&text);
    let folded = Analyzer::Folded.terms(&text);
    let mut offsets = CharOffsets::new(&text);
    let mut rows = Vec::new();
    for (one, other) in exact.iter().zip(folded.iter()) {
        let words = one.span.of(&text);
        rows.push(json!({
            "position": one.position,
            "width": one.width,
            "start": offsets.at(one.span.start),
            "end": offsets.at(one.span.end),
            "text": words,
            "exact": exact.text(one),
            "folded": folded.text(other),
        }));
        table.add_row([
            one.position.to_string().as_str(),
            one.width.to_string().as_str(),
            words,
            exact.text(one),
            folded.text(other),
        ]);
    }
    if output.json {
        output.json_line(&json!({"text": text, "tokens": rows}))?;
    } else {
        output.print(&format!("{}\n", table.trim_fmt()))?;
    }
    Ok(!exact.is_empty())
}
