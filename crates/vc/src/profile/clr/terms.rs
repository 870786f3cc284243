//! The IRIs of Comprehensive Learner Record 2.0.

use crate::profile::vcdm::terms::Term;

macro_rules! clr {
    ($name:literal) => {
        &[concat!("https://purl.imsglobal.org/spec/vc/clr/vocab.html#", $name)]
    };
}

pub(super) const CLR_CREDENTIAL: Term = clr!("ClrCredential");
pub(super) const CLR_SUBJECT: Term = clr!("ClrSubject");
pub(super) const ASSOCIATION_CLASS: Term = clr!("Association");

pub(super) const PARTIAL: Term = clr!("partial");
pub(super) const ACHIEVEMENT: Term = clr!("achievement");
pub(super) const ASSOCIATION: Term = clr!("association");
pub(super) const IDENTIFIER: Term = clr!("identifier-1");
pub(super) const VERIFIABLE_CREDENTIAL: Term = clr!("verifiableCredential");

/// The context gives the property the name of the class.
pub(super) const ASSOCIATION_TYPE: Term = clr!("AssociationType");
pub(super) const SOURCE_ID: Term = clr!("sourceId");
pub(super) const TARGET_ID: Term = clr!("targetId");
