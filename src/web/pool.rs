//! A bounded pool for work that blocks: so many at once, so many waiting, so long each; and
//! no client has all of it, so that one who asks for too much waits behind himself alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

use crate::guard::lock;

use super::client::Client;

/// How many of a client may wait for each that runs.
const WAITING: usize = 64;
/// How many clients may have that many waiting.
const CLIENTS: usize = 16;
/// Clients that are remembered before those without work are forgotten.
const REMEMBERED: usize = 1000;
/// How long one waits for its turn.
const WAIT: Duration = Duration::from_secs(3);
/// How long one may take.
const LIMIT: Duration = Duration::from_secs(10);

/// The pool.
pub struct Pool {
    all: Share,
    clients: Mutex<HashMap<Client, Arc<Share>>>,
    /// Turns and places of one client.
    each: (usize, usize),
    wait: Duration,
    limit: Duration,
}

/// Turns to run, and places to wait for them or run.
struct Share {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Share {
    fn new((turns, places): (usize, usize)) -> Share {
        Share {
            turns: Arc::new(Semaphore::new(turns)),
            places: Arc::new(Semaphore::new(places)),
        }
    }
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
    /// A pool for the cores of this machine: a client may have as many turns as there are
    /// cores, all clients together twice as many.
    pub fn for_this_machine() -> Pool {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let cores = cores.max(2);
        Pool::new(cores, WAITING * cores, WAIT, LIMIT)
    }

    fn new(turns: usize, waiting: usize, wait: Duration, limit: Duration) -> Pool {
        Pool {
            all: Share::new((2 * turns, 2 * turns + CLIENTS * waiting)),
            clients: Mutex::default(),
            each: (turns, turns + waiting),
            wait,
            limit,
        }
    }

    /// The share of a client.
    fn share(&self, client: Client) -> Arc<Share> {
        let mut clients = lock(&self.clients);
        if clients.len() >= REMEMBERED {
            clients.retain(|_, share| Arc::strong_count(share) > 1);
        }
        let share = clients.entry(client);
        Arc::clone(share.or_insert_with(|| Arc::new(Share::new(self.each))))
    }

    /// Does `work` for a client on a thread where it may block.
    pub async fn run<T: Send + 'static>(
        &self,
        client: Client,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refused> {
        let share = self.share(client);
        let place = |places: &Arc<Semaphore>| Arc::clone(places).try_acquire_owned();
        let own_place = place(&share.places).map_err(|_| Refused::Busy)?;
        let any_place = place(&self.all.places).map_err(|_| Refused::Busy)?;
        let until = Instant::now() + self.wait;
        let turn = async |turns: &Arc<Semaphore>| {
            let turn = timeout_at(until, Arc::clone(turns).acquire_owned()).await;
            turn.ok().and_then(Result::ok).ok_or(Refused::Busy)
        };
        // Its own first: then few of each client stand in the queue of all.
        let own_turn = turn(&share.turns).await?;
        let any_turn = turn(&self.all.turns).await?;
        let job = tokio::task::spawn_blocking(move || {
            // Nobody can stop it: its turn ends when it does, whether or not it is waited for.
            let _held = (own_place, any_place, own_turn, any_turn, share);
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
    use crate::web::client::Peer;
    use axum::http::HeaderMap;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    }

    fn client(number: u8) -> Client {
        Client::of(Some(Peer([10, 0, 0, number].into())), &HeaderMap::new())
    }

    #[test]
    fn more_than_fits_is_refused_and_slow_work_keeps_its_turn() {
        let short = Duration::from_millis(40);
        let pool = Pool::new(1, 1, short, short);
        let own = client(1);
        runtime().block_on(async {
            let sleep = || std::thread::sleep(Duration::from_millis(300));
            let (slow, waiting) = tokio::join!(pool.run(own, sleep), pool.run(own, || 1));
            assert_eq!((slow, waiting), (Err(Refused::Slow), Err(Refused::Busy)));
            assert_eq!(pool.run(own, || 2).await, Err(Refused::Busy));
            std::thread::sleep(Duration::from_millis(400));
            assert_eq!(pool.run(own, || 3).await, Ok(3));
        });
    }

    #[test]
    fn a_client_that_asks_for_too_much_waits_behind_itself() {
        let pool = Arc::new(Pool::new(2, 100, LIMIT, LIMIT));
        runtime().block_on(async {
            let mut flood = Vec::new();
            for _ in 0..60 {
                let pool = Arc::clone(&pool);
                let sleep = || std::thread::sleep(Duration::from_millis(100));
                flood.push(tokio::spawn(
                    async move { pool.run(client(1), sleep).await },
                ));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
            for _ in 0..10 {
                assert_eq!(pool.run(client(2), || 5).await, Ok(5));
            }
            // 60 of 100 ms, two at once, take three seconds.
            let done = flood.iter().filter(|job| job.is_finished()).count();
            assert!(done < 50, "{done} went first");
            for job in flood {
                assert_eq!(job.await.expect("it runs"), Ok(()));
            }
        });
    }

    #[test]
    fn clients_without_work_are_forgotten() {
        let pool = Pool::new(1, 1, LIMIT, LIMIT);
        let busy = pool.share(client(0));
        for number in 0..=u16::MAX {
            let [high, low] = number.to_be_bytes();
            pool.share(Client::of(
                Some(Peer([10, 1, high, low].into())),
                &HeaderMap::new(),
            ));
        }
        let known = pool.clients.lock().expect("clients").len();
        assert!(known <= REMEMBERED, "{known}");
        assert!(Arc::ptr_eq(&busy, &pool.share(client(0))));
    }

    #[test]
    fn work_that_breaks_off_is_told_and_gives_its_turn_back() {
        let pool = Pool::new(1, 0, LIMIT, LIMIT);
        let own = client(1);
        runtime().block_on(async {
            let damaged = || panic!("as a damaged file may");
            let broken: Result<(), Refused> = pool.run(own, damaged).await;
            assert_eq!(broken, Err(Refused::Broken));
            assert_eq!(pool.run(own, || 4).await, Ok(4));
        });
    }
}
