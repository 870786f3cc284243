//! The time.

use jiff::Timestamp;
use wallet::ports::Clock;

/// The clock of the system, right or wrong.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
