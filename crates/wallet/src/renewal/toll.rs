//! What goals lose when a credential ends.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use stack::Outlook;
use vc::view::Text;

use super::{Ending, EndingStanding};
use crate::fault::WalletFault;
use crate::goals::{Asked, Evaluation, GoalLine, Holdings, Rules, Terms};
use crate::session::Wallet;

/// What goals lose when one credential ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Toll {
    /// The credential, by record.
    pub record: String,
    /// The goals that lose something.
    pub goals: Vec<GoalAfter>,
}

/// A goal before and after a credential ends, if nothing else changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GoalAfter {
    /// Id of its rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What its credits are counted in; `none` where there are none.
    pub framework: String,
    /// The last day on which the credential counts, `2026-11-22`.
    pub until: String,
    /// Whether the rules are met today.
    pub outlook: Outlook,
    /// Credits that meet the rules today.
    pub credits: String,
    /// Whether they are met on the day after.
    pub outlook_after: Outlook,
    /// Credits that meet them then.
    pub credits_after: String,
}

impl Wallet {
    /// For each credential that ends and was not renewed, the goals that it counts in and that lose something.
    pub(super) fn tolls(&mut self, count_unrecognised: bool) -> Result<Vec<Toll>, WalletFault> {
        let endings = self.endings()?.endings;
        let ahead: Vec<(String, Date)> = endings.iter().filter_map(last_day).collect();
        if ahead.is_empty() {
            return Ok(Vec::new());
        }
        let asked = Asked { count_unrecognised, ..Asked::default() };
        let holdings = self.holdings(None)?;
        let mut tolls: BTreeMap<&str, Vec<GoalAfter>> = BTreeMap::new();
        for rules in self.all_rules()? {
            let terms = self.terms(&rules.qualification.id, &asked, None)?;
            let Some(today) = counted(&rules, &holdings, terms.clone())? else { continue };
            let used = used(&today, &holdings);
            let mut on_day: BTreeMap<Date, GoalLine> = BTreeMap::new();
            for (record, last) in ahead.iter().filter(|(record, _)| used.contains(record)) {
                let Ok(on) = last.tomorrow() else { continue };
                if !on_day.contains_key(last) {
                    let then = counted(&rules, &holdings, Terms { on, ..terms.clone() })?;
                    let Some(then) = then else { continue };
                    on_day.insert(*last, then.line());
                }
                let after = after(&today.line(), &on_day[last], *last);
                tolls.entry(record).or_default().extend(after);
            }
        }
        let tolls = tolls.into_iter().filter(|(_, goals)| !goals.is_empty());
        Ok(tolls.map(|(record, goals)| Toll { record: record.to_owned(), goals }).collect())
    }
}

/// The last day of a credential that is in force and was not renewed.
fn last_day(ending: &Ending) -> Option<(String, Date)> {
    let day = ending.card.valid_until.as_deref()?.get(..DAY)?.parse().ok()?;
    let counts = ending.standing != EndingStanding::Renewed && ending.days >= 0;
    counts.then(|| (ending.card.record.clone(), day))
}

/// A goal counted; nothing where the engine refuses to, as for too many awards.
fn counted(rules: &Rules, holdings: &Holdings, terms: Terms) -> Result<Option<Evaluation>, WalletFault> {
    match Evaluation::new(rules.clone(), holdings.clone(), terms, &Asked::default()) {
        Err(WalletFault::GoalNotCounted(_)) => Ok(None),
        counted => counted.map(Some),
    }
}

/// The credentials whose awards count.
fn used(evaluation: &Evaluation, holdings: &Holdings) -> BTreeSet<String> {
    let counting: BTreeSet<&str> =
        evaluation.plan().assignment.iter().map(|one| one.award.0.as_str()).collect();
    let awards = holdings.awards.iter().filter(|award| counting.contains(award.id.0.as_str()));
    awards.filter_map(|award| award.credential.clone()).collect()
}

/// What is lost; nothing where something else takes its place.
fn after(today: &GoalLine, then: &GoalLine, until: Date) -> Option<GoalAfter> {
    let same = today.outlook == then.outlook
        && today.credits == then.credits
        && today.parts.filled == then.parts.filled
        && today.missing == then.missing;
    (!same).then(|| GoalAfter {
        id: today.id.clone(),
        title: today.title.clone(),
        framework: today.framework.clone(),
        until: until.to_string(),
        outlook: today.outlook,
        credits: today.credits.clone(),
        outlook_after: then.outlook,
        credits_after: then.credits.clone(),
    })
}

/// `2026-11-22`.
const DAY: usize = 10;
