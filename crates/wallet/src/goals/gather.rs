//! The awards of a whole wallet, judged for the day that is asked for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use stack::Award;
use vault::{Order, Query, Record, Shelf};
use vc::view::Text;
use vc::{Check, Code, Report, Verdict};

use crate::awards;
use crate::card::Card;
use crate::evidence;
use crate::fault::WalletFault;
use crate::import::judgement;
use crate::renewal;
use crate::session::Wallet;
use crate::verify::Errand;

/// Awards, and what there is to say about where they come from.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// The awards.
    pub awards: Vec<Award>,
    /// The credentials that they are from, by record.
    pub credentials: BTreeMap<String, Source>,
    /// Names of outcomes, by address.
    pub outcome_names: BTreeMap<String, Text>,
}

/// The credential behind an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// SHA-256 of the original file, in hexadecimal.
    pub sha256: String,
    /// When it was taken in, RFC 3339.
    pub stored_at: String,
    /// For what time it was judged.
    pub judged_at: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What decides the verdict.
    pub code: Option<(Check, Code)>,
}

impl Holdings {
    /// Awards without credentials, for planning.
    #[must_use]
    pub fn planned(awards: Vec<Award>) -> Self {
        Self { awards, ..Self::default() }
    }

    fn add(&mut self, record: &Record, report: &Report) {
        let id = record.id.to_string();
        self.awards.extend(awards::of(&id, report));
        awards::claims(report).for_each(|claim| awards::named_outcomes(claim, &mut self.outcome_names));
        let card = Card::of(&record.id, report, record.file_name.as_deref());
        let deciding = report.deciding();
        let source = Source {
            title: card.title,
            issuer: card.issuer,
            sha256: report.sha256.clone(),
            stored_at: record.stored_at.clone(),
            judged_at: report.at.to_string(),
            verdict: report.verdict,
            code: deciding.and_then(|deciding| deciding.code.map(|code| (deciding.check, code))),
        };
        self.credentials.insert(id, source);
    }
}

impl Wallet {
    /// The day that is judged for, in UTC.
    pub(crate) fn today(&self) -> Date {
        self.judge.now().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// The awards of every credential, today.
    pub(crate) fn awards_now(&mut self) -> Result<Holdings, WalletFault> {
        self.holdings(None)
    }

    /// The awards of every credential. For today, a credential that was judged over an hour ago is judged
    /// again first, and the new report kept: one that was revoked since then no longer counts. For another
    /// day, all are judged from the evidence that is kept; then, and for a time that was given, no report is.
    pub(crate) fn holdings(&mut self, on: Option<Date>) -> Result<Holdings, WalletFault> {
        let today = self.today();
        let mut errand = Errand::new(self.clock.now());
        let mut holdings = Holdings::default();
        for listed in
            self.vault.list(&Query { order: Order::Title, shelf: Shelf::Both, ..Query::default() })?
        {
            let record = self.vault.record(&listed.record)?;
            let report = match on.filter(|on| *on != today) {
                Some(on) => self.judged_for(&record, noon(on))?,
                None => self.judged_today(&record, &mut errand)?,
            };
            // What an earlier version took in and this one cannot read makes no award.
            if let Some(report) = report {
                holdings.add(&record, &report);
            }
        }
        renewal::join(&mut holdings.awards, &self.said_renewals()?);
        Ok(holdings)
    }

    fn judged_today(&mut self, record: &Record, errand: &mut Errand) -> Result<Option<Report>, WalletFault> {
        let stored: Report = serde_json::from_str(&record.judgement.report)?;
        let age = self.judge.now().duration_since(stored.at);
        if !self.judge.is_for_one_time() && !age.is_negative() && age < FRESH {
            return Ok(Some(stored));
        }
        let Some(unverified) = self.unverified(record)? else { return Ok(None) };
        let history = evidence::kept(record);
        let judged = self.judge.judge_on(errand, &unverified, &evidence::as_of(&history, self.judge.now()));
        self.note(Some(&record.id), &judged.requests)?;
        if self.judge.is_for_one_time() {
            return Ok(Some(judged.report)); // a supposed time leaves no trace in the wallet
        }
        let card = Card::of(&record.id, &judged.report, record.file_name.as_deref());
        self.vault.judge_again(&record.id, &judgement(&judged, &history), &card.indexed(&judged.report))?;
        Ok(Some(judged.report))
    }
}

/// The middle of a day stands for the day.
fn noon(day: Date) -> Timestamp {
    let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    noon.map_or(Timestamp::MAX, |noon| noon.timestamp())
}

/// For how long a judgement is taken for what is so today.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
