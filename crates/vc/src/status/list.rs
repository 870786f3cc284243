//! A status list credential: verified like any credential, then read.

use jiff::SignedDuration;
use jsonld::{Graph, Node};

use super::bits::Bits;
use super::revocation_list::Revocations;
use super::token_list::TokenStatuses;
use super::{invalid, open, stale};
use crate::limits::MAX_STATUS_LIST_BYTES;
use crate::report::{CheckResult, Code, Outcome};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};
use crate::verify::unverified::{Unverified, parse};
use crate::verify::{Judged, Occasion, Verifier};

/// A list that can be relied on.
#[derive(Debug)]
pub(super) struct Held {
    /// What it says.
    pub(super) entries: Entries,
    /// For how long after it was fetched, where it says.
    pub(super) ttl: Option<SignedDuration>,
}

/// What a list says.
#[derive(Debug)]
pub(super) enum Entries {
    /// Bits.
    Bits {
        /// What they are about.
        purposes: Vec<String>,
        /// The bits.
        bits: Bits,
    },
    /// Statuses of several bits.
    Statuses(TokenStatuses),
    /// Identifiers of credentials. Nobody signed it.
    Revocations(Revocations),
}

impl Held {
    pub(super) fn is_revocations(&self) -> bool {
        matches!(self.entries, Entries::Revocations(_))
    }

    /// What it takes in memory, in bytes.
    pub(super) fn size(&self) -> usize {
        match &self.entries {
            Entries::Bits { purposes, bits } => purposes.iter().map(String::len).sum::<usize>() + bits.size(),
            Entries::Statuses(statuses) => statuses.size(),
            Entries::Revocations(revocations) => revocations.size(),
        }
    }
}

/// Verifies a list and reads it. Its issuer may be another than the credential's: the credential names
/// the list, and what it names is signed. By which name the list goes does not matter: lists in use are
/// served at addresses other than their own.
///
/// # Errors
/// The undetermined check that says why it cannot be relied on.
pub(super) fn read(
    item: &EvidenceItem,
    verifier: &Verifier,
    occasion: Occasion<'_>,
) -> Result<Held, CheckResult> {
    let unverified = sole(&item.bytes).ok_or_else(|| invalid("format"))?;
    let judged = verifier.judge(&unverified, occasion);
    if let Some(fault) = unreliable(&judged) {
        return Err(fault);
    }
    if let Some(until) = judged.reading.valid_until.filter(|until| *until < occasion.at) {
        return Err(stale(until));
    }
    if judged.validity.outcome != Outcome::Pass {
        return Err(invalid("validity"));
    }
    // A list that may itself have been revoked leads from list to list.
    if !judged.reading.status.is_empty() {
        return Err(invalid("credentialStatus"));
    }
    let dataset = judged.linked.as_ref().and_then(|linked| linked.dataset().ok());
    let graph = dataset.map(Graph::new).ok_or_else(|| invalid("format"))?;
    let (list, vocabulary) = graph.root().and_then(|root| subject(&root)).ok_or_else(|| invalid("type"))?;

    let ttl = list.literals(&iri(vocabulary, "ttl")).next();
    let ttl = ttl.map(|ttl| milliseconds(&ttl.text).ok_or_else(|| invalid("ttl"))).transpose()?;
    let encoded = list.literals(&iri(vocabulary, "encodedList")).next();
    let bits =
        encoded.and_then(|encoded| Bits::decode(&encoded.text)).ok_or_else(|| invalid("encodedList"))?;
    let property = iri(vocabulary, "statusPurpose");
    let purposes = list.literals(&property).map(|purpose| purpose.text.into_owned()).collect();
    Ok(Held { entries: Entries::Bits { purposes, bits }, ttl })
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

fn milliseconds(text: &str) -> Option<SignedDuration> {
    text.parse().ok().filter(|milliseconds| *milliseconds >= 0).map(SignedDuration::from_millis)
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
