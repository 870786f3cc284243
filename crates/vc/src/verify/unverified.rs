//! From bytes to a credential that was recognised, with nothing proven.

use serde_json::Value;

use super::evidence::{Evidence, Need};
use crate::json::{self, JsonFault};
use crate::key::public_key::Hash;
use crate::limits::MAX_INPUT_BYTES;
use crate::profile::{PROFILES, Profile};
use crate::report::{ProfileId, SecuringId};
use crate::securing::jws::EnvelopeFault;
use crate::securing::{SECURING, Secured};
use crate::trust::TrustList;

/// A credential that was recognised. Nothing about it is proven.
pub struct Unverified {
    pub(crate) sha256: String,
    pub(crate) profile: &'static dyn Profile,
    pub(crate) securing: SecuringId,
    /// `None` for a document that nobody signed.
    pub(crate) secured: Option<Box<dyn Secured>>,
    /// The content, or why what was signed is not strict JSON.
    pub(crate) document: Result<Value, JsonFault>,
}

/// Why bytes are not a credential of any known format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing there.
    #[error("there is nothing in it")]
    Empty,
    /// Larger than [`MAX_INPUT_BYTES`].
    #[error("larger than {MAX_INPUT_BYTES} bytes")]
    TooLarge,
    /// It looks like JSON, but is not strict JSON.
    #[error(transparent)]
    Json(#[from] JsonFault),
    /// It looks like a JWS, but is none.
    #[error(transparent)]
    Jws(#[from] EnvelopeFault),
    /// It is signed, but what was signed is elsewhere.
    #[error("what was signed is not in the file")]
    ContentDetached,
    /// No known format.
    #[error("not a format that is known here")]
    UnknownFormat,
}

impl Unreadable {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Json(fault) | Self::Jws(EnvelopeFault::ProtectedHeader(fault)) => fault.code(),
            Self::Jws(_) => "malformed",
            Self::ContentDetached => "content_detached",
            Self::UnknownFormat => "unknown_format",
        }
    }
}

/// Reads the credentials in a file. Nothing is proven by this.
///
/// # Errors
/// [`Unreadable`] when it is no known format.
pub fn parse(bytes: &[u8]) -> Result<Vec<Unverified>, Unreadable> {
    let split = split(bytes)?;
    let sha256 = hex::encode(Hash::Sha256.of(&[bytes]));
    if let Some(Split { securing, secured }) = split {
        return Ok(vec![Unverified::secured(sha256, securing, secured)?]);
    }
    if !matches!(bytes.trim_ascii_start().first(), Some(b'{' | 0xef | 0xfe | 0xff)) {
        return Err(Unreadable::UnknownFormat);
    }
    let document = unwrap_upload(json::parse(bytes)?);
    let profile = recognise(&document).ok_or(Unreadable::UnknownFormat)?;
    Ok(vec![Unverified {
        sha256,
        profile,
        securing: SecuringId::None,
        secured: None,
        document: Ok(document),
    }])
}

/// A document separated from its protection.
pub(super) struct Split {
    securing: SecuringId,
    pub(super) secured: Box<dyn Secured>,
}

/// Separates content from protection; `None` when nothing protects it in a known way.
pub(super) fn split(bytes: &[u8]) -> Result<Option<Split>, Unreadable> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    for mechanism in SECURING {
        if let Some(secured) = mechanism.split(bytes)? {
            return Ok(Some(Split { securing: mechanism.id(), secured }));
        }
    }
    Ok(None)
}

impl Unverified {
    fn secured(sha256: String, securing: SecuringId, secured: Box<dyn Secured>) -> Result<Self, Unreadable> {
        let content = secured.content().ok_or(Unreadable::ContentDetached)?;
        let (profile, document) = match json::parse(content) {
            Ok(document) => (recognise(&document), Ok(document)),
            // Signed, but not strict: a lenient look tells the profile, so that the format check can fail.
            Err(fault) => (serde_json::from_slice(content).ok().as_ref().and_then(recognise), Err(fault)),
        };
        let profile = profile.ok_or_else(|| match &document {
            Ok(_) | Err(JsonFault::Malformed { .. }) => Unreadable::UnknownFormat,
            Err(fault) => Unreadable::Json(fault.clone()),
        })?;
        Ok(Self { sha256, profile, securing, secured: Some(secured), document })
    }

    /// Its data model.
    #[must_use]
    pub fn profile(&self) -> ProfileId {
        self.profile.id()
    }

    /// How it is protected.
    #[must_use]
    pub fn securing(&self) -> SecuringId {
        self.securing
    }

    /// SHA-256 of the bytes it was read from, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What else it would help to know, given the answers at hand and who is trusted.
    #[must_use]
    pub fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        let needs = self.secured.as_ref().map(|secured| secured.needs(evidence, trust)).unwrap_or_default();
        needs.into_iter().filter(|need| evidence.answer(need).is_none()).collect()
    }
}

/// Issuers hand unsealed credentials to the sealing tool as `{"credential", "deliveryDetails"}`; learners
/// sometimes get that file.
fn unwrap_upload(mut document: Value) -> Value {
    match document.get_mut("credential") {
        Some(inner) if recognise(inner).is_some() => inner.take(),
        _ => document,
    }
}

fn recognise(document: &Value) -> Option<&'static dyn Profile> {
    PROFILES.iter().copied().find(|profile| profile.recognises(document))
}
