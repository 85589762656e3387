//! `congdoan watch`: keeps the index up to date as files arrive.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::{Global, Watch};
use super::index::{now, remarks, summary};
use super::settings::announce;
use super::{Output, abbreviations, stop};
use crate::Error;
use crate::corpus::is_hidden;
use crate::index::generation::Pointer;
use crate::index::{Progress, Task, update};
use crate::render::json;

/// How long a stream of changes may put off an update.
const LONGEST_WAIT: Duration = Duration::from_millis(1200);
/// How often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(100);
/// The pauses between tries of an update that failed: each twice as long as the one before.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// The longest of them.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
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
        corpus,
        settle: Duration::from_millis(command.settle),
        rescan: Duration::from_secs(command.rescan),
        last_walk: Instant::now(),
        again: None,
        pause: SHORTEST_PAUSE,
        told: String::new(),
    };
    if matches!(Pointer::read(&global.index), Ok(None)) {
        announce(global, output);
    }
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

    /// Takes an event in the `corpus`; the run's own writes into an `index` inside it are none.
    fn add(&mut self, event: notify::Result<Event>, corpus: &Path, index: Option<&Path>) {
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
            let inner = path.strip_prefix(corpus).unwrap_or(&path);
            let passed_over = index.is_some_and(|index| path.starts_with(index));
            if passed_over || is_hidden(corpus, inner) {
                continue;
            }
            self.everything |= inner == Path::new("metadata.csv");
            self.paths.insert(path);
        }
        self.everything |= self.paths.len() > MOST_PATHS;
    }
}

struct State<'a> {
    global: &'a Global,
    output: &'a Output,
    /// The folder of the articles, as the system names it.
    corpus: PathBuf,
    settle: Duration,
    rescan: Duration,
    last_walk: Instant,
    /// When an update that failed is tried again.
    again: Option<Instant>,
    /// How long to wait before the next try.
    pause: Duration,
    /// The trouble that was told last.
    told: String,
}

/// Whether an error is one that passes: another run ends, a folder is mounted again, a
/// file is saved to its end, a disk has room again.
fn passes(error: &Error) -> bool {
    matches!(
        error,
        Error::EmptyCorpus { .. }
            | Error::NothingToIndex { .. }
            | Error::IndexLocked { .. }
            | Error::Corpus { .. }
            | Error::Metadata { .. }
            | Error::Io { .. }
    )
}

/// The run of an update within `watch`.
struct Quiet<'a>(&'a Output);

impl Progress for Quiet<'_> {
    fn wants_details(&self) -> bool {
        self.0.is_verbose()
    }

    fn detail(&self, what: &str) {
        self.0.detail(what);
    }

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
        // The index is there once the first update has ended.
        let index = self.global.index.canonicalize().ok();
        let index = index.as_deref().filter(|index| **index != self.corpus);
        loop {
            let pause = if changes.any() { self.settle } else { TICK };
            match events.recv_timeout(pause) {
                Ok(event) => changes.add(event, &self.corpus, index),
                Err(RecvTimeoutError::Timeout) if changes.any() => {
                    // What failed may have been more than what changed since.
                    changes.everything |= self.again.is_some();
                    return Ok(Some(changes));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let owed = self.again.is_some_and(|when| Instant::now() >= when);
                    let due = !self.rescan.is_zero() && self.last_walk.elapsed() >= self.rescan;
                    return Ok((owed || due).then(Changes::everything));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("the watcher has ended; run `congdoan watch` again")
                }
            }
            if changes.any() && first.get_or_insert_with(Instant::now).elapsed() >= LONGEST_WAIT {
                changes.everything |= self.again.is_some();
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
        let quiet = Quiet(self.output);
        let report = match update(&self.global.index, &self.global.corpus, &task, &quiet) {
            Ok(report) => report,
            Err(Error::Interrupted) => return Ok(()),
            Err(error) if passes(&error) => {
                let trouble = error.to_string();
                if trouble != self.told {
                    self.output.remark(&format!("{trouble}; trying again"));
                    self.told = trouble;
                }
                self.again = Some(Instant::now() + self.pause);
                self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                return Ok(());
            }
            // A link that leads out of the corpus: a walk passes it over.
            Err(Error::Outside { .. }) => {
                self.again = Some(Instant::now());
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        abbreviations::keep(self.global)?;
        self.again = None;
        self.pause = SHORTEST_PAUSE;
        self.told.clear();
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
