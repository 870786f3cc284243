//! Reports to hand to an awarding body: as JSON, to be checked again, and as a page, to be read and printed.

pub(crate) mod html;
mod page;
mod saved;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stack::check::Confirmed;
use stack::qualification::{InForce, Source as RulesSource, Standing};
use stack::{Award, Equivalence, Plan, Policy};
use vc::{Check, Code, Verdict};

use super::entry::Unexpressed;
use super::evaluation::Evaluation;
use super::gather::Source;
use crate::fault::WalletFault;

pub use saved::{Given, Saved};

/// The format that [`Appendix`] is written in.
pub const FORMAT: &str = "tessera-report/1";

/// A plan, and everything beside the rules that it was made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The plan; its members are those of the report.
    #[serde(flatten)]
    pub plan: Plan,
    /// What it was made from.
    pub report: Appendix,
}

/// What a plan was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appendix {
    /// Always [`FORMAT`].
    pub format: String,
    /// How much weight the rules have.
    pub standing: Standing,
    /// When they apply.
    pub in_force: InForce,
    /// Where they come from.
    pub source: RulesSource,
    /// What their file could not say as rules.
    #[serde(default)]
    pub unexpressed: Vec<Unexpressed>,
    /// What was chosen, condition to target. The plan is about the rules with these choices made.
    pub choices: BTreeMap<String, String>,
    /// What the independent checker confirmed: `met`, `not_met`, `not_met_by_search` or `unknown`.
    pub confirmed: String,
    /// Under which policy was counted.
    pub policy: Policy,
    /// The awards, by id.
    pub awards: Vec<Award>,
    /// The decisions of recognition, by id.
    pub equivalences: Vec<Equivalence>,
    /// The credentials behind the awards, by record.
    pub credentials: Vec<Evidence>,
}

/// A credential behind awards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its record in the wallet.
    pub record: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// SHA-256 of the original file, in hexadecimal.
    pub sha256: String,
    /// For what time it was judged.
    pub judged_at: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The check that decides the verdict, when one stands out.
    pub check: Option<Check>,
    /// Why.
    pub code: Option<Code>,
}

impl Evaluation {
    /// The report, for machines and to be checked again. The same inputs make the same bytes.
    #[must_use]
    pub fn report(&self) -> Report {
        let published = self.published();
        let mut awards = self.scenario.awards.clone();
        awards.sort_by(|a, b| a.id.cmp(&b.id));
        let mut equivalences = self.scenario.equivalences.clone();
        equivalences.sort_by(|a, b| a.id.cmp(&b.id));
        let report = Appendix {
            format: FORMAT.to_owned(),
            standing: published.standing,
            in_force: published.in_force.clone(),
            source: published.source.clone(),
            unexpressed: self.rules.unexpressed.clone(),
            choices: self.chosen.clone(),
            confirmed: confirmed(self.confirmed).to_owned(),
            policy: self.scenario.policy.clone(),
            credentials: self.credentials(&awards),
            awards,
            equivalences,
        };
        Report { plan: self.plan.clone(), report }
    }

    /// The report as a page of its own: no script, no remote content, every text escaped.
    ///
    /// # Errors
    /// `trial_not_reported` while something is tried out.
    pub fn page(&self) -> Result<String, WalletFault> {
        if self.is_trial() { Err(WalletFault::TrialNotReported) } else { Ok(page::of(self)) }
    }

    /// The report as JSON text, with line breaks.
    ///
    /// # Errors
    /// `trial_not_reported` while something is tried out.
    pub fn report_text(&self) -> Result<String, WalletFault> {
        if self.is_trial() {
            return Err(WalletFault::TrialNotReported);
        }
        Ok(serde_json::to_string_pretty(&self.report())? + "\n")
    }

    /// The credentials that have an award among these.
    fn credentials(&self, awards: &[Award]) -> Vec<Evidence> {
        let named = |record: &&String| awards.iter().any(|award| award.credential.as_ref() == Some(record));
        let all = self.holdings.credentials.iter().filter(|(record, _)| named(record));
        all.map(|(record, source)| evidence(record, source)).collect()
    }
}

fn evidence(record: &str, source: &Source) -> Evidence {
    Evidence {
        record: record.to_owned(),
        title: source.title.clone(),
        issuer: source.issuer.clone(),
        sha256: source.sha256.clone(),
        judged_at: source.judged_at.clone(),
        verdict: source.verdict,
        check: source.code.map(|(check, _)| check),
        code: source.code.map(|(_, code)| code),
    }
}

/// What was confirmed, as it appears in output: stable snake case.
#[must_use]
pub fn confirmed(confirmed: Confirmed) -> &'static str {
    match confirmed {
        Confirmed::Met => "met",
        Confirmed::NotMet => "not_met",
        Confirmed::NotMetBySearch => "not_met_by_search",
        Confirmed::Unknown => "unknown",
    }
}
