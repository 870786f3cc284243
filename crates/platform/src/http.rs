//! The network: public `https` servers, and nothing else.
//!
//! Every name is looked up and judged here, and connections go to exactly the addresses that were
//! judged, so that a name cannot change its mind in between. Redirects are followed here too, each
//! like a new address.
//!
//! Proxies of the environment are not used: a proxy looks names up itself, and could be led to a
//! private address that was never judged. Behind a network that demands one, documents cannot be
//! fetched, and the checks that need them stay undetermined.

mod names;
mod public_address;
mod target;
#[cfg(test)]
mod tests;

use std::io::{ErrorKind, Read as _};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response as Answer};
use reqwest::header::{ACCEPT, LOCATION};
use reqwest::{StatusCode, redirect};
use wallet::ports::{FetchFault, Http, Request, Response};

use names::JudgedNames;
use target::{Reach, Target};

/// Most redirects followed. Certificate authorities use none or one.
pub const MAX_REDIRECTS: usize = 5;

/// Longest address taken, in bytes. Addresses in certificates stay below 200.
pub const MAX_URL_BYTES: usize = 2048;

/// Longest wait for a name, and for a connection.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Longest wait for the whole document, redirects included.
pub const TOTAL_TIMEOUT: Duration = Duration::from_secs(20);

const USER_AGENT: &str = concat!("Tessera/", env!("CARGO_PKG_VERSION"));

/// [`Http`] over the public internet: no cookies, no referrer, no credentials, no proxy.
pub struct PublicHttp {
    /// Made at the first request: loading the certificates of the system takes a while. `None` when
    /// the system has no TLS to offer.
    client: OnceLock<Option<Client>>,
    names: Arc<JudgedNames>,
    reach: Reach,
    total_timeout: Duration,
}

impl PublicHttp {
    /// Opens nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::reaching(Reach::Public, TOTAL_TIMEOUT)
    }

    /// Lets a test serve documents from its own machine, without TLS.
    #[cfg(test)]
    fn danger_allow_loopback(total_timeout: Duration) -> Self {
        Self::reaching(Reach::Loopback, total_timeout)
    }

    fn reaching(reach: Reach, total_timeout: Duration) -> Self {
        Self { client: OnceLock::new(), names: Arc::default(), reach, total_timeout }
    }

    /// One request, without following a redirect.
    fn ask(&self, target: &Target, accept: &str, deadline: Instant) -> Result<Answer, FetchFault> {
        self.names.judge(target, deadline)?;
        let client = self.client().ok_or_else(|| FetchFault::Unreachable { host: target.host() })?;
        let sent = client
            .get(target.url().clone())
            .header(ACCEPT, accept)
            .timeout(deadline.saturating_duration_since(Instant::now()))
            .send();
        sent.map_err(|error| {
            let host = target.host();
            if error.is_timeout() { FetchFault::TimedOut { host } } else { FetchFault::Unreachable { host } }
        })
    }

    fn client(&self) -> Option<&Client> {
        let build = || {
            Client::builder()
                .user_agent(USER_AGENT)
                .https_only(self.reach == Reach::Public)
                .redirect(redirect::Policy::none())
                .referer(false)
                .no_proxy()
                .dns_resolver(Arc::clone(&self.names))
                .connect_timeout(CONNECT_TIMEOUT)
                .build()
                .ok()
        };
        self.client.get_or_init(build).as_ref()
    }
}

impl Default for PublicHttp {
    fn default() -> Self {
        Self::new()
    }
}

impl Http for PublicHttp {
    fn fetch(&self, request: &Request) -> Result<Response, FetchFault> {
        let deadline = Instant::now() + self.total_timeout;
        let mut target = Target::parse(&request.url, self.reach)?;
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.ask(&target, request.accept, deadline)?;
            match redirection(&answer) {
                Some(location) => target = target.join(&location, self.reach)?,
                None => return read_document(answer, &target, request.max_bytes),
            }
        }
        Err(FetchFault::TooManyRedirects { limit: MAX_REDIRECTS })
    }
}

/// Where an answer sends the reader, if it does.
fn redirection(answer: &Answer) -> Option<String> {
    let redirects = matches!(
        answer.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = answer.headers().get(LOCATION).filter(|_| redirects)?;
    location.to_str().ok().map(str::to_owned)
}

/// Reads at most one byte more than is allowed, whatever the server said about the size.
fn read_document(answer: Answer, target: &Target, max_bytes: usize) -> Result<Response, FetchFault> {
    let host = target.host();
    if answer.status() != StatusCode::OK {
        return Err(FetchFault::Status { host, status: answer.status().as_u16() });
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    match answer.take(limit).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > max_bytes => Err(FetchFault::TooLarge { limit: max_bytes }),
        Ok(_) => Ok(Response { url: target.url().to_string(), bytes }),
        Err(error) if timed_out(&error) => Err(FetchFault::TimedOut { host }),
        Err(_) => Err(FetchFault::BrokenOff { host }),
    }
}

fn timed_out(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    error.kind() == ErrorKind::TimedOut || inner.is_some_and(reqwest::Error::is_timeout)
}
