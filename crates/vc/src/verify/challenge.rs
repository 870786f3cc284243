//! What is asked of somebody who shows a credential.

use jiff::{SignedDuration, Timestamp};

use crate::report::{Check, CheckResult, Code};

/// How far from the time to judge for something may have been signed where nobody asked for it with a nonce.
const FRESH: SignedDuration = SignedDuration::from_secs(300);

/// What a presentation must answer. By default nothing was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Challenge {
    /// To whom it must be addressed.
    pub audience: Option<String>,
    /// What must be repeated in it, so that an older one does not serve.
    pub nonce: Option<String>,
}

/// What whoever shows something signed with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// To whom it is addressed.
    pub(crate) audiences: Vec<String>,
    /// What it repeats.
    pub(crate) nonce: Option<String>,
    /// When it was signed.
    pub(crate) made: Option<Timestamp>,
    /// Until when it counts.
    pub(crate) until: Option<Timestamp>,
}

impl Challenge {
    /// True when anything was asked: then a presentation is required.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.audience.is_some() || self.nonce.is_some()
    }

    /// The holder check as far as the challenge goes. A pass says when it was shown, and until when it counts.
    pub(crate) fn check(&self, shown: &Shown, at: Timestamp) -> CheckResult {
        if let Err(result) = self.hold(shown, at) {
            return result;
        }
        let mut passed = self.passed();
        if let Some(made) = shown.made {
            passed = passed.with("made", made.to_string());
        }
        let lasting = match self.nonce {
            None => shown.until.or_else(|| shown.made?.checked_add(FRESH).ok()),
            Some(_) => None,
        };
        match lasting {
            Some(until) => passed.with("until", until.to_string()),
            None => passed,
        }
    }

    /// A pass, with a remark where nobody had asked.
    pub(crate) fn passed(&self) -> CheckResult {
        let code = (!self.is_asked()).then_some(Code::Unchallenged);
        CheckResult { code, ..CheckResult::pass(Check::Holder) }
    }

    fn hold(&self, shown: &Shown, at: Timestamp) -> Result<(), CheckResult> {
        let fail = |code| CheckResult::fail(Check::Holder, code);
        if let Some(expected) = &self.audience
            && !shown.audiences.contains(expected)
        {
            let value = shown.audiences.first().map_or("", String::as_str);
            return Err(fail(Code::AudienceMismatch).with("expected", expected).with("value", value));
        }
        if self.nonce.is_some() && self.nonce != shown.nonce {
            return Err(fail(Code::NonceMismatch));
        }
        self.fresh(shown, at)
    }

    /// It counts around its making; where a nonce was asked for and given, that shows how fresh it is.
    fn fresh(&self, shown: &Shown, at: Timestamp) -> Result<(), CheckResult> {
        let stale = |date: Timestamp| {
            Err(CheckResult::fail(Check::Holder, Code::BindingStale).with("from", date.to_string()))
        };
        if let Some(until) = shown.until.filter(|until| *until <= at) {
            return stale(shown.made.unwrap_or(until));
        }
        match shown.made.map(|made| (made, at.duration_since(made))) {
            Some((made, age)) if age < -FRESH => stale(made),
            _ if self.nonce.is_some() || shown.until.is_some() => Ok(()),
            Some((made, age)) if age > FRESH => stale(made),
            Some(_) => Ok(()),
            None => Err(CheckResult::undetermined(Check::Holder, Code::BindingUndated)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Outcome;

    const NOW: &str = "2026-11-22T12:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn result(challenge: &Challenge, shown: &Shown) -> (Outcome, Option<Code>) {
        let CheckResult { outcome, code, .. } = challenge.check(shown, at(NOW));
        (outcome, code)
    }

    #[test]
    fn what_was_asked_for_is_answered_or_fails() {
        let asked = Challenge { audience: Some("a".into()), nonce: Some("n".into()) };
        let good =
            Shown { audiences: vec!["b".into(), "a".into()], nonce: Some("n".into()), ..Shown::default() };
        assert_eq!(result(&asked, &good), (Outcome::Pass, None));
        let elsewhere = Shown { audiences: vec!["b".into()], ..good.clone() };
        assert_eq!(result(&asked, &elsewhere), (Outcome::Fail, Some(Code::AudienceMismatch)));
        for nonce in [None, Some("m".to_owned())] {
            let other = Shown { nonce, ..good.clone() };
            assert_eq!(result(&asked, &other), (Outcome::Fail, Some(Code::NonceMismatch)));
        }
    }

    #[test]
    fn pass_tells_when_it_was_shown_and_until_when_a_copy_counts() {
        let made = at("2026-11-22T11:59:20Z");
        let shown = Shown { made: Some(made), nonce: Some("n".into()), ..Shown::default() };
        let told = |challenge: &Challenge, shown: &Shown| {
            let detail = challenge.check(shown, at(NOW)).detail;
            (detail.get("made").cloned(), detail.get("until").cloned())
        };
        let first = Some("2026-11-22T11:59:20Z".to_owned());
        let fresh = (first.clone(), Some("2026-11-22T12:04:20Z".to_owned()));
        assert_eq!(told(&Challenge::default(), &shown), fresh);
        let until = Some(at("2026-11-22T12:01:00Z"));
        let dated = (first.clone(), Some("2026-11-22T12:01:00Z".to_owned()));
        assert_eq!(told(&Challenge::default(), &Shown { until, ..shown.clone() }), dated);
        // An answer counts once, for whoever asked.
        let asked = Challenge { nonce: Some("n".into()), ..Challenge::default() };
        assert_eq!(told(&asked, &Shown { until, ..shown }), (first, None));
    }

    #[test]
    fn what_nobody_asked_for_is_fresh_or_fails() {
        let nothing = Challenge::default();
        let made = |time: &str| Shown { made: Some(at(time)), ..Shown::default() };
        for (time, expected) in [
            ("2026-11-22T11:55:00Z", (Outcome::Pass, Some(Code::Unchallenged))),
            ("2026-11-22T11:54:59Z", (Outcome::Fail, Some(Code::BindingStale))),
            ("2026-11-22T12:05:01Z", (Outcome::Fail, Some(Code::BindingStale))),
        ] {
            assert_eq!(result(&nothing, &made(time)), expected, "{time}");
        }
        let lasting = Shown { until: Some(at("2026-12-01T00:00:00Z")), ..made("2026-01-01T00:00:00Z") };
        assert_eq!(result(&nothing, &lasting), (Outcome::Pass, Some(Code::Unchallenged)));
        let over = Shown { until: Some(at(NOW)), ..lasting };
        assert_eq!(result(&nothing, &over), (Outcome::Fail, Some(Code::BindingStale)));
        let undated = (Outcome::Undetermined, Some(Code::BindingUndated));
        assert_eq!(result(&nothing, &Shown::default()), undated);
    }
}
