//! What Europass takes of a credential, and where it goes.
//!
//! Two ways in are known: the sealed file into the library of one's own, and the credential as an entry of a CV. What the
//! service asks of a file is what its published intake asks; whether it takes it is its own decision.

use serde::Serialize;
use vc::{Check, Code, DocumentKind, Outcome, ProfileId, Report, SecuringId, Verdict};

/// A place in Europass that takes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "EuropassWay"))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// “My Library”, and the viewer of credentials: they take the sealed file, byte for byte.
    Library,
    /// The CV editor: it takes a Candidate document with an entry for the credential.
    Cv,
}

impl Way {
    /// Every way.
    pub const ALL: [Way; 2] = [Way::Library, Way::Cv];

    /// Its name in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Way::Library => "library",
            Way::Cv => "cv",
        }
    }
}

/// Whether a way takes a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "EuropassTaking"))]
pub struct Taking {
    /// Where.
    pub way: Way,
    /// Whether the credential has all that is asked for there: `not_applicable` never, `undetermined` when it cannot be
    /// told here.
    pub outcome: Outcome,
    /// Why not, or why it cannot be told.
    pub obstacle: Option<Obstacle>,
}

/// Why Europass does not take a credential, or may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "EuropassObstacle"))]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// It is no European Digital Credential; nobody but an issuer with a seal can make it one.
    OtherFormat,
    /// It is something that was shown, not something that was issued.
    Presentation,
    /// It is a European Digital Credential that nobody sealed.
    Unsealed,
    /// Its seal does not hold.
    SealBroken,
    /// Its seal could not be checked to the end.
    SealUnchecked,
    /// No list here vouches for its seal; the library asks for a seal that a trusted list of the Union knows.
    SealUnlisted,
    /// It has no identifier.
    Unnamed,
    /// It breaks the rules for its type.
    Incomplete,
    /// The rules for its type are not at hand.
    RulesUnknown,
    /// It does not hold, so it goes into no CV.
    Invalid,
}

impl Obstacle {
    /// Stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OtherFormat => "other_format",
            Self::Presentation => "presentation",
            Self::Unsealed => "unsealed",
            Self::SealBroken => "seal_broken",
            Self::SealUnchecked => "seal_unchecked",
            Self::SealUnlisted => "seal_unlisted",
            Self::Unnamed => "unnamed",
            Self::Incomplete => "incomplete",
            Self::RulesUnknown => "rules_unknown",
            Self::Invalid => "invalid",
        }
    }
}

/// What each way does with the credential, in the order of [`Way::ALL`].
#[must_use]
pub fn ways(report: &Report) -> [Taking; 2] {
    Way::ALL.map(|way| {
        let (outcome, obstacle) = match way {
            Way::Library => library(report),
            Way::Cv => cv(report),
        };
        Taking { way, outcome, obstacle }
    })
}

/// Whether it goes into a CV, and why not. The editor takes any format, and looks at no seal.
#[must_use]
pub fn cv(report: &Report) -> (Outcome, Option<Obstacle>) {
    let obstacle = match (report.kind, report.verdict) {
        (DocumentKind::Presentation, _) => Some(Obstacle::Presentation),
        (_, Verdict::Invalid) => Some(Obstacle::Invalid),
        _ => None,
    };
    (obstacle.map_or(Outcome::Pass, |_| Outcome::Fail), obstacle)
}

/// The intake refuses what is not sealed, whose seal does not hold, what has no identifier, and what breaks the shapes.
fn library(report: &Report) -> (Outcome, Option<Obstacle>) {
    if let Some(obstacle) = refused(report) {
        return (Outcome::Fail, Some(obstacle));
    }
    let passes = |check| outcome(report, check) == Outcome::Pass;
    let unsure = if !passes(Check::Format) || !passes(Check::Signature) {
        Some(Obstacle::SealUnchecked)
    } else if !passes(Check::Schema) {
        Some(Obstacle::RulesUnknown)
    } else if !passes(Check::Recognition) {
        Some(Obstacle::SealUnlisted)
    } else if seal_in_doubt(report) {
        Some(Obstacle::SealUnchecked)
    } else {
        None
    };
    (unsure.map_or(Outcome::Pass, |_| Outcome::Undetermined), unsure)
}

fn refused(report: &Report) -> Option<Obstacle> {
    let fails = |check| outcome(report, check) == Outcome::Fail;
    match (report.kind, report.profile, report.securing) {
        (DocumentKind::Presentation, ..) => Some(Obstacle::Presentation),
        (_, profile, _) if profile != ProfileId::Edc => Some(Obstacle::OtherFormat),
        (.., securing) if securing != SecuringId::Jades => Some(Obstacle::Unsealed),
        _ if fails(Check::Format) || fails(Check::Signature) || fails(Check::Issuer) => {
            Some(Obstacle::SealBroken)
        }
        _ if fails(Check::Schema) => Some(Obstacle::Incomplete),
        _ if report.claims.id.is_none() => Some(Obstacle::Unnamed),
        _ => None,
    }
}

