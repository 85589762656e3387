//! Room for answers on their way: together they hold no more than so many bytes, however
//! slowly they are read.

use std::sync::Arc;

use axum::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::pool::Refused;

/// All answers on their way, in KiB.
const MOST: usize = 256 * 1024;

/// The room that is left.
pub struct Room(Arc<Semaphore>);

/// Bytes that take their room until the last of them is sent.
struct Held {
    bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Room {
    /// All of it.
    pub fn new() -> Room {
        Room(Arc::new(Semaphore::new(MOST)))
    }

    /// `bytes` with the room they take; busy where there is none.
    pub fn hold(&self, bytes: Bytes) -> Result<Bytes, Refused> {
        let size = u32::try_from(bytes.len().div_ceil(1024)).map_err(|_| Refused::Busy)?;
        let room = Arc::clone(&self.0).try_acquire_many_owned(size);
        let room = room.map_err(|_| Refused::Busy)?;
        Ok(Bytes::from_owner(Held { bytes, _room: room }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_comes_back_with_the_last_of_the_bytes() {
        let room = Room(Arc::new(Semaphore::new(3)));
        let mut first = room.hold(Bytes::from(vec![1; 2000])).expect("room");
        let part = first.split_to(100);
        drop(first);
        let more = Bytes::from(vec![2; 1500]);
        assert_eq!(room.hold(more.clone()).err(), Some(Refused::Busy));
        assert!(room.hold(Bytes::from_static(b"small")).is_ok());
        drop(part);
        assert_eq!(room.hold(more).expect("room").len(), 1500);
    }
}
