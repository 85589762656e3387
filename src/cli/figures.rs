//! `congdoan figures`: the figures of matching passages as a table, data or a chart.

use std::path::Path;

use anyhow::Context;

use super::args::{Figures, FiguresBy, Global};
use super::{Output, settings, sieve};
use crate::render::bars::About;
use crate::render::{bars, chart, nothing, rows, svg, table};
use crate::search::{By, figures, groups, newest};

impl From<FiguresBy> for By {
    fn from(by: FiguresBy) -> By {
        match by {
            FiguresBy::Year => By::Year,
            FiguresBy::District => By::District,
            FiguresBy::Noun => By::Noun,
        }
    }
}

/// Runs the subcommand.
pub fn run(global: &Global, command: &Figures, output: &Output) -> anyhow::Result<bool> {
    let request = settings::figures(global, command)?;
    command.chart_file.as_deref().map_or(Ok(()), is_svg)?;
    let reader = settings::open_or_build(global, output)?;
    let found = figures(&reader, &request)?;
    let by = command.by.map(By::from);
    let grouped = by.map(|by| (by, groups(&found.rows, by)));
    if command.chart || command.chart_file.is_some() {
        let about = About {
            query: found.searched(),
            filter: &found.filter,
            newest: newest(&reader)?,
        };
        let drawn = match &grouped {
            Some((by, groups)) => bars::of_groups(about, groups, *by),
            None => bars::of_rows(about, &found.rows),
        };
        if let Some(path) = &command.chart_file
            && !found.rows.is_empty()
        {
            std::fs::write(path, svg::chart(&drawn)?).with_context(|| {
                format!(
                    "cannot write {}: name a file in a folder that exists",
                    path.display()
                )
            })?;
            output.remark(&format!("chart written to {}", path.display()));
        }
        if command.chart && !found.rows.is_empty() {
            output.print(&chart::terminal(&drawn, output.layout(false)))?;
            return Ok(true);
        }
    }
    if found.rows.is_empty() && !output.json && !command.csv && !command.jsonl {
        let sieve = sieve::of_figures(&reader, &request, &found)?;
        output.print(&nothing::figures(&found, &sieve, output.layout(false)))?;
        return Ok(false);
    }
    match &grouped {
        Some((_, groups)) if output.json => output.json_line(&rows::groups(&found, groups))?,
        Some((_, groups)) if command.csv => output.raw(&rows::groups_csv(groups)?)?,
        Some((_, groups)) if command.jsonl => {
            for group in groups {
                output.json_line(&rows::group(group))?;
            }
        }
        Some((_, groups)) => {
            output.print(&table::groups(&found, groups, output.layout(false)))?;
        }
        None if output.json => output.json_line(&rows::rows(&found))?,
        None if command.csv => output.raw(&rows::rows_csv(&found.rows)?)?,
        None if command.jsonl => {
            for row in &found.rows {
                output.json_line(&rows::row(row))?;
            }
        }
        None => output.print(&table::rows(&found, output.layout(false)))?,
    }
    Ok(!found.rows.is_empty())
}

/// Refuses a name that promises another kind of picture than the one that is written.
fn is_svg(path: &Path) -> anyhow::Result<()> {
    match path.extension() {
        Some(other) if !other.eq_ignore_ascii_case("svg") => anyhow::bail!(
            "cannot write {}: charts are SVG; name the file {}",
            path.display(),
            path.with_extension("svg").display()
        ),
        _ => Ok(()),
    }
}
