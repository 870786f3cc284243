//! `ecdsa-rdfc-2019` (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.2), on P-256 and P-384.

use super::arithmetic::Family;
use super::rdfc::Rdfc;

pub(super) static SUITE: Rdfc =
    Rdfc { proof_type: "DataIntegrityProof", cryptosuite: Some("ecdsa-rdfc-2019"), family: Family::Ecdsa };
