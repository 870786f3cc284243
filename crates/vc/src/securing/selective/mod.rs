//! Documents whose statements are signed one by one, so that their holder can show some of them:
//! `ecdsa-sd-2023` (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.4 and §3.5).
//!
//! An issuer's proof is for the holder; from it the holder derives proofs for others. What is called a statement
//! here is a quad of the document, with labels for things without a name that only the issuer could give.

mod base_proof;
mod cbor;
mod derived_proof;
mod issued;
mod proof_value;
mod selection;
mod statements;

use serde_json::Value;

pub use base_proof::BaseProof;
pub(in crate::securing) use derived_proof::DerivedProof;
pub(in crate::securing) use issued::single;
pub use issued::{Issued, Sayings, Shown};
pub use proof_value::Malformed;
pub use selection::{PointerUnknown, Selection};
pub use statements::PartFault;
pub(in crate::securing) use statements::{Statements, written};

/// The suite.
pub(in crate::securing) const NAME: &str = "ecdsa-sd-2023";

/// True for a proof that says that it is of the suite.
pub(in crate::securing) fn is_of_the_suite(proof: &Value) -> bool {
    let text = |member| proof.get(member).and_then(Value::as_str);
    text("type") == Some("DataIntegrityProof") && text("cryptosuite") == Some(NAME)
}
