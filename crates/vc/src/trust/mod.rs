//! Who is trusted, by whose word: trust lists as data.
//!
//! A list names keys, never bare names: a self-signed look-alike of a listed issuer is not on it.

mod list;
mod pem;
mod registry;

pub use list::{KeyUse, TrustList, TrustListFault, TrustedIssuer, TrustedKey};
