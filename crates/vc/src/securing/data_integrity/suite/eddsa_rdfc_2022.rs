//! `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2).

use super::rdfc::Rdfc;
use crate::key::public_key::Scheme;

pub(super) static SUITE: Rdfc = Rdfc {
    proof_type: "DataIntegrityProof",
    cryptosuite: Some("eddsa-rdfc-2022"),
    scheme: Scheme::Ed25519,
    signature_bytes: 64,
};
