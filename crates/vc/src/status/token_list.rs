//! Token Status List (IETF draft): statuses of several bits each, in a token of their own.

use std::io::Read as _;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::read::ZlibDecoder;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::list::{Entries, Held};
use super::lists::Kind;
use super::{Asking, invalid, malformed, number, open, stale};
use crate::json;
use crate::limits::{MAX_STATUS_LIST_BYTES, MAX_STATUS_LIST_INFLATED_BYTES};
use crate::profile::StatusEntry;
use crate::report::{Check, CheckResult, Code};
use crate::securing::jws::{Envelope, Signer, media_type, numeric_date};
use crate::trust::TrustList;
use crate::verify::Occasion;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};

/// The answer of a list about one entry.
///
/// # Errors
/// The undetermined check that says why there is none.
pub(super) fn answer(entry: &StatusEntry, asking: Asking<'_>) -> Result<CheckResult, CheckResult> {
    let index = number(entry.index.as_deref()).ok_or_else(|| malformed("idx"))?;
    let url = entry.list.as_deref().ok_or_else(|| malformed("uri"))?;
    let list = asking.list(url, Kind::Statuses)?;
    let Entries::Statuses(statuses) = &list.entries else { return Err(invalid("format")) };
    match statuses.at(index).ok_or_else(|| malformed("idx"))? {
        0 => Ok(CheckResult::pass(Check::Status)),
        1 => Ok(CheckResult::fail(Check::Status, Code::Revoked)),
        2 => Ok(CheckResult::fail(Check::Status, Code::Suspended)),
        other => Err(open(Code::StatusUnsupported).with("value", other.to_string())),
    }
}

/// Verifies a list and reads it.
///
/// # Errors
/// The undetermined check that says why it cannot be relied on.
pub(super) fn read(item: &EvidenceItem, uri: &str, occasion: Occasion<'_>) -> Result<Held, CheckResult> {
    let list = List::read(&item.bytes).ok_or_else(|| invalid("format"))?;
    list.hold(uri, occasion.evidence, occasion.at)?;
    let ttl = list.count(occasion.at)?;
    let statuses = list.statuses().ok_or_else(|| invalid("status_list"))?;
    Ok(Held { entries: Entries::Statuses(statuses), ttl })
}

/// What a list at hand needs to be verified.
pub(super) fn needs(bytes: &[u8], evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
    List::read(bytes).map(|list| list.signer().needs(evidence, trust)).unwrap_or_default()
}

/// A list as a token, nothing proven.
struct List {
    envelope: Envelope,
    claims: Map<String, Value>,
}

impl List {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_STATUS_LIST_BYTES)?;
        let envelope = Envelope::from_compact(text.trim()).ok()?;
        let Value::Object(claims) = json::parse(envelope.content.as_deref()?).ok()? else { return None };
        Some(Self { envelope, claims })
    }

    fn signer(&self) -> Signer<'_> {
        let entry = self.envelope.signatures.first().expect("a compact token has one signature");
        Signer::new(entry, self.claims.get("iss").and_then(Value::as_str))
    }

    /// Passes when it is a list, of this address, and signed by a key that is somebody's (§8.3).
    fn hold(&self, uri: &str, evidence: &Evidence, at: Timestamp) -> Result<(), CheckResult> {
        let header = self.envelope.signatures.first().and_then(|entry| entry.header.as_ref().ok());
        let header = header.ok_or_else(|| invalid("header"))?;
        if media_type(&header.parameters, "typ").ok().flatten().as_deref() != Some("statuslist+jwt") {
            return Err(invalid("typ"));
        }
        let signed = self.signer().check(&self.envelope, evidence);
        let code = signed.signature.code;
        let owner = signed.owner.ok_or_else(|| invalid(&code.map(Code::as_str).unwrap_or_default()))?;
        if !owner.may_speak_for(self.claims.get("iss").and_then(Value::as_str), at) {
            return Err(invalid("iss"));
        }
        match self.claims.get("sub").and_then(Value::as_str) == Some(uri) {
            true => Ok(()),
            false => Err(invalid("sub")),
        }
    }

    /// For how long after it was fetched it counts, where it says; nothing when it does not count at a time
    /// (§5.1, §13.7).
    fn count(&self, at: Timestamp) -> Result<Option<SignedDuration>, CheckResult> {
        let date = |name: &str| match self.claims.get(name) {
            None => Ok(None),
            Some(value) => numeric_date(value).map(Some).ok_or_else(|| invalid(name)),
        };
        let made = date("iat")?.ok_or_else(|| invalid("iat"))?;
        if at < made {
            return Err(invalid("iat"));
        }
        if let Some(until) = date("exp")?.filter(|until| *until <= at) {
            return Err(stale(until));
        }
        let Some(ttl) = self.claims.get("ttl") else { return Ok(None) };
        let seconds = ttl.as_u64().and_then(|seconds| i64::try_from(seconds).ok());
        let seconds = seconds.filter(|seconds| *seconds > 0).ok_or_else(|| invalid("ttl"))?;
        Ok(Some(SignedDuration::from_secs(seconds)))
    }

    fn statuses(&self) -> Option<TokenStatuses> {
        let list = self.claims.get("status_list")?;
        TokenStatuses::decode(list.get("bits")?.as_u64()?, list.get("lst")?.as_str()?)
    }
}

