//! `ecdsa-jcs-2019` (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.3), on P-256 and P-384.

use super::arithmetic::Family;
use super::jcs::Jcs;

pub(super) static SUITE: Jcs = Jcs { cryptosuite: "ecdsa-jcs-2019", family: Family::Ecdsa };
