//! How many files this process may have open: each connection is one.

/// More than these are not asked for.
#[cfg(unix)]
const ENOUGH: u64 = 65_536;

/// The files that may be open, after asking for as many as the system lets us have.
#[cfg(unix)]
pub fn most() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let now = getrlimit(Resource::Nofile);
    let allowed = now.maximum.unwrap_or(ENOUGH).min(ENOUGH);
    if now.current.is_some_and(|current| current < allowed) {
        let wanted = Rlimit {
            current: Some(allowed),
            maximum: now.maximum,
        };
        // Where it is refused, what there is has to do.
        if let Err(error) = setrlimit(Resource::Nofile, wanted) {
            tracing::debug!("the limit of open files stays: {error}");
        }
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(ENOUGH);
    usize::try_from(files.min(ENOUGH)).unwrap_or(1024)
}

/// The files that may be open.
#[cfg(not(unix))]
pub fn most() -> usize {
    8192
}