/// Statuses of 1, 2, 4 or 8 bits each (Token Status List §4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenStatuses {
    bits: usize,
    bytes: Vec<u8>,
}

impl TokenStatuses {
    /// Decodes `bits` and `lst`. `None` when they are no list, or it is larger than
    /// [`MAX_STATUS_LIST_INFLATED_BYTES`].
    #[must_use]
    pub fn decode(bits: u64, lst: &str) -> Option<Self> {
        let bits = usize::try_from(bits).ok().filter(|bits| [1, 2, 4, 8].contains(bits))?;
        let compressed = URL_SAFE_NO_PAD.decode(lst).ok()?;
        let mut bytes = Vec::new();
        let bound = MAX_STATUS_LIST_INFLATED_BYTES as u64 + 1;
        ZlibDecoder::new(compressed.as_slice()).take(bound).read_to_end(&mut bytes).ok()?;
        (bytes.len() <= MAX_STATUS_LIST_INFLATED_BYTES).then_some(Self { bits, bytes })
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() * 8 / self.bits
    }

    /// What they take in memory, in bytes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// True when there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The status of an entry; `None` when it is beyond the list. The first entry has the lowest bits of the
    /// first byte.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<u8> {
        let first = index.checked_mul(self.bits)?;
        let byte = self.bytes.get(first / 8)?;
        let mask = u8::MAX >> (8 - self.bits);
        Some((byte >> (first % 8)) & mask)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn encode(bytes: &[u8]) -> String {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        URL_SAFE_NO_PAD.encode(encoder.finish().unwrap())
    }

    #[test]
    fn entries_begin_at_the_lowest_bit() {
        let statuses = |bits| {
            let list = TokenStatuses::decode(bits, &encode(&[0b1011_1001, 0b1010_0011])).unwrap();
            (0..list.len()).map(|index| list.at(index).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(statuses(1), [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
        assert_eq!(statuses(2), [1, 2, 3, 2, 3, 0, 2, 2]);
        assert_eq!(statuses(4), [9, 11, 3, 10]);
        assert_eq!(statuses(8), [0b1011_1001, 0b1010_0011]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for bits in [0, 3, 5, 16, u64::MAX] {
            assert_eq!(TokenStatuses::decode(bits, &encode(&[0])), None, "{bits}");
        }
        let good = encode(&[0; 100]);
        for lst in ["", "AAAA", &good[1..], &format!("{good}="), "not base64!"] {
            assert_eq!(TokenStatuses::decode(1, lst), None, "{lst}");
        }
        let list = TokenStatuses::decode(2, &encode(&[0])).unwrap();
        assert_eq!((list.at(3), list.at(4), list.at(usize::MAX)), (Some(0), None, None));
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        assert!(TokenStatuses::decode(8, &encode(&vec![0; MAX_STATUS_LIST_INFLATED_BYTES])).is_some());
        assert_eq!(TokenStatuses::decode(8, &encode(&vec![0; MAX_STATUS_LIST_INFLATED_BYTES + 1])), None);
    }
}
