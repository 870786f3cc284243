//! Credentials that this project issues itself: invented people, invented providers, public test keys.
//!
//! With [`TRUST_LIST`] in use, each sample comes out as its [`Expected`] says; the bad ones have exactly
//! one thing wrong. Test-only tools to make more of them are in the module `forge` (feature `make`).

#[cfg(feature = "make")]
pub mod forge;

/// A sample from its line in the table.
macro_rules! sample {
    ($name:literal, $verdict:literal) => {
        sample!(@ $name, $verdict, None)
    };
    ($name:literal, $verdict:literal, $check:literal, $code:literal) => {
        sample!(@ $name, $verdict, Some(($check, $code)))
    };
    (@ $name:literal, $verdict:literal, $because:expr) => {
        Sample {
            name: $name,
            bytes: include_bytes!(concat!("../out/", $name)),
            expected: Expected { verdict: $verdict, because: $because },
        }
    };
}

/// A credential file and what verification must say about it.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// File name.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The right answer.
    pub expected: Expected,
}

/// The right answer about a sample at [`JUDGED_AT`] with [`TRUST_LIST`], in the words of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// The verdict.
    pub verdict: &'static str,
    /// The check that decides, and its code. `None`: nothing stands against it.
    pub because: Option<(&'static str, &'static str)>,
}

/// The time for which [`Expected`] holds.
pub const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

/// All samples: first the [`SHOWN`] ones, then one that cannot be fully checked, then the bad ones.
pub const SAMPLES: &[Sample] = &[
    sample!("battery-industry.jsonld", "verified"),
    sample!("battery-passport.jsonld", "verified"),
    sample!("high-voltage-safety.jsonld", "verified"),
    sample!("pack-dismantling.jsonld", "undetermined", "validity", "sealing_time_not_proven"),
    sample!("expired.jsonld", "invalid", "validity", "expired"),
    sample!("flipped.jsonld", "invalid", "signature", "signature_mismatch"),
    sample!("wrong-certificate.jsonld", "invalid", "issuer", "issuer_mismatch"),
    sample!("unknown-issuer.jsonld", "undetermined", "issuer", "no_anchor"),
    sample!("swapped-timestamp.jsonld", "undetermined", "validity", "timestamp_mismatch"),
    sample!("unsigned.jsonld", "invalid", "signature", "unsigned"),
];

/// The good ones, for the demo.
pub const SHOWN: &[Sample] = SAMPLES.split_at(3).0;

/// The trust list that knows the authorities of the samples, in the wallet's own format.
pub const TRUST_LIST: &[u8] = include_bytes!("../out/trust-list.json");
