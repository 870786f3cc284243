//! History: what came and when, what was deleted, when backups were made. All of it stays in the wallet, and
//! is forgotten when the learner says so.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::{Event, Happened, RecordId, Which};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::pack::{self, PACKED};
use crate::session::{Session, Wallet};
use crate::share::{SHARED, headline};

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct History {
    /// What happened, the last first.
    pub happenings: Vec<Happening>,
    /// Where older ones go on, if there are any.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub older: Option<i64>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Happening {
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub what: What,
    /// The record it happened to, if it is still there.
    pub record: Option<String>,
    /// As on the card at that time; empty where nothing happened to one credential.
    pub title: String,
    /// As on the card at that time.
    pub issuer: String,
    /// The file it came in; nothing when it was pasted.
    pub file_name: Option<String>,
    /// How many credentials it was about, where it was not about one; of a pack, its evidence too.
    pub credentials: Option<usize>,
    /// To whom they were shown, as the learner typed it.
    pub audience: Option<String>,
}

/// What can happen. Stored by these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A credential came in.
    Came,
    /// A credential was deleted.
    Deleted,
    /// A backup was made.
    Backup,
    /// A backup was restored.
    Restore,
    /// Credentials were shown.
    Shared,
    /// A pack for an assessor was written.
    Packed,
    /// A credential was found, or said, to have come in the place of one that ends.
    Renewed,
}

/// What an event tells of a credential.
#[derive(Serialize, Deserialize)]
pub(crate) struct Subject {
    version: u32,
    title: String,
    issuer: String,
    file_name: Option<String>,
}

impl Subject {
    pub(crate) fn of(card: &Card, file_name: Option<&str>) -> Self {
        let short = |text: &str| text.chars().take(MAX_TEXT_CHARACTERS).collect();
        Self {
            version: VERSION,
            title: short(&card.title),
            issuer: short(&card.issuer),
            file_name: file_name.map(str::to_owned),
        }
    }
}

/// What an event tells of many credentials.
#[derive(Deserialize)]
struct Many {
    credentials: usize,
}

/// An event about one credential.
pub(crate) fn event(
    what: What,
    at: Timestamp,
    record: &RecordId,
    subject: &Subject,
) -> Result<Event, WalletFault> {
    let text = serde_json::to_string(subject)?;
    Ok(Event { at: at.to_string(), kind: what.kind().to_owned(), record: Some(record.clone()), text })
}

impl What {
    const ALL: [Self; 7] =
        [Self::Came, Self::Deleted, Self::Backup, Self::Restore, Self::Shared, Self::Packed, Self::Renewed];

    fn kind(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Deleted => "deleted",
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Shared => SHARED,
            Self::Packed => PACKED,
            Self::Renewed => "renewed",
        }
    }

    fn of(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.kind() == kind)
    }
}

impl Session {
    /// What happened before the place that an earlier page named, or last.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn history(&mut self, before: Option<i64>) -> Result<History, WalletFault> {
        self.open()?.happened_before(before)
    }

    /// Forgets what happened. What was asked of the network is a list of its own.
    ///
    /// # Errors
    /// Faults of storage; then some of it may still be there.
    pub fn erase_history(&mut self) -> Result<History, WalletFault> {
        let wallet = self.open()?;
        for what in What::ALL {
            wallet.vault.forget_events(Some(what.kind()))?;
        }
        wallet.happened_before(None)
    }
}

impl Wallet {
    fn happened_before(&self, mut before: Option<i64>) -> Result<History, WalletFault> {
        let mut happenings = Vec::new();
        loop {
            let happened = self.vault.events(Which { before, ..Which::default() }, PAGE)?;
            let more = happened.len() == PAGE;
            for one in &happened {
                before = Some(one.number);
                happenings.extend(self.happening(one)?);
                if happenings.len() == PAGE {
                    return Ok(History { happenings, older: before });
                }
            }
            if !more {
                return Ok(History { happenings, older: None });
            }
        }
    }

    /// Nothing for what is told elsewhere, or was written down by another version.
    fn happening(&self, happened: &Happened) -> Result<Option<Happening>, WalletFault> {
        let Event { at, kind, record, text } = &happened.event;
        let Some(what) = What::of(kind) else { return Ok(None) };
        match what {
            What::Shared => return self.showing(happened),
            What::Packed => return Ok(packing(&happened.event)),
            _ => {}
        }
        let (subject, credentials) = match what {
            What::Shared | What::Packed => (None, None),
            What::Came | What::Deleted | What::Renewed => (serde_json::from_str::<Subject>(text).ok(), None),
            What::Backup | What::Restore => (None, serde_json::from_str::<Many>(text).ok()),
        };
        let subject = subject.filter(|subject| subject.version == VERSION);
        if subject.is_none() && credentials.is_none() {
            return Ok(None);
        }
        let present = self.present_record(record.as_ref())?;
        let (title, issuer, file_name) =
            subject.map(|subject| (subject.title, subject.issuer, subject.file_name)).unwrap_or_default();
        let credentials = credentials.map(|many| many.credentials);
        let at = at.clone();
        let audience = None;
        Ok(Some(Happening { at, what, record: present, title, issuer, file_name, credentials, audience }))
    }

    /// Credentials that were shown; the log of them tells more.
    fn showing(&self, happened: &Happened) -> Result<Option<Happening>, WalletFault> {
        let Event { at, record, text, .. } = &happened.event;
        let Some((title, audience, credentials)) = headline(text) else { return Ok(None) };
        Ok(Some(Happening {
            at: at.clone(),
            what: What::Shared,
            record: self.present_record(record.as_ref())?,
            title,
            issuer: String::new(),
            file_name: None,
            credentials: Some(credentials),
            audience,
        }))
    }

    /// A record, if it is still there.
    fn present_record(&self, record: Option<&RecordId>) -> Result<Option<String>, WalletFault> {
        let Some(record) = record else { return Ok(None) };
        Ok(self.vault.face_if_known(record)?.and(Some(record.to_string())))
    }
}

/// A pack that was written: for which goal, to whom, and how many things went out.
fn packing(event: &Event) -> Option<Happening> {
    let (title, audience, things) = pack::headline(&event.text)?;
    Some(Happening {
        at: event.at.clone(),
        what: What::Packed,
        record: None,
        title,
        issuer: String::new(),
        file_name: None,
        credentials: Some(things),
        audience: Some(audience),
    })
}

/// Version of what events tell.
const VERSION: u32 = 1;

/// How many happenings a page has.
const PAGE: usize = 50;

/// Longest title that is written down.
const MAX_TEXT_CHARACTERS: usize = 300;

#[cfg(test)]
mod tests;
