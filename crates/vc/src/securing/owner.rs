//! Whose key it is, and what that says about the issuer: the issuer and recognition checks.

use jiff::Timestamp;

use super::Question;
use super::certified::Certified;
use crate::key::did::{VerificationMethod, is_did};
use crate::report::{Check, CheckResult, Code, Outcome};
use crate::trust::{TrustList, TrustedIssuer, TrustedKey};

/// Whose key it is.
#[derive(Debug, Clone)]
pub(crate) enum Owner {
    /// Somebody's with a DID.
    Did {
        /// The DID.
        did: String,
        /// True when it may sign credentials.
        may_assert: bool,
        /// True when it may show who somebody is.
        may_authenticate: bool,
        /// From when on it counts no more.
        until: Option<Timestamp>,
    },
    /// Of whoever publishes its keys on the web under this address.
    Web {
        /// The address by which the issuer names itself.
        issuer: String,
    },
    /// The key stands in the address that names it. Anybody could have written that.
    Nobody {
        /// The address.
        address: String,
    },
    /// Of the subject of a certificate that came along.
    Certified(Box<Certified>),
    /// The key came along with what it signed. Anybody could have put it there.
    Bearer,
}

impl Owner {
    /// Of a DID, by what it says about the key.
    pub(crate) fn of(did: &str, key: &VerificationMethod) -> Self {
        let VerificationMethod { may_assert, may_authenticate, until, .. } = *key;
        Owner::Did { did: did.to_owned(), may_assert, may_authenticate, until }
    }

    /// The issuer check for one signature that holds: is it by a key of the issuer that the credential names?
    pub(crate) fn check(&self, question: &Question<'_, '_>) -> CheckResult {
        let open = |code| CheckResult::undetermined(Check::Issuer, code);
        let Some(issuer) = question.issuer_identifier else {
            return CheckResult::fail(Check::Issuer, Code::IssuerUnidentified)
                .with("name", question.issuer_name);
        };
        let fail = |code| CheckResult::fail(Check::Issuer, code).with("credential", issuer);
        match self {
            Owner::Certified(certified) => certified.check_issuer(issuer, question),
            Owner::Bearer => open(Code::KeyUnbound).with("name", question.issuer_name),
            Owner::Web { issuer: owner } if owner == issuer => {
                CheckResult::pass(Check::Issuer).with("name", owner)
            }
            Owner::Web { issuer: owner } => fail(Code::IssuerMismatch).with("proof", owner),
            Owner::Did { .. } | Owner::Nobody { .. } if !is_did(issuer) => {
                open(Code::IssuerNotADid).with("name", question.issuer_name).with("credential", issuer)
            }
            Owner::Did { did, .. } if did != issuer => fail(Code::IssuerMismatch).with("proof", did),
            Owner::Nobody { address } => fail(Code::IssuerMismatch).with("proof", address),
            Owner::Did { may_assert, until, .. } if !may_assert || over(*until, question.at) => {
                fail(Code::KeyNotAuthorised)
            }
            Owner::Did { did, .. } => CheckResult::pass(Check::Issuer).with("name", did),
        }
    }
}

impl Owner {
    /// The key's side of the holder check of a presentation, for one signature that holds: is it by a key with
    /// which the holder that it names shows who it is? Where it names none, by anybody's who can be told.
    pub(crate) fn check_presenter(&self, question: &Question<'_, '_>) -> CheckResult {
        let fail = |code| CheckResult::fail(Check::Holder, code);
        let holder = question.issuer_identifier;
        match self {
            Owner::Did { did: name, .. } | Owner::Web { issuer: name }
                if holder.is_some_and(|holder| holder != name) =>
            {
                fail(Code::PresenterMismatch)
                    .with("proof", name)
                    .with("credential", holder.unwrap_or_default())
            }
            Owner::Did { may_authenticate, until, did, .. }
                if !may_authenticate || over(*until, question.at) =>
            {
                fail(Code::PresenterKeyNotAuthorised).with("name", did)
            }
            Owner::Did { did: name, .. } | Owner::Web { issuer: name } => {
                CheckResult::pass(Check::Holder).with("name", name)
            }
            Owner::Certified(_) | Owner::Nobody { .. } | Owner::Bearer => {
                CheckResult::undetermined(Check::Holder, Code::KeyUnbound)
                    .with("name", holder.unwrap_or_default())
            }
        }
    }

    /// Whose it is, where that can be told.
    pub(crate) fn identifier(&self) -> Option<&str> {
        match self {
            Owner::Did { did: name, .. } | Owner::Web { issuer: name } => Some(name),
            Owner::Certified(_) | Owner::Nobody { .. } | Owner::Bearer => None,
        }
    }

    /// The recognition check for a signature by this key, which holds.
    pub(crate) fn check_recognition(&self, issuer: &CheckResult, question: &Question<'_, '_>) -> CheckResult {
        match self {
            Owner::Certified(certified)
                if issuer.outcome == Outcome::Pass || issuer.code == Some(Code::TrustListStale) =>
            {
                certified.check_recognition(question)
            }
            _ => check_recognition(issuer, question),
        }
    }

    /// The key's side of the validity check.
    pub(crate) fn check_validity(&self, question: &Question<'_, '_>) -> CheckResult {
        match self {
            Owner::Certified(certified) => certified.check_validity(question),
            _ => CheckResult::pass(Check::Validity),
        }
    }

    /// True for somebody who may sign for whoever `issuer` names; for anybody where it names nobody.
    pub(crate) fn may_speak_for(&self, issuer: Option<&str>, at: Timestamp) -> bool {
        match self {
            Owner::Did { did, may_assert, until, .. } => {
                *may_assert && !over(*until, at) && issuer.is_none_or(|issuer| issuer == did)
            }
            Owner::Web { issuer: owner } => issuer.is_none_or(|issuer| issuer == owner),
            Owner::Certified(_) | Owner::Nobody { .. } | Owner::Bearer => false,
        }
    }
}

fn over(until: Option<Timestamp>, at: Timestamp) -> bool {
    until.is_some_and(|until| until <= at)
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
