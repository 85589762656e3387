//! `congdoan index`: brings the index up to date, with a progress bar on a terminal.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, UNIX_EPOCH};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::args::{Global, Index};
use super::{Output, abbreviations, stats, stop};
use crate::corpus::walk::relative;
use crate::index::manifest::Manifest;
use crate::index::{Progress, Reader, Report, Task, Untagged, update};
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
        checksum: command.checksum,
        threads: command.threads,
        now: now(),
    };
    refuse_unknown(global, &command.paths)?;
    stop::catch(output);
    let report = update(&global.index, &global.corpus, &task, &Bar::new(output))?;
    if !command.dry_run {
        abbreviations::keep(global)?;
    }
    let untagged = match command.dry_run {
        true => Untagged::default(),
        false => untagged(&global.index)?,
    };
    if output.json {
        let mut told = json::report(&report);
        if !command.dry_run {
            told["untagged"] = stats::untagged(untagged);
        }
        output.json_line(&told)?;
    } else if command.dry_run {
        let summary = summary(&report).replacen("; ", "; now ", 1);
        output.print(&format!(
            "would be: {summary}
"
        ))?;
    } else if !output.is_quiet() {
        output.print(&format!(
            "{}
",
            summary(&report)
        ))?;
    }
    remarks(&report, output);
    // Who runs it by the clock is told once; `stats` tells it at any time.
    if !output.json && report.added + report.updated + report.removed > 0 {
        remark_untagged(untagged, output);
    }
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

/// How many articles of the index at `root` lack a year or a place.
pub fn untagged(root: &Path) -> crate::Result<Untagged> {
    match Reader::open(root) {
        Ok(reader) => Untagged::of(&reader.searcher()),
        // Another run is replacing it.
        Err(crate::Error::NoIndex { .. }) => Ok(Untagged::default()),
        Err(error) => Err(error),
    }
}

/// Tells how many articles lack a year or a place, and how to see and mend them.
pub fn remark_untagged(untagged: Untagged, output: &Output) {
    let mut told = Vec::new();
    for (number, what, flag) in [
        (untagged.year, "year", "year"),
        (untagged.place, "place", "province"),
    ] {
        if number > 0 {
            let articles = count(number, "article", "articles");
            told.push(format!(
                "{articles} without a {what} (`congdoan search --{flag} none`)"
            ));
        }
    }
    if !told.is_empty() {
        output.remark(&format!(
            "{}; front matter or metadata.csv can state it",
            told.join(", ")
        ));
    }
}

/// Fails on a path that names nothing: neither in the corpus nor in the index, from which
/// it might have to go.
fn refuse_unknown(global: &Global, paths: &[PathBuf]) -> anyhow::Result<()> {
    for path in paths {
        if path.symlink_metadata().is_ok() {
            continue;
        }
        let inner = relative(&global.corpus, path)?;
        let known = match Reader::open(&global.index) {
            Ok(reader) => Manifest::read(&reader.searcher())?.holds_under(&inner),
            Err(_) => false,
        };
        anyhow::ensure!(
            known,
            "there is no {}, and the index holds nothing of it: name a file or folder inside {}",
            path.display(),
            global.corpus.display()
        );
    }
    Ok(())
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

/// Tells what is odd, and what was left out.
pub fn remarks(report: &Report, output: &Output) {
    for warning in report.warnings.iter().take(NAMED_SKIPS) {
        output.remark(&format!("warning: {}: {}", warning.path, warning.reason));
    }
    let rest = report.warnings.len().saturating_sub(NAMED_SKIPS);
    if rest > 0 {
        output.remark(&format!(
            "and {} of what was read; `congdoan extract FILE` tells those of a file",
            count(rest as u64, "more warning", "more warnings")
        ));
    }
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

pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The time now, in nanoseconds since 1970.
pub fn now() -> i64 {
    let since = UNIX_EPOCH.elapsed().unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(0)
}

/// How far a run is: a bar on a terminal, now and then a line elsewhere.
pub struct Bar<'a> {
    bar: Option<ProgressBar>,
    output: &'a Output,
    total: AtomicU64,
    done: AtomicU64,
    start: Instant,
    next: Mutex<Duration>,
}

/// The time between two lines where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

impl<'a> Bar<'a> {
    /// The bar that fits `output`.
    pub fn new(output: &'a Output) -> Bar<'a> {
        let bar = output.draws_progress().then(|| ProgressBar::new(0));
        let template = "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
        if let (Some(bar), Ok(style)) = (&bar, ProgressStyle::with_template(template)) {
            bar.set_style(style);
        }
        Bar {
            bar,
            output,
            total: AtomicU64::new(0),
            done: AtomicU64::new(0),
            start: Instant::now(),
            next: Mutex::new(EVERY),
        }
    }

    fn line(&self, done: u64) {
        let elapsed = self.start.elapsed();
        let Ok(mut next) = self.next.try_lock() else {
            return;
        };
        if elapsed < *next {
            return;
        }
        *next = elapsed + EVERY;
        let total = self.total.load(Ordering::Relaxed);
        let rate = done as f64 / elapsed.as_secs_f64();
        let left = total.saturating_sub(done) as f64 / rate.max(1.0);
        self.output.remark(&format!(
            "read {} of {}, {}/s, {left:.0} s left",
            HumanBytes(done),
            HumanBytes(total),
            HumanBytes(rate as u64),
        ));
    }
}

impl Progress for Bar<'_> {
    fn begin(&self, _files: usize, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(bytes);
        }
    }

    fn advance(&self, bytes: u64) {
        let done = self.done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        match &self.bar {
            Some(bar) => bar.inc(bytes),
            None => self.line(done),
        }
    }

    fn wants_details(&self) -> bool {
        self.output.is_verbose()
    }

    fn detail(&self, what: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.output.detail(what)),
            None => self.output.detail(what),
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn cancelled(&self) -> bool {
        stop::asked()
    }
}
