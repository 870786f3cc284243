//! Whether the issuer has revoked or suspended a credential: Bitstring Status List 1.0 and its predecessor, Status
//! List 2021; Token Status List.
//!
//! A list is a credential itself and is verified as one. Every entry must be answered; what a list that
//! cannot be relied on says is not known, never "not revoked".

mod bits;
mod list;
#[cfg(test)]
mod tests;
mod token_list;
#[cfg(test)]
mod token_tests;

pub use self::bits::Bits;
pub use self::token_list::TokenStatuses;

use jiff::SignedDuration;
use serde_json::Value;

use self::list::StatusList;
use crate::limits::MAX_STATUS_ENTRIES;
use crate::profile::StatusEntry;
use crate::report::{Check, CheckResult, Code};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::{Occasion, Verifier};

/// Kinds of entries that are understood.
const KINDS: [&str; 2] = ["BitstringStatusListEntry", "StatusList2021Entry"];

/// How profiles name an entry of a Token Status List, which has no type of its own.
pub(crate) const TOKEN_STATUS_LIST: &str = "TokenStatusList";

/// Longest time for which a list is relied on after it was fetched.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The purposes whose bits count against a credential.
const PURPOSES: [(&str, Code); 2] = [("revocation", Code::Revoked), ("suspension", Code::Suspended)];

/// The status check: the worst of the answers to all entries.
pub(crate) fn check(entries: &[StatusEntry], verifier: &Verifier, occasion: Occasion<'_>) -> CheckResult {
    if entries.is_empty() {
        return CheckResult::not_applicable(Check::Status, Code::NoStatusDeclared);
    }
    if entries.len() > MAX_STATUS_ENTRIES {
        return open(Code::OverBudget).with("count", entries.len().to_string());
    }
    let answers = entries.iter().map(|entry| {
        let result = answer(entry, verifier, occasion).unwrap_or_else(|undetermined| undetermined);
        match &entry.list {
            Some(list) => result.with("list", list.clone()),
            None => result,
        }
    });
    // Of those that pass, one with a remark says more.
    let worst = answers.max_by_key(|answer| (answer.severity(), answer.code.is_some()));
    worst.unwrap_or_else(|| open(Code::StatusMalformed))
}

/// Lists that the document names, and what a list at hand needs in turn. A list's own status is not asked
/// for: it would lead from list to list.
pub(crate) fn needs(document: &Value, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
    let entries = items(document.get("credentialStatus"));
    let understood = entries
        .iter()
        .take(MAX_STATUS_ENTRIES)
        .filter(|entry| items(entry.get("type")).iter().any(|kind| KINDS.iter().any(|known| kind == known)));
    let mut needs = Vec::new();
    for url in understood.filter_map(|entry| entry.get("statusListCredential")?.as_str()) {
        if !url.starts_with("https://") {
            continue;
        }
        let need = Need::StatusList { url: url.to_owned() };
        match evidence.answer(&need) {
            Some(item) => needs.extend(list::needs(&item.bytes, evidence, trust)),
            None => needs.push(need),
        }
    }
    if let Some(url) = document.pointer("/status/status_list/uri").and_then(Value::as_str)
        && url.starts_with("https://")
    {
        let need = Need::StatusList { url: url.to_owned() };
        match evidence.answer(&need) {
            Some(item) => needs.extend(token_list::needs(&item.bytes, evidence, trust)),
            None => needs.push(need),
        }
    }
    needs
}

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        None => &[],
        Some(Value::Array(items)) => items,
        Some(single) => std::slice::from_ref(single),
    }
}

/// The answer to one entry; `Err` holds why there is none.
fn answer(
    entry: &StatusEntry,
    verifier: &Verifier,
    occasion: Occasion<'_>,
) -> Result<CheckResult, CheckResult> {
    let malformed = |what: &str| open(Code::StatusMalformed).with("value", what);
    if entry.kind == TOKEN_STATUS_LIST {
        let index = number(entry.index.as_deref()).ok_or_else(|| malformed("idx"))?;
        let url = entry.list.as_deref().ok_or_else(|| malformed("uri"))?;
        let item = occasion.evidence.answer(&Need::StatusList { url: url.to_owned() });
        return token_list::answer(
            item.ok_or_else(|| open(Code::StatusListMissing))?,
            (url, index),
            occasion,
        );
    }
    if !KINDS.contains(&entry.kind.as_str()) {
        return Err(open(Code::StatusUnsupported).with("kind", entry.kind.clone()));
    }
    let purpose = entry.purpose.as_deref().ok_or_else(|| malformed("statusPurpose"))?;
    let against = PURPOSES.iter().find(|(known, _)| *known == purpose).map(|(_, code)| *code);
    let against = against.ok_or_else(|| open(Code::StatusUnsupported).with("purpose", purpose))?;
    let index = number(entry.index.as_deref()).ok_or_else(|| malformed("statusListIndex"))?;
    let size = match entry.size.as_deref() {
        None => 1,
        size => number(size).filter(|size| *size > 0).ok_or_else(|| malformed("statusSize"))?,
    };
    let url = entry.list.as_deref().ok_or_else(|| malformed("statusListCredential"))?;

    let item = occasion.evidence.answer(&Need::StatusList { url: url.to_owned() });
    let list = StatusList::read(item.ok_or_else(|| open(Code::StatusListMissing))?, verifier, occasion)?;
    if !list.purposes.iter().any(|known| known == purpose) {
        return Err(open(Code::StatusListInvalid).with("value", "statusPurpose"));
    }
    match list.bits.any(index, size) {
        None => Err(malformed("statusListIndex")),
        Some(true) => Ok(CheckResult::fail(Check::Status, against)),
        Some(false) if list.bits.is_short() => {
            Ok(CheckResult { code: Some(Code::ShortList), ..CheckResult::pass(Check::Status) })
        }
        Some(false) => Ok(CheckResult::pass(Check::Status)),
    }
}

/// A number in decimal digits only.
fn number(text: Option<&str>) -> Option<usize> {
    text.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

fn open(code: Code) -> CheckResult {
    CheckResult::undetermined(Check::Status, code)
}
