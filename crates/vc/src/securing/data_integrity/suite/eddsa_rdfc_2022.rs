//! `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2).

use super::arithmetic::Family;
use super::rdfc::Rdfc;

pub(super) static SUITE: Rdfc =
    Rdfc { proof_type: "DataIntegrityProof", cryptosuite: Some("eddsa-rdfc-2022"), family: Family::Eddsa };
