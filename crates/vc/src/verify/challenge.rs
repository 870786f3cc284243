//! What is asked of somebody who shows a credential.

/// What a presentation must answer. By default nothing was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Challenge {
    /// To whom it must be addressed.
    pub audience: Option<String>,
    /// What must be repeated in it, so that an older one does not serve.
    pub nonce: Option<String>,
}

impl Challenge {
    /// True when anything was asked: then a presentation is required.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.audience.is_some() || self.nonce.is_some()
    }
}
