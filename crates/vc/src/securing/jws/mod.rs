//! JSON Web Signature (RFC 7515, RFC 7797): the envelope, the protected header and the arithmetic; and credentials
//! that are secured by it as tokens.
//!
//! The envelope is our own: josekit 0.10 looks for `critical` instead of `crit` in the JSON
//! serialisation, so it would pass over headers that must be understood.

mod algorithm;
mod claims;
mod envelope;
mod header;
mod media_type;
#[cfg(test)]
mod round_trips;
mod signer;
#[cfg(test)]
pub(crate) mod tests;
mod token;

pub use algorithm::{AlgorithmFault, check_signature};
pub use envelope::{Envelope, EnvelopeFault, Form, SignatureEntry};
pub use header::{Header, HeaderFault, UNDERSTOOD_CRITICAL};

pub(crate) use claims::{Period, Taken, numeric_date, take};
pub(crate) use media_type::{Kind, media_type};
pub(crate) use signer::{Signed, Signer};
pub(crate) use token::Jws;
