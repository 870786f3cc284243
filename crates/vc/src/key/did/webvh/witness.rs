//! Witnesses: others who sign that they have seen an entry (did:webvh 1.0, "DID Witnesses").

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::fault::LogFault;
use super::proof;
use crate::json;
use crate::limits::{MAX_DID_LOG_KEYS, MAX_WITNESS_PROOFS};

/// Who must witness, and how many of them.
#[derive(Debug, Clone)]
pub(super) struct Witnesses {
    threshold: usize,
    /// Multikeys of the witnesses.
    keys: BTreeSet<String>,
}

impl Witnesses {
    /// Reads the parameter; nothing for the empty object, which says that nobody has to witness.
    ///
    /// # Errors
    /// [`LogFault::Parameters`], [`LogFault::TooLarge`].
    pub(super) fn read(value: &Value) -> Result<Option<Self>, LogFault> {
        match value {
            Value::Null => return Ok(None),
            Value::Object(members) if members.is_empty() => return Ok(None),
            _ => {}
        }
        let witnesses = value.get("witnesses").and_then(Value::as_array).ok_or(LogFault::Parameters)?;
        if witnesses.len() > MAX_DID_LOG_KEYS {
            return Err(LogFault::TooLarge);
        }
        let key = |witness: &Value| Some(witness.get("id")?.as_str()?.strip_prefix("did:key:")?.to_owned());
        let keys: BTreeSet<_> =
            witnesses.iter().map(key).collect::<Option<_>>().ok_or(LogFault::Parameters)?;
        let threshold =
            value.get("threshold").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let threshold = threshold.filter(|threshold| (1..=keys.len()).contains(threshold));
        match threshold {
            Some(threshold) if keys.len() == witnesses.len() => Ok(Some(Self { threshold, keys })),
            _ => Err(LogFault::Parameters),
        }
    }

    /// True when enough of them have approved the entry with a number, or a later one.
    fn approved(&self, number: usize, approvals: &BTreeMap<String, usize>) -> bool {
        let approved = |key: &&String| approvals.get(*key).is_some_and(|newest| *newest >= number);
        self.keys.iter().filter(approved).count() >= self.threshold
    }
}

/// Passes when every entry that must be witnessed is. `versions` are the ids of all entries in turn.
///
/// # Errors
/// [`LogFault::Witness`], [`LogFault::TooLarge`].
pub(super) fn check(
    file: &[u8],
    versions: &[String],
    witnessed: &[(usize, Witnesses)],
) -> Result<(), LogFault> {
    let approvals = approvals(file, versions, witnessed)?;
    match witnessed.iter().all(|(number, witnesses)| witnesses.approved(*number, &approvals)) {
        true => Ok(()),
        false => Err(LogFault::Witness),
    }
}

/// The newest entry that each witness has approved: with it, all before.
fn approvals(
    file: &[u8],
    versions: &[String],
    witnessed: &[(usize, Witnesses)],
) -> Result<BTreeMap<String, usize>, LogFault> {
    let file = json::parse(file).map_err(|_| LogFault::Witness)?;
    let mut approvals = BTreeMap::new();
    let mut left = MAX_WITNESS_PROOFS;
    for entry in file.as_array().ok_or(LogFault::Witness)? {
        let version = entry.get("versionId").and_then(Value::as_str);
        // What is not published yet approves nothing.
        let Some(number) = versions.iter().position(|known| Some(known.as_str()) == version) else {
            continue;
        };
        let digest = proof::digest(&json!({"versionId": version}))?;
        for proof in entry.get("proof").and_then(Value::as_array).into_iter().flatten() {
            left = left.checked_sub(1).ok_or(LogFault::TooLarge)?;
            let Some(key) = proof::signer(proof, &digest) else { continue };
            if witnessed.iter().any(|(_, witnesses)| witnesses.keys.contains(key)) {
                let newest = approvals.entry(key.to_owned()).or_insert(number);
                *newest = number.max(*newest);
            }
        }
    }
    Ok(approvals)
}
