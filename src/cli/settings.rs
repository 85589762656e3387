//! Checked settings from raw arguments.

use crate::error::Result;
use crate::search::{FigureRequest, Matching, Request, Sort};

use super::args;
use super::filter::filter;

impl From<args::Sort> for Sort {
    fn from(sort: args::Sort) -> Sort {
        match sort {
            args::Sort::Relevance => Sort::Relevance,
            args::Sort::Newest => Sort::Newest,
            args::Sort::Oldest => Sort::Oldest,
        }
    }
}

/// The request of `search`.
pub fn search(global: &args::Global, command: &args::Search) -> anyhow::Result<Request> {
    Ok(Request {
        query: command.query.join(" "),
        filter: filter(global, &command.filters)?,
        limit: command.limit,
        offset: command.offset,
        per_article: command.per_article,
        sort: command.sort.into(),
        exact: command.exact,
        explain: command.explain,
        matching: Matching::Required,
        all_copies: command.filters.all,
    })
}

/// The request of `figures`.
pub fn figures(global: &args::Global, command: &args::Figures) -> anyhow::Result<FigureRequest> {
    Ok(FigureRequest {
        request: Request {
            query: command.query.join(" "),
            filter: filter(global, &command.filters)?,
            exact: command.exact,
            all_copies: command.filters.all,
            ..Request::default()
        },
        noun: command.noun.clone(),
        unit: command.unit.clone(),
        min: command.min,
        max: command.max,
        most: None,
    })
}

/// Opens the index; where there is none yet, builds it from the corpus first.
pub fn open_or_build(
    global: &args::Global,
    output: &super::Output,
) -> Result<crate::index::Reader> {
    use crate::index::{Reader, Task, update};

    let start = std::time::Instant::now();
    match Reader::open(&global.index) {
        Err(crate::Error::NoIndex { .. }) => {
            announce(global, output);
            let task = Task {
                now: super::index::now(),
                ..Task::default()
            };
            super::stop::catch(output);
            let bar = super::index::Bar::new(output);
            match update(&global.index, &global.corpus, &task, &bar) {
                Ok(report) => {
                    super::abbreviations::keep(global)?;
                    super::index::remarks(&report, output);
                    output.remark(&super::index::summary(&report));
                    let untagged = super::index::untagged(&global.index)?;
                    super::index::remark_untagged(untagged, output);
                }
                // Somebody else is building it: wait for that.
                Err(crate::Error::IndexLocked { .. }) => wait_for(&global.index)?,
                Err(error) => return Err(error),
            }
            Reader::open(&global.index)
        }
        Ok(reader) => {
            super::other_corpus::remark(global, &reader, output)?;
            output.detail(&format!(
                "opened generation {} of {} in {:.1} ms: {} segments",
                reader.generation(),
                global.index.display(),
                start.elapsed().as_secs_f64() * 1000.0,
                reader.searcher().segment_readers().len()
            ));
            Ok(reader)
        }
        result => result,
    }
}

/// Says that an index is about to be built, from what, and where: a folder that somebody named
/// may be a slip.
pub fn announce(global: &args::Global, output: &super::Output) {
    let (index, corpus) = (global.index.display(), global.corpus.display());
    let from_env = std::env::var_os(args::INDEX_ENV).is_some_and(|dir| *dir == *global.index);
    let named = match (from_env, global.index == std::path::Path::new(args::INDEX)) {
        (true, _) => args::INDEX_ENV,
        (false, false) => "--index",
        (false, true) => {
            output.remark(&format!(
                "no index in {index} yet: building it from {corpus}"
            ));
            return;
        }
    };
    output.remark(&format!(
        "no index in {index} yet (named by {named}): building a new one there from {corpus}; to use another, stop and name its folder"
    ));
}

/// Waits until the run that holds the index has built it, or has ended.
fn wait_for(root: &std::path::Path) -> Result<()> {
    use crate::index::generation::{Pointer, WriterLock};

    while Pointer::read(root)?.is_none() {
        match WriterLock::acquire(root) {
            Err(crate::Error::IndexLocked { .. }) => {}
            result => return result.map(|_| ()),
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Ok(())
}
