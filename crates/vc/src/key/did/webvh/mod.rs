//! `did:webvh` 1.0: a domain publishes the log of all documents that an identifier ever had. The identifier
//! begins with a hash of the first entry, every entry with one of the entry before, and each is signed by a key
//! that the log allowed before.
//!
//! The newest document counts. An older key is not accepted for what claims to be older: a log proves when a key
//! was listed, not when something was signed.

mod fault;
mod log;
mod parameters;
mod proof;
#[cfg(test)]
mod tests;
mod witness;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

pub(crate) use self::fault::LogFault;
use super::{MethodFault, web};
use crate::key::public_key::Hash;
use crate::limits::{MAX_DID_LOG_BYTES, MAX_REMEMBERED_LOGS};
use crate::verify::evidence::{Evidence, Need};

/// Number of characters of a self-certifying identifier: a multihash of SHA-256 in base58.
const SCID_CHARACTERS: usize = 46;

/// What an identifier says about where its log is and what the log must begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Address<'a> {
    did: &'a str,
    scid: &'a str,
    place: &'a str,
}

/// What a log comes to.
#[derive(Debug, Clone)]
struct Resolved {
    document: Arc<Value>,
    /// When the newest entry was made, as it says.
    updated: Timestamp,
    deactivated: bool,
}

impl<'a> Address<'a> {
    /// Reads the method-specific part. `None` when it names no public domain.
    pub(super) fn parse(did: &'a str, specific: &'a str) -> Option<Self> {
        let (scid, place) = specific.split_once(':')?;
        let is_base58 = |byte: u8| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte);
        let address = Self { did, scid, place };
        (scid.len() == SCID_CHARACTERS && scid.bytes().all(is_base58) && address.log().is_some())
            .then_some(address)
    }

    /// The log; once that is at hand and asks for witnesses, what they have signed.
    pub(super) fn need(self, evidence: &Evidence) -> Option<Need> {
        let log = self.log()?;
        match evidence.answer(&log) {
            Some(item) => match self.verified(&item.bytes, None) {
                Err(MethodFault::WitnessMissing) => self.witness(),
                _ => None,
            },
            None => Some(log),
        }
    }

    /// The newest document.
    ///
    /// # Errors
    /// [`MethodFault`] when the log is not at hand, does not hold, or ends the use of the identifier.
    pub(super) fn document(self, evidence: &Evidence) -> Result<Arc<Value>, MethodFault> {
        let at_hand = |need: Option<Need>| need.and_then(|need| evidence.answer(&need));
        let log = at_hand(self.log()).ok_or(MethodFault::Unresolved)?;
        let witness = at_hand(self.witness()).map(|item| item.bytes.as_slice());
        let Resolved { document, updated, deactivated } = self.verified(&log.bytes, witness)?;
        if log.fetched_at < updated {
            return Err(MethodFault::LogInvalid(LogFault::Time));
        }
        if deactivated { Err(MethodFault::Deactivated) } else { Ok(document) }
    }

    fn log(self) -> Option<Need> {
        let url = web::file_url(self.place, "did.jsonl")?;
        Some(Need::DidLog { did: self.did.to_owned(), url })
    }

    fn witness(self) -> Option<Need> {
        Some(Need::DidWitness { url: web::file_url(self.place, "did-witness.json")? })
    }

    /// What a log comes to, found out once for the same bytes: one file may name a key many times.
    fn verified(self, log: &[u8], witness: Option<&[u8]>) -> Result<Resolved, MethodFault> {
        if log.len().max(witness.map_or(0, <[u8]>::len)) > MAX_DID_LOG_BYTES {
            return Err(MethodFault::LogInvalid(LogFault::TooLarge));
        }
        let lengths = [log.len(), witness.map_or(usize::MAX, <[u8]>::len)].map(usize::to_be_bytes);
        let [first, second] = &lengths;
        let hash = Hash::Sha256.of(&[first, second, log, witness.unwrap_or_default(), self.did.as_bytes()]);
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.iter().find(|known| known.hash == hash) {
            return known.outcome.clone();
        }
        drop(known); // verifying takes a while
        let outcome = log::verify(log, self.did, self.scid, witness);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED_LOGS {
            known.pop_front();
        }
        known.push_back(Known { hash, outcome: outcome.clone() });
        outcome
    }
}

/// A log that was verified before, by the hash of all that went into it.
struct Known {
    hash: Vec<u8>,
    outcome: Result<Resolved, MethodFault>,
}

/// Pure memory: it changes no outcome.
static KNOWN: Mutex<VecDeque<Known>> = Mutex::new(VecDeque::new());
