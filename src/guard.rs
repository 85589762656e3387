//! Runs what may panic and makes a value of the panic: one bad page must not end a run, nor
//! a damaged file of the index the program.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

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
        std::panic::set_hook(Box::new(move |info| match CATCHING.get() {
            true => drop(MESSAGE.replace(message(info))),
            false => before(info),
        }));
    });
}

/// One line: what was said, and the file and line.
fn message(info: &PanicHookInfo<'_>) -> String {
    let said = info.payload_as_str().unwrap_or("no reason given");
    let said = said.lines().next().unwrap_or_default();
    match info.location() {
        Some(place) => format!("{said}, {}:{}", place.file(), place.line()),
        None => said.to_string(),
    }
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
}
