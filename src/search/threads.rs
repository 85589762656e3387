//! Work on several segments at a time, where they are large enough to be worth it.

use std::sync::LazyLock;
use std::thread::available_parallelism;

use tantivy::{Executor, Searcher, TantivyError};

use crate::guard;

/// The threads that all searches share, one a core.
static THREADS: LazyLock<Executor> = LazyLock::new(|| {
    let cores = available_parallelism().map_or(1, usize::from);
    // Without threads the caller's own does the work.
    Executor::multi_thread(cores, "search-").unwrap_or_else(|_| Executor::single_thread())
});

/// With fewer documents outside the largest segment there is nothing to gain.
const DOCUMENTS: u32 = 20_000;

/// Whether it is worth while to work on the segments of `searcher` side by side.
pub fn are_worth_it(searcher: &Searcher) -> bool {
    let sizes = searcher.segment_readers().iter().map(|one| one.max_doc());
    let (largest, all) = sizes.fold((0, 0), |(largest, all), size| {
        (size.max(largest), size.saturating_add(all))
    });
    all - largest >= DOCUMENTS
}

/// Calls `work` with each of `parts`, on threads if there are several parts and `threads`
/// says so; what it returns comes in their order.
pub fn each<A: Send, R: Send>(
    threads: bool,
    parts: Vec<A>,
    work: impl Fn(A) -> tantivy::Result<R> + Sync,
) -> tantivy::Result<Vec<R>> {
    if !threads || parts.len() < 2 {
        return parts.into_iter().map(work).collect();
    }
    // A damaged segment makes the engine panic, which only this thread's guard is to see.
    let guarded = |part| match guard::caught(|| work(part)) {
        Ok(done) => done,
        Err(panic) => Err(TantivyError::InternalError(panic)),
    };
    THREADS.map(guarded, parts.into_iter())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_comes_back_is_in_order_however_long_it_took() {
        let slow_first = |part: u64| {
            std::thread::sleep(Duration::from_millis(20 - 2 * part));
            Ok(part * part)
        };
        let squares = each(true, (0..8).collect(), slow_first).expect("squares");
        assert_eq!(squares, [0, 1, 4, 9, 16, 25, 36, 49]);
    }

    #[test]
    fn an_error_or_a_panic_of_one_part_is_an_error_of_all() {
        let fails = |part: u32| match part {
            3 => Err(TantivyError::InvalidArgument("three".to_string())),
            4 => panic!("four of them"),
            other => Ok(other),
        };
        for (part, said) in [(3, "three"), (4, "four of them")] {
            let error = each(true, vec![1, part, 2], fails).expect_err("an error");
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}
