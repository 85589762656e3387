//! The server itself: starting, ending, headers, clients that behave badly.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::client::{Site, until};
use crate::news::news;
use crate::util::World;

#[test]
fn a_busy_port_is_named() {
    let site = Site::over(news());
    let listen = site.address.to_string();
    let port = format!("port {}", site.address.port());
    let out = news().run(["serve", "--listen", &listen]).trouble(&port);
    assert!(out.stderr.contains("--listen"), "{}", out.stderr);
    news()
        .run(["serve", "--listen", "nowhere"])
        .trouble("no address");
    news()
        .run(["serve", "--listen", "host.invalid:1"])
        .trouble("cannot listen on host.invalid:1");
}

#[test]
fn without_an_index_it_is_built_first() {
    let world = World::with(&[("a.txt", "Tin ngắn\n\nCông đoàn xã họp bàn.\n")]);
    let site = Site::over(&world);
    assert_eq!(site.json("/api/search?q=xa")["total"]["articles"], 1);
    assert!(world.index("current").exists() || world.index("").exists());
}

#[test]
#[cfg(unix)]
fn it_ends_when_asked_and_answers_what_is_under_way() {
    let site = Site::over(news());
    let mut open = TcpStream::connect(site.address).expect("a connection");
    open.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n")
        .expect("half a head");
    assert_eq!(site.get("/healthz").status, 200);
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn every_answer_keeps_browsers_strict() {
    let site = Site::over(news());
    for path in [
        "/api/search",
        "/api/nothing",
        "/api/search?limit=x",
        "/healthz",
        "/nothing",
    ] {
        let reply = site.get(path);
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(reply.header("server"), "", "{path}");
    }
}

#[test]
fn clients_that_behave_badly_hold_nobody_up() {
    let site = Site::over(news());
    let mut idle = Vec::new();
    for i in 0..300 {
        let mut stream = TcpStream::connect(site.address).expect("a connection");
        if i % 2 == 0 {
            stream.write_all(b"GET /api/se").expect("sent");
        }
        idle.push(stream);
    }
    assert_eq!(site.get("/api/search?q=a").status, 200);
    until("all are counted", || open(&site) >= 300);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /%ff%fe%00?q=%ff%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(site.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a limit");
        stream.write_all(bytes).expect("sent");
        let mut answer = Vec::new();
        // A connection may be reset: what counts is that it ends.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).to_string();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{answer}"
        );
    }
    let head = format!("GET /?{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(100_000));
    let reply = site.raw(head.as_bytes());
    assert!([400, 414, 431].contains(&reply.status), "{}", reply.status);
    assert_eq!(site.get("/healthz").status, 200);
    drop(idle);
    until("none of them is left", || open(&site) < 10);
}

/// The connections that the server counts.
fn open(site: &Site) -> usize {
    let metrics = site.get("/metrics").text();
    let line = metrics
        .lines()
        .find(|line| line.starts_with("congdoan_connections "));
    let count = line.and_then(|line| line.split(' ').nth(1)?.parse().ok());
    count.unwrap_or_else(|| panic!("no count in {metrics}"))
}

#[test]
fn who_asks_for_too_much_is_told_so_and_others_are_served() {
    let site = Site::over(news());
    let mut flood = Vec::new();
    for i in 0..400 {
        let mut stream = TcpStream::connect(site.address).expect("a connection");
        let head = format!(
            "GET /figures?by=noun&min={i} HTTP/1.1\r\nHost: a\r\nX-Real-IP: 10.0.0.9\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        flood.push(stream);
    }
    for i in 0..10 {
        let path = format!("/api/search?q=doan&offset={i}");
        let reply = site.ask("GET", &path, &[("X-Real-IP", "10.0.0.1")]);
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let (mut served, mut refused) = (0, 0);
    for mut stream in flood {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        match answer.get(9..12) {
            Some(b"200") => served += 1,
            Some(b"503") => refused += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(served > 0 && served + refused == 400, "{served} {refused}");
}
