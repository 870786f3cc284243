//! The goal of a desk: what each showing is matched with.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Desk, MAX_OFFERED, MAX_ROWS, Match, Matchable, Offer, Role, Row, Showing};
use crate::fault::WalletFault;
use crate::goals::{Goal, Rules, catalogue, read_rules};
use crate::session::Session;

/// What a desk is to match with.
#[derive(Debug, Clone, Copy)]
pub enum RoleSource<'a> {
    /// The rules with this id: of the catalogue, or of the open wallet.
    Named(&'a str),
    /// The rules in this file; of several, the first.
    File(&'a [u8]),
    /// The rules that it matches with already.
    Current,
}

/// What a desk matches with now, and how far each showing goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Matching {
    /// The goal.
    pub goal: Matchable,
    /// Whether genuine credentials of providers that nobody vouches for count too.
    pub count_unrecognised: bool,
    /// How far each showing goes.
    pub matches: Vec<Match>,
}

impl Session {
    /// The goals that can be matched with by name: those of the catalogue, and of the wallet where one is open.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn desk_goals(&mut self) -> Result<Vec<Matchable>, WalletFault> {
        Ok(self.matchable_rules()?.iter().map(Matchable::of).collect())
    }

    /// Matches everything at the desk, and what comes, with a goal. `count_unrecognised`: genuine credentials of
    /// providers that nobody vouches for count too.
    ///
    /// # Errors
    /// `goal_unknown`; `too_large`, `wrong_shape` or `contradictory_rules` for a file; `goal_not_counted` when nothing
    /// can be counted by these rules; or a fault of storage. Then the desk matches as before.
    pub fn seek(
        &mut self,
        source: RoleSource<'_>,
        count_unrecognised: bool,
    ) -> Result<Matching, WalletFault> {
        let today = self.ports.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let unknown = |id: &str| WalletFault::GoalUnknown { id: id.to_owned() };
        let rules = match source {
            RoleSource::Named(id) => {
                let found = self.matchable_rules()?.into_iter().find(|rules| rules.qualification.id == id);
                found.ok_or_else(|| unknown(id))?
            }
            RoleSource::File(bytes) => {
                read_rules(bytes, today)?.into_iter().next().ok_or_else(|| unknown(""))?
            }
            RoleSource::Current => {
                self.desk.role.as_ref().map(|role| role.rules().clone()).ok_or_else(|| unknown(""))?
            }
        };
        let role = Role::new(rules, count_unrecognised, today)?;
        let goal = role.matchable();
        self.desk.seek(Some(role));
        self.used();
        Ok(Matching { goal, count_unrecognised, matches: self.desk_matches() })
    }

    /// Matches with nothing any more.
    pub fn seek_nothing(&mut self) {
        self.desk.seek(None);
    }

    /// How far each showing at the desk goes toward its goal.
    #[must_use]
    pub fn desk_matches(&self) -> Vec<Match> {
        self.desk.matches.values().cloned().collect()
    }

    /// The goal of the desk with what counts toward it of one showing, and what is missing.
    ///
    /// # Errors
    /// `showing_unknown` when it was forgotten, or the desk has no goal; `goal_not_counted` when the engine refuses to
    /// count so much.
    pub fn desk_goal(&self, number: u32) -> Result<Goal, WalletFault> {
        let both = self.desk.role.as_ref().zip(self.desk.offers.get(&number));
        let (role, offer) = both.ok_or(WalletFault::ShowingUnknown { number })?;
        role.goal(offer)
    }

    fn matchable_rules(&mut self) -> Result<Vec<Rules>, WalletFault> {
        match self.open() {
            Ok(wallet) => wallet.all_rules(),
            Err(_) => Ok(catalogue().to_vec()),
        }
    }
}

impl Desk {
    fn seek(&mut self, role: Option<Role>) {
        self.role = role;
        let matched = |role: &Role| {
            self.offers.iter().map(|(number, offer)| (*number, role.matched(*number, offer))).collect()
        };
        self.matches = self.role.as_ref().map(matched).unwrap_or_default();
    }

    /// Keeps what can be counted of the last showing.
    pub(super) fn offer(&mut self, offer: Offer, matched: Option<Match>) {
        self.offers.insert(self.last, offer);
        self.matches.extend(matched.map(|matched| (self.last, matched)));
        let too_many = |offers: &BTreeMap<u32, Offer>| {
            offers.len() > MAX_ROWS || offers.values().map(Offer::len).sum::<usize>() > MAX_OFFERED
        };
        while self.offers.len() > 1 && too_many(&self.offers) {
            self.offers.pop_first();
        }
        while self.matches.len() > MAX_ROWS {
            self.matches.pop_first();
        }
    }

    /// The lines of the table, each with how far it goes.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        self.rows.iter().map(|(number, row)| {
            let matched = number.and_then(|number| self.matches.get(&number));
            matched.map_or_else(|| row.clone(), |matched| row.clone().matched(matched))
        })
    }

    /// Everything about one showing as JSON; how far it goes is told for the goal that the desk has now.
    pub(super) fn report(&self, number: u32) -> Result<String, WalletFault> {
        let text = self.reports.get(&number).ok_or(WalletFault::ShowingUnknown { number })?;
        let matched = self.matches.get(&number).cloned();
        let showing = Showing { matched, ..serde_json::from_str(text)? };
        Ok(serde_json::to_string_pretty(&showing)?)
    }
}
