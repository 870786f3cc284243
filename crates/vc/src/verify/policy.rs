//! How strict a reader is, where standards leave it to the reader.

use jiff::SignedDuration;

/// For whom a credential is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Policy {
    /// The learner who keeps it, often without a network.
    #[default]
    Wallet,
    /// Somebody who decides on the ground of it today.
    Employer,
}

impl Policy {
    /// Longest time for which a status list is relied on after it was fetched; what the list itself says
    /// (`ttl`) can only make it shorter.
    #[must_use]
    pub fn status_max_age(self) -> SignedDuration {
        match self {
            Self::Wallet => SignedDuration::from_hours(30 * 24),
            Self::Employer => SignedDuration::from_hours(24),
        }
    }
}
