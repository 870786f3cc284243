//! An entry of a Bitstring Status List (1.0), or of a Status List 2021: some bits, and what they are about.

use super::list::Entries;
use super::lists::Kind;
use super::{Asking, invalid, malformed, number, open};
use crate::profile::{StatusEntry, shown};
use crate::report::{Check, CheckResult, Code};

/// What the bits of a purpose mean (§2.2).
enum Meaning {
    /// Any set bit counts against the credential.
    Against(Code),
    /// Any set bit says that there is a newer edition.
    Newer,
    /// The value stands for a message in words.
    Message,
}

/// The answer of a list about an entry.
///
/// # Errors
/// The undetermined check that says why there is none.
pub(super) fn answer(entry: &StatusEntry, asking: Asking<'_>) -> Result<CheckResult, CheckResult> {
    let purpose = entry.purpose.as_deref().ok_or_else(|| malformed("statusPurpose"))?;
    let meaning = match purpose {
        "revocation" => Meaning::Against(Code::Revoked),
        "suspension" => Meaning::Against(Code::Suspended),
        "refresh" => Meaning::Newer,
        "message" => Meaning::Message,
        other => return Err(open(Code::StatusUnsupported).with("purpose", shown(other))),
    };
    let index = number(entry.index.as_deref()).ok_or_else(|| malformed("statusListIndex"))?;
    let size = match entry.size.as_deref() {
        None => 1,
        size => number(size).filter(|size| *size > 0).ok_or_else(|| malformed("statusSize"))?,
    };
    let url = entry.list.as_deref().ok_or_else(|| malformed("statusListCredential"))?;

    let list = asking.list(url, Kind::Bits)?;
    let Entries::Bits { purposes, bits } = &list.entries else { return Err(invalid("type")) };
    if !purposes.iter().any(|known| known == purpose) {
        return Err(invalid("statusPurpose"));
    }
    let is_set = bits.any(index, size).ok_or_else(|| malformed("statusListIndex"))?;
    let pass = CheckResult::pass(Check::Status);
    match meaning {
        Meaning::Against(code) if is_set => Ok(CheckResult::fail(Check::Status, code)),
        Meaning::Newer if is_set => Ok(CheckResult { code: Some(Code::RefreshAvailable), ..pass }),
        Meaning::Message => {
            let value = bits.value(index, size).ok_or_else(|| malformed("statusSize"))?;
            Err(message(entry, value))
        }
        Meaning::Against(_) | Meaning::Newer if bits.is_short() => {
            Ok(CheckResult { code: Some(Code::ShortList), ..pass })
        }
        Meaning::Against(_) | Meaning::Newer => Ok(pass),
    }
}

/// Whether "accepted" or "rejected" counts against a credential is for a person to say.
fn message(entry: &StatusEntry, value: u64) -> CheckResult {
    let is_it = |status: &str| {
        let digits = status.strip_prefix("0x").unwrap_or(status);
        u64::from_str_radix(digits, 16) == Ok(value)
    };
    let said = entry.messages.iter().find(|message| message.status.as_deref().is_some_and(is_it));
    let value = format!("{value:#x}");
    let text = said.and_then(|said| said.message.as_deref()).map_or_else(|| value.clone(), shown);
    open(Code::StatusMessage).with("value", value).with("message", text)
}
