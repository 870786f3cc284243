//! **For tests only.** Seals and signs credentials: well, or with exactly one thing wrong.
//!
//! Everything is signed with keys that are public and therefore worthless: those in `samples/keys/`, those
//! made from words in the program, or new ones. RSA PKCS#1 v1.5 and Ed25519 give the same bytes, always.
//!
//! ```
//! use samples::forge::{Algorithm, Defect, Identity, Key, Pki, RANNIKKO, Sealer};
//!
//! let pki = Pki::committed();
//! let seal = Identity::new(&pki, &RANNIKKO, Key::for_seal(&RANNIKKO, Algorithm::Rs256));
//! let good = Sealer::new(&pki, &seal).seal("{}");
//! let bad = Sealer { defect: Some(Defect::UnknownCritical("exp2")), ..Sealer::new(&pki, &seal) }.seal("{}");
//! assert_ne!(good, bad);
//! ```

mod certificate;
mod der;
mod did;
mod key;
mod options;
mod pki;
mod prover;
mod revocation;
mod sealer;
mod statements;
#[cfg(test)]
mod tests;
mod time_stamp;
mod token;
mod trust;

pub use certificate::Organisation;
pub use did::{Controller, EdKey, VerificationMethod, identity_hash};
pub use key::{Algorithm, Key};
pub use options::{CertificateHeader, ClaimedTime, Defect, Form, Level};
pub use pki::{Authority, FOZ_DO_ALCAIDE, HORNI_JAVOR, Identity, Pki, RANNIKKO};
pub use prover::{Prover, Suite};
pub use sealer::Sealer;
pub use statements::{P256Key, badge_in_parts, sign_statements};
pub use token::{digest, disclosure, status_list, token};
pub use trust::trust_list;

use jiff::Timestamp;

/// Reads an RFC 3339 instant written in the program text.
///
/// # Panics
/// When the text is not one.
#[must_use]
pub fn instant(text: &str) -> Timestamp {
    text.parse().expect("instants in the program text are RFC 3339")
}

/// A DER certificate as PEM.
#[must_use]
pub fn pem(certificate: &[u8]) -> String {
    let certificate = openssl::x509::X509::from_der(certificate).expect("our certificates parse");
    let pem = certificate.to_pem().expect("a parsed certificate can be written");
    String::from_utf8(pem).expect("PEM is ASCII")
}
