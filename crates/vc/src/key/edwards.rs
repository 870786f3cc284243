//! Which points Ed25519 signatures and keys may name: those with one meaning and one encoding.

/// True when an encoded point may stand in a signature or a key: it is canonical and not of small order.
///
/// Under a key of small order, and with some commitments of small order, one signature holds for many
/// messages. That the encoding is a point at all is for the library to find.
pub(super) fn is_taken(point: &[u8; 32]) -> bool {
    let mut y = *point;
    y[31] &= 0x7f; // The highest bit is the sign of x.
    is_below_prime(&y) && !SMALL_ORDER.contains(&y)
}

/// Whether a number, lowest byte first, is below 2^255 - 19.
fn is_below_prime(y: &[u8; 32]) -> bool {
    let [first, between @ .., last] = y;
    *first < 0xed || *last < 0x7f || between.iter().any(|byte| *byte < 0xff)
}

/// The y coordinates of the eight points whose order divides eight: 0, 1, two of order eight, and -1.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [0; 32],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, //
        0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, //
        0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, //
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
];

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT as BASE, EIGHT_TORSION};
    use curve25519_dalek::edwards::CompressedEdwardsY;
    use curve25519_dalek::scalar::Scalar;
    use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
    use sha2::{Digest as _, Sha512};

    use super::is_taken;
    use crate::key::public_key::{PublicKey, Scheme};

    const SIGNS: [u8; 2] = [0, 0x80];

    #[test]
    fn points_of_small_order_are_not_taken_with_either_sign() {
        for point in EIGHT_TORSION {
            for sign in SIGNS {
                let mut encoded = point.compress().to_bytes();
                encoded[31] ^= sign;
                assert!(!is_taken(&encoded), "{encoded:x?}");
            }
        }
        assert!(is_taken(BASE.compress().as_bytes()));
    }

    #[test]
    fn only_canonical_encodings_are_taken() {
        for low in 0..=255 {
            for sign in SIGNS {
                let mut encoded = [0xff; 32];
                (encoded[0], encoded[31]) = (low, 0x7f | sign);
                assert_eq!(is_taken(&encoded), low < 0xec, "{low:x}");
            }
        }
    }

    #[test]
    fn keys_of_small_order_sign_nothing() {
        // Under the neutral element, R = S·B holds for every message.
        let one = Scalar::ONE.to_bytes();
        let neutral = EIGHT_TORSION[0].compress().to_bytes();
        let forged = [BASE.compress().to_bytes(), one].concat();
        agree(&neutral, b"any message", &forged, false);
    }

    #[test]
    fn commitments_of_small_order_are_refused() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let public = key.verifying_key().to_bytes();
        for point in EIGHT_TORSION {
            let r = point.compress().to_bytes();
            let challenge = Sha512::new().chain_update(r).chain_update(public).chain_update(b"message");
            let s = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into()) * key.to_scalar();
            agree(&public, b"message", &[r, s.to_bytes()].concat(), false);
        }
    }

    #[test]
    fn signatures_are_accepted_and_altered_ones_are_not() {
        use ed25519_dalek::Signer as _;
        for seed in 0..32 {
            let key = SigningKey::from_bytes(&[seed; 32]);
            let (public, message) = (key.verifying_key().to_bytes(), [seed; 40]);
            let signature = key.sign(&message).to_bytes();
            agree(&public, &message, &signature, true);
            for bit in (0..512).step_by(7) {
                let mut altered = signature;
                altered[bit / 8] ^= 1 << (bit % 8);
                agree(&public, &message, &altered, false);
            }
            agree(&public, &message[1..], &signature, false);
        }
    }

    #[test]
    fn signatures_have_one_form() {
        use ed25519_dalek::Signer as _;
        let key = SigningKey::from_bytes(&[3; 32]);
        let mut signature = key.sign(b"message").to_bytes();
        // S plus the order of the group satisfies the same equation.
        let order = (-Scalar::ONE).to_bytes();
        let mut carry = 1;
        for (byte, add) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            (*byte, carry) = (sum.to_le_bytes()[0], sum >> 8);
        }
        agree(key.verifying_key().as_bytes(), b"message", &signature, false);
    }

    /// The answer is as expected, and that of an implementation with other origins.
    fn agree(key: &[u8; 32], message: &[u8], signature: &[u8], expected: bool) {
        let ours = PublicKey::Ed25519(*key).check(Scheme::Ed25519, message, signature).is_ok();
        let theirs = VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify_strict(message, &Signature::from_slice(signature)?));
        assert_eq!((ours, theirs.is_ok()), (expected, expected), "{key:x?} {signature:x?}");
    }

    #[test]
    fn the_other_implementation_knows_the_same_points() {
        for seed in 0..=0xfe {
            let mut encoded = [seed; 32];
            encoded[31] &= 0x7f;
            if let Some(point) = CompressedEdwardsY(encoded).decompress() {
                assert_eq!(is_taken(&encoded), !point.is_small_order(), "{encoded:x?}");
            }
        }
    }
}
