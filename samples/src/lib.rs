//! Credentials that this project issues itself: invented people, invented providers, public test keys.
//!
//! With [`TRUST_LIST`] and [`EVIDENCE`] in use, each sample comes out as its [`Expected`] says; the bad ones have exactly
//! one thing wrong. Test-only tools to make more of them are in the module `forge` (feature `make`).

#[cfg(feature = "make")]
pub mod forge;

/// A sample from its line in the table.
macro_rules! sample {
    ($name:literal, $verdict:literal) => {
        sample!(@ $name, $verdict, None, None)
    };
    ($name:literal, $verdict:literal, $check:literal, $code:literal) => {
        sample!(@ $name, $verdict, Some(($check, $code)), None)
    };
    ($name:literal, $verdict:literal; nested $nested:literal, $check:literal, $code:literal) => {
        sample!(@ $name, $verdict, None, Some(Nested { verdict: $nested, check: $check, code: $code }))
    };
    ($name:literal, $verdict:literal, $check:literal, $code:literal; nested $nested:literal, $inner:literal, $why:literal) => {
        sample!(@ $name, $verdict, Some(($check, $code)), Some(Nested { verdict: $nested, check: $inner, code: $why }))
    };
    (@ $name:literal, $verdict:literal, $because:expr, $nested:expr) => {
        Sample {
            name: $name,
            bytes: include_bytes!(concat!("../out/", $name)),
            expected: Expected { verdict: $verdict, because: $because, nested: $nested },
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

/// The right answer about a sample at [`JUDGED_AT`] with [`TRUST_LIST`] and [`EVIDENCE`], in the words of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// The verdict.
    pub verdict: &'static str,
    /// The check that decides, and its code. `None`: nothing stands against it.
    pub because: Option<(&'static str, &'static str)>,
    /// The right answer about a credential inside it, where that one is bad. `None`: all inside it are good.
    pub nested: Option<Nested>,
}

/// The right answer about a bad credential inside another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nested {
    /// The verdict.
    pub verdict: &'static str,
    /// The check that decides.
    pub check: &'static str,
    /// Its code.
    pub code: &'static str,
}

/// The time for which [`Expected`] holds.
pub const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

/// All samples: sealed ones, then ones with proofs and tokens; the good before the bad.
pub const SAMPLES: &[Sample] = &[
    sample!("battery-industry.jsonld", "verified"),
    sample!("vehicle-units.jsonld", "verified"),
    sample!("battery-passport.jsonld", "verified"),
    sample!("high-voltage-safety.jsonld", "verified"),
    sample!("pack-dismantling.jsonld", "undetermined", "validity", "sealing_time_not_proven"),
    sample!("expired.jsonld", "invalid", "validity", "expired"),
    sample!("flipped.jsonld", "invalid", "signature", "signature_mismatch"),
    sample!("wrong-certificate.jsonld", "invalid", "issuer", "issuer_mismatch"),
    sample!("unknown-issuer.jsonld", "undetermined", "issuer", "no_anchor"),
    sample!("swapped-timestamp.jsonld", "undetermined", "validity", "timestamp_mismatch"),
    sample!("unsigned.jsonld", "invalid", "signature", "unsigned"),
    sample!("badge-preparing.json", "verified"),
    sample!("badge-materials.json", "verified"),
    sample!("badge-workstation.json", "verified"),
    sample!("badge-safety.json", "verified"),
    sample!("badge-responsibility.json", "verified"),
    sample!("course-vc-1.json", "verified"),
    sample!("course-vc-2.json", "verified"),
    sample!("course-text.json", "verified"),
    sample!("badge-in-parts.json", "verified"),
    sample!("course-2.jwt", "verified"),
    sample!("course-1.jwt", "verified"),
    sample!("diploma.sd-jwt", "verified"),
    sample!("diploma-in-part.sd-jwt", "verified"),
    sample!("diploma-shown.sd-jwt", "verified"),
    sample!("record.json", "verified"),
    sample!("presentation.json", "verified"),
    sample!("presentation.jwt", "verified"),
    sample!("badge-injected.json", "invalid", "format", "unsigned_content"),
    sample!("badge-flipped.json", "invalid", "signature", "signature_mismatch"),
    sample!("course-text-flipped.json", "invalid", "signature", "signature_mismatch"),
    sample!("badge-in-parts-flipped.json", "invalid", "signature", "signature_mismatch"),
    sample!("badge-other-issuer.json", "invalid", "issuer", "issuer_mismatch"),
    sample!("badge-expired.json", "invalid", "validity", "expired"),
    sample!("badge-unlisted-key.json", "invalid", "issuer", "key_not_authorised"),
    sample!("badge-inline-context.json", "invalid", "format", "context_inline"),
    sample!("badge-unsigned.json", "invalid", "signature", "unsigned"),
    sample!("badge-unknown-suite.json", "undetermined", "signature", "suite_unsupported"),
    sample!("course-flipped.jwt", "invalid", "signature", "signature_mismatch"),
    sample!("course-own-key.jwt", "undetermined", "issuer", "key_unbound"),
    sample!("course-two-issuers.jwt", "invalid", "format", "claims_disagree"),
    sample!("diploma-altered.sd-jwt", "invalid", "signature", "disclosure_unreferenced"),
    sample!("diploma-revoked.sd-jwt", "invalid", "status", "revoked"),
    sample!("diploma-shown-before.sd-jwt", "invalid", "holder", "binding_stale"),
    sample!("presentation-stale.json", "invalid", "holder", "binding_stale"),
    sample!("badge-forged-endorsement.json", "verified"; nested "invalid", "signature", "signature_mismatch"),
    sample!("record-forged-badges.json", "verified"; nested "invalid", "signature", "signature_mismatch"),
    sample!("record-flipped.json", "invalid", "signature", "signature_mismatch"; nested "invalid", "signature", "signature_mismatch"),
];

/// Those of the demo: four sealed ones, and two badges.
pub const SHOWN: &[Sample] = &[SAMPLES[0], SAMPLES[1], SAMPLES[2], SAMPLES[3], SAMPLES[11], SAMPLES[14]];

/// The units of a vehicle mechanic as awards without credentials, for planning: 180 points with the battery unit.
pub const VEHICLE_AWARDS: &[u8] = include_bytes!("../awards/vehicle-sector.json");

/// Two good badges in one file.
pub const LIST: &[u8] = include_bytes!("../out/two-badges.1ob");

/// A good badge, pasted into a mail.
pub const MAIL: &[u8] = include_bytes!("../out/badge-in-mail.txt");

/// What is on the web about the issuers of the samples: addresses and what would be found there.
pub const EVIDENCE: &[(&str, &[u8])] = &[
    ("https://pohjankaari.example/badges/did.json", include_bytes!("../out/evidence/pohjankaari.json")),
    ("https://pohjankaari.example/statuses/1", include_bytes!("../out/evidence/pohjankaari-statuses.jwt")),
];

/// The trust list that knows the authorities of the samples, in the wallet's own format.
pub const TRUST_LIST: &[u8] = include_bytes!("../out/trust-list.json");
