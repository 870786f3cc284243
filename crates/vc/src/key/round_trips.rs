//! Keys, and texts that stand for bytes, are what was written down.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;
use serde_json::json;

use super::did::DidUrl;
use super::multibase;
use super::public_key::PublicKey;
use crate::arbitrary::moment;
use crate::verify::evidence::Evidence;

fn base58(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

proptest! {
    #![proptest_config(moment())]

    #[test]
    fn multibase_says_the_bytes(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let texts = [base58(&bytes), format!("u{}", URL_SAFE_NO_PAD.encode(&bytes))];
        for text in texts {
            prop_assert_eq!(multibase::decode(&text).expect("multibase that was just written"), bytes.as_slice());
        }
    }

    /// Each value has one text: no other letter anywhere gives the same bytes.
    #[test]
    fn another_letter_says_other_bytes(
        bytes in prop::collection::vec(any::<u8>(), 1..60),
        at in any::<prop::sample::Index>(),
        letter in "[0-9A-Za-z_-]",
    ) {
        for text in [base58(&bytes), format!("u{}", URL_SAFE_NO_PAD.encode(&bytes))] {
            let at = 1 + at.index(text.len() - 1);
            let other = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
            if other != text {
                prop_assert_ne!(multibase::decode(&other), Ok(bytes.clone()));
            }
        }
    }

    #[test]
    fn a_key_is_the_same_as_multikey_as_jwk_and_as_did(seed in any::<[u8; 32]>()) {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        let multikey = base58(&[&[0xed, 0x01][..], &key].concat());
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(key)});
        let by_jwk = format!("did:jwk:{}#0", URL_SAFE_NO_PAD.encode(jwk.to_string()));
        let resolved = |url: &str| {
            let url = DidUrl::parse(url).expect("a DID that was just written");
            url.resolve(&Evidence::none()).expect("its key is in the DID itself").key
        };
        let expected = PublicKey::Ed25519(key);
        prop_assert_eq!(&PublicKey::from_multikey(&multikey).expect("a multikey that was just written"), &expected);
        prop_assert_eq!(&PublicKey::from_jwk(&jwk).expect("a JWK that was just written"), &expected);
        prop_assert_eq!(&resolved(&format!("did:key:{multikey}#{multikey}")), &expected);
        prop_assert_eq!(&resolved(&by_jwk), &expected);
    }
}
