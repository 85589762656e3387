//! Who asks: one address, so that nobody takes the turns of all others.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::HeaderMap;

/// The header in which a proxy on this machine names the address that asked it.
const REAL: &str = "x-real-ip";

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// One client: an address, or a network of one household where addresses are plenty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl Client {
    /// The server itself, where it asks.
    pub const OURSELVES: Client = Client(IpAddr::V4(Ipv4Addr::UNSPECIFIED));

    /// Who sent a request with these headers from `peer`.
    pub fn of(peer: Option<Peer>, headers: &HeaderMap) -> Client {
        let Some(Peer(peer)) = peer else {
            return Client::OURSELVES;
        };
        let peer = peer.to_canonical();
        // Anybody can write this header: it counts from a proxy beside us alone.
        let named = headers.get(REAL).and_then(|value| value.to_str().ok());
        let named = named.and_then(|text| text.trim().parse::<IpAddr>().ok());
        let address = match named {
            Some(named) if peer.is_loopback() => named.to_canonical(),
            _ => peer,
        };
        Client(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => {
                let network = v6.to_bits() & !u128::from(u64::MAX);
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_speaks_for_others() {
        let of = |peer: &str, named: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(named) = named {
                headers.insert(REAL, named.parse().expect("a value"));
            }
            let peer = Peer(peer.parse().expect("an address"));
            Client::of(Some(peer), &headers)
        };
        assert_ne!(of("127.0.0.1", Some("10.0.0.1")), of("127.0.0.1", None));
        assert_eq!(of("127.0.0.1", Some("10.0.0.1")), of("10.0.0.1", None));
        assert_eq!(of("10.0.0.2", Some("10.0.0.1")), of("10.0.0.2", None));
        assert_eq!(of("127.0.0.1", Some("nonsense")), of("127.0.0.1", None));
        assert_eq!(of("::ffff:10.0.0.1", None), of("10.0.0.1", None));
        assert_eq!(of("2001:db8::1", None), of("2001:db8::2:3", None));
        assert_ne!(of("2001:db8::1", None), of("2001:db8:0:1::1", None));
    }
}
