//! Work on several segments at a time, where they are large enough to be worth it.

use std::sync::LazyLock;
use std::thread::available_parallelism;

use tantivy::{Executor, Searcher};

/// The threads that searches share, one a core.
static THREADS: LazyLock<Executor> = LazyLock::new(|| {
    let cores = available_parallelism().map_or(1, usize::from);
    // Without threads the caller's own does the work.
    Executor::multi_thread(cores, "search-").unwrap_or_else(|_| Executor::single_thread())
});

/// With fewer documents outside the largest segment there is nothing to gain.
const DOCUMENTS: u32 = 20_000;

/// Calls `work` with each of `parts`, which stand for segments of `searcher`; what it returns
/// comes in their order.
pub fn side_by_side<A: Send, R: Send>(
    searcher: &Searcher,
    parts: Vec<A>,
    work: impl Fn(A) -> tantivy::Result<R> + Sync,
) -> tantivy::Result<Vec<R>> {
    let sizes = searcher.segment_readers().iter().map(|one| one.max_doc());
    let (largest, all) = sizes.fold((0, 0), |(largest, all), size| {
        (size.max(largest), all + size)
    });
    match parts.len() > 1 && all - largest >= DOCUMENTS {
        true => on_threads(parts, work),
        false => parts.into_iter().map(work).collect(),
    }
}

fn on_threads<A: Send, R: Send>(
    parts: Vec<A>,
    work: impl Fn(A) -> tantivy::Result<R> + Sync,
) -> tantivy::Result<Vec<R>> {
    THREADS.map(work, parts.into_iter())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tantivy::TantivyError;

    use super::*;

    #[test]
    fn what_comes_back_is_in_order_however_long_it_took() {
        let slow_first = |part: u64| {
            std::thread::sleep(Duration::from_millis(20 - 2 * part));
            Ok(part * part)
        };
        let squares = on_threads((0..8).collect(), slow_first).expect("squares");
        assert_eq!(squares, [0, 1, 4, 9, 16, 25, 36, 49]);
    }

    #[test]
    fn an_error_of_one_part_is_that_of_all() {
        let odd = |part: u32| match part {
            3 => Err(TantivyError::InvalidArgument("three".to_string())),
            other => Ok(other),
        };
        let error = on_threads(vec![1, 2, 3, 4], odd).expect_err("an error");
        assert!(error.to_string().contains("three"));
    }
}
