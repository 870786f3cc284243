//! Keys whose private parts are published: those of the samples. A contract test compares them with `samples/`.

use vc::TrustList;
use vc::trust::TrustedKey;

/// SHA-256 of public keys in hexadecimal, and DIDs.
pub const PUBLISHED_KEYS: [&str; 8] = [
    "80290d6695dd47a2c5d073750843f8325ccf1622966584561f46432e75142d92",
    "0adabf919bfe58eec414f6165f0ada39849cebf152298cbffd77f5efe6b195bb",
    "47f9b7f1312bcd7215d4064276bfabf290aaa780a6536f0ab0521fc11f0eadc5",
    "babe5525bd0ecd12e995f7c256eaa0b5551a353f55e95cbf745647c905e665d6",
    "did:web:pohjankaari.example:badges",
    "did:key:z6MkjRsppr4xPHxtpjD1rDdgdCSUy6qTDfzPTpDpMZMfyNKP",
    "did:key:zDnaeRtw6dWMiRcCfxo727YZDoMiwEtpeH4Zo76v3v7oBC2v9",
    "did:key:z6Mkw8KYCcwZubHRfT3bb2n6dKkbau21LpTisWktXeKQatLx",
];

/// True when the list vouches for somebody in whose name anybody can sign.
pub(super) fn names_one(list: &TrustList) -> bool {
    list.issuers.iter().any(|issuer| match &issuer.key {
        TrustedKey::Did(did) => PUBLISHED_KEYS.contains(&did.as_str()),
        TrustedKey::X509 { spki_sha256, .. } => PUBLISHED_KEYS.contains(&spki_sha256.as_str()),
    })
}
