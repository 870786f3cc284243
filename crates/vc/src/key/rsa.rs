//! RSA public keys from their two numbers (RFC 8017 §A.1.1).

use super::public_key::{KeyFault, PublicKey};

/// Largest modulus, in bytes. Larger ones cannot be checked, and only cost time.
const MAX_MODULUS_BYTES: usize = 1024;

/// Largest exponent, in bytes. Real keys have 65537.
const MAX_EXPONENT_BYTES: usize = 4;

impl PublicKey {
    /// A key from modulus and exponent, big-endian and without zeros in front (RFC 7518 §2, `Base64urlUInt`).
    ///
    /// # Errors
    /// [`KeyFault::Malformed`].
    pub(super) fn from_rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, KeyFault> {
        let is_number =
            |bytes: &[u8], most| bytes.len() <= most && bytes.first().is_some_and(|first| *first != 0);
        if !is_number(modulus, MAX_MODULUS_BYTES) || !is_number(exponent, MAX_EXPONENT_BYTES) {
            return Err(KeyFault::Malformed);
        }
        let numbers = [integer(modulus), integer(exponent)].concat();
        Ok(Self::Rsa(element(SEQUENCE, &numbers)))
    }
}

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;

/// A positive number: a zero in front keeps its highest bit from being a sign.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { &[0][..] } else { &[] };
    element(INTEGER, &[sign, bytes].concat())
}

/// A DER element of less than 64 KiB.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes() {
        [0, short @ ..=0x7f] => vec![short],
        [0, long] => vec![0x81, long],
        [high, low] => vec![0x82, high, low],
    };
    [&[tag], &length[..], content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_der() {
        let PublicKey::Rsa(der) = PublicKey::from_rsa(&[0x80; 128], &[1, 0, 1]).unwrap() else {
            panic!("RSA")
        };
        let expected =
            [&[0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0][..], &[0x80; 128], &[0x02, 0x03, 1, 0, 1]].concat();
        assert_eq!(der, expected);
        let PublicKey::Rsa(long) = PublicKey::from_rsa(&[0x7f; 256], &[3]).unwrap() else { panic!("RSA") };
        assert_eq!(long[..8], [0x30, 0x82, 0x01, 0x07, 0x02, 0x82, 0x01, 0x00]);
    }

    #[test]
    fn numbers_are_written_one_way() {
        for (modulus, exponent) in [
            (&[][..], &[3][..]),
            (&[0, 1], &[3]),
            (&[1], &[]),
            (&[1], &[0, 3]),
            (&[1; 1025], &[3]),
            (&[1], &[1; 5]),
        ] {
            assert_eq!(PublicKey::from_rsa(modulus, exponent), Err(KeyFault::Malformed));
        }
    }
}
