//! DID documents (W3C DID 1.0, Controlled Identifiers 1.0), as far as keys for credentials go.

use jiff::Timestamp;
use serde_json::Value;

use super::{MethodFault, VerificationMethod};
use crate::json;
use crate::key::public_key::PublicKey;
use crate::limits::{MAX_DID_DOCUMENT_BYTES, MAX_VERIFICATION_METHODS};

/// Finds the key with a fragment in the document of `did`.
///
/// # Errors
/// [`MethodFault::DocumentInvalid`] when the document is not strict JSON, is of another identifier, or
/// describes the key in two ways; [`MethodFault::NotListed`] and [`MethodFault::KeyUnusable`].
pub(super) fn find(bytes: &[u8], did: &str, fragment: &str) -> Result<VerificationMethod, MethodFault> {
    if bytes.len() > MAX_DID_DOCUMENT_BYTES {
        return Err(MethodFault::DocumentInvalid);
    }
    let document = json::parse(bytes).map_err(|_| MethodFault::DocumentInvalid)?;
    find_in(&document, did, fragment)
}

/// As [`find`], in a document that was read already.
///
/// # Errors
/// As for [`find`].
pub(super) fn find_in(
    document: &Value,
    did: &str,
    fragment: &str,
) -> Result<VerificationMethod, MethodFault> {
    if document.get("id").and_then(Value::as_str) != Some(did) {
        return Err(MethodFault::DocumentInvalid);
    }
    let [methods, asserting, authenticating] =
        ["verificationMethod", "assertionMethod", "authentication"].map(|member| list(document, member));
    let (methods, asserting, authenticating) = (methods?, asserting?, authenticating?);
    let is_named = |id: &str| match id.split_once('#') {
        Some((owner, name)) => (owner.is_empty() || owner == did) && name == fragment,
        None => false,
    };
    let is_it = |entry: &&Value| entry.get("id").and_then(Value::as_str).is_some_and(is_named);

    let mut described = methods.iter().chain(asserting).chain(authenticating).filter(is_it);
    let method = described.next().ok_or(MethodFault::NotListed)?;
    if described.any(|other| other != method) {
        return Err(MethodFault::DocumentInvalid);
    }
    let is_in = |relationship: &[Value]| {
        relationship.iter().any(|entry| match entry {
            Value::String(id) => is_named(id),
            embedded => is_it(&embedded),
        })
    };
    let own = method.get("controller").and_then(Value::as_str) == Some(did);
    let algorithm = method.pointer("/publicKeyJwk/alg").and_then(Value::as_str).map(str::to_owned);
    Ok(VerificationMethod {
        key: key(method)?,
        may_assert: own && is_in(asserting),
        may_authenticate: own && is_in(authenticating),
        until: until(method)?,
        algorithm,
    })
}

fn list<'d>(document: &'d Value, member: &str) -> Result<&'d [Value], MethodFault> {
    match document.get(member) {
        None => Ok(&[]),
        Some(Value::Array(entries)) if entries.len() <= MAX_VERIFICATION_METHODS => Ok(entries),
        Some(_) => Err(MethodFault::DocumentInvalid),
    }
}

fn key(method: &Value) -> Result<PublicKey, MethodFault> {
    let text = |member| method.get(member).and_then(Value::as_str);
    let multikey = || text("publicKeyMultibase").ok_or(MethodFault::KeyUnusable);
    match text("type") {
        Some("Multikey") => Ok(PublicKey::from_multikey(multikey()?)?),
        Some("Ed25519VerificationKey2020") => match PublicKey::from_multikey(multikey()?)? {
            key @ PublicKey::Ed25519(_) => Ok(key),
            _ => Err(MethodFault::KeyUnusable),
        },
        Some("JsonWebKey" | "JsonWebKey2020") => {
            Ok(PublicKey::from_jwk(method.get("publicKeyJwk").unwrap_or(&Value::Null))?)
        }
        _ => Err(MethodFault::KeyUnusable),
    }
}

/// The earlier of `expires` and `revoked`. A date that cannot be read may be in the past.
fn until(method: &Value) -> Result<Option<Timestamp>, MethodFault> {
    let mut until = None;
    for member in ["expires", "revoked"] {
        if let Some(date) = method.get(member) {
            let date =
                date.as_str().and_then(|text| text.parse().ok()).ok_or(MethodFault::DocumentInvalid)?;
            until = Some(until.map_or(date, |earlier: Timestamp| earlier.min(date)));
        }
    }
    Ok(until)
}
