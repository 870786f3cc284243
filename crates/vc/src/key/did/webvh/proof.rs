//! The proofs in a log: `eddsa-jcs-2022` by a `did:key` (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.3).

use serde_json::{Map, Value};

use super::fault::LogFault;
use super::log::canonical;
use crate::key::multibase;
use crate::key::public_key::{Hash, PublicKey, Scheme};

/// The digest of what a proof covers.
pub(super) fn digest(document: &Value) -> Result<Vec<u8>, LogFault> {
    Ok(Hash::Sha256.of(&[canonical(document)?.as_bytes()]))
}

/// The key that made a proof over a document with this digest, as a multikey; `None` when the proof is of
/// another kind or does not hold.
pub(super) fn signer<'p>(proof: &'p Value, document: &[u8]) -> Option<&'p str> {
    let text = |member| proof.get(member).and_then(Value::as_str);
    let expected = [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", "eddsa-jcs-2022"),
        ("proofPurpose", "assertionMethod"),
    ];
    if expected.into_iter().any(|(member, value)| text(member) != Some(value)) {
        return None;
    }
    let (multikey, fragment) = text("verificationMethod")?.strip_prefix("did:key:")?.split_once('#')?;
    let key = PublicKey::from_multikey(multikey).ok()?;
    if fragment != multikey || !matches!(key, PublicKey::Ed25519(_)) {
        return None;
    }
    let signature = multibase::decode(text("proofValue").filter(|value| value.starts_with('z'))?).ok()?;
    let members = proof.as_object()?.iter().filter(|(name, _)| *name != "proofValue");
    let options: Map<_, _> = members.map(|(name, value)| (name.clone(), value.clone())).collect();
    let covered = [digest(&Value::Object(options)).ok()?, document.to_vec()].concat();
    key.check(Scheme::Ed25519, &covered, &signature).ok().map(|()| multikey)
}
