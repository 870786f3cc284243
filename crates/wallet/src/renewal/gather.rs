//! What ends, and what came in its place.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vault::{Order, Query, RecordId, Shelf};
use vc::{Code, Report, Verdict};

use super::kept::Kept;
use super::rule::{Likeness, renews};
use super::{Ending, EndingStanding, Endings, MAX_ENDINGS, Renewed, USUAL_DAYS_BEFORE_END};
use crate::card::{Card, seconds};
use crate::fault::WalletFault;
use crate::history::{Subject, What, event};
use crate::session::Wallet;

impl Wallet {
    pub(super) fn endings(&mut self) -> Result<Endings, WalletFault> {
        let remind_days = self.remind_days()?;
        let now = self.judge.now();
        let ahead = i64::from(remind_days.unwrap_or(USUAL_DAYS_BEFORE_END)) * DAY_SECONDS;
        let query = Query {
            order: Order::Expires,
            shelf: Shelf::Current,
            expires: Some(now.as_second() - PAST_DAYS * DAY_SECONDS..=now.as_second() + ahead),
            ..Query::default()
        };
        let mut reader = Reader::default();
        let (mut endings, mut more) = (Vec::new(), 0);
        for listed in self.vault.list(&query)? {
            let card = Card::listed(&listed)?;
            if !ends(&card) {
                continue;
            }
            if endings.len() == MAX_ENDINGS {
                more += 1;
                continue;
            }
            let ending = self.ending(&listed.record, card, now, &mut reader)?;
            self.tell(&listed.record, &ending)?;
            endings.push(ending);
        }
        Ok(Endings { remind_days, endings, more })
    }

    fn ending(
        &self,
        record: &RecordId,
        card: Card,
        now: Timestamp,
        reader: &mut Reader,
    ) -> Result<Ending, WalletFault> {
        let kept = self.kept_renewal(record)?;
        let (renewed_by, possible) = self.successors(record, &card, &kept, now, reader)?;
        let snoozed_until = kept.snoozed_until.filter(|until| *until > self.today().to_string());
        let standing = match (&renewed_by, &snoozed_until) {
            (Some(_), _) => EndingStanding::Renewed,
            (None, Some(_)) => EndingStanding::Snoozed,
            (None, None) => EndingStanding::Due,
        };
        let last = card.valid_until.as_deref().and_then(seconds).unwrap_or_default();
        let days = last.div_euclid(DAY_SECONDS) - now.as_second().div_euclid(DAY_SECONDS);
        Ok(Ending { card, days, standing, snoozed_until, renewed_by, possible })
    }

    /// What came in the place of a credential, else what may have.
    fn successors(
        &self,
        record: &RecordId,
        card: &Card,
        kept: &Kept,
        now: Timestamp,
        reader: &mut Reader,
    ) -> Result<(Option<Renewed>, Vec<Card>), WalletFault> {
        let Some(old) = reader.report(self, record)?.cloned() else { return Ok((None, Vec::new())) };
        let mut possible = Vec::new();
        let mut sure = None;
        for later in self.later_of_issuer(card, reader)? {
            let said = kept.yes.as_ref() == Some(&later.record);
            if kept.no.contains(&later.record) {
                continue;
            }
            let Some(id) = RecordId::parse(&later.record).filter(|id| id != record) else { continue };
            let Some(new) = reader.report(self, &id)? else { continue };
            match renews(new, &old, now) {
                Some(_) if said => return Ok((Some(Renewed { card: later, said }), Vec::new())),
                // The one that lasts longest comes first.
                Some(Likeness::Sure) if sure.is_none() => sure = Some(Renewed { card: later, said }),
                Some(Likeness::Maybe) if possible.len() < MAX_POSSIBLE => possible.push(later),
                _ => {}
            }
        }
        if sure.is_some() {
            possible.clear();
        }
        Ok((sure, possible))
    }

