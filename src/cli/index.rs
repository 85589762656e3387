//! `congdoan index`: brings the index up to date, with a progress bar on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use super::Output;
use super::args::{Global, Index};
use crate::index::{Progress, Report, Task, update};
use crate::render::json;

/// How many skipped files are named before the rest is only counted.
const NAMED_SKIPS: usize = 20;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Index, output: &Output) -> anyhow::Result<bool> {
    let task = Task {
        under: command.paths.clone(),
        rebuild: command.rebuild,
        dry_run: command.dry_run,
        allow_empty: command.allow_empty,
        optimize: command.optimize,
    };
    let report = update(&global.index, &global.corpus, &task, &Bar::new(output))?;
    if output.json {
        output.json_line(&json::report(&report))?;
    } else {
        let prefix = if command.dry_run { "would be: " } else { "" };
        output.print(&format!("{prefix}{}\n", summary(&report)))?;
    }
    remarks(&report, output);
    if command.strict && !report.skipped.is_empty() {
        anyhow::bail!(
            "{} left out; mend or remove what is named above, or run without --strict",
            count(
                report.skipped.len() as u64,
                "file or line",
                "files or lines"
            )
        );
    }
    Ok(true)
}

/// What a run did, on one line.
pub fn summary(report: &Report) -> String {
    let mut line = format!(
        "added {}, updated {}, unchanged {}, removed {}",
        report.added, report.updated, report.unchanged, report.removed
    );
    if report.size.passages > 0 {
        line.push_str(&format!(
            "; {}, {}, {}",
            count(report.size.articles, "article", "articles"),
            count(report.size.passages, "passage", "passages"),
            count(report.size.figures, "figure", "figures")
        ));
    }
    line.push_str(&format!(" in {:.2} s", report.took.as_secs_f64()));
    line
}

/// Tells what was left out.
pub fn remarks(report: &Report, output: &Output) {
    for skip in report.skipped.iter().take(NAMED_SKIPS) {
        output.remark(&format!("skipped {}: {}", skip.path, skip.reason));
    }
    let rest = report.skipped.len().saturating_sub(NAMED_SKIPS);
    if rest > 0 {
        output.remark(&format!(
            "and {rest} more; `congdoan index --json` names them all"
        ));
    }
    if !report.skipped.is_empty() {
        let total = count(
            report.skipped.len() as u64,
            "file or line was",
            "files or lines were",
        );
        output.remark(&format!("warning: {total} left out"));
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A progress bar on a terminal, nothing elsewhere.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// The bar that fits `output`.
    pub fn new(output: &Output) -> Bar {
        let bar = if output.draws_progress() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        let template = "{bar:30} {pos}/{len} files, {per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar { bar }
    }
}

impl Progress for Bar {
    fn begin(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn advance(&self, _bytes: u64) {
        self.bar.inc(1);
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
