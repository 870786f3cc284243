//! JSON Web Signature (RFC 7515, RFC 7797): the envelope, the protected header and the arithmetic.
//!
//! The envelope is our own: josekit 0.10 looks for `critical` instead of `crit` in the JSON
//! serialisation, so it would pass over headers that must be understood.

mod algorithm;
mod envelope;
mod header;

pub use algorithm::{AlgorithmFault, check_signature};
pub use envelope::{Envelope, EnvelopeFault, Form, SignatureEntry};
pub use header::{Header, HeaderFault, UNDERSTOOD_CRITICAL};
