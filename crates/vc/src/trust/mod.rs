//! Who is trusted, by whose word: trust lists as data.
//!
//! A list names keys, never bare names: a self-signed look-alike of a listed issuer is not on it.

mod etsi;
mod list;
mod pem;
mod registry;

pub use etsi::SignedList;
pub(crate) use list::newest;
pub use list::{
    KeyUse, ListSigner, ListedCertificate, Period, Publication, TrustList, TrustListFault, TrustedIssuer,
    TrustedKey,
};
