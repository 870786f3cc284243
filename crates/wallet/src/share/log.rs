//! The log of what was shown: what, which claims, to whom, when and until when. It stays in the wallet, and is
//! forgotten line by line or as a whole.

use serde::{Deserialize, Serialize};
use vault::{Event, Happened, RecordId, Which};

use super::plan::Planned;
use super::request::{Bond, ShareRequest};
use super::{Shared, SharedPart};
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ShareLog {
    /// What was shown, the last first.
    pub entries: Vec<ShareEntry>,
    /// Where older ones go on, if there are any.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub older: Option<i64>,
}

/// Something that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ShareEntry {
    /// Names the entry.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub number: i64,
    /// When it was shown first, RFC 3339.
    pub at: String,
    /// Until when it counts, RFC 3339; `None` when nothing in it runs out.
    pub until: Option<String>,
    /// To whom, as the learner typed it.
    pub audience: Option<String>,
    /// Each credential.
    pub credentials: Vec<SharedCredential>,
}

/// A credential that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SharedCredential {
    /// Its record, if it is still there.
    pub record: Option<String>,
    /// As on the card at that time.
    pub title: String,
    /// What tied it to the learner.
    pub bond: Bond,
    /// Pointers of what could have been held back and was shown; none when it can only be shown whole.
    pub claims: Vec<String>,
}

/// An entry as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    until: Option<String>,
    audience: Option<String>,
    credentials: Vec<SharedCredential>,
}

impl Session {
    /// What was shown before the place that an earlier page named, or last.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn share_log(&mut self, before: Option<i64>) -> Result<ShareLog, WalletFault> {
        self.open()?.shared_before(before)
    }

    /// Forgets one entry of the log; gives the first page as it is then.
    ///
    /// # Errors
    /// Faults of storage; then nothing is forgotten.
    pub fn forget_share(&mut self, number: i64) -> Result<ShareLog, WalletFault> {
        let wallet = self.open()?;
        wallet.vault.forget_event(SHARED, number)?;
        wallet.shared_before(None)
    }

    /// Forgets what was shown, and to whom.
    ///
    /// # Errors
    /// Faults of storage; then nothing is forgotten.
    pub fn erase_share_log(&mut self) -> Result<ShareLog, WalletFault> {
        let wallet = self.open()?;
        wallet.vault.forget_events(Some(SHARED))?;
        wallet.shared_before(None)
    }
}

impl Wallet {
    /// Writes down what is shown; the place of the entry.
    pub(super) fn log_share(
        &mut self,
        request: &ShareRequest,
        shared: &Shared,
        planned: &[Planned],
    ) -> Result<i64, WalletFault> {
        let record = match planned {
            [only] => Some(only.record.clone()),
            _ => None,
        };
        let text = Kept::of(request, shared, planned).text()?;
        let event = Event { at: shared.made_at.to_string(), kind: SHARED.to_owned(), record, text };
        self.vault.note_events(&[event])?;
        let which = Which { kind: Some(SHARED), ..Which::default() };
        Ok(self.vault.events(which, 1)?.first().map_or(0, |last| last.number))
    }

    /// Shown once more: until when, is said anew. An entry that was forgotten meanwhile stays forgotten.
    pub(super) fn log_share_again(
        &mut self,
        number: i64,
        request: &ShareRequest,
        shared: &Shared,
        planned: &[Planned],
    ) -> Result<(), WalletFault> {
        let text = Kept::of(request, shared, planned).text()?;
        self.vault.rewrite_event(SHARED, number, &text)?;
        Ok(())
    }

    fn shared_before(&self, before: Option<i64>) -> Result<ShareLog, WalletFault> {
        let which = Which { kind: Some(SHARED), before, ..Which::default() };
        let happened = self.vault.events(which, PAGE)?;
        let older = happened.last().filter(|_| happened.len() == PAGE).map(|last| last.number);
        let entries = happened.into_iter().filter_map(|one| self.share_entry(one).transpose());
        Ok(ShareLog { entries: entries.collect::<Result<_, _>>()?, older })
    }

    /// Nothing for what another version wrote down.
    fn share_entry(&self, happened: Happened) -> Result<Option<ShareEntry>, WalletFault> {
        let Happened { number, event } = happened;
        let Some(Kept { until, audience, mut credentials, .. }) = Kept::read(&event.text) else {
            return Ok(None);
        };
        for one in &mut credentials {
            let record = one.record.as_deref().and_then(RecordId::parse);
            let face = record.map(|record| self.vault.face_if_known(&record)).transpose()?;
            one.record = one.record.take().filter(|_| face.flatten().is_some());
        }
        Ok(Some(ShareEntry { number, at: event.at, until, audience, credentials }))
    }
}

impl Kept {
    fn of(request: &ShareRequest, shared: &Shared, planned: &[Planned]) -> Self {
        let of = |(one, part): (&Planned, &SharedPart)| SharedCredential {
            record: Some(part.record.clone()),
            title: one.card.title.chars().take(MAX_TITLE_CHARACTERS).collect(),
            bond: part.bond,
            claims: part.shown.clone(),
        };
        Self {
            version: VERSION,
            until: shared.expires.map(|until| until.to_string()),
            audience: request
                .audience
                .as_deref()
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .map(str::to_owned),
            credentials: planned.iter().zip(&shared.parts).map(of).collect(),
        }
    }

    fn text(&self) -> Result<String, WalletFault> {
        Ok(serde_json::to_string(self)?)
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|kept| kept.version == VERSION)
    }
}

/// The title of the first credential of an entry, and how many there are.
pub(crate) fn headline(text: &str) -> Option<(String, Option<String>, usize)> {
    let Kept { audience, credentials, .. } = Kept::read(text)?;
    Some((credentials.first().map(|one| one.title.clone()).unwrap_or_default(), audience, credentials.len()))
}

/// Kind of the events.
pub(crate) const SHARED: &str = "shared";

/// Version of what entries tell.
const VERSION: u32 = 1;

/// How many entries a page has.
const PAGE: usize = 50;

/// Longest title that is written down.
const MAX_TITLE_CHARACTERS: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    /// As version 1 wrote it, and will be found in wallets for ever.
    const FROZEN: &str = r#"{"version":1,"until":"2026-11-22T12:02:00Z","audience":"Hohtava","credentials":[
        {"record":"0123456789abcdef0123456789abcdef","title":"Soldering","bond":"holder","claims":["/grade"]},
        {"record":null,"title":"Welding","bond":"none","claims":[]}]}"#;

    #[test]
    fn entries_of_version_1_are_read_and_those_of_later_ones_left_alone() {
        let kept = Kept::read(FROZEN).unwrap();
        let bonds: Vec<_> = kept.credentials.iter().map(|one| one.bond).collect();
        assert_eq!(
            (kept.until.as_deref(), bonds),
            (Some("2026-11-22T12:02:00Z"), vec![Bond::Holder, Bond::None])
        );
        assert_eq!(headline(FROZEN), Some(("Soldering".to_owned(), Some("Hohtava".to_owned()), 2)));
        assert_eq!(headline(&FROZEN.replace(":1,", ":2,")), None);
    }
}
