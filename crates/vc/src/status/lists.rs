//! Status lists that were verified before: the credentials of one issuer share a list.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::list::Held;
use crate::limits::{MAX_REMEMBERED_LIST_BYTES, MAX_REMEMBERED_LISTS};
use crate::report::CheckResult;
use crate::verify::Occasion;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};
use crate::verify::work::{Expense, Work};

/// As what a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A credential of bits.
    Bits,
    /// A token of statuses.
    Statuses,
    /// JSON with identifiers.
    Revocations,
}

/// Remembers what lists came to.
///
/// Pure memory: it answers only for the same bytes from the same address beside the same other evidence, and
/// only for times between two at which the list was verified; everything that can make a list unreliable with
/// time has one beginning and one end. What the verification cost is spent again, so that no verdict depends
/// on the order of judging.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    known: Mutex<VecDeque<Known>>,
}

#[derive(Debug)]
struct Known {
    kind: Kind,
    item: EvidenceItem,
    /// Keys and certificates that were at hand.
    beside: Vec<EvidenceItem>,
    from: Timestamp,
    until: Timestamp,
    expense: Expense,
    outcome: Result<Arc<Held>, CheckResult>,
}

impl Lists {
    /// What a list comes to: remembered, or found out by `read`.
    pub(super) fn find(
        &self,
        kind: Kind,
        item: &EvidenceItem,
        occasion: Occasion<'_>,
        read: impl Fn(Occasion<'_>) -> Result<Held, CheckResult>,
    ) -> Result<Arc<Held>, CheckResult> {
        let met = match self.recall(kind, item, occasion) {
            Recalled::Answer(outcome) => return outcome,
            Recalled::OtherTime => true,
            Recalled::Nothing => false,
        };
        let before = occasion.work.left();
        let outcome = read(occasion).map(Arc::new);
        let expense = before.until(occasion.work.left());
        let at = occasion.at;
        let until = match &outcome {
            // Met again: worth finding out whether it holds for a while.
            Ok(_) if met => {
                let later = at.checked_add(WHILE).unwrap_or(at);
                let holds = read(Occasion { at: later, work: &Work::share(1), ..occasion }).is_ok();
                if holds { later } else { at }
            }
            Ok(_) => at,
            // Not knowing a little longer harms nobody.
            Err(_) => at.checked_add(MOMENT).unwrap_or(at),
        };
        let beside = beside(occasion.evidence).cloned().collect();
        self.keep(Known {
            kind,
            item: item.clone(),
            beside,
            from: at,
            until,
            expense,
            outcome: outcome.clone(),
        });
        outcome
    }

    fn recall(
        &self,
        kind: Kind,
        item: &EvidenceItem,
        Occasion { evidence, at, work }: Occasion<'_>,
    ) -> Recalled {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.iter().find(|known| known.is(kind, item, evidence)) {
            Some(known) if known.from <= at && at <= known.until && work.spend(known.expense) => {
                Recalled::Answer(known.outcome.clone())
            }
            Some(_) => Recalled::OtherTime,
            None => Recalled::Nothing,
        }
    }

    fn keep(&self, new: Known) {
        if new.size() > MAX_REMEMBERED_LIST_BYTES {
            return;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // A newer list from the same address takes the place of the older.
        known.retain(|known| known.kind != new.kind || known.item.need != new.item.need);
        let mut size = new.size() + known.iter().map(Known::size).sum::<usize>();
        while known.len() >= MAX_REMEMBERED_LISTS || size > MAX_REMEMBERED_LIST_BYTES {
            let Some(oldest) = known.pop_front() else { break };
            size -= oldest.size();
        }
        known.push_back(new);
    }
}

enum Recalled {
    Answer(Result<Arc<Held>, CheckResult>),
    OtherTime,
    Nothing,
}

impl Known {
    fn is(&self, kind: Kind, item: &EvidenceItem, evidence: &Evidence) -> bool {
        self.kind == kind
            && is_same(&self.item, item)
            && beside(evidence).count() == self.beside.len()
            && beside(evidence).zip(&self.beside).all(|(given, own)| is_same(given, own))
    }

    fn size(&self) -> usize {
        let held = self.outcome.as_ref().map_or(0, |held| held.size());
        self.item.bytes.len() + self.beside.iter().map(|item| item.bytes.len()).sum::<usize>() + held
    }
}

/// Comparing bytes is cheaper than hashing them.
fn is_same(one: &EvidenceItem, other: &EvidenceItem) -> bool {
    one.need == other.need && one.bytes == other.bytes
}

/// All evidence but status lists.
fn beside(evidence: &Evidence) -> impl Iterator<Item = &EvidenceItem> {
    evidence.items.iter().filter(|item| !matches!(item.need, Need::StatusList { .. }))
}

/// For how long ahead a list that is met again is verified.
const WHILE: SignedDuration = SignedDuration::from_hours(1);

/// For how long it is remembered that a list cannot be relied on.
const MOMENT: SignedDuration = SignedDuration::from_mins(1);
