//! Check again: judge a stored credential now, and keep the new report in place of the old.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use vault::{Record, RecordId};
use vc::{Evidence, Unverified};

use crate::card::Card;
use crate::evidence;
use crate::fault::WalletFault;
use crate::import::judgement;
use crate::session::Wallet;
use crate::show::Detail;
use crate::verify::{Judge, Judged, Reach};

/// A credential that is to be judged again, with all that this takes.
pub struct Rechecking {
    record: Record,
    unverified: Unverified,
    history: Evidence,
    judge: Arc<Judge>,
}

/// A credential that was judged again, not kept yet.
pub struct Rechecked {
    record: RecordId,
    judged: Judged,
}

impl Rechecking {
    /// Asks the network where it may, and judges. May take as long as slow servers do.
    #[must_use]
    pub fn run(self) -> Rechecked {
        let known = evidence::as_of(&self.history, self.judge.now());
        Rechecked { judged: self.judge.judge(&self.unverified, &known), record: self.record.id }
    }
}

impl Wallet {
    pub(crate) fn start_recheck(&self, record: &RecordId) -> Result<Rechecking, WalletFault> {
        let record = self.vault.record(record)?;
        let original = self.vault.original(&record.id)?;
        let part = usize::try_from(record.part).map_err(|_| WalletFault::PartMissing)?;
        let unverified = vc::parse(&original)?.into_iter().nth(part).ok_or(WalletFault::PartMissing)??;
        let history = evidence::kept(&record);
        Ok(Rechecking { record, unverified, history, judge: Arc::clone(&self.judge) })
    }

    pub(crate) fn finish_recheck(&mut self, rechecked: Rechecked) -> Result<Detail, WalletFault> {
        let Rechecked { record, judged } = rechecked;
        self.note(Some(&record), &judged.requests)?;
        let stored = self.vault.record(&record)?;
        let card = Card::of(&record, &judged.report, stored.file_name.as_deref());
        // What came meanwhile from another recheck is kept too.
        let judgement = judgement(&judged, &evidence::kept(&stored));
        self.vault.judge_again(&record, &judgement, &card.indexed(&judged.report))?;
        self.show(&record).map(|detail| Detail { report: judged.report, ..detail })
    }

    pub(crate) fn due(&self, limit: usize) -> Result<Vec<String>, WalletFault> {
        if self.judge.reach() == Reach::Offline {
            return Ok(Vec::new());
        }
        let before = self.judge.now().checked_sub(FRESH).unwrap_or(Timestamp::MIN);
        let due = self.vault.judged_before(&before.to_string(), limit)?;
        Ok(due.iter().map(ToString::to_string).collect())
    }
}

/// For how long a judgement needs no repeating.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
