//! What the two kinds of proof values share.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::cbor::{CborFault, Reader};
use crate::key::multibase;
use crate::key::public_key::PublicKey;

/// Not a proof value of this suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a proof value of ecdsa-sd-2023")]
pub struct Malformed;

impl From<CborFault> for Malformed {
    fn from(_: CborFault) -> Self {
        Self
    }
}

/// First bytes of an issuer's proof and of a holder's.
pub(super) const BASE: [u8; 3] = [0xd9, 0x5d, 0x00];
pub(super) const DERIVED: [u8; 3] = [0xd9, 0x5d, 0x01];

/// Length of a label before it is encoded.
pub(super) const LABEL_BYTES: usize = 32;

/// Length of a signature on P-256.
const SIGNATURE_BYTES: usize = 64;

/// A proof value without its base64.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Malformed> {
    Some(text)
        .filter(|text| text.starts_with('u'))
        .and_then(|text| multibase::decode(text).ok())
        .ok_or(Malformed)
}

/// How a thing without a name is called in statements.
pub(super) fn label(bytes: &[u8]) -> String {
    format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The key that was made for one credential alone.
pub(super) fn single_key(bytes: &[u8]) -> Result<PublicKey, Malformed> {
    match PublicKey::from_multikey(&format!("z{}", bs58::encode(bytes).into_string())) {
        Ok(key @ PublicKey::P256(_)) => Ok(key),
        _ => Err(Malformed),
    }
}

pub(super) fn signature(reader: &mut Reader<'_>) -> Result<Vec<u8>, CborFault> {
    let bytes = reader.bytes()?;
    if bytes.len() == SIGNATURE_BYTES { Ok(bytes.to_vec()) } else { Err(CborFault) }
}
