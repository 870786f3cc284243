//! The time.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use wallet::ports::Clock;

/// The clock of the system, right or wrong, in whole seconds: nothing here is finer than that.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Stands still in sleep on Linux, Android and Apple systems; on Windows it goes on.
    fn awake(&self) -> Duration {
        START.get_or_init(Instant::now).elapsed()
    }
}

/// The moment from which waking time is counted.
static START: OnceLock<Instant> = OnceLock::new();
