//! The world: what [`wallet::ports`] ask for, answered by the operating system and the network.

mod clock;
pub mod files;
mod http;
mod keychain;
mod new_folder;
pub mod profiles;
mod random;

use std::sync::Arc;

use wallet::ports::Ports;

pub use clock::SystemClock;
pub use http::{CONNECT_TIMEOUT, MAX_REDIRECTS, MAX_URL_BYTES, PublicHttp, TOTAL_TIMEOUT};
pub use keychain::SystemKeychain;
pub use new_folder::NewFolder;
pub use random::SystemRandom;

/// The real world. Nothing is opened or contacted until it is used.
#[must_use]
pub fn ports() -> Ports {
    Ports {
        http: Arc::new(PublicHttp::new()),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        keychain: Arc::new(SystemKeychain),
    }
}
