//! From a certificate or an identifier to a public key that can be used, and to who vouches for it.

pub(crate) mod certificate;
pub(crate) mod chain;
pub(crate) mod did;
mod edwards;
pub(crate) mod issuer_metadata;
mod jwk;
pub mod multibase;
mod multikey;
pub mod public_key;
mod roca;
#[cfg(test)]
mod round_trips;
mod rsa;
