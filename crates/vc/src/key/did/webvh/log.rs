//! The log itself: one entry a line, each hashed, chained, dated and signed.

use std::sync::Arc;

use jiff::Timestamp;
use jsonld::canonical_json;
use serde_json::{Map, Value};

use super::fault::LogFault;
use super::parameters::{Parameters, Step};
use super::{Resolved, proof, witness};
use crate::json;
use crate::key::did::MethodFault;
use crate::key::public_key::Hash;
use crate::limits::{MAX_DID_LOG_ENTRIES, MAX_DID_LOG_PROOFS, MAX_JSON_DEPTH};

/// Verifies a whole log, from its first entry to its last.
///
/// # Errors
/// [`MethodFault::LogInvalid`] for the first rule that is broken; [`MethodFault::WitnessMissing`] when only
/// the proofs of witnesses are not there.
pub(super) fn verify(
    log: &[u8],
    did: &str,
    scid: &str,
    witnesses: Option<&[u8]>,
) -> Result<Resolved, MethodFault> {
    let mut walk = Walk::default();
    walk.whole(log, scid).map_err(MethodFault::LogInvalid)?;
    let last = walk.last.ok_or(MethodFault::LogInvalid(LogFault::Shape))?;
    if last.id() != Some(did) {
        return Err(MethodFault::LogInvalid(LogFault::Document));
    }
    if !walk.witnessed.is_empty() {
        let file = witnesses.ok_or(MethodFault::WitnessMissing)?;
        witness::check(file, &walk.versions, &walk.witnessed).map_err(MethodFault::LogInvalid)?;
    }
    let deactivated = walk.parameters.deactivated;
    Ok(Resolved { document: Arc::new(last.state), updated: last.time, deactivated })
}

/// How far the log was read.
#[derive(Default)]
struct Walk {
    /// Ids of the entries so far.
    versions: Vec<String>,
    /// Entries that must be witnessed, by their place, and by whom.
    witnessed: Vec<(usize, witness::Witnesses)>,
    parameters: Parameters,
    last: Option<Entry>,
}

impl Walk {
    fn whole(&mut self, log: &[u8], scid: &str) -> Result<(), LogFault> {
        let log = std::str::from_utf8(log).map_err(|_| LogFault::Shape)?;
        let lines = log.strip_suffix('\n').unwrap_or(log).split('\n');
        for (number, line) in lines.enumerate() {
            if number >= MAX_DID_LOG_ENTRIES {
                return Err(LogFault::TooLarge);
            }
            self.entry(Entry::read(line)?, scid)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry, scid: &str) -> Result<(), LogFault> {
        let number = self.versions.len();
        let step = match &self.last {
            None => Parameters::first(&entry.parameters, scid)?,
            Some(_) => self.parameters.next(&entry.parameters)?,
        };
        if number == 0 {
            entry.check_scid(scid)?;
        }
        entry.check_chain(number, self.versions.last().map_or(scid, String::as_str))?;
        if self.last.as_ref().is_some_and(|last| entry.time <= last.time) {
            return Err(LogFault::Time);
        }
        entry.check_document(scid, self.last.as_ref(), self.parameters.portable)?;
        let Step { signers, witnesses, after } = step;
        entry.check_proof(&signers)?;
        self.witnessed.extend(witnesses.map(|witnesses| (number, witnesses)));
        self.parameters = after;
        self.versions.push(entry.version.clone());
        self.last = Some(entry);
        Ok(())
    }
}

/// One entry, nothing proven.
struct Entry {
    version: String,
    time: Timestamp,
    parameters: Map<String, Value>,
    state: Value,
    proofs: Vec<Value>,
    /// All of it but the proofs.
    covered: Map<String, Value>,
}

impl Entry {
    fn read(line: &str) -> Result<Self, LogFault> {
        let Ok(Value::Object(mut covered)) = json::parse(line.as_bytes()) else {
            return Err(LogFault::Shape);
        };
        let proofs = match covered.remove("proof").ok_or(LogFault::Proof)? {
            Value::Array(proofs) if proofs.len() > MAX_DID_LOG_PROOFS => return Err(LogFault::TooLarge),
            Value::Array(proofs) => proofs,
            single => vec![single],
        };
        if covered.len() != MEMBERS.len() || MEMBERS.iter().any(|name| !covered.contains_key(*name)) {
            return Err(LogFault::Shape);
        }
        let text = |name: &str| covered[name].as_str().ok_or(LogFault::Shape);
        let time = text("versionTime")?;
        let time = time.strip_suffix('Z').and(time.parse().ok()).ok_or(LogFault::Time)?;
        let parameters = covered["parameters"].as_object().cloned().ok_or(LogFault::Parameters)?;
        Ok(Self {
            version: text("versionId")?.to_owned(),
            time,
            parameters,
            state: covered["state"].clone(),
            proofs,
            covered,
        })
    }