/// A seal whose certificate was withdrawn, or not in force when it was made. That the credential itself has run out is
/// nothing that the library asks about.
fn seal_in_doubt(report: &Report) -> bool {
    let doubts = [
        Code::SealingTimeNotProven,
        Code::CertificateNotValidAtSealing,
        Code::CertificateRevoked,
        Code::CertificateRevocationUnknown,
    ];
    report.check(Check::Validity).and_then(|result| result.code).is_some_and(|code| doubts.contains(&code))
}

/// What was not looked at is not known.
fn outcome(report: &Report, check: Check) -> Outcome {
    report.check(check).map_or(Outcome::Undetermined, |result| result.outcome)
}

#[cfg(test)]
mod tests {
    use vc::{CheckResult, Evidence, Verifier};

    use super::*;

    /// A sealed European Digital Credential of which every check passed.
    fn sealed() -> Report {
        let document = br#"{"type": ["VerifiableCredential", "EuropeanDigitalCredential"]}"#;
        let unverified = vc::parse(document).unwrap().remove(0).unwrap();
        let mut report =
            Verifier::default().verify(&unverified, &Evidence::none(), jiff::Timestamp::UNIX_EPOCH);
        for result in &mut report.checks {
            (result.outcome, result.code) = (Outcome::Pass, None);
        }
        report.securing = SecuringId::Jades;
        report.verdict = Verdict::Verified;
        report.claims.id = Some("urn:credential:1".to_owned());
        report
    }

    fn with(change: impl FnOnce(&mut Report)) -> [Option<Obstacle>; 2] {
        let mut report = sealed();
        change(&mut report);
        ways(&report).map(|taking| {
            assert_eq!(taking.outcome == Outcome::Pass, taking.obstacle.is_none());
            taking.obstacle
        })
    }

    fn set(report: &mut Report, check: Check, outcome: Outcome, code: Option<Code>) {
        let found: Option<&mut CheckResult> = report.checks.iter_mut().find(|result| result.check == check);
        let found = found.unwrap();
        (found.outcome, found.code) = (outcome, code);
    }

    #[test]
    fn sealed_credential_that_holds_goes_both_ways() {
        assert_eq!(with(|_| ()), [None, None]);
    }

    #[test]
    fn what_the_library_refuses_is_said_and_goes_into_the_cv_all_the_same() {
        for (change, obstacle) in [
            (
                Box::new(|it: &mut Report| it.profile = ProfileId::OpenBadges3) as Box<dyn Fn(&mut Report)>,
                Obstacle::OtherFormat,
            ),
            (Box::new(|it| it.securing = SecuringId::None), Obstacle::Unsealed),
            (Box::new(|it| it.claims.id = None), Obstacle::Unnamed),
            (Box::new(|it| set(it, Check::Signature, Outcome::Fail, None)), Obstacle::SealBroken),
            (Box::new(|it| set(it, Check::Schema, Outcome::Fail, None)), Obstacle::Incomplete),
        ] {
            let mut report = sealed();
            change(&mut report);
            let [library, cv] = ways(&report);
            assert_eq!((library.outcome, library.obstacle), (Outcome::Fail, Some(obstacle)));
            assert_eq!((cv.outcome, cv.obstacle), (Outcome::Pass, None), "{obstacle:?}");
        }
    }

    #[test]
    fn what_is_not_known_here_is_never_said_to_be_taken() {
        for (check, code, obstacle) in [
            (Check::Recognition, None, Obstacle::SealUnlisted),
            (Check::Schema, None, Obstacle::RulesUnknown),
            (Check::Signature, None, Obstacle::SealUnchecked),
            (Check::Validity, Some(Code::SealingTimeNotProven), Obstacle::SealUnchecked),
        ] {
            let mut report = sealed();
            set(&mut report, check, Outcome::Undetermined, code);
            let [library, _] = ways(&report);
            assert_eq!(
                (library.outcome, library.obstacle),
                (Outcome::Undetermined, Some(obstacle)),
                "{check:?}"
            );
        }
        let mut report = sealed();
        report.checks.clear();
        assert_eq!(ways(&report)[0].outcome, Outcome::Undetermined);
    }

    #[test]
    fn credential_that_ran_out_is_still_the_file_that_was_sealed() {
        let expired = |it: &mut Report| {
            set(it, Check::Validity, Outcome::Fail, Some(Code::Expired));
            it.verdict = Verdict::Invalid;
        };
        assert_eq!(with(expired), [None, Some(Obstacle::Invalid)]);
    }

    #[test]
    fn what_was_shown_goes_neither_way() {
        let shown = |it: &mut Report| it.kind = DocumentKind::Presentation;
        assert_eq!(with(shown), [Some(Obstacle::Presentation); 2]);
    }
}
