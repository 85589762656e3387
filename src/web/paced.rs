//! A connection that gives up a reader who stops taking its answer: what waits to be sent
//! would otherwise be held for ever.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// So many bytes are taken …
const STEP: usize = 64 * 1024;
/// … before the server has waited so long for their reader.
const PATIENCE: Duration = Duration::from_secs(20);

/// A stream whose writes fail once its reader is too slow.
pub struct Paced {
    stream: TcpStream,
    patience: Duration,
    /// How long was waited since the last step.
    waited: Duration,
    /// What was taken since.
    taken: usize,
    /// Since when a write has been waiting, and when it is given up.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Paced {
    /// A stream with the patience of this server.
    pub fn new(stream: TcpStream) -> Paced {
        Paced::within(stream, PATIENCE)
    }

    fn within(stream: TcpStream, patience: Duration) -> Paced {
        Paced {
            stream,
            patience,
            waited: Duration::ZERO,
            taken: 0,
            waiting: None,
        }
    }

    /// Counts what came of a write.
    fn counted(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let Poll::Ready(done) = written else {
            let left = self.patience.saturating_sub(self.waited);
            let begin = || (Instant::now(), Box::pin(sleep(left)));
            let (_, end) = self.waiting.get_or_insert_with(begin);
            if end.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            // What the system still holds of the answer goes, too.
            let _ = self.stream.set_zero_linger();
            return Poll::Ready(Err(ErrorKind::TimedOut.into()));
        };
        if let Some((since, _)) = self.waiting.take() {
            self.waited += since.elapsed();
        }
        if let Ok(bytes) = &done {
            self.taken += bytes;
        }
        if self.taken >= STEP {
            (self.taken, self.waited) = (0, Duration::ZERO);
        }
        Poll::Ready(done)
    }
}

impl AsyncRead for Paced {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Paced {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.counted(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.counted(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use tokio::net::TcpListener;

    /// Writes this many chunks to a reader that takes all of one every `pause`.
    fn written(chunks: usize, pause: Option<Duration>) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let reader = TcpStream::connect(listener.local_addr()?).await?;
            let (stream, _) = listener.accept().await?;
            let mut paced = Paced::within(stream, Duration::from_millis(300));
            let reading = tokio::spawn(async move {
                let mut buffer = vec![0; STEP];
                loop {
                    tokio::time::sleep(pause.unwrap_or(Duration::from_secs(60))).await;
                    while reader.try_read(&mut buffer).is_ok_and(|read| read > 0) {}
                }
            });
            let chunk = vec![b'x'; STEP];
            for _ in 0..chunks {
                let mut at = 0;
                while at < chunk.len() {
                    let write = |context: &mut Context<'_>| {
                        Pin::new(&mut paced).poll_write(context, &chunk[at..])
                    };
                    at += poll_fn(write).await?;
                }
            }
            reading.abort();
            Ok(())
        })
    }

    #[test]
    fn a_reader_that_takes_nothing_is_given_up() {
        let error = written(1000, None).expect_err("64 MB fit nowhere");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }

    #[test]
    fn a_slow_reader_gets_all_of_it() {
        written(300, Some(Duration::from_millis(20))).expect("taken in time");
    }
}
