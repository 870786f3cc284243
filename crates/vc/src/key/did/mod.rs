//! Decentralised identifiers: from a verification method to its key, and to what that key may do.
//!
//! `did:key` and `did:jwk` hold their key; `did:web` needs the document that its domain publishes, `did:webvh`
//! the log of all its documents. Nothing else is supported, and nothing is looked up here.

mod document;
mod web;
mod webvh;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::Value;

use self::webvh::LogFault;
use super::public_key::{KeyFault, PublicKey};
use crate::json;
use crate::report::Code;
use crate::verify::evidence::{Evidence, Need};

/// The address of a verification method: a DID, and which of its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DidUrl<'u> {
    /// The DID alone.
    pub(crate) did: &'u str,
    method: &'u str,
    specific: &'u str,
    fragment: &'u str,
}

/// A key that a DID lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VerificationMethod {
    /// The key.
    pub(crate) key: PublicKey,
    /// True when it may sign credentials: it is listed under `assertionMethod`, as the DID's own.
    pub(crate) may_assert: bool,
    /// True when it may show who somebody is: it is listed under `authentication`, as the DID's own.
    pub(crate) may_authenticate: bool,
    /// From when on it counts no more (`expires`, `revoked`).
    pub(crate) until: Option<Timestamp>,
    /// The JOSE algorithm that it is for, where it says.
    pub(crate) algorithm: Option<String>,
}

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MethodFault {
    /// Another method than those supported.
    #[error("the kind of decentralised identifier is not supported")]
    Unsupported,
    /// The document is not at hand.
    #[error("the document of the identifier is not at hand")]
    Unresolved,
    /// The document cannot be read, or is of another identifier.
    #[error("the document of the identifier is not one, or of another identifier")]
    DocumentInvalid,
    /// The identifier has no such key.
    #[error("the identifier lists no such key")]
    NotListed,
    /// The key is of a kind or form that cannot be used.
    #[error("the key cannot be used")]
    KeyUnusable,
    /// The log of the documents is not one, or not of this identifier.
    #[error("the log of the identifier does not hold: {0}")]
    LogInvalid(LogFault),
    /// Whoever has to witness changes of the document is named, and their proofs are not at hand.
    #[error("the proofs of the witnesses of the identifier are not at hand")]
    WitnessMissing,
    /// The identifier is no longer in use.
    #[error("the identifier was deactivated")]
    Deactivated,
}

impl MethodFault {
    /// The code to report.
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Unsupported => Code::DidMethodUnsupported,
            Self::Unresolved => Code::DidUnresolved,
            Self::DocumentInvalid => Code::DidDocumentInvalid,
            Self::NotListed => Code::KeyMissing,
            Self::KeyUnusable => Code::KeyUnusable,
            Self::LogInvalid(_) => Code::DidLogInvalid,
            Self::WitnessMissing => Code::DidWitnessMissing,
            Self::Deactivated => Code::DidDeactivated,
        }
    }
}

impl From<KeyFault> for MethodFault {
    fn from(_: KeyFault) -> Self {
        MethodFault::KeyUnusable
    }
}

/// True for a decentralised identifier (W3C DID 1.0 §3.1), without path, query and fragment.
pub(crate) fn is_did(text: &str) -> bool {
    parts(text).is_some()
}

impl<'u> DidUrl<'u> {
    /// Reads a DID with a fragment. `None` for anything else; a key is never named by a path or a query.
    pub(crate) fn parse(url: &'u str) -> Option<Self> {
        let (did, fragment) = url.split_once('#')?;
        let (method, specific) = parts(did)?;
        Some(Self { did, method, specific, fragment })
    }

    /// What is needed to find the key, where the DID does not hold it: a document; or a log, and then what
    /// the log asks for.
    pub(crate) fn need(&self, evidence: &Evidence) -> Option<Need> {
        match self.method {
            "web" => {
                let url = web::document_url(self.specific)?;
                Some(Need::DidDocument { did: self.did.to_owned(), url })
            }
            "webvh" => webvh::Address::parse(self.did, self.specific)?.need(evidence),
            _ => None,
        }
    }

    /// The key, from the DID itself or from the document at hand.
    ///
    /// # Errors
    /// [`MethodFault`]. That there is a key does not mean that it may sign credentials.
    pub(crate) fn resolve(&self, evidence: &Evidence) -> Result<VerificationMethod, MethodFault> {
        match self.method {
            "key" => self.resolve_key(),
            "jwk" => self.resolve_jwk(),
            "web" => {
                let need = self.need(evidence).ok_or(MethodFault::Unresolved)?;
                let answer = evidence.answer(&need).ok_or(MethodFault::Unresolved)?;
                document::find(&answer.bytes, self.did, self.fragment)
            }
            "webvh" => {
                let address =
                    webvh::Address::parse(self.did, self.specific).ok_or(MethodFault::Unresolved)?;
                document::find_in(&*address.document(evidence)?, self.did, self.fragment)
            }
            _ => Err(MethodFault::Unsupported),
        }
    }

    /// `did:key:<multikey>#<multikey>`.
    fn resolve_key(&self) -> Result<VerificationMethod, MethodFault> {
        if !self.specific.starts_with('z') {
            return Err(MethodFault::KeyUnusable); // the method knows base58btc only
        }
        if self.fragment != self.specific {
            return Err(MethodFault::NotListed);
        }
        let key = PublicKey::from_multikey(self.specific)?;
        let (may_assert, may_authenticate) = (true, true);
        Ok(VerificationMethod { key, may_assert, may_authenticate, until: None, algorithm: None })
    }

    /// `did:jwk:<base64url of a JWK>#0`.
    fn resolve_jwk(&self) -> Result<VerificationMethod, MethodFault> {
        if self.fragment != "0" {
            return Err(MethodFault::NotListed);
        }
        let text = URL_SAFE_NO_PAD.decode(self.specific).map_err(|_| MethodFault::KeyUnusable)?;
        let jwk = json::parse(&text).map_err(|_| MethodFault::KeyUnusable)?;
        let may_assert = jwk.get("use").and_then(Value::as_str) != Some("enc");
        let algorithm = jwk.get("alg").and_then(Value::as_str).map(str::to_owned);
        let (key, may_authenticate) = (PublicKey::from_jwk(&jwk)?, may_assert);
        Ok(VerificationMethod { key, may_assert, may_authenticate, until: None, algorithm })
    }
}

/// Method and method-specific identifier.
fn parts(did: &str) -> Option<(&str, &str)> {
    let (method, specific) = did.strip_prefix("did:")?.split_once(':')?;
    let is_method =
        !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_specific = !specific.is_empty()
        && !specific.ends_with(':')
        && specific.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:%".contains(&byte));
    (is_method && is_specific).then_some((method, specific))
}

#[cfg(test)]
mod tests;
