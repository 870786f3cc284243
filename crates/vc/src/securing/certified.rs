//! Keys that come with a certificate (`x5c`): what it says about the issuer is known only once somebody who is
//! trusted vouches for it.

use jiff::Timestamp;

use super::Question;
use super::jades::revocation::{self, State};
use super::jades::{named, preferred, recognised};
use crate::key::certificate::Certificate;
use crate::key::chain::{Path, listed_beyond};
use crate::key::public_key::{KeyFault, PublicKey};
use crate::report::{Check, CheckResult, Code, Outcome};
use crate::trust::{KeyUse, TrustList};
use crate::verify::evidence::{Evidence, Need};

/// A certificate, and those that lead on from it. Nothing is proven.
#[derive(Debug, Clone)]
pub(crate) struct Certified {
    leaf: Certificate,
    pool: Vec<Certificate>,
}

impl Certified {
    /// Reads certificates in DER, the signer's first.
    pub(super) fn read(certificates: &[Vec<u8>]) -> Option<Self> {
        let mut read = certificates.iter().map(|der| Certificate::read(der).ok());
        let leaf = read.next().flatten()?;
        Some(Self { leaf, pool: read.flatten().collect() })
    }

    /// The key in the certificate.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub(super) fn key(&self) -> Result<PublicKey, KeyFault> {
        PublicKey::from_spki(&self.leaf.spki)
    }

    /// The revocation list that might change an outcome.
    pub(super) fn need(&self, trust: &[TrustList]) -> Option<Need> {
        if trust.is_empty() || self.leaf.extensions.never_revoked {
            return None;
        }
        preferred(&self.leaf.extensions.crl_urls).map(|url| Need::RevocationList { url })
    }

    /// The issuer check: the certificate names the issuer, and has a path to a trusted anchor.
    pub(super) fn check_issuer(&self, issuer: &str, question: &Question<'_, '_>) -> CheckResult {
        let name = self.leaf.subject_name();
        if !self.leaf.may_seal() {
            return CheckResult::fail(Check::Issuer, Code::CertificateUnfit).with("name", name);
        }
        if !self.names(issuer) {
            return CheckResult::fail(Check::Issuer, Code::IssuerMismatch)
                .with("certificate", name)
                .with("credential", issuer);
        }
        named(&self.leaf, self.path(question).as_ref(), self.moment(question))
    }

    /// The recognition check, once the issuer is established.
    pub(super) fn check_recognition(&self, question: &Question<'_, '_>) -> CheckResult {
        match self.path(question) {
            Some(path) => recognised(&path.vouching, question.at),
            None => CheckResult::undetermined(Check::Recognition, Code::NotListed)
                .with("name", question.issuer_name),
        }
    }

    /// The certificate's side of the validity check.
    ///
    /// A token carries no proof of when it was signed, so its certificate must be in force at the time to
    /// judge for.
    pub(super) fn check_validity(&self, question: &Question<'_, '_>) -> CheckResult {
        let open = |code| CheckResult::undetermined(Check::Validity, code);
        let at = question.at;
        let Some(path) = self.path(question) else { return CheckResult::pass(Check::Validity) };
        if !self.leaf.covers(at) {
            return open(Code::SealingTimeNotProven);
        }
        let crls: Vec<Vec<u8>> = lists(question.evidence).collect();
        match revocation::state(&self.leaf, &path, at, &[], &crls) {
            State::Revoked(when) => CheckResult::fail(Check::Validity, Code::CertificateRevoked)
                .with("revoked_at", when.to_string())
                .with("sealed_at", at.to_string()),
            State::Unknown if !self.leaf.extensions.never_revoked => {
                open(Code::CertificateRevocationUnknown).with("sealed_at", at.to_string())
            }
            State::Unknown | State::Good => CheckResult::pass(Check::Validity),
        }
    }

    /// True when the certificate is for this address, or for its host (SD-JWT VC §5, RFC 5280 §4.2.1.6).
    fn names(&self, issuer: &str) -> bool {
        let names = &self.leaf.extensions.alternative_names;
        let host = issuer.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
        names.uris.iter().any(|uri| uri == issuer)
            || host.is_some_and(|host| names.hosts.iter().any(|name| name.eq_ignore_ascii_case(host)))
    }

    /// Whose key it is does not change with time: the path is built for a moment at which the certificate lived.
    fn path(&self, question: &Question<'_, '_>) -> Option<Path> {
        let mut pool = self.pool.clone();
        pool.extend(listed_beyond(&self.leaf, &self.pool, question.trust));
        question.paths.find(&self.leaf, &pool, question.trust, KeyUse::Seal, self.moment(question))
    }

    fn moment(&self, question: &Question<'_, '_>) -> Timestamp {
        question.at.clamp(self.leaf.not_before, self.leaf.not_after)
    }
}

fn lists(evidence: &Evidence) -> impl Iterator<Item = Vec<u8>> {
    evidence.items.iter().filter_map(|item| match item.need {
        Need::RevocationList { .. } => Some(item.bytes.clone()),
        _ => None,
    })
}

/// The worse of two results of one check; the first where they are alike.
pub(super) fn worse(one: CheckResult, other: CheckResult) -> CheckResult {
    if other.outcome != Outcome::Pass && other.severity() > one.severity() { other } else { one }
}
