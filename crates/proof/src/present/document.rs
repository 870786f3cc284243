//! Presentations as documents with a Data Integrity proof: `eddsa-rdfc-2022` and `eddsa-jcs-2022`, on P-256
//! `ecdsa-rdfc-2019` and `ecdsa-jcs-2019`.

use std::sync::LazyLock;

use jsonld::{Input, Processor, TextDirection, canonical_json};
use serde_json::{Map, Value};
use vc::context::Pinned;
use vc::limits::MAX_JSON_DEPTH;
use vc::public_key::Hash;

use super::{Contents, Occasion, PresentFault, Presenter, Version, written};
use crate::signer::PublicHalf;

/// What is hashed for the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Canonical {
    /// What the document means, as linked data.
    Quads,
    /// The JSON as it is written.
    Json,
}

/// A presentation of version 2.0 with a proof. The documents in it stay as they are.
///
/// # Errors
/// [`PresentFault::FormUnsuitable`] for tokens of version 1.1, [`PresentFault::KeyOfOther`] when the DID is not
/// the key's, [`PresentFault::NotSignable`], or [`PresentFault::Key`].
pub fn present(
    contents: &Contents,
    by: &Presenter<'_>,
    occasion: &Occasion<'_>,
    canonical: Canonical,
) -> Result<String, PresentFault> {
    if contents.version() == Version::V1 {
        return Err(PresentFault::FormUnsuitable);
    }
    let members = contents.members(by.did);
    let document: Value = serde_json::from_str(&format!("{{{members}}}"))
        .map_err(|error| PresentFault::NotSignable(error.to_string()))?;
    let mut proof = options(by, occasion, canonical)?;
    if canonical == Canonical::Json {
        proof.insert("@context".to_owned(), document["@context"].clone());
    }
    let mut proof = Value::Object(proof);
    let message = [digest(canonical, &proof, &document)?, digest(canonical, &document, &document)?].concat();
    let signature = bs58::encode(by.signer.sign(&message)?).into_string();
    proof["proofValue"] = format!("z{signature}").into();
    Ok(format!("{{{members},\"proof\":{proof}}}"))
}

fn options(
    by: &Presenter<'_>,
    occasion: &Occasion<'_>,
    canonical: Canonical,
) -> Result<Map<String, Value>, PresentFault> {
    let suite = match (by.signer.public(), canonical) {
        (PublicHalf::Ed25519(_), Canonical::Quads) => "eddsa-rdfc-2022",
        (PublicHalf::Ed25519(_), Canonical::Json) => "eddsa-jcs-2022",
        (PublicHalf::P256(_), Canonical::Quads) => "ecdsa-rdfc-2019",
        (PublicHalf::P256(_), Canonical::Json) => "ecdsa-jcs-2019",
    };
    let said = [
        ("type", "DataIntegrityProof".to_owned()),
        ("cryptosuite", suite.to_owned()),
        ("created", written(occasion.made)),
        ("expires", written(occasion.until)),
        ("verificationMethod", by.method()?),
        ("proofPurpose", "authentication".to_owned()),
        ("challenge", occasion.nonce.to_owned()),
    ];
    let audience = occasion.audience.map(|audience| ("domain", audience.to_owned()));
    Ok(said.into_iter().chain(audience).map(|(name, value)| (name.to_owned(), value.into())).collect())
}

/// SHA-256 of the canonical form, which both curves take. A proof has the context of its document.
fn digest(canonical: Canonical, value: &Value, document: &Value) -> Result<Vec<u8>, PresentFault> {
    static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));
    let refused = |why: String| PresentFault::NotSignable(why);
    let text = match canonical {
        Canonical::Json => {
            canonical_json(value, MAX_JSON_DEPTH).map_err(|limit| refused(format!("{limit:?}")))?
        }
        Canonical::Quads => {
            let is_proof = !std::ptr::eq(value, document);
            let context = is_proof.then(|| &document["@context"]);
            let input = Input { context, direction: TextDirection::Datatype, ..Input::strict(value) };
            let canonical = PROCESSOR.canonicalise(&input, jsonld::Hash::Sha256);
            canonical.map_err(|refusal| refused(refusal.to_string()))?.1.n_quads
        }
    };
    Ok(Hash::Sha256.of(&[text.as_bytes()]))
}

#[cfg(test)]
mod tests;
