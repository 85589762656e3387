//! `congdoan watch`: keeps the index up to date as files arrive.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::{Global, Watch};
use super::index::{now, remarks, summary};
use super::{Output, stop};
use crate::Error;
use crate::index::{Progress, Task, update};
use crate::render::json;

/// How long a stream of changes may put off an update.
const LONGEST_WAIT: Duration = Duration::from_millis(1200);
/// How often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(100);
/// More changed paths than this are cheaper to find by a walk.
const MOST_PATHS: usize = 200;

/// Runs the subcommand until it is stopped.
pub fn run(global: &Global, command: &Watch, output: &Output) -> anyhow::Result<bool> {
    stop::catch(output);
    let corpus = global
        .corpus
        .canonicalize()
        .map_err(|source| Error::Corpus {
            path: global.corpus.clone(),
            source,
        })?;
    let (sender, events) = channel();
    let mut watcher: RecommendedWatcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when the program ends.
        let _ = sender.send(event);
    })?;
    let watched = watcher.watch(&corpus, RecursiveMode::Recursive);
    watched.with_context(|| {
        format!(
            "cannot watch {}; raise fs.inotify.max_user_watches, or run `congdoan index` by the clock",
            corpus.display()
        )
    })?;
    let mut state = State {
        global,
        output,
        settle: Duration::from_millis(command.settle),
        rescan: Duration::from_secs(command.rescan),
        last_walk: Instant::now(),
        again: false,
    };
    state.bring_up_to_date(Changes::everything())?;
    output.remark(&format!(
        "watching {}; Ctrl-C ends it",
        global.corpus.display()
    ));
    while !stop::asked() {
        if let Some(changes) = state.wait(&events)? {
            state.bring_up_to_date(changes)?;
        }
    }
    Ok(true)
}

/// What changed since the last update.
#[derive(Default)]
struct Changes {
    /// Everything may have changed.
    everything: bool,
    /// These paths have.
    paths: BTreeSet<PathBuf>,
}

impl Changes {
    fn everything() -> Changes {
        Changes {
            everything: true,
            ..Changes::default()
        }
    }

    fn any(&self) -> bool {
        self.everything || !self.paths.is_empty()
    }

    fn add(&mut self, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) => event,
            // What was missed is not known: look at everything.
            Err(_) => {
                self.everything = true;
                return;
            }
        };
        if event.need_rescan() {
            self.everything = true;
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths {
            self.everything |= path.file_name().is_some_and(|name| name == "metadata.csv");
            if !is_hidden(&path) {
                self.paths.insert(path);
            }
        }
        self.everything |= self.paths.len() > MOST_PATHS;
    }
}

/// Files that are being written often carry a name that begins with a dot.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.'))
}

struct State<'a> {
    global: &'a Global,
    output: &'a Output,
    settle: Duration,
    rescan: Duration,
    last_walk: Instant,
    /// Whether an update is still owed.
    again: bool,
}

/// Whether an error is one that passes: another run ends, a folder is mounted again.
fn passes(error: &Error) -> bool {
    matches!(
        error,
        Error::EmptyCorpus { .. } | Error::IndexLocked { .. } | Error::Corpus { .. }
    )
}

/// The run of an update within `watch`.
struct Quiet;

impl Progress for Quiet {
    fn cancelled(&self) -> bool {
        stop::asked()
    }
}

impl State<'_> {
    /// Gathers changes until none has come for a while; none where nothing changed.
    fn wait(
        &mut self,
        events: &Receiver<notify::Result<Event>>,
    ) -> anyhow::Result<Option<Changes>> {
        let mut changes = Changes::default();
        let mut first = None;
        if std::mem::take(&mut self.again) {
            return Ok(Some(Changes::everything()));
        }
        loop {
            let pause = if changes.any() { self.settle } else { TICK };
            match events.recv_timeout(pause) {
                Ok(event) => changes.add(event),
                Err(RecvTimeoutError::Timeout) if changes.any() => return Ok(Some(changes)),
                Err(RecvTimeoutError::Timeout) => {
                    let due = !self.rescan.is_zero() && self.last_walk.elapsed() >= self.rescan;
                    return Ok(due.then(Changes::everything));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("the watcher has ended; run `congdoan watch` again")
                }
            }
            if changes.any() && first.get_or_insert_with(Instant::now).elapsed() >= LONGEST_WAIT {
                return Ok(Some(changes));
            }
        }
    }

    fn bring_up_to_date(&mut self, changes: Changes) -> anyhow::Result<()> {
        let mut task = Task {
            now: now(),
            // An empty folder may be about to be filled; emptying the index is never a watcher's job.
            allow_empty: false,
            ..Task::default()
        };
        if changes.everything {
            self.last_walk = Instant::now();
        } else {
            task.under = changes.paths.into_iter().collect();
        }
        let report = match update(&self.global.index, &self.global.corpus, &task, &Quiet) {
            Ok(report) => report,
            Err(Error::Interrupted) => return Ok(()),
            Err(error) if passes(&error) => {
                self.output.remark(&error.to_string());
                self.again = true;
                std::thread::sleep(Duration::from_secs(1));
                return Ok(());
            }
            // A link that leads out of the corpus: a walk passes it over.
            Err(Error::Outside { .. }) => {
                self.again = true;
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        if report.added + report.updated + report.removed > 0 {
            if self.output.json {
                self.output.json_line(&json::report(&report))?;
            } else if !self.output.is_quiet() {
                self.output.print(&format!("{}\n", summary(&report)))?;
            }
            remarks(&report, self.output);
        }
        Ok(())
    }
}
