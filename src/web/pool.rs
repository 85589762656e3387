//! A bounded pool for work that blocks: so many at once, so many waiting, so long each.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How many may wait for each that runs.
const WAITING: usize = 64;
/// How long one waits for its turn.
const WAIT: Duration = Duration::from_secs(3);
/// How long one may take.
const LIMIT: Duration = Duration::from_secs(10);

/// The pool.
pub struct Pool {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    wait: Duration,
    limit: Duration,
}

/// Why work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Too much is waiting, or it waited too long.
    Busy,
    /// It took too long.
    Slow,
    /// It broke off.
    Broken,
}

impl Pool {
    /// A pool for the cores of this machine.
    pub fn for_this_machine() -> Pool {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Pool::new(cores.max(2), WAITING * cores.max(2), WAIT, LIMIT)
    }

    fn new(turns: usize, places: usize, wait: Duration, limit: Duration) -> Pool {
        Pool {
            turns: Arc::new(Semaphore::new(turns)),
            places: Arc::new(Semaphore::new(turns + places)),
            wait,
            limit,
        }
    }

    /// Does `work` on a thread where it may block.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refused> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| Refused::Busy)?;
        let turn = timeout(self.wait, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Refused::Busy)?;
        let turn = turn.map_err(|_| Refused::Busy)?;
        let job = tokio::task::spawn_blocking(move || {
            // Nobody can stop it: its turn ends when it does, whether or not it is waited for.
            let _held = (place, turn);
            work()
        });
        match timeout(self.limit, job).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Refused::Broken),
            Err(_) => Err(Refused::Slow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    }

    #[test]
    fn more_than_fits_is_refused_and_slow_work_keeps_its_turn() {
        let short = Duration::from_millis(40);
        let pool = Pool::new(1, 1, short, short);
        runtime().block_on(async {
            let sleep = || std::thread::sleep(Duration::from_millis(300));
            let (slow, waiting) = tokio::join!(pool.run(sleep), pool.run(|| 1));
            assert_eq!((slow, waiting), (Err(Refused::Slow), Err(Refused::Busy)));
            assert_eq!(pool.run(|| 2).await, Err(Refused::Busy));
            std::thread::sleep(Duration::from_millis(400));
            assert_eq!(pool.run(|| 3).await, Ok(3));
        });
    }

    #[test]
    fn work_that_breaks_off_is_told_and_gives_its_turn_back() {
        let pool = Pool::new(1, 0, LIMIT, LIMIT);
        runtime().block_on(async {
            let broken: Result<(), Refused> = pool.run(|| panic!("as a damaged file may")).await;
            assert_eq!(broken, Err(Refused::Broken));
            assert_eq!(pool.run(|| 4).await, Ok(4));
        });
    }
}
