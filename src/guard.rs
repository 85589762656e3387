//! Runs what may panic and makes a value of the panic: one bad page must not end a run, nor
//! a damaged file of the index the program.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// The first panic of a thread of the search engine.
static IN_ENGINE: Mutex<Option<String>> = Mutex::new(None);

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `what`; where it panics, what the panic said and where, of which nothing is printed.
///
/// What `what` was changing when it panicked may be half done.
pub fn caught<T>(what: impl FnOnce() -> T) -> Result<T, String> {
    silence();
    let outer = CATCHING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(what));
    CATCHING.set(outer);
    done.map_err(|_| MESSAGE.take())
}

/// What the threads of the search engine said that panicked since the last look: over a
/// damaged segment that they merge, say. Nothing of it is printed.
pub fn in_engine() -> Option<String> {
    silence();
    lock(&IN_ENGINE).take()
}

/// Locks `mutex`, also after a panic under it: what it guards is whole at any time, or
/// belongs to a run that has failed anyway.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is said of a file or line on which the program fails.
pub fn failed(panic: &str) -> String {
    format!("the program fails on it, please report this ({panic})")
}

/// Makes panics that are caught here remember their message in place of printing it.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if CATCHING.get() {
                MESSAGE.replace(message(info));
            } else if is_engine(std::thread::current().name()) {
                lock(&IN_ENGINE).get_or_insert_with(|| message(info));
            } else {
                before(info);
            }
        }));
    });
}

/// Whether a thread of this name is one that the search engine starts.
fn is_engine(name: Option<&str>) -> bool {
    let starts = ["merge_thread", "segment_updater", "thrd-tantivy"];
    name.is_some_and(|name| starts.iter().any(|start| name.starts_with(start)))
}

/// One line: what was said, and the file and line.
fn message(info: &PanicHookInfo<'_>) -> String {
    let said = info.payload_as_str().unwrap_or("no reason given");
    let said = said.lines().next().unwrap_or_default();
    match info.location() {
        Some(place) => format!("{said}, {}:{}", short(place.file()), place.line()),
        None => said.to_string(),
    }
}

/// A source file without the folder that all downloaded crates lie in.
fn short(file: &str) -> &str {
    let inside = file.split_once("/registry/src/");
    let crate_file = inside.and_then(|(_, rest)| rest.split_once('/'));
    crate_file.map_or(file, |(_, file)| file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(caught(|| 7), Ok(7));
        let message = caught(|| -> u32 { panic!("no {} here", "bread") }).expect_err("a panic");
        assert!(message.starts_with("no bread here, src"), "{message}");
        let inner = caught(|| caught(|| panic!("inside")).is_err());
        assert_eq!(inner, Ok(true));
        assert!(caught(|| panic!("after")).is_err());
    }

    #[test]
    fn sources_are_named_in_short() {
        let long = "/home/x/.cargo/registry/src/mirror-1/engine-0.2/src/lib.rs";
        assert_eq!(short(long), "engine-0.2/src/lib.rs");
        assert_eq!(short("src/guard.rs"), "src/guard.rs");
    }

    #[test]
    fn a_panic_of_the_engine_is_remembered() {
        assert_eq!(in_engine(), None);
        let thread = std::thread::Builder::new().name("merge_thread_0".to_string());
        let started = thread.spawn(|| panic!("not these bytes"));
        assert!(started.expect("a thread").join().is_err());
        let said = in_engine().expect("a message");
        assert!(said.starts_with("not these bytes, src"), "{said}");
        assert_eq!(in_engine(), None);
    }
}
