//! A small world for tests: nothing outside the process, and the same every time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::ports::{
    Clock, FetchFault, Http, Keychain, KeychainFault, Ports, Random, RandomFault, Request, Response,
};

/// A world with an empty network, a memory keychain, counting randomness, and one time.
#[must_use]
pub fn ports(now: Timestamp) -> Ports {
    Ports {
        http: Arc::new(FakeHttp::default()),
        clock: Arc::new(FixedClock(now)),
        random: Arc::new(CountingRandom::default()),
        keychain: Arc::new(MemoryKeychain::default()),
    }
}

/// A network that is a table: address to document. Other addresses are unreachable.
#[derive(Debug, Default)]
pub struct FakeHttp {
    table: BTreeMap<String, Result<Vec<u8>, FetchFault>>,
    requests: Mutex<Vec<Request>>,
}

impl FakeHttp {
    /// Adds a document.
    #[must_use]
    pub fn with(mut self, url: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.table.insert(url.to_owned(), Ok(bytes.into()));
        self
    }

    /// Adds an address that answers with a fault.
    #[must_use]
    pub fn with_fault(mut self, url: &str, fault: FetchFault) -> Self {
        self.table.insert(url.to_owned(), Err(fault));
        self
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        locked(&self.requests).clone()
    }
}

impl Http for FakeHttp {
    fn fetch(&self, request: &Request) -> Result<Response, FetchFault> {
        locked(&self.requests).push(request.clone());
        match self.table.get(&request.url) {
            Some(Ok(bytes)) if bytes.len() > request.max_bytes => {
                Err(FetchFault::TooLarge { limit: request.max_bytes })
            }
            Some(Ok(bytes)) => Ok(Response { url: request.url.clone(), bytes: bytes.clone() }),
            Some(Err(fault)) => Err(fault.clone()),
            None => Err(FetchFault::Unreachable { host: request.url.clone() }),
        }
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn awake(&self) -> Duration {
        Duration::ZERO
    }
}

/// A clock that goes when it is told to.
#[derive(Debug)]
pub struct MovableClock(Mutex<(Timestamp, Duration)>);

impl MovableClock {
    /// Begins at a time.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self(Mutex::new((start, Duration::ZERO)))
    }

    /// Time goes by.
    pub fn go(&self, time: Duration) {
        self.sleep(time);
        locked(&self.0).1 += time;
    }

    /// Time goes by while the computer sleeps.
    pub fn sleep(&self, time: Duration) {
        locked(&self.0).0 += time;
    }

    /// Somebody sets the clock back.
    pub fn set_back(&self, time: Duration) {
        locked(&self.0).0 -= time;
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        locked(&self.0).0
    }

    fn awake(&self) -> Duration {
        locked(&self.0).1
    }
}

/// Bytes that count up from 0, and go on counting with the next call.
#[derive(Debug, Default)]
pub struct CountingRandom {
    next: AtomicU8,
}

impl Random for CountingRandom {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomFault> {
        for byte in buffer {
            *byte = self.next.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// A keychain that lasts as long as the test.
#[derive(Default)]
pub struct MemoryKeychain {
    secrets: Mutex<BTreeMap<String, Zeroizing<Vec<u8>>>>,
}

impl MemoryKeychain {
    /// The names under which a secret is kept.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        locked(&self.secrets).keys().cloned().collect()
    }
}

impl Keychain for MemoryKeychain {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        Ok(locked(&self.secrets).get(name).cloned())
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), KeychainFault> {
        locked(&self.secrets).insert(name.to_owned(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), KeychainFault> {
        locked(&self.secrets).remove(name);
        Ok(())
    }
}

/// A system without a keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeychain;

impl NoKeychain {
    fn fault() -> KeychainFault {
        KeychainFault::Unavailable { reason: "none in this test".to_owned() }
    }
}

impl Keychain for NoKeychain {
    fn read(&self, _name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        Err(Self::fault())
    }

    fn write(&self, _name: &str, _secret: &[u8]) -> Result<(), KeychainFault> {
        Err(Self::fault())
    }

    fn remove(&self, _name: &str) -> Result<(), KeychainFault> {
        Err(Self::fault())
    }
}

/// A panic elsewhere is reported there; the table itself stays whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
