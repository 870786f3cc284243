//! The network: whether it may be asked, and what was asked of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::{Document, Event, RecordId, Which};
use vc::limits::MAX_INPUT_BYTES;

use crate::fault::WalletFault;
use crate::ports::{FetchFault, Http, Purpose, Request, Response};
use crate::session::Wallet;
use crate::verify::Reach;

/// Whether the network may be asked, and what was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Network {
    /// True when the learner has said that it may not.
    pub offline: bool,
    /// True when it may not whatever the learner says, as in the sample wallet.
    pub bound_offline: bool,
    /// What was asked, the last first.
    pub requests: Vec<Requested>,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Requested {
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub purpose: Purpose,
    /// What.
    pub url: String,
    /// For which record, if for one.
    pub record: Option<String>,
    /// How many bytes came back; nothing when none did.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub bytes: Option<u64>,
    /// Why nothing came back.
    pub code: Option<String>,
}

impl Requested {
    /// A request and what became of it.
    pub(crate) fn new(at: Timestamp, request: &Request, outcome: &Result<Response, FetchFault>) -> Self {
        let url = match outcome {
            // As the fault tells it: without credentials that stood in it.
            Err(FetchFault::UrlRefused { url }) => url,
            _ => &request.url,
        };
        let url = url.chars().take(MAX_URL_CHARACTERS).collect();
        Self {
            at: at.to_string(),
            purpose: request.purpose,
            url,
            record: None,
            bytes: outcome.as_ref().ok().map(|response| response.bytes.len() as u64),
            code: outcome.as_ref().err().map(|fault| fault.code().to_owned()),
        }
    }
}

/// A request as the history tells it.
#[derive(Serialize, Deserialize)]
struct Noted {
    version: u32,
    #[serde(flatten)]
    request: Requested,
}

/// The setting as it is stored.
#[derive(Serialize, Deserialize)]
struct Setting {
    version: u32,
    offline: bool,
}

impl Wallet {
    /// Writes down what was asked of the network for a record.
    pub(crate) fn note(&mut self, record: Option<&RecordId>, asked: &[Requested]) -> Result<(), WalletFault> {
        if asked.is_empty() {
            return Ok(());
        }
        let event = |request: &Requested| {
            let request = Requested { record: record.map(ToString::to_string), ..request.clone() };
            let at = request.at.clone();
            let text = serde_json::to_string(&Noted { version: VERSION, request })?;
            Ok(Event { at, kind: REQUEST.to_owned(), record: record.cloned(), text })
        };
        let events: Vec<Event> = asked.iter().map(event).collect::<Result<_, WalletFault>>()?;
        self.vault.note_events(&events)?;
        self.vault.shorten_events(REQUEST, MAX_REQUESTS)?;
        Ok(())
    }

    pub(crate) fn network(&self) -> Result<Network, WalletFault> {
        Ok(Network {
            offline: self.judge.reach() == Reach::Offline,
            bound_offline: self.judge.is_bound_offline(),
            requests: self.requests()?,
        })
    }

    pub(crate) fn set_offline(&mut self, offline: bool) -> Result<Network, WalletFault> {
        self.keep(SETTING, &Setting { version: VERSION, offline })?;
        self.judge.set_offline(offline);
        self.network()
    }

    pub(crate) fn erase_requests(&mut self) -> Result<Network, WalletFault> {
        self.vault.forget_events(Some(REQUEST))?;
        self.network()
    }

    /// Judges as the learner said.
    pub(crate) fn obey_setting(&self) -> Result<(), WalletFault> {
        if let Some(text) = self.document(SETTING)? {
            // Who wanted no requests gets none, even if a later version wrote down more than that.
            let offline = serde_json::from_str::<Setting>(&text).map_or(true, |setting| setting.offline);
            self.judge.set_offline(offline);
        }
        Ok(())
    }

    pub(crate) fn fetch(&mut self, http: &dyn Http, url: &str) -> Result<Vec<u8>, WalletFault> {
        if self.judge.reach() == Reach::Offline {
            return Err(WalletFault::Offline);
        }
        let request = Request {
            url: url.to_owned(),
            accept: "application/ld+json, application/json, */*;q=0.5",
            max_bytes: MAX_INPUT_BYTES,
            purpose: Purpose::Credential,
        };
        let at = self.clock.now();
        let fetched = http.fetch(&request);
        self.note(None, &[Requested::new(at, &request, &fetched)])?;
        Ok(fetched?.bytes)
    }

    /// Requests that another version wrote down are not shown.
    fn requests(&self) -> Result<Vec<Requested>, WalletFault> {
        let which = Which { kind: Some(REQUEST), ..Which::default() };
        let happened = self.vault.events(which, MAX_REQUESTS)?;
        let noted = happened.iter().filter_map(|one| serde_json::from_str::<Noted>(&one.event.text).ok());
        Ok(noted.filter(|noted| noted.version == VERSION).map(|noted| noted.request).collect())
    }

    fn document(&self, name: &str) -> Result<Option<String>, WalletFault> {
        let documents = self.vault.kept(KIND)?;
        Ok(documents.into_iter().find(|document| document.name == name).map(|document| document.text))
    }

    fn keep(&mut self, name: &str, value: &impl Serialize) -> Result<(), WalletFault> {
        let text = serde_json::to_string(value)?;
        self.vault.keep(KIND, &Document { name: name.to_owned(), text })?;
        Ok(())
    }
}

/// Kind of the events that tell of requests; stored.
const REQUEST: &str = "request";

/// Under which the vault keeps the setting.
const KIND: &str = "network";
const SETTING: &str = "setting";

/// Version of the setting and of the events.
const VERSION: u32 = 1;

/// Most requests that are written down. A wallet of 200 credentials asks about as much in a month.
const MAX_REQUESTS: usize = 500;

/// Longest address that is written down.
const MAX_URL_CHARACTERS: usize = 2048;

#[cfg(test)]
mod tests;
