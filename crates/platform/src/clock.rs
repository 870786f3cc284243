//! The time.

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
}
