//! `congdoan extract`: what the indexer understands of a file.

use std::fmt::Write;

use super::Output;
use super::args::{Extract, Global};
use crate::article::{Article, Figure};
use crate::corpus::read_file;
use crate::render::{amount, json, terminal};
use crate::search::Relatives;
use crate::text::printable;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Extract, output: &Output) -> anyhow::Result<bool> {
    // All files are read before anything is said: one that is missing must not come after
    // half of the output.
    let (mut articles, mut failed) = (Vec::new(), 0);
    for file in &command.files {
        for outcome in read_file(&global.corpus, file)? {
            match outcome {
                Ok(article) => articles.push(article),
                Err(skip) => {
                    failed += 1;
                    output.remark(&format!("skipped {}: {}", skip.path, skip.reason));
                }
            }
        }
    }
    for article in &articles {
        if output.json {
            output.json_line(&json::extract(article))?;
        } else {
            output.print(&report(article, output))?;
        }
    }
    let found = !articles.is_empty();
    if failed > 0 && !found {
        anyhow::bail!(
            "no article in what was named; give txt, md, html or jsonl files with text in them"
        );
    }
    Ok(found)
}

/// The article, then what is known about it and what was dropped.
fn report(article: &Article, output: &Output) -> String {
    let mut out = terminal::article(article, &Relatives::default(), None, output.layout(true));
    out.push('\n');
    let mut about = String::new();
    let source = article
        .year_source
        .map_or_else(String::new, |source| format!("{source:?}").to_lowercase());
    let published = article
        .published
        .map_or_else(|| "-".to_string(), |date| date.to_string());
    let year = article
        .year
        .map_or_else(|| "-".to_string(), |year| format!("{year} ({source})"));
    for (name, value) in [
        (
            "format",
            format!("{}, {}", article.format, article.encoding),
        ),
        ("published", published),
        ("year", year),
        (
            "author",
            article.author.clone().unwrap_or_else(|| "-".into()),
        ),
        ("url", article.url.clone().unwrap_or_else(|| "-".into())),
    ] {
        let _ = writeln!(about, "{name:<10} {value}");
    }
    for place in &article.places {
        let _ = writeln!(
            about,
            "{:<10} {}, by “{}”",
            "place",
            place.path(),
            place.evidence
        );
    }
    for paragraph in &article.paragraphs {
        for figure in &paragraph.figures {
            let text = figure.span.of(&paragraph.text);
            let _ = writeln!(about, "{:<10} {text}: {}", "figure", about_figure(figure));
        }
    }
    for noise in &article.noise {
        let _ = writeln!(about, "{:<10} {}: {}", "dropped", noise.reason, noise.text);
    }
    for warning in &article.warnings {
        let _ = writeln!(about, "{:<10} {warning}", "warning");
    }
    out.push_str(&printable(&about));
    out.push('\n');
    out
}

/// Kind, value, noun and what else is known of a figure.
fn about_figure(figure: &Figure) -> String {
    let mut parts = vec![format!("{:?}", figure.kind).to_lowercase()];
    parts.push(amount::value(figure));
    parts.extend(amount::noun(figure));
    for (key, value) in [("target", figure.target), ("total", figure.total)] {
        parts.extend(value.map(|value| format!("{key} {}", amount::number(value))));
    }
    if let Some(percent) = figure.percent {
        parts.push(format!("{}%", amount::number(percent)));
    }
    if let Some(period) = &figure.period {
        parts.push(amount::period(&period.from, &period.to));
    }
    parts.extend(figure.place.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
