//! What a learner asks to show, and how it is bound.

use serde::{Deserialize, Serialize};

use crate::ask::read_code;
use crate::fault::WalletFault;

/// What is to be shown, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ShareRequest {
    /// The credentials.
    pub chosen: Vec<Chosen>,
    /// To whom it is shown, as the learner types it.
    pub audience: Option<String>,
    /// What the verifier gave, to be repeated.
    pub nonce: Option<String>,
    /// How long it counts, in seconds; [`DEFAULT_LIFETIME_SECONDS`] where nothing is said.
    pub lifetime: Option<u32>,
    /// How it is signed.
    pub form: Form,
}

/// A credential to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Chosen {
    /// Its record.
    pub record: String,
    /// JSON Pointers of the claims to show, of those that can be held back; `None` shows all of them.
    pub claims: Option<Vec<String>>,
}

/// How what is shown is signed by the learner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As suits each credential.
    #[default]
    Best,
    /// Not at all: the credential as its issuer made it.
    Plain,
    /// A document whose meaning is signed.
    Rdfc,
    /// A document whose JSON is signed.
    Jcs,
    /// A token.
    Jwt,
}

/// What ties what is shown to whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// It is signed with the key that the credential names.
    Holder,
    /// It is signed with a key that the credential does not name: it was shown to this audience at this time, by
    /// whomever.
    Pairwise,
    /// Nothing: whoever has a copy can show it as well.
    None,
}

/// A request whose texts and numbers are in order.
pub(super) struct Terms<'r> {
    pub(super) audience: Option<&'r str>,
    pub(super) nonce: Option<String>,
    pub(super) lifetime: u32,
    pub(super) form: Form,
}

impl ShareRequest {
    pub(super) fn terms(&self) -> Result<Terms<'_>, WalletFault> {
        let lifetime = self.lifetime.unwrap_or(DEFAULT_LIFETIME_SECONDS);
        if !(MIN_LIFETIME_SECONDS..=MAX_LIFETIME_SECONDS).contains(&lifetime) {
            return Err(WalletFault::LifetimeUnusable {
                least: MIN_LIFETIME_SECONDS,
                most: MAX_LIFETIME_SECONDS,
            });
        }
        if self.chosen.is_empty() || self.chosen.len() > MAX_SHARED {
            return Err(WalletFault::ShareCount { most: MAX_SHARED });
        }
        let said = |text: &Option<String>| -> Result<_, WalletFault> {
            if text.as_ref().is_some_and(|text| text.chars().count() > MAX_WORD_CHARACTERS) {
                return Err(WalletFault::ShareTextTooLong { limit: MAX_WORD_CHARACTERS });
            }
            Ok(text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
        };
        said(&self.audience)?;
        let audience = self.audience.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let nonce = said(&self.nonce)?.map(|nonce| read_code(&nonce));
        Ok(Terms { audience, nonce, lifetime, form: self.form })
    }
}

impl Terms<'_> {
    /// True when somebody in particular is answered.
    pub(super) fn is_answer(&self) -> bool {
        self.audience.is_some() || self.nonce.is_some()
    }
}

/// How long what is shown counts where the learner says nothing, in seconds.
pub const DEFAULT_LIFETIME_SECONDS: u32 = 120;

/// Shorter, nobody could scan it.
pub const MIN_LIFETIME_SECONDS: u32 = 10;

/// Longer, it would be a credential of its own: 90 days, in seconds.
pub const MAX_LIFETIME_SECONDS: u32 = 90 * 24 * 60 * 60;

/// Most credentials that are shown together.
pub const MAX_SHARED: usize = 50;

/// Longest name of an audience, and longest code of a verifier.
const MAX_WORD_CHARACTERS: usize = 300;
