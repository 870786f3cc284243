//! From a certificate to a public key that can be used, and to the anchor that vouches for it.

pub(crate) mod certificate;
pub(crate) mod chain;
pub mod public_key;
