//! Whether the issuer has revoked or suspended a credential: Bitstring Status List 1.0 and its predecessor, Status
//! List 2021; Token Status List; the revocation list of 1EdTech.
//!
//! A list is a credential itself and is verified as one. Every entry must be answered; what a list that
//! cannot be relied on says is not known, never "not revoked".

mod bits;
mod bitstring;
mod list;
mod lists;
#[cfg(test)]
mod negatives;
mod revocation_list;
#[cfg(test)]
mod tests;
mod token_list;
#[cfg(test)]
mod token_tests;

pub use self::bits::Bits;
pub(crate) use self::lists::Lists;
pub use self::token_list::TokenStatuses;

use serde_json::Value;

use self::list::Held;
use self::lists::Kind;
use crate::limits::MAX_STATUS_ENTRIES;
use crate::profile::{Reading, StatusEntry};
use crate::report::{Check, CheckResult, Code};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};
use crate::verify::{Occasion, Verifier};

/// Kinds of entries that are bits of a list.
const BITS: [&str; 2] = ["BitstringStatusListEntry", "StatusList2021Entry"];

/// The kind of entry that names a revocation list of 1EdTech.
const REVOCATIONS: &str = "1EdTechRevocationList";

/// How profiles name an entry of a Token Status List, which has no type of its own.
pub(crate) const TOKEN_STATUS_LIST: &str = "TokenStatusList";

/// The status check: the worst of the answers to all entries.
pub(crate) fn check(reading: &Reading, verifier: &Verifier, occasion: Occasion<'_>) -> CheckResult {
    let entries = &reading.status;
    if entries.is_empty() {
        return CheckResult::not_applicable(Check::Status, Code::NoStatusDeclared);
    }
    if entries.len() > MAX_STATUS_ENTRIES {
        return open(Code::OverBudget).with("count", entries.len().to_string());
    }
    let asking = Asking { credential: reading.view.id.as_deref(), verifier, occasion };
    let answers = entries.iter().map(|entry| {
        let result = asking.answer(entry).unwrap_or_else(|undetermined| undetermined);
        match address(entry) {
            Some(list) => result.with("list", list),
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
    let mut needs = Vec::new();
    let mut ask = |url: Option<&Value>, of_list: ListNeeds| {
        let Some(url) = url.and_then(Value::as_str).filter(|url| url.starts_with("https://")) else { return };
        let need = Need::StatusList { url: url.to_owned() };
        match evidence.answer(&need) {
            Some(item) => needs.extend(of_list(&item.bytes, evidence, trust)),
            None => needs.push(need),
        }
    };
    for entry in items(document.get("credentialStatus")).iter().take(MAX_STATUS_ENTRIES) {
        let is = |known: &str| items(entry.get("type")).iter().any(|kind| kind == known);
        if BITS.into_iter().any(is) {
            ask(entry.get("statusListCredential"), list::needs);
        } else if is(REVOCATIONS) {
            ask(entry.get("id"), |_, _, _| Vec::new());
        }
    }
    ask(document.pointer("/status/status_list/uri"), token_list::needs);
    needs
}

/// What a list needs to be verified.
type ListNeeds = fn(&[u8], &Evidence, &[TrustList]) -> Vec<Need>;

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        None => &[],
        Some(Value::Array(items)) => items,
        Some(single) => std::slice::from_ref(single),
    }
}

/// Where the list of an entry is.
fn address(entry: &StatusEntry) -> Option<&str> {
    if entry.kind == REVOCATIONS { entry.id.as_deref() } else { entry.list.as_deref() }
}

/// Who asks, and when.
#[derive(Clone, Copy)]
struct Asking<'a> {
    /// Identifier of the credential.
    credential: Option<&'a str>,
    verifier: &'a Verifier,
    occasion: Occasion<'a>,
}

impl Asking<'_> {
    /// The answer to one entry; `Err` holds why there is none.
    fn answer(self, entry: &StatusEntry) -> Result<CheckResult, CheckResult> {
        match entry.kind.as_str() {
            TOKEN_STATUS_LIST => token_list::answer(entry, self),
            REVOCATIONS => revocation_list::answer(entry, self),
            kind if BITS.contains(&kind) => bitstring::answer(entry, self),
            kind => Err(open(Code::StatusUnsupported).with("kind", kind)),
        }
    }

    /// The list at an address, verified now or before, and not too old.
    fn list(self, url: &str, kind: Kind) -> Result<std::sync::Arc<Held>, CheckResult> {
        let item = self.occasion.evidence.answer(&Need::StatusList { url: url.to_owned() });
        let item = item.ok_or_else(|| open(Code::StatusListMissing))?;
        let read = |occasion: Occasion<'_>| match kind {
            Kind::Bits => list::read(item, self.verifier, occasion),
            Kind::Statuses => token_list::read(item, url, occasion),
            Kind::Revocations => revocation_list::read(item),
        };
        let list = self.verifier.lists().find(kind, item, self.occasion, read)?;
        self.refuse_old(&list, item)?;
        Ok(list)
    }

    /// Lists of bits and statuses are relied on for a time only. That somebody is on a list of revoked
    /// credentials stays so.
    fn refuse_old(self, list: &Held, item: &EvidenceItem) -> Result<(), CheckResult> {
        let longest = self.verifier.policy().status_max_age();
        let age = list.ttl.map_or(longest, |ttl| ttl.min(longest));
        match item.fetched_at.checked_add(age).is_ok_and(|until| until < self.occasion.at) {
            true if !list.is_revocations() => Err(stale(item.fetched_at)),
            _ => Ok(()),
        }
    }
}

/// A number in decimal digits only.
fn number(text: Option<&str>) -> Option<usize> {
    text.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

fn open(code: Code) -> CheckResult {
    CheckResult::undetermined(Check::Status, code)
}

fn malformed(what: &str) -> CheckResult {
    open(Code::StatusMalformed).with("value", what)
}

fn invalid(what: &str) -> CheckResult {
    open(Code::StatusListInvalid).with("value", what)
}

fn stale(since: jiff::Timestamp) -> CheckResult {
    open(Code::StatusListStale).with("since", since.to_string())
}
