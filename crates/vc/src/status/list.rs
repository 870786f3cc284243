//! A status list credential: verified like any credential, then read.

use jiff::{SignedDuration, Timestamp};
use jsonld::{Graph, Node};

use super::bits::Bits;
use super::{MAX_AGE, open};
use crate::limits::MAX_STATUS_LIST_BYTES;
use crate::report::{CheckResult, Code, Outcome};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};
use crate::verify::unverified::{Unverified, parse};
use crate::verify::{Judged, Occasion, Verifier};

/// A list that can be relied on.
#[derive(Debug)]
pub(super) struct StatusList {
    /// What its bits are about.
    pub(super) purposes: Vec<String>,
    /// Its bits.
    pub(super) bits: Bits,
}

impl StatusList {
    /// Verifies a list and reads it. Its issuer may be another than the credential's: the credential names
    /// the list, and what it names is signed. The list's own identifier may differ from its address.
    ///
    /// # Errors
    /// The undetermined check that says why it cannot be relied on.
    pub(super) fn read(
        item: &EvidenceItem,
        verifier: &Verifier,
        occasion: Occasion<'_>,
    ) -> Result<Self, CheckResult> {
        let at = occasion.at;
        let invalid = |what: &str| open(Code::StatusListInvalid).with("value", what);
        let stale = |since: Timestamp| open(Code::StatusListStale).with("since", since.to_string());
        let unverified = sole(&item.bytes).ok_or_else(|| invalid("format"))?;
        let judged = verifier.judge(&unverified, occasion);
        if let Some(fault) = unreliable(&judged) {
            return Err(fault);
        }
        if let Some(until) = judged.reading.valid_until.filter(|until| *until < at) {
            return Err(stale(until));
        }
        if judged.validity.outcome != Outcome::Pass {
            return Err(invalid("validity"));
        }
        let dataset = judged.linked.as_ref().and_then(|linked| linked.dataset().ok());
        let graph = dataset.map(Graph::new).ok_or_else(|| invalid("format"))?;
        let (list, vocabulary) =
            graph.root().and_then(|root| subject(&root)).ok_or_else(|| invalid("type"))?;

        let ttl = list.literals(&iri(vocabulary, "ttl")).next();
        let ttl = ttl.map(|ttl| ttl.text.parse().map_err(|_| invalid("ttl"))).transpose()?;
        let age = ttl.map_or(MAX_AGE, |milliseconds| SignedDuration::from_millis(milliseconds).min(MAX_AGE));
        if item.fetched_at.checked_add(age).is_ok_and(|until| until < at) {
            return Err(stale(item.fetched_at));
        }
        let encoded = list.literals(&iri(vocabulary, "encodedList")).next();
        let bits = encoded.and_then(|encoded| Bits::decode(&encoded.text));
        let property = iri(vocabulary, "statusPurpose");
        let purposes = list.literals(&property).map(|purpose| purpose.text.into_owned()).collect();
        Ok(Self { purposes, bits: bits.ok_or_else(|| invalid("encodedList"))? })
    }
}

/// What a list at hand needs to be verified.
pub(super) fn needs(bytes: &[u8], evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
    let secured = sole(bytes).and_then(|list| list.secured);
    secured.map(|secured| secured.needs(evidence, trust)).unwrap_or_default()
}

fn sole(bytes: &[u8]) -> Option<Unverified> {
    if bytes.len() > MAX_STATUS_LIST_BYTES {
        return None;
    }
    let mut parts = parse(bytes).ok()?.into_iter();
    parts.next().filter(|_| parts.len() == 0)?.ok()
}

/// The first check that keeps a list from being relied on, its dates aside.
fn unreliable(judged: &Judged<'_>) -> Option<CheckResult> {
    let checks = [&judged.format, &judged.answer.signature, &judged.answer.issuer];
    let fault = checks.into_iter().find(|check| check.outcome != Outcome::Pass)?;
    let result = open(Code::StatusListInvalid);
    Some(match fault.code {
        Some(code) => result.with("value", code.as_str()),
        None => result,
    })
}

/// The list itself and the vocabulary in which it is written: type of credential and subject must agree.
fn subject<'g>(credential: &Node<'g>) -> Option<(Node<'g>, &'static str)> {
    let (class, vocabulary) = LISTS
        .iter()
        .find(|(class, vocabulary)| credential.is_a(&iri(vocabulary, &format!("{class}Credential"))))?;
    let mut subjects = credential.nodes(CREDENTIAL_SUBJECT);
    let subject = subjects.next().filter(|_| subjects.next().is_none())?;
    subject.is_a(&iri(vocabulary, class)).then_some((subject, vocabulary))
}

fn iri(vocabulary: &str, name: &str) -> String {
    format!("{vocabulary}{name}")
}

/// Kinds of lists and their vocabularies.
const LISTS: [(&str, &str); 2] = [
    ("BitstringStatusList", "https://www.w3.org/ns/credentials/status#"),
    ("StatusList2021", "https://w3id.org/vc/status-list#"),
];

const CREDENTIAL_SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
