//! Completeness: which elements of Annex I the credentials in a file state.

use europass::annex1::{Completeness, completeness};
use vc::{Check, Evidence, Outcome, ProfileId, SecuringId, Unreadable, Unverified};

use crate::verify::Judge;

/// What a credential states, and whether it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The data model.
    pub profile: ProfileId,
    /// The securing mechanism.
    pub securing: SecuringId,
    /// Whether the signature holds.
    pub signature: Outcome,
    /// The elements.
    pub completeness: Completeness,
}

impl Judge {
    /// Looks for the elements of Annex I in every credential in a file, in the order of the file. Stores nothing.
    ///
    /// # Errors
    /// [`Unreadable`] when there is no credential in it.
    pub fn annex1(&self, bytes: &[u8]) -> Result<Vec<Result<Stated, Unreadable>>, Unreadable> {
        let mut errand = self.errand();
        let mut stated = |one: Unverified| {
            let report = self.judge_on(&mut errand, &one, &Evidence::none()).report;
            let signature =
                report.check(Check::Signature).map_or(Outcome::Undetermined, |result| result.outcome);
            Stated {
                profile: report.profile,
                securing: report.securing,
                signature,
                completeness: completeness(&one, &report),
            }
        };
        Ok(vc::parse(bytes)?.into_iter().map(|part| part.map(&mut stated)).collect())
    }
}
