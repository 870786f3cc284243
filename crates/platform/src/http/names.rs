//! Names: looked up once, judged, and connected to as judged.

use std::collections::HashMap;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;
use wallet::ports::FetchFault;

use super::CONNECT_TIMEOUT;
use super::public_address::is_public;
use super::target::Target;

/// The addresses that names led to when they were judged. A client that resolves names here connects
/// to nothing else.
#[derive(Default)]
pub(super) struct JudgedNames(Mutex<HashMap<String, Vec<SocketAddr>>>);

impl JudgedNames {
    /// Looks up the name of a target. One address that is not public is enough to refuse it.
    pub(super) fn judge(&self, target: &Target, deadline: Instant) -> Result<(), FetchFault> {
        let Some(Host::Domain(name)) = target.url().host() else {
            return Ok(());
        };
        let addresses = look_up(name, deadline)?;
        if !addresses.iter().all(|address| is_public(address.ip())) {
            return Err(FetchFault::AddressRefused { host: name.to_owned() });
        }
        self.addresses().insert(name.to_owned(), addresses);
        Ok(())
    }

    fn addresses(&self) -> MutexGuard<'_, HashMap<String, Vec<SocketAddr>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Resolve for JudgedNames {
    fn resolve(&self, name: Name) -> Resolving {
        let answer = match self.addresses().get(name.as_str()) {
            Some(addresses) => Ok(Box::new(addresses.clone().into_iter()) as Addrs),
            None => Err(io::Error::other("this name was not judged").into()),
        };
        Box::pin(std::future::ready(answer))
    }
}

/// Asks the system, on a thread of its own: the call has no timeout, and cannot be called off.
fn look_up(name: &str, deadline: Instant) -> Result<Vec<SocketAddr>, FetchFault> {
    let wait = deadline.saturating_duration_since(Instant::now()).min(CONNECT_TIMEOUT);
    let (sender, receiver) = mpsc::channel();
    let asked = name.to_owned();
    thread::spawn(move || {
        let found = (asked.as_str(), 0).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
        // Nobody listens any more when the wait was over.
        let _ = sender.send(found);
    });
    let host = name.to_owned();
    match receiver.recv_timeout(wait) {
        Ok(Ok(addresses)) if !addresses.is_empty() => Ok(addresses),
        Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(FetchFault::Unreachable { host }),
        Err(RecvTimeoutError::Timeout) => Err(FetchFault::TimedOut { host }),
    }
}