    /// The identifier of the document.
    fn id(&self) -> Option<&str> {
        self.state.get("id").and_then(Value::as_str)
    }

    /// The first entry, with a placeholder wherever the identifier stands, has the identifier as its hash.
    fn check_scid(&self, scid: &str) -> Result<(), LogFault> {
        let text = canonical(&self.with_version(PLACEHOLDER))?.replace(scid, PLACEHOLDER);
        let preliminary = json::parse(text.as_bytes()).map_err(|_| LogFault::Scid)?;
        if multihash(canonical(&preliminary)?.as_bytes()) == scid { Ok(()) } else { Err(LogFault::Scid) }
    }

    /// The entry is numbered, and hashed together with the id of the one before.
    fn check_chain(&self, number: usize, before: &str) -> Result<(), LogFault> {
        let hash = multihash(canonical(&self.with_version(before))?.as_bytes());
        if self.version == format!("{}-{hash}", number + 1) { Ok(()) } else { Err(LogFault::Chain) }
    }

    /// The document is of this identifier; it moves only where that is allowed, and says where from.
    fn check_document(&self, scid: &str, before: Option<&Self>, portable: bool) -> Result<(), LogFault> {
        let id = self.id().ok_or(LogFault::Document)?;
        let is_of = id.strip_prefix("did:webvh:").and_then(|rest| rest.split_once(':'));
        if is_of.is_none_or(|(own, _)| own != scid) {
            return Err(LogFault::Document);
        }
        let Some(former) = before.and_then(Self::id).filter(|former| *former != id) else { return Ok(()) };
        let names = self.state.get("alsoKnownAs").and_then(Value::as_array);
        let says_so = names.is_some_and(|names| names.iter().any(|name| name == former));
        if portable && says_so { Ok(()) } else { Err(LogFault::Document) }
    }

    fn check_proof(&self, signers: &[String]) -> Result<(), LogFault> {
        let digest = proof::digest(&Value::Object(self.covered.clone()))?;
        let mut made_by = self.proofs.iter().filter_map(|proof| proof::signer(proof, &digest));
        match made_by.any(|key| signers.iter().any(|signer| signer == key)) {
            true => Ok(()),
            false => Err(LogFault::Proof),
        }
    }

    fn with_version(&self, version: &str) -> Value {
        let mut entry = self.covered.clone();
        entry.insert("versionId".to_owned(), Value::from(version));
        Value::Object(entry)
    }
}

pub(super) fn canonical(value: &Value) -> Result<String, LogFault> {
    canonical_json(value, MAX_JSON_DEPTH + 1).map_err(|_| LogFault::TooLarge)
}

/// SHA-256 as a multihash, in base58btc without a prefix.
pub(super) fn multihash(bytes: &[u8]) -> String {
    let hash = [&[0x12, 0x20][..], &Hash::Sha256.of(&[bytes])].concat();
    bs58::encode(hash).into_string()
}

/// Stands for the identifier before there is one.
const PLACEHOLDER: &str = "{SCID}";

/// What every entry has besides its proof.
const MEMBERS: [&str; 4] = ["versionId", "versionTime", "parameters", "state"];
