//! The server: listens, accepts, gives each connection its time, and ends without
//! cutting an answer short.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::{TowerToHyperService, TowerToHyperServiceFuture};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::index::Reader;

use super::client::Peer;
use super::files;
use super::listen::Listen;
use super::paced::Paced;
use super::routes;
use super::site::Site;

/// A connection that sends no whole request head for so long is closed.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// The same where few more connections can be taken.
const SHORT_TIME: Duration = Duration::from_secs(5);
/// Files that are left to the index, beside the connections.
const RESERVED: usize = 250;
/// The longest request head: a longer one is answered with 431.
const LONGEST_HEAD: usize = 32 * 1024;
/// How long answers under way have when the server ends.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// How often the index is looked at for a new commit.
const REFRESH: Duration = Duration::from_millis(250);
/// The pause after a connection that could not be accepted, as where files run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Why the server cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is somebody else's.
    #[error("cannot listen on {listen}: another program has port {port}; end it, or choose another port with --listen, such as --listen :{other}", port = listen.port(), other = next(listen))]
    Busy {
        /// The address.
        listen: Listen,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {listen}: {source}; name an address of this machine with --listen HOST:PORT"
    )]
    Listen {
        /// The address.
        listen: Listen,
        /// The system's own reason.
        #[source]
        source: std::io::Error,
    },
    /// The threads cannot be started.
    #[error("cannot start the server: {0}; free some memory and try again")]
    Runtime(#[source] std::io::Error),
}

fn next(listen: &Listen) -> u16 {
    listen.port().checked_add(1).unwrap_or(8080)
}

/// A server that listens, and answers nobody yet.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
}

impl Server {
    /// Listens on `listen`, to answer from the index of `reader`.
    ///
    /// # Errors
    /// [`ServeError`] where the address cannot be had.
    pub fn bind(listen: &Listen, reader: Reader) -> Result<Server, ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Runtime)?;
        let refused = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::Busy {
                listen: listen.clone(),
            },
            _ => ServeError::Listen {
                listen: listen.clone(),
                source,
            },
        };
        let addresses = listen.addresses().map_err(refused)?;
        let listener = runtime.block_on(TcpListener::bind(addresses.as_slice()));
        let listener = listener.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Server {
            runtime,
            listener,
            address,
            site: Arc::new(Site::new(reader)),
        })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until `stopped` says so; answers under way are sent to their end.
    pub fn run(self, stopped: impl Fn() -> bool) {
        let Server {
            runtime,
            listener,
            site,
            ..
        } = self;
        let asked = async {
            while !stopped() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        runtime.block_on(answer(listener, site, asked));
        runtime.shutdown_timeout(Duration::from_secs(1));
    }
}

async fn answer(listener: TcpListener, site: Arc<Site>, stopped: impl Future<Output = ()>) {
    let router = routes::router(&site);
    let refresher = tokio::spawn(refresh(Arc::clone(&site)));
    let files = files::most();
    let most = files.saturating_sub(RESERVED).max(files / 2);
    let places = Arc::new(Semaphore::new(most));
    let graceful = GracefulShutdown::new();
    let mut stopped = std::pin::pin!(stopped);
    loop {
        tokio::select! {
            // Where all places are taken, the system keeps those who come waiting.
            accepted = accept(&listener, &places) => match accepted {
                Ok((stream, peer, place)) => {
                    let few = places.available_permits() < most / 4;
                    let head_time = if few { SHORT_TIME } else { HEAD_TIME };
                    let open = Open { _place: place, site: Arc::clone(&site) };
                    site.metrics.connections.inc();
                    let router = Answering { peer, router: TowerToHyperService::new(router.clone()) };
                    serve(stream, router, head_time, open, &graceful);
                }
                Err(error) => {
                    tracing::warn!("cannot accept a connection: {error}");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
            () = &mut stopped => break,
        }
    }
    refresher.abort();
    drop(listener);
    tracing::info!("stopping");
    let _ = tokio::time::timeout(LAST_ANSWERS, graceful.shutdown()).await;
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await;
    let place = place.map_err(std::io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    Ok((stream, Peer(address.ip()), place))
}

/// An open connection: it holds its place, and is counted.
struct Open {
    _place: OwnedSemaphorePermit,
    site: Arc<Site>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.site.metrics.connections.dec();
    }
}

/// The routes, told who asks.
struct Answering {
    peer: Peer,
    router: TowerToHyperService<axum::Router>,
}

impl Service<Request<Incoming>> for Answering {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = TowerToHyperServiceFuture<axum::Router, Request<Incoming>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.peer);
        self.router.call(request)
    }
}

fn serve(
    stream: TcpStream,
    answering: Answering,
    head_time: Duration,
    open: Open,
    graceful: &GracefulShutdown,
) {
    // Small answers should not wait for more to send.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_time)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(Paced::new(stream)), answering);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that goes away, or talks no HTTP, is its own trouble.
        if let Err(error) = connection.await {
            tracing::debug!("a connection ended: {error}");
        }
        drop(open);
    });
}

/// Goes on to new commits of the index as they come.
async fn refresh(site: Arc<Site>) {
    let mut failed = false;
    loop {
        tokio::time::sleep(REFRESH).await;
        let looking = Arc::clone(&site);
        let looked = tokio::task::spawn_blocking(move || looking.reader.refresh()).await;
        match &looked {
            Ok(Ok(true)) => tracing::info!("the index has a new commit: {}", site.reader.version()),
            Ok(Ok(false)) => {}
            // Told once: the commit at hand goes on to be served.
            Ok(Err(error)) if !failed => tracing::warn!("{error}"),
            Err(error) if !failed => tracing::warn!("looking for a new commit failed: {error}"),
            Ok(Err(_)) | Err(_) => {}
        }
        failed = !matches!(looked, Ok(Ok(_)));
        site.metrics.index_current.set(i64::from(!failed));
    }
}
