//! Who is trusted, by whose word: trust lists as data.
//!
//! A list names keys, never bare names: a self-signed look-alike of a listed issuer is not on it.

mod etsi;
mod fault;
mod list;
mod own;
mod pem;
mod registry;

pub use crate::xml::XmlFault;
pub use crate::xml::signed::XmlSignatureFault;
pub use etsi::SignedList;
pub use fault::TrustListFault;
pub(crate) use list::newest;
pub use list::{
    KeyUse, ListSigner, ListedCertificate, Period, Publication, TrustList, TrustedIssuer, TrustedKey,
};
