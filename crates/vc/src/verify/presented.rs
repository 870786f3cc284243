//! Presentations: what their checks come to, and whether the credentials in one are about whoever shows them.

use jiff::Timestamp;

use super::challenge::Challenge;
use super::verdict;
use crate::report::{Check, CheckResult, Code, NestedKind, NestedReport, Outcome, Report, Verdict};
use crate::securing::Showing;

/// Who shows something, as far as that is established.
pub(super) struct Presenter {
    /// The holder check of the presentation.
    pub(super) check: CheckResult,
    /// Who it is.
    pub(super) name: Option<String>,
}

impl Presenter {
    /// From what was signed. Of several signatures, the one that says most counts.
    pub(super) fn of(
        showings: Vec<Showing>,
        signature: &CheckResult,
        challenge: &Challenge,
        at: Timestamp,
    ) -> Self {
        if signature.outcome != Outcome::Pass {
            let code = match signature.code {
                Some(Code::Unsigned) => Code::BindingMissing,
                _ => Code::NotEstablished,
            };
            return Self { check: CheckResult::undetermined(Check::Holder, code), name: None };
        }
        let judged = showings.into_iter().map(|Showing { key, presenter, shown }| {
            let answered = challenge.check(&shown, at);
            let check = match answered.severity() > key.severity() {
                true => answered,
                false => {
                    let mut detail = answered.detail;
                    detail.extend(key.detail);
                    CheckResult { code: key.code.or(answered.code), detail, ..key }
                }
            };
            Self { check, name: presenter }
        });
        judged.min_by_key(|one| one.check.severity()).unwrap_or_else(|| Self {
            check: CheckResult::undetermined(Check::Holder, Code::NotEstablished),
            name: None,
        })
    }

    /// Says of a credential that is shown whether it is about whoever shows it.
    pub(super) fn show(&self, nested: &mut NestedReport, challenge: &Challenge) {
        let report = &mut nested.report;
        let established = self.check.outcome == Outcome::Pass;
        let is_same = self.name.is_some() && self.name == report.claims.subject.id;
        nested.about_parent = is_same;
        let Some(own) = report.checks.iter_mut().find(|result| result.check == Check::Holder) else { return };
        if own.code != Some(Code::NotAPresentation) {
            return; // it has a proof of its own
        }
        let open = |code| match challenge.is_asked() {
            true => CheckResult::undetermined(Check::Holder, code),
            false => CheckResult::not_applicable(Check::Holder, code),
        };
        *own = match (established, is_same) {
            (true, true) => challenge.passed(),
            (true, false) => open(Code::HolderDiffers).with("name", self.name.clone().unwrap_or_default()),
            (false, _) if challenge.is_asked() => open(Code::BindingMissing),
            (false, _) => return,
        };
        report.verdict = verdict(&report.checks);
    }
}

/// A presentation that nobody signed is a collection of credentials: who put it together is not known.
pub(super) fn signature(signature: CheckResult) -> CheckResult {
    match signature.code {
        Some(Code::Unsigned) if signature.outcome == Outcome::Fail => {
            CheckResult { outcome: Outcome::Undetermined, ..signature }
        }
        _ => signature,
    }
}

/// The issuer and recognition checks: nobody issues a presentation, so they are about what is shown. `count` is of
/// all that is shown, whether or not it can be read.
pub(super) fn contents(nested: &[NestedReport], count: usize) -> [CheckResult; 2] {
    let shown = || nested.iter().filter(|one| one.kind == NestedKind::Credential).map(|one| &one.report);
    let of = |verdict| shown().filter(|report: &&Report| report.verdict == verdict).count();
    let open = |check, code| CheckResult::undetermined(check, code);
    let [invalid, undetermined, unrecognised] =
        [Verdict::Invalid, Verdict::Undetermined, Verdict::Unrecognised].map(of);
    let issuer = if invalid > 0 {
        CheckResult::fail(Check::Issuer, Code::InnerInvalid).with("count", invalid.to_string())
    } else if count == 0 && shown().next().is_none() {
        open(Check::Issuer, Code::NothingInside)
    } else if shown().count() < count {
        open(Check::Issuer, Code::InnerUnreadable).with("count", (count - shown().count()).to_string())
    } else if undetermined > 0 {
        open(Check::Issuer, Code::InnerUndetermined).with("count", undetermined.to_string())
    } else {
        CheckResult { code: Some(Code::InnerHolds), ..CheckResult::pass(Check::Issuer) }
    };
    let recognition = match issuer.outcome {
        Outcome::Pass if unrecognised > 0 => {
            open(Check::Recognition, Code::InnerUnrecognised).with("count", unrecognised.to_string())
        }
        Outcome::Pass => {
            CheckResult { code: Some(Code::InnerRecognised), ..CheckResult::pass(Check::Recognition) }
        }
        _ => open(Check::Recognition, issuer.code.unwrap_or(Code::NotEstablished)),
    };
    [issuer, recognition]
}