    /// Credentials of the same issuer that end later or never, the latest to end first. Of very many, the latest.
    fn later_of_issuer(&self, card: &Card, reader: &mut Reader) -> Result<Vec<Card>, WalletFault> {
        if !reader.of_issuer.contains_key(&card.issuer) {
            let (typed, shelf, limit) = (card.issuer.as_str(), Shelf::Both, Some(MAX_LOOKED_AT));
            let listed = self.vault.list(&Query { typed, shelf, limit, ..Query::default() })?;
            let mut cards: Vec<Card> = listed.iter().map(Card::listed).collect::<Result<_, _>>()?;
            cards.retain(|one| one.issuer == card.issuer && one.verdict != Verdict::Invalid);
            cards.sort_by_key(|one| std::cmp::Reverse(end(one)));
            reader.of_issuer.insert(card.issuer.clone(), cards);
        }
        let later = |one: &&Card| one.record != card.record && end(one) > end(card);
        Ok(reader.of_issuer[&card.issuer].iter().filter(later).cloned().collect())
    }

    /// Writes a renewal into the history, once.
    fn tell(&mut self, record: &RecordId, ending: &Ending) -> Result<(), WalletFault> {
        let Some(Renewed { card, .. }) = &ending.renewed_by else { return Ok(()) };
        let kept = self.kept_renewal(record)?;
        if kept.told.as_ref() == Some(&card.record) {
            return Ok(());
        }
        if let Some(new) = RecordId::parse(&card.record) {
            let event = event(What::Renewed, self.clock.now(), &new, &Subject::of(card, None))?;
            self.vault.note_events(&[event])?;
        }
        self.keep_renewal(record, &Kept { told: Some(card.record.clone()), ..kept })
    }

    pub(super) fn answer(
        &mut self,
        record: &RecordId,
        later: &RecordId,
        says: Option<bool>,
    ) -> Result<(), WalletFault> {
        let mut reader = Reader::default();
        let unknown = |record: &RecordId| WalletFault::RecordUnknown { record: record.to_string() };
        let old = reader.report(self, record)?.cloned().ok_or_else(|| unknown(record))?;
        let new = reader.report(self, later)?.ok_or_else(|| unknown(later))?;
        if says == Some(true) && renews(new, &old, self.judge.now()).is_none() {
            return Err(WalletFault::RenewalUnlikely);
        }
        let mut kept = self.kept_renewal(record)?;
        let later = later.to_string();
        kept.no.retain(|one| *one != later);
        kept.yes = kept.yes.filter(|one| *one != later);
        match says {
            Some(true) => kept.yes = Some(later),
            Some(false) => kept.no.push(later),
            None => {}
        }
        self.keep_renewal(record, &kept)
    }
}

/// Reports and lists that were read, for as long as one answer is made.
#[derive(Default)]
struct Reader {
    reports: BTreeMap<RecordId, Option<Report>>,
    of_issuer: BTreeMap<String, Vec<Card>>,
}

impl Reader {
    /// The last report of a record; nothing when there is no such record.
    fn report(&mut self, wallet: &Wallet, record: &RecordId) -> Result<Option<&Report>, WalletFault> {
        if !self.reports.contains_key(record) {
            let known = wallet.vault.face_if_known(record)?.is_some();
            let report = match known {
                true => Some(serde_json::from_str(&wallet.vault.record(record)?.judgement.report)?),
                false => None,
            };
            self.reports.insert(record.clone(), report);
        }
        Ok(self.reports[record].as_ref())
    }
}

/// Whether there is something to renew: what is bad for another reason than its end is not.
fn ends(card: &Card) -> bool {
    card.verdict != Verdict::Invalid || card.code == Some(Code::Expired)
}

/// When a credential ends, in seconds; what never ends comes after everything.
fn end(card: &Card) -> i64 {
    card.valid_until.as_deref().and_then(seconds).unwrap_or(i64::MAX)
}

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// For how many days after its end a credential is still listed.
const PAST_DAYS: i64 = 90;

/// Most credentials of one issuer that are looked at.
const MAX_LOOKED_AT: usize = 300;

/// Most credentials that the learner is asked about.
const MAX_POSSIBLE: usize = 5;
