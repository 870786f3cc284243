//! Matching: how far what somebody shows goes toward a goal, such as the card of a role that is to be filled.
//!
//! Each showing is counted by itself, from what is shown in it alone: neither what somebody showed before nor the
//! decisions of recognition in the employer's own wallet count.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use stack::qualification::Standing;
use stack::{Award, Outlook, Verdict};
use vc::view::Text;
use vc::{Check, DocumentKind, NestedKind, Outcome, Report};

use crate::awards;
use crate::fault::WalletFault;
use crate::goals::{Asked, Evaluation, Gap, Goal, Holdings, Rules, Terms, text};

/// A goal that can be matched with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Matchable {
    /// Id of its rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Version of the rules.
    pub version: String,
    /// How much weight the definition has.
    pub standing: Standing,
    /// What its credits are counted in; `none` where there are none.
    pub framework: String,
}

/// How far one showing goes toward the goal of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Match {
    /// Which showing, where it is at a desk.
    pub number: u32,
    /// Id of the goal.
    pub goal: String,
    /// Version of its rules.
    pub version: String,
    /// Whether what is shown meets it.
    pub outlook: Outlook,
    /// What is missing, at least.
    pub missing: Gap,
    /// Credentials that hold or may hold, and say nothing that can be counted, as an SD-JWT VC does: they may well be
    /// about what is missing.
    pub uncounted: usize,
}

/// What a desk matches with.
#[derive(Debug, Clone)]
pub struct Role {
    rules: Rules,
    count_unrecognised: bool,
}

/// What somebody shows, ready to be counted.
#[derive(Debug, Clone)]
pub struct Offer {
    awards: Vec<Award>,
    uncounted: usize,
    on: Date,
}

impl Role {
    /// Rules to match with. `count_unrecognised`: genuine credentials of providers that nobody vouches for count too.
    ///
    /// # Errors
    /// `goal_not_counted` when nothing can be counted by these rules.
    pub fn new(rules: Rules, count_unrecognised: bool, today: Date) -> Result<Self, WalletFault> {
        let role = Self { rules, count_unrecognised };
        role.evaluate(&Offer { awards: Vec::new(), uncounted: 0, on: today })?;
        Ok(role)
    }

    /// Its rules.
    pub(super) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What is matched with.
    #[must_use]
    pub fn matchable(&self) -> Matchable {
        Matchable::of(&self.rules)
    }

    /// How far it goes. Where the engine refuses to count so much, that is unknown.
    #[must_use]
    pub fn matched(&self, number: u32, offer: &Offer) -> Match {
        let rules = &self.rules.qualification;
        let unknown = || Match {
            number,
            goal: rules.id.clone(),
            version: rules.version.clone(),
            outlook: Outlook::Unknown,
            missing: Gap { mandatory: 0, number: 0, credits: "0".to_owned() },
            uncounted: offer.uncounted,
        };
        let Ok(evaluation) = self.evaluate(offer) else { return unknown() };
        let line = evaluation.line();
        Match { outlook: offer.careful(line.outlook), missing: line.missing, ..unknown() }
    }

    /// The goal with everything in what is shown that counts, and what is missing.
    ///
    /// # Errors
    /// `goal_not_counted` when the engine refuses to count so much.
    pub fn goal(&self, offer: &Offer) -> Result<Goal, WalletFault> {
        let mut goal = self.evaluate(offer)?.goal();
        goal.line.outlook = offer.careful(goal.line.outlook);
        Ok(goal)
    }

    fn evaluate(&self, offer: &Offer) -> Result<Evaluation, WalletFault> {
        let terms = Terms {
            on: offer.on,
            count_unrecognised: self.count_unrecognised,
            equivalences: Vec::new(),
            answers: BTreeMap::new(),
            choices: BTreeMap::new(),
        };
        Evaluation::new(self.rules.clone(), Holdings::planned(offer.awards.clone()), terms, &Asked::default())
    }
}

impl Offer {
    /// What a report says that can be counted, for the day of the report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut offer =
            Self { awards: Vec::new(), uncounted: 0, on: report.at.to_zoned(TimeZone::UTC).date() };
        match report.kind {
            DocumentKind::Credential => offer.add("0", report, Verdict::Verified),
            DocumentKind::Presentation => offer.add_shown(report),
        }
        offer
    }

    /// How many awards are kept for it.
    pub(super) fn len(&self) -> usize {
        self.awards.len()
    }

    /// The credentials of a presentation: none of them counts more than the presentation itself, and of several only
    /// those count that are known to be about one person.
    fn add_shown(&mut self, report: &Report) {
        let shown: Vec<_> = report.nested.iter().filter(|one| one.kind == NestedKind::Credential).collect();
        let people: BTreeSet<_> = shown.iter().map(|one| one.report.claims.subject.id.as_deref()).collect();
        let one_person = shown.len() == 1 || people.len() == 1 && !people.contains(&None);
        let most = most(report);
        // Verdicts are ordered from the best down, so the greater one is the weaker one.
        for (place, one) in shown.into_iter().enumerate() {
            let most = if one.about_parent || one_person { most } else { most.max(Verdict::Undetermined) };
            self.add(&place.to_string(), &one.report, most);
        }
    }

    fn add(&mut self, stem: &str, report: &Report, most: Verdict) {
        let awards = awards::of(stem, report);
        if awards.is_empty() && report.verdict != vc::Verdict::Invalid {
            self.uncounted += 1;
        }
        let limited = awards.into_iter().map(|award| Award { verdict: award.verdict.max(most), ..award });
        self.awards.extend(limited);
    }

    /// What cannot be counted may be about what is missing.
    fn careful(&self, outlook: Outlook) -> Outlook {
        match outlook {
            Outlook::NotMet if self.uncounted > 0 => Outlook::Unknown,
            other => other,
        }
    }
}

impl Matchable {
    /// Of rules.
    #[must_use]
    pub fn of(Rules { qualification, .. }: &Rules) -> Self {
        Self {
            id: qualification.id.clone(),
            title: text(&qualification.title),
            version: qualification.version.clone(),
            standing: qualification.standing,
            framework: qualification.credit_framework.clone(),
        }
    }
}

/// The best that a credential in a presentation can come to: a copy of a presentation that has run out, or one that
/// somebody changed, proves nothing of whoever shows it.
fn most(presentation: &Report) -> Verdict {
    let own = [Check::Format, Check::Signature, Check::Validity, Check::Holder];
    let of =
        |outcome| own.iter().any(|own| presentation.check(*own).is_some_and(|one| one.outcome == outcome));
    match (of(Outcome::Fail), of(Outcome::Undetermined)) {
        (true, _) => Verdict::Invalid,
        (false, true) => Verdict::Undetermined,
        (false, false) => Verdict::Verified,
    }
}

#[cfg(test)]
mod tests;
