//! `Ed25519Signature2020` (W3C Data Integrity EdDSA Cryptosuites 1.0, appendix): the same arithmetic as
//! `eddsa-rdfc-2022`, named by the type of the proof.
//!
//! Who signs adds the suite's context to the document. Where it is missing, the type of the proof means
//! nothing, would be in no signature, and so is refused.

use super::arithmetic::Family;
use super::rdfc::Rdfc;

pub(super) static SUITE: Rdfc =
    Rdfc { proof_type: "Ed25519Signature2020", cryptosuite: None, family: Family::Eddsa };
