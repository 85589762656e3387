//! The address to listen on, as typed: `127.0.0.1:8080`, `:8080`, `8080`, `[::1]:0`.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::str::FromStr;

/// The host where none is named: this machine alone.
const LOCAL: &str = "127.0.0.1";

/// A host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listen {
    host: String,
    port: u16,
}

impl Listen {
    /// The addresses that the host stands for.
    pub fn addresses(&self) -> std::io::Result<Vec<SocketAddr>> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        Ok((host, self.port).to_socket_addrs()?.collect())
    }

    /// The port; 0 for any that is free.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Listen, String> {
        let text = text.trim();
        let (host, port) = match text.rsplit_once(':') {
            Some(("", port)) => (LOCAL, port),
            Some((host, port)) => (host, port),
            None => (LOCAL, text),
        };
        let bare_v6 = host.contains(':') && !(host.starts_with('[') && host.ends_with(']'));
        match port.parse() {
            Ok(port) if !bare_v6 => Ok(Listen {
                host: host.to_string(),
                port,
            }),
            _ => Err(format!(
                "`{text}` is no address to listen on: write 127.0.0.1:8080, :8080 or [::1]:8080"
            )),
        }
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_may_be_left_out() {
        for (typed, shown) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            (":0", "127.0.0.1:0"),
            ("8080", "127.0.0.1:8080"),
            ("0.0.0.0:80", "0.0.0.0:80"),
            ("[::1]:80", "[::1]:80"),
            ("localhost:9000", "localhost:9000"),
        ] {
            let read: Listen = typed.parse().expect("an address");
            assert_eq!(read.to_string(), shown);
            assert!(!read.addresses().expect("addresses").is_empty());
        }
        for typed in ["", "abc", "localhost", ":65536", "::1:80", ":-1"] {
            assert!(typed.parse::<Listen>().is_err(), "{typed}");
        }
    }
}
