//! `congdoan stats`: what the index holds, and what takes how much room.

use comfy_table::{CellAlignment, Table, presets};
use indicatif::HumanBytes;
use serde_json::{Map, Value, json};

use super::Output;
use super::args::Global;
use crate::index::{Stats, Untagged, stats};

/// Runs the subcommand.
pub fn run(global: &Global, output: &Output) -> anyhow::Result<bool> {
    let stats = stats(&global.index)?;
    if output.json {
        output.json_line(&object(&stats))?;
    } else {
        output.print(&report(&stats))?;
    }
    Ok(true)
}

fn object(stats: &Stats) -> Value {
    let sizes = |sizes: &mut dyn Iterator<Item = (String, u64)>| {
        let mut object = Map::new();
        for (name, bytes) in sizes {
            object.insert(name, json!(bytes));
        }
        Value::Object(object)
    };
    let current = stats.pointer.as_ref();
    let name = current.map(|pointer| pointer.generation.as_str());
    json!({
        "articles": stats.size.articles,
        "passages": stats.size.passages,
        "figures": stats.size.figures,
        "untagged": untagged(stats.untagged),
        "files": stats.files,
        "bytes": stats.bytes(),
        "components": sizes(&mut stats.components.iter().map(|(name, bytes)| (name.to_string(), *bytes))),
        "fields": sizes(&mut stats.fields.iter().map(|(name, bytes)| (name.clone(), *bytes))),
        "segments": stats.segments.iter().map(|segment| json!({
            "name": segment.name,
            "documents": segment.documents,
            "deleted": segment.deleted,
            "bytes": segment.bytes,
        })).collect::<Vec<_>>(),
        "generations": stats.generations.iter().map(|(generation, bytes)| json!({
            "name": generation,
            "bytes": bytes,
            "current": Some(generation.as_str()) == name,
        })).collect::<Vec<_>>(),
        "format": current.map(|pointer| pointer.format),
        "analyzers": current.map(|pointer| format!("{:016x}", pointer.analyzers)),
        "written_by": stats.note.program,
        "program": env!("CARGO_PKG_VERSION"),
        "walked": walked(stats),
    })
}

/// What articles lack, for programs.
pub fn untagged(untagged: Untagged) -> Value {
    json!({
        "year": untagged.year,
        "district": untagged.district,
        "place": untagged.place,
    })
}

/// When the corpus was last walked.
fn walked(stats: &Stats) -> Option<String> {
    let nanos = i128::from(stats.note.walked);
    let time = jiff::Timestamp::from_nanosecond(nanos).ok()?;
    (nanos > 0).then(|| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn report(stats: &Stats) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let number = |value: u64| value.to_string();
    let bytes = |value: u64| HumanBytes(value).to_string();
    table.add_row(["articles".to_string(), number(stats.size.articles)]);
    for (name, count) in [
        ("  without a year", stats.untagged.year),
        ("  without a district", stats.untagged.district),
        ("  without any place", stats.untagged.place),
    ] {
        table.add_row([name.to_string(), number(count)]);
    }
    table.add_row(["passages".to_string(), number(stats.size.passages)]);
    table.add_row(["figures".to_string(), number(stats.size.figures)]);
    table.add_row(["files".to_string(), number(stats.files)]);
    table.add_row(["size".to_string(), bytes(stats.bytes())]);
    for (name, size) in &stats.components {
        table.add_row([format!("  {name}"), bytes(*size)]);
    }
    table.add_row(["fields".to_string(), String::new()]);
    for (name, size) in &stats.fields {
        table.add_row([format!("  {name}"), bytes(*size)]);
    }
    let deleted: u64 = stats
        .segments
        .iter()
        .map(|one| u64::from(one.deleted))
        .sum();
    table.add_row(["segments".to_string(), number(stats.segments.len() as u64)]);
    table.add_row(["deleted documents".to_string(), number(deleted)]);
    for (name, size) in &stats.generations {
        table.add_row([format!("generation {name}"), bytes(*size)]);
    }
    if let Some(pointer) = &stats.pointer {
        table.add_row(["current".to_string(), pointer.generation.clone()]);
        table.add_row(["format".to_string(), pointer.format.to_string()]);
        table.add_row([
            "analyzers".to_string(),
            format!("{:016x}", pointer.analyzers),
        ]);
    }
    table.add_row(["written by".to_string(), stats.note.program.clone()]);
    table.add_row([
        "corpus walked".to_string(),
        walked(stats).unwrap_or_default(),
    ]);
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    format!("{}\n", table.trim_fmt())
}
