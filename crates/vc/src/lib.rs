//! What a credential is, and whether it holds.
//!
//! Pure: bytes, evidence, trust lists and a time go in, a report comes out. No clock, network, file,
//! randomness or async; the caller answers [`Need`]s and passes everything in.
//!
//! ```
//! use vc::{Evidence, Outcome, Verdict, Verifier};
//!
//! let bytes = br#"{"type": ["VerifiableCredential", "EuropeanDigitalCredential"]}"#;
//! let unverified = vc::parse(bytes)?.remove(0)?;
//! let report = Verifier::default().verify(&unverified, &Evidence::none(), "2026-11-22T12:00:00Z".parse()?);
//!
//! assert_eq!(report.verdict, Verdict::Invalid); // nobody signed it
//! assert!(report.into_verified().is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Two axes: what claims mean (`profile/`) and how integrity is protected (`securing/`). A new member
//! of either is one folder and one line.

mod container;
pub mod context;
mod der;
mod json;
mod key;
pub mod limits;
mod linked;
mod profile;
mod report;
pub mod securing;
mod status;
pub mod trust;
mod verify;
pub mod view;
mod xml;

pub use container::{Carrier, CarrierFault};
pub use json::JsonFault;
pub use key::{multibase, public_key};
pub use report::{
    Check, CheckResult, Code, DocumentKind, NestedKind, NestedReport, Outcome, ProfileId, ProofSummary,
    Report, SealSummary, SecuringId, UnsignedPart, Verdict, Verified,
};
pub use status::{Bits as StatusBits, TokenStatuses};
pub use trust::{TrustList, TrustListFault};
pub use verify::challenge::Challenge;
pub use verify::evidence::{Evidence, EvidenceItem, Need};
pub use verify::policy::Policy;
pub use verify::unverified::{Unreadable, Unverified, parse};
pub use verify::{Protection, Verifier};
