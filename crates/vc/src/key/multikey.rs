//! Keys in a line of text: Multikey (W3C Controlled Identifiers 1.0 §2.2.2), as `did:key` has them too.

use super::multibase;
use super::public_key::{KeyFault, PublicKey};

impl PublicKey {
    /// Reads a Multikey: a multicodec number and the key, in base58btc (`z…`) or base64url (`u…`).
    ///
    /// Points come compressed and stay so; whether they lie on the curve shows when they are used.
    ///
    /// # Errors
    /// [`KeyFault::Malformed`] when it is not one or has the wrong length, [`KeyFault::Unsupported`] for
    /// other kinds of key.
    pub fn from_multikey(text: &str) -> Result<Self, KeyFault> {
        let bytes = multibase::decode(text).map_err(|_| KeyFault::Malformed)?;
        match bytes.split_at_checked(2) {
            Some((codec::ED25519, key)) => key.try_into().map(Self::Ed25519).map_err(|_| KeyFault::Malformed),
            Some((codec::P256, point)) => compressed(point, 33).map(Self::P256),
            Some((codec::P384, point)) => compressed(point, 49).map(Self::P384),
            Some(_) => Err(KeyFault::Unsupported),
            None => Err(KeyFault::Malformed),
        }
    }
}

fn compressed(point: &[u8], length: usize) -> Result<Vec<u8>, KeyFault> {
    match point {
        [0x02 | 0x03, ..] if point.len() == length => Ok(point.to_vec()),
        _ => Err(KeyFault::Malformed),
    }
}

/// Numbers of the multicodec table, as variable-length integers.
mod codec {
    pub(super) const ED25519: &[u8] = &[0xed, 0x01];
    pub(super) const P256: &[u8] = &[0x80, 0x24];
    pub(super) const P384: &[u8] = &[0x81, 0x24];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn multikey(bytes: &[u8]) -> String {
        format!("z{}", bs58::encode(bytes).into_string())
    }

    #[test]
    fn the_codec_decides_the_kind_and_the_length() {
        let (key, p256, p384) = ([7; 32], [&[2][..], &[7; 32]].concat(), [&[3][..], &[7; 48]].concat());
        for (codec, bytes, expected) in [
            (codec::ED25519, &key[..], PublicKey::Ed25519(key)),
            (codec::P256, &p256, PublicKey::P256(p256.clone())),
            (codec::P384, &p384, PublicKey::P384(p384.clone())),
        ] {
            let text = multikey(&[codec, bytes].concat());
            assert_eq!(PublicKey::from_multikey(&text), Ok(expected));
            for wrong in [[codec, bytes, &[0]].concat(), [codec, &bytes[1..]].concat()] {
                assert_eq!(PublicKey::from_multikey(&multikey(&wrong)), Err(KeyFault::Malformed));
            }
        }
    }

    #[test]
    fn points_are_compressed_ones() {
        for first in [0x00, 0x01, 0x04, 0x05] {
            let text = multikey(&[codec::P256, &[first], &[7; 32]].concat());
            assert_eq!(PublicKey::from_multikey(&text), Err(KeyFault::Malformed), "{first}");
        }
    }

    #[test]
    fn other_codecs_and_other_texts_are_refused() {
        let secp256k1 = multikey(&[&[0xe7, 0x01, 2][..], &[7; 32]].concat());
        let private = multikey(&[&[0x80, 0x26][..], &[7; 32]].concat());
        let without_codec = multikey(&[7; 32]);
        for text in [secp256k1, private, without_codec] {
            assert_eq!(PublicKey::from_multikey(&text), Err(KeyFault::Unsupported), "{text}");
        }
        for text in ["", "z", "z1", "6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", "z6Mk 0"] {
            assert_eq!(PublicKey::from_multikey(text), Err(KeyFault::Malformed), "{text}");
        }
    }
}
