//! Whose proof it is: the issuer and recognition checks.

use jiff::Timestamp;

use super::finding::{Finding, Owner};
use crate::key::did::{DidUrl, is_did};
use crate::report::{Check, CheckResult, Code, Outcome};
use crate::securing::Question;
use crate::trust::{TrustList, TrustedIssuer, TrustedKey};

/// The issuer check: one proof that holds must be by a key of the issuer that the credential names.
///
/// Others may have signed too. Of the proofs that hold, the one that says most for the issuer counts.
pub(super) fn check_issuer(
    findings: &[Finding<'_>],
    signature: &CheckResult,
    question: &Question<'_, '_>,
) -> CheckResult {
    let open = |code| CheckResult::undetermined(Check::Issuer, code).with("name", question.issuer_name);
    if signature.outcome != Outcome::Pass {
        return open(Code::NotEstablished);
    }
    let Some(issuer) = question.issuer_identifier else {
        return CheckResult::fail(Check::Issuer, Code::IssuerUnidentified).with("name", question.issuer_name);
    };
    if !is_did(issuer) {
        return open(Code::IssuerNotADid).with("credential", issuer);
    }
    let results = findings.iter().filter_map(|finding| match &finding.signature {
        Ok(owner) => Some(compare(owner, issuer, question)),
        Err(stop) if stop.outcome == Outcome::Undetermined && claims(finding, issuer) => {
            Some(open(stop.code))
        }
        Err(_) => None,
    });
    results.min_by_key(CheckResult::severity).unwrap_or_else(|| open(Code::NotEstablished))
}

fn compare(owner: &Owner, issuer: &str, question: &Question<'_, '_>) -> CheckResult {
    let fail = |code| CheckResult::fail(Check::Issuer, code).with("credential", issuer);
    match owner {
        Owner::Did { did, .. } if did != issuer => fail(Code::IssuerMismatch).with("proof", did),
        Owner::Nobody { address } => fail(Code::IssuerMismatch).with("proof", address),
        Owner::Did { may_assert, until, .. } if !may_assert || over(*until, question.at) => {
            fail(Code::KeyNotAuthorised)
        }
        Owner::Did { did, .. } => CheckResult::pass(Check::Issuer).with("name", did),
    }
}

fn over(until: Option<Timestamp>, at: Timestamp) -> bool {
    until.is_some_and(|until| until <= at)
}

/// True when a proof that could not be checked names a key of the issuer: it may be the issuer's.
fn claims(finding: &Finding<'_>, issuer: &str) -> bool {
    let method = finding.facts.method.as_deref().and_then(DidUrl::parse);
    method.is_some_and(|method| method.did == issuer)
}

/// The recognition check. A list vouches for an identifier; that says something about the credential only
/// once the issuer is shown to be the one so identified.
pub(super) fn check_recognition(issuer: &CheckResult, question: &Question<'_, '_>) -> CheckResult {
    let open = |code| CheckResult::undetermined(Check::Recognition, code).with("name", question.issuer_name);
    match (issuer.outcome, issuer.code) {
        (Outcome::Pass, _) => match listed(question) {
            Some((list, entry)) => recognised(list, entry),
            None => open(Code::NotListed),
        },
        (_, Some(Code::NotEstablished)) => open(Code::NotEstablished),
        _ => open(Code::NotListed),
    }
}

fn listed<'q>(question: &Question<'q, '_>) -> Option<(&'q TrustList, &'q TrustedIssuer)> {
    let named = |entry: &TrustedIssuer| matches!(&entry.key, TrustedKey::Did(did) if Some(did.as_str()) == question.issuer_identifier);
    question.trust.iter().find_map(|list| Some((list, list.issuers.iter().find(|entry| named(entry))?)))
}

fn recognised(list: &TrustList, entry: &TrustedIssuer) -> CheckResult {
    let mut result = CheckResult::pass(Check::Recognition)
        .with("list", list.title.clone())
        .with("name", entry.name.clone());
    if let Some(as_of) = list.as_of {
        result = result.with("as_of", as_of.to_string());
    }
    result.by = Some(list.reference());
    result
}
