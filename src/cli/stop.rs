//! Ctrl-C: a run is asked to end, and ends where nothing is half done.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Output;

static ASKED: AtomicBool = AtomicBool::new(false);

/// The exit code of a run that was stopped, as shells expect it.
pub const CODE: u8 = 130;

/// Catches Ctrl-C and the request to terminate. A second one ends the program at once,
/// which the index survives too.
pub fn catch(output: &Output) {
    let quiet = output.is_quiet();
    // It fails only where a handler stands already, which then does the same.
    let _ = ctrlc::set_handler(move || {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(CODE));
        }
        if !quiet {
            super::output::remark("stopping; once more to stop at once");
        }
    });
}

/// Whether the user wants the run to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
