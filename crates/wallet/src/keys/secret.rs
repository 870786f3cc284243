//! Secret keys of the learner, and signatures with them. The only file of the wallet that imports
//! cryptographic primitives.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use proof::{KeyUnavailable, PublicHalf, Signer};
use zeroize::Zeroizing;

use super::Algorithm;
use crate::ports::{Random, RandomFault};

/// A key that can sign.
pub(crate) struct OwnKey {
    public: PublicHalf,
    pair: Pair,
}

enum Pair {
    Ed25519(Box<Ed25519KeyPair>),
    P256(Box<EcdsaKeyPair>),
}

impl OwnKey {
    /// A new key, and its secret half as the vault keeps it.
    pub(crate) fn generate(
        algorithm: Algorithm,
        random: &dyn Random,
    ) -> Result<(Self, Zeroizing<Vec<u8>>), RandomFault> {
        for _ in 0..MAX_TRIES {
            let mut secret = Zeroizing::new(vec![0; SECRET_BYTES]);
            random.fill(&mut secret)?;
            // Of 2³² numbers of 32 bytes, one is too large for P-256.
            if let Ok(key) = Self::read(algorithm, &secret) {
                return Ok((key, secret));
            }
        }
        Err(RandomFault)
    }

    /// Reads a secret half: the seed (RFC 8032 §5.1.5), or the number.
    ///
    /// # Errors
    /// [`KeyUnavailable`] when it is none.
    pub(crate) fn read(algorithm: Algorithm, secret: &[u8]) -> Result<Self, KeyUnavailable> {
        match algorithm {
            Algorithm::Ed25519 => {
                let pair = Ed25519KeyPair::from_seed_unchecked(secret).or(Err(KeyUnavailable))?;
                let public = pair.public_key().as_ref().try_into().or(Err(KeyUnavailable))?;
                Ok(Self { public: PublicHalf::Ed25519(public), pair: Pair::Ed25519(Box::new(pair)) })
            }
            Algorithm::P256 => {
                let secret: &[u8; SECRET_BYTES] = secret.try_into().or(Err(KeyUnavailable))?;
                let der = Zeroizing::new([&DER_HEAD[..], secret, &DER_TAIL].concat());
                let pair = EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_FIXED_SIGNING, &der)
                    .or(Err(KeyUnavailable))?;
                let public = PublicHalf::from_point(pair.public_key().as_ref()).ok_or(KeyUnavailable)?;
                Ok(Self { public, pair: Pair::P256(Box::new(pair)) })
            }
        }
    }
}

impl Signer for OwnKey {
    fn public(&self) -> &PublicHalf {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyUnavailable> {
        match &self.pair {
            Pair::Ed25519(pair) => Ok(pair.sign(message).as_ref().to_vec()),
            Pair::P256(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message);
                signature.map(|signature| signature.as_ref().to_vec()).or(Err(KeyUnavailable))
            }
        }
    }
}

const SECRET_BYTES: usize = 32;

const MAX_TRIES: usize = 8;

/// `ECPrivateKey` (RFC 5915 §3) around the number, without the public half, which follows from it.
const DER_HEAD: [u8; 7] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20];
const DER_TAIL: [u8; 12] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

#[cfg(test)]
mod tests {
    use vc::public_key::{PublicKey, Scheme};

    use super::*;
    use crate::fakes::CountingRandom;

    /// RFC 8032 §7.1, test 2, and RFC 6979 §A.2.5.
    #[test]
    fn public_half_follows_from_the_secret_one() {
        for (algorithm, secret, public) in [
            (
                Algorithm::Ed25519,
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            ),
            (
                Algorithm::P256,
                "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
                "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
            ),
        ] {
            let key = OwnKey::read(algorithm, &hex::decode(secret).unwrap()).unwrap();
            let own = match key.public() {
                PublicHalf::Ed25519(key) => key,
                PublicHalf::P256([x, _]) => x,
            };
            assert_eq!(hex::encode(own), public);
        }
    }

    #[test]
    fn signatures_hold_under_the_public_half() {
        let random = CountingRandom::default();
        for (algorithm, scheme) in [
            (Algorithm::Ed25519, Scheme::Ed25519),
            (Algorithm::P256, Scheme::EcdsaFixed(vc::public_key::Hash::Sha256)),
        ] {
            let (key, secret) = OwnKey::generate(algorithm, &random).unwrap();
            let again = OwnKey::read(algorithm, &secret).unwrap();
            assert_eq!(again.public(), key.public());
            let public = PublicKey::from_jwk(&key.public().jwk()).unwrap();
            let signature = again.sign(b"message").unwrap();
            assert!(public.check(scheme, b"message", &signature).is_ok());
            assert!(public.check(scheme, b"massage", &signature).is_err());
        }
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for (algorithm, secret) in [
            (Algorithm::Ed25519, &[7; 31][..]),
            (Algorithm::P256, &[7; 33]),
            (Algorithm::P256, &[0; 32]),
            (Algorithm::P256, &[0xff; 32]),
        ] {
            assert!(OwnKey::read(algorithm, secret).is_err(), "{algorithm:?} {secret:?}");
        }
    }
}
