//! Addresses whose form is acceptable. Where a name leads is judged in [`names`](super::names).

use std::net::IpAddr;

use url::{Host, Url};
use wallet::ports::FetchFault;

use super::MAX_URL_BYTES;
use super::public_address::is_public;

/// Where requests may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To public servers, by `https`.
    Public,
    /// Also by `http` to an address of this machine.
    #[cfg(test)]
    Loopback,
}

impl Reach {
    /// Whether a test asked for this address of its own machine.
    #[cfg_attr(not(test), expect(unused_variables, reason = "nothing is exempt outside tests"))]
    fn exempts(self, scheme: &str, address: IpAddr) -> bool {
        match self {
            Reach::Public => false,
            #[cfg(test)]
            Reach::Loopback => scheme == "http" && address.is_loopback(),
        }
    }
}

/// An `https` address without credentials, whose host is a name or a public address.
#[derive(Debug)]
pub(super) struct Target {
    url: Url,
}

impl Target {
    pub(super) fn parse(text: &str, reach: Reach) -> Result<Self, FetchFault> {
        if text.len() > MAX_URL_BYTES {
            return Err(refused("longer than an address may be"));
        }
        let url = Url::parse(text).map_err(|_| refused("not an address"))?;
        Self::accept(url, reach)
    }

    /// The address that a redirect from here leads to.
    pub(super) fn join(&self, location: &str, reach: Reach) -> Result<Self, FetchFault> {
        if location.len() > MAX_URL_BYTES {
            return Err(refused("longer than an address may be"));
        }
        let url = self.url.join(location).map_err(|_| refused("not an address"))?;
        Self::accept(url, reach)
    }

    fn accept(mut url: Url, reach: Reach) -> Result<Self, FetchFault> {
        url.set_fragment(None);
        let address = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::from(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::from(address)),
            Some(Host::Domain(_)) => None,
            None => return Err(refused("an address without a host")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("an address with credentials"));
        }
        let target = Self { url };
        if address.is_some_and(|address| reach.exempts(target.url.scheme(), address)) {
            return Ok(target);
        }
        if target.url.scheme() != "https" {
            return Err(FetchFault::UrlRefused { url: target.url.into() });
        }
        match address {
            Some(address) if !is_public(address) => Err(FetchFault::AddressRefused { host: target.host() }),
            _ => Ok(target),
        }
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// The host, for messages.
    pub(super) fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }
}

/// For an address that had better not be repeated.
fn refused(description: &str) -> FetchFault {
    FetchFault::UrlRefused { url: format!("({description})") }
}
