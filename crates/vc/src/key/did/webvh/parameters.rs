//! The parameters of a log: each entry may change those of the entries after it.

use serde_json::{Map, Value};

use super::fault::LogFault;
use super::witness::Witnesses;
use crate::limits::MAX_DID_LOG_KEYS;

/// The parameters in force after an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters {
    /// Keys that may sign changes.
    update_keys: Vec<String>,
    /// Hashes of the keys that may come next; none when keys need not be announced.
    next_key_hashes: Vec<String>,
    witnesses: Option<Witnesses>,
    /// True when the identifier may move to another place.
    pub(super) portable: bool,
    /// True when the identifier is no longer in use.
    pub(super) deactivated: bool,
}

/// What an entry must fulfil, and what is in force after it.
pub(super) struct Step {
    /// Keys of which one must sign it.
    pub(super) signers: Vec<String>,
    /// Who must witness it.
    pub(super) witnesses: Option<Witnesses>,
    /// In force after it.
    pub(super) after: Parameters,
}

impl Parameters {
    /// The first entry: everything counts at once.
    ///
    /// # Errors
    /// [`LogFault::Parameters`], [`LogFault::Scid`], [`LogFault::TooLarge`].
    pub(super) fn first(said: &Map<String, Value>, scid: &str) -> Result<Step, LogFault> {
        if said.get("scid").and_then(Value::as_str) != Some(scid) {
            return Err(LogFault::Scid);
        }
        if !said.contains_key("method") || !said.contains_key("updateKeys") {
            return Err(LogFault::Parameters);
        }
        let said = Said::read(said)?;
        let after = Parameters {
            update_keys: said.update_keys.unwrap_or_default(),
            next_key_hashes: said.next_key_hashes.unwrap_or_default(),
            witnesses: said.witnesses.flatten(),
            portable: said.portable.unwrap_or(false),
            deactivated: said.deactivated.unwrap_or(false),
        };
        Ok(Step { signers: after.update_keys.clone(), witnesses: after.witnesses.clone(), after })
    }

    /// A later entry.
    ///
    /// # Errors
    /// [`LogFault::Parameters`], [`LogFault::PreRotation`], [`LogFault::Deactivated`], [`LogFault::TooLarge`].
    pub(super) fn next(&self, said: &Map<String, Value>) -> Result<Step, LogFault> {
        if self.deactivated {
            return Err(LogFault::Deactivated);
        }
        if said.contains_key("scid") {
            return Err(LogFault::Parameters);
        }
        let said = Said::read(said)?;
        if said.portable == Some(true) && !self.portable {
            return Err(LogFault::Parameters);
        }
        let signers = match self.next_key_hashes.is_empty() {
            true => self.update_keys.clone(),
            false => self.announced(&said)?,
        };
        // Witnesses count at once where there were none; else those of before have the last word.
        let witnesses = match &self.witnesses {
            Some(before) => Some(before.clone()),
            None => said.witnesses.clone().flatten(),
        };
        let after = Parameters {
            update_keys: said.update_keys.unwrap_or_else(|| self.update_keys.clone()),
            next_key_hashes: said.next_key_hashes.unwrap_or_else(|| self.next_key_hashes.clone()),
            witnesses: said.witnesses.unwrap_or_else(|| self.witnesses.clone()),
            portable: said.portable.unwrap_or(self.portable),
            deactivated: said.deactivated.unwrap_or(false),
        };
        Ok(Step { signers, witnesses, after })
    }

    /// The keys of an entry, all of which were announced by the entry before.
    fn announced(&self, said: &Said) -> Result<Vec<String>, LogFault> {
        let (Some(keys), Some(_)) = (&said.update_keys, &said.next_key_hashes) else {
            return Err(LogFault::PreRotation);
        };
        let was = |key: &String| self.next_key_hashes.contains(&super::log::multihash(key.as_bytes()));
        match keys.iter().all(was) {
            true => Ok(keys.clone()),
            false => Err(LogFault::PreRotation),
        }
    }
}

/// The parameters of one entry; `None` where it leaves them as they are.
struct Said {
    update_keys: Option<Vec<String>>,
    next_key_hashes: Option<Vec<String>>,
    witnesses: Option<Option<Witnesses>>,
    portable: Option<bool>,
    deactivated: Option<bool>,
}

impl Said {
    /// Early implementations write `null` for the default.
    fn read(said: &Map<String, Value>) -> Result<Self, LogFault> {
        if said.keys().any(|name| !NAMES.contains(&name.as_str())) {
            return Err(LogFault::Parameters);
        }
        if said.get("method").is_some_and(|method| method != METHOD) {
            return Err(LogFault::Parameters);
        }
        let is_number = |ttl: &Value| ttl.is_null() || ttl.as_u64().is_some_and(|ttl| ttl <= 1 << 31);
        if !said.get("ttl").is_none_or(is_number) {
            return Err(LogFault::Parameters);
        }
        texts(said.get("watchers"))?;
        Ok(Self {
            update_keys: texts(said.get("updateKeys"))?,
            next_key_hashes: texts(said.get("nextKeyHashes"))?,
            witnesses: said.get("witness").map(Witnesses::read).transpose()?,
            portable: truth(said.get("portable"))?,
            deactivated: truth(said.get("deactivated"))?,
        })
    }
}

fn texts(value: Option<&Value>) -> Result<Option<Vec<String>>, LogFault> {
    match value {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(Vec::new())),
        Some(Value::Array(items)) if items.len() > MAX_DID_LOG_KEYS => Err(LogFault::TooLarge),
        Some(Value::Array(items)) => {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<_>>();
            texts.map(Some).ok_or(LogFault::Parameters)
        }
        Some(_) => Err(LogFault::Parameters),
    }
}

fn truth(value: Option<&Value>) -> Result<Option<bool>, LogFault> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(truth)) => Ok(Some(*truth)),
        Some(_) => Err(LogFault::Parameters),
    }
}

/// The only version of the method that is understood.
const METHOD: &str = "did:webvh:1.0";

/// All parameters of that version.
const NAMES: [&str; 9] = [
    "method",
    "scid",
    "updateKeys",
    "nextKeyHashes",
    "witness",
    "watchers",
    "portable",
    "deactivated",
    "ttl",
];
