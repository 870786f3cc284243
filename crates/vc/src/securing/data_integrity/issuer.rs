//! Whose proof it is: the issuer check.

use super::finding::Finding;
use crate::key::did::{DidUrl, is_did};
use crate::report::{Check, CheckResult, Code, Outcome};
use crate::securing::Question;

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
        Ok(owner) => Some(owner.check(question)),
        Err(stop) if stop.outcome == Outcome::Undetermined && claims(finding, issuer) => {
            Some(open(stop.code))
        }
        Err(_) => None,
    });
    results.min_by_key(CheckResult::severity).unwrap_or_else(|| open(Code::NotEstablished))
}

/// True when a proof that could not be checked names a key of the issuer: it may be the issuer's.
fn claims(finding: &Finding<'_>, issuer: &str) -> bool {
    let method = finding.facts.method.as_deref().and_then(DidUrl::parse);
    method.is_some_and(|method| method.did == issuer)
}
