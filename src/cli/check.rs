//! `congdoan check`: verifies the index against itself and the corpus.

use serde_json::json;

use super::Output;
use super::args::Global;
use crate::index::{Findings, check};
use crate::text::printable;

/// How many paths of a kind are named before the rest is only counted.
const NAMED: usize = 10;

/// Runs the subcommand; false where something is wrong.
pub fn run(global: &Global, output: &Output) -> anyhow::Result<bool> {
    let corpus = global.corpus.exists().then_some(global.corpus.as_path());
    if corpus.is_none() {
        output.remark(&format!(
            "no corpus in {}: only the index itself is checked; name another with --corpus DIR",
            global.corpus.display()
        ));
    }
    let findings = check(&global.index, corpus)?;
    if output.json {
        output.json_line(&json!({
            "sound": findings.sound(),
            "generation": findings.generation,
            "articles": findings.size.articles,
            "passages": findings.size.passages,
            "figures": findings.size.figures,
            "damage": findings.damage,
            "missing": findings.missing,
            "excused": findings.excused,
            "new": findings.new,
            "changed": findings.changed,
            "gone": findings.gone,
            "advice": advice(&findings),
        }))?;
    } else {
        output.print(&report(&findings))?;
    }
    Ok(findings.sound())
}

fn report(findings: &Findings) -> String {
    let mut text = String::new();
    for what in &findings.damage {
        text.push_str(&format!("damaged: {what}\n"));
    }
    for (kind, paths) in [
        ("missing", &findings.missing),
        ("new", &findings.new),
        ("changed", &findings.changed),
        ("gone", &findings.gone),
    ] {
        for path in paths.iter().take(NAMED) {
            text.push_str(&format!("{kind}: {path}\n"));
        }
        if paths.len() > NAMED {
            text.push_str(&format!("{kind}: and {} more\n", paths.len() - NAMED));
        }
    }
    text.push_str(&format!(
        "generation {}: {} articles, {} passages, {} figures; {} left out with a reason\n",
        findings.generation,
        findings.size.articles,
        findings.size.passages,
        findings.size.figures,
        findings.excused
    ));
    text.push_str(match findings.sound() {
        true => "the index is sound",
        false => "something is wrong",
    });
    if let Some(advice) = advice(findings) {
        text.push_str(&format!(": {advice}"));
    }
    text.push('\n');
    printable(&text).into_owned()
}

/// What to do next.
fn advice(findings: &Findings) -> Option<&'static str> {
    if !findings.damage.is_empty() {
        Some("run `congdoan index --rebuild`")
    } else if !findings.missing.is_empty() {
        Some("run `congdoan index --checksum`")
    } else if findings.pending() > 0 {
        Some("the corpus has changed since, run `congdoan index`")
    } else {
        None
    }
}
