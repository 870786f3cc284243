//! `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.3).

use super::arithmetic::Family;
use super::jcs::Jcs;

pub(super) static SUITE: Jcs = Jcs { cryptosuite: "eddsa-jcs-2022", family: Family::Eddsa };
