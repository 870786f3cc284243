//! Presentations: what a holder shows of credentials, and to whom.

mod choice;
mod contents;
pub mod document;
pub mod sd_jwt;
pub mod statements;
#[cfg(test)]
mod testing;
pub mod token;

use jiff::Timestamp;

pub use choice::{Choice, Leaf};
pub use contents::{Contents, Version};

use crate::signer::{KeyUnavailable, Signer};

/// To whom something is shown, and until when that counts.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'o> {
    /// To whom it is shown; `None` for anybody.
    pub audience: Option<&'o str>,
    /// What the verifier gave, or random text where it gave nothing.
    pub nonce: &'o str,
    /// When it is made. Parts of a second are left out.
    pub made: Timestamp,
    /// Until when it counts.
    pub until: Timestamp,
}

/// Whoever shows something.
#[derive(Clone, Copy)]
pub struct Presenter<'p> {
    /// The key.
    pub signer: &'p dyn Signer,
    /// A DID of that key.
    pub did: &'p str,
}

/// Why nothing can be presented.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresentFault {
    /// Not what can be shown in part, or its parts cannot be told apart.
    #[error("not what can be shown in part")]
    Unreadable,
    /// A chosen claim is not among those that can be held back.
    #[error("there is no claim {0} that can be shown or held back")]
    ClaimUnknown(String),
    /// The credential is bound to another key, or to none; or the key is not one of the DID.
    #[error("the credential is bound to another key")]
    KeyOfOther,
    /// A credential is not what presentations of this form hold.
    #[error("the credential cannot stand in a presentation of this form")]
    FormUnsuitable,
    /// Something in a credential would be in no signature, or has no canonical form.
    #[error("the presentation cannot be signed: {0}")]
    NotSignable(String),
    /// The secret half of the key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyUnavailable),
}

impl Presenter<'_> {
    /// How a proof names the key.
    fn method(&self) -> Result<String, PresentFault> {
        self.signer.public().method(self.did).ok_or(PresentFault::KeyOfOther)
    }
}

/// A time as proofs write it, in whole seconds.
fn written(time: Timestamp) -> String {
    Timestamp::from_second(time.as_second()).expect("it was a time before").to_string()
}
