//! One seal: its certificate, its time, and the four checks they answer.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;

use super::revocation::{self, State};
use super::sealing_time::{Misfit, SealingTime, Stamps};
use super::unsigned::{Unsigned, UnsignedFault, tokens};
use crate::key::certificate::{Certificate, oid};
use crate::key::chain::{MAX_PATH_LENGTH, Path, Vouching, listed_beyond};
use crate::key::public_key::{Hash, PublicKey};
use crate::report::{Check, CheckResult, Code, Outcome, SealSummary};
use crate::securing::jws::{AlgorithmFault, Envelope, Header, SignatureEntry, check_signature};
use crate::securing::{Answer, Question};
use crate::trust::{KeyUse, TrustList};
use crate::verify::evidence::{Evidence, Need};

/// The parts of one signature, read once. Nothing is proven.
pub(super) struct Seal {
    /// The certificate that the header names as the signer's, or the code that says why there is none.
    signer: Result<Certificate, Code>,
    /// All certificates in the file.
    pool: Vec<Certificate>,
    unsigned: Result<Unsigned, UnsignedFault>,
    /// Tokens over the content, from the protected header.
    content_tokens: Result<Vec<Vec<u8>>, UnsignedFault>,
}

impl Seal {
    pub(super) fn read(entry: &SignatureEntry) -> Self {
        let unsigned = Unsigned::read(&entry.unprotected);
        let header = entry.header.as_ref().ok();
        let named = header.map(|header| header.certificates.as_slice()).unwrap_or_default();
        let extra = unsigned.as_ref().map(|unsigned| unsigned.certificates.as_slice()).unwrap_or_default();
        let signer = header.ok_or(Code::KeyMissing).and_then(|header| signer(header, extra));
        let pool = named.iter().chain(extra).filter_map(|der| Certificate::read(der).ok()).collect();
        let content_tokens = match header.and_then(|header| header.parameters.get("adoTst")) {
            Some(container) => tokens(container),
            None => Ok(Vec::new()),
        };
        Self { signer, pool, unsigned, content_tokens }
    }

    /// Certificates and revocation lists that are missing and might change an outcome.
    pub(super) fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        let Ok(signer) = &self.signer else { return Vec::new() };
        if trust.is_empty() {
            return Vec::new(); // no path could end anywhere
        }
        let pool = self.pool_with(evidence, trust);
        let mut needs = Vec::new();
        let mut current = signer;
        for _ in 0..MAX_PATH_LENGTH {
            if current.issuer == current.subject {
                break;
            }
            match pool.iter().find(|candidate| candidate.subject == current.issuer) {
                Some(authority) => current = authority,
                None => {
                    let url = preferred(&current.extensions.ca_issuers);
                    needs.extend(url.map(|url| Need::IssuerCertificate { url }));
                    break;
                }
            }
        }
        let carries_answers = self
            .unsigned
            .as_ref()
            .is_ok_and(|unsigned| !unsigned.ocsp.is_empty() || !unsigned.crls.is_empty());
        if !carries_answers && !signer.extensions.never_revoked {
            let url = preferred(&signer.extensions.crl_urls);
            needs.extend(url.map(|url| Need::RevocationList { url }));
        }
        needs
    }

    /// Answers for this seal alone.
    pub(super) fn answer(
        &self,
        envelope: &Envelope,
        entry: &SignatureEntry,
        question: &Question<'_, '_>,
    ) -> Answer {
        let pool = self.pool_with(question.evidence, question.trust);
        let time = SealingTime::of(&self.stamps(envelope, entry), &pool, question);
        let signature = self.check_signature(envelope, entry, &time);
        let header = entry.header.as_ref().ok();
        let claimed = header.and_then(|header| header.claimed_time);
        let Ok(signer) = &self.signer else {
            let issuer = CheckResult::undetermined(Check::Issuer, Code::NotEstablished)
                .with("name", question.issuer_name);
            return Answer {
                recognition: check_recognition(&issuer, None, question),
                issuer,
                validity: CheckResult::undetermined(Check::Validity, Code::SealingTimeNotProven),
                signature,
                format: None,
                holder: None,
                showings: Vec::new(),
                seal: None,
                proofs: Vec::new(),
                unsigned: Vec::new(),
                covers_text: false,
            };
        };
        // Whose key it is does not change with time, so the path is built for a moment at which the
        // certificate lived; whether that was the moment of sealing is the validity check's question.
        let moment =
            time.proven.or(claimed).unwrap_or(question.at).clamp(signer.not_before, signer.not_after);
        let path = question.paths.find(signer, &pool, question.trust, KeyUse::Seal, moment);
        let issuer = check_issuer(signer, &signature, path.as_ref(), moment, question);
        Answer {
            recognition: check_recognition(&issuer, path.as_ref(), question),
            issuer,
            validity: self.check_validity(signer, path.as_ref(), &time, claimed, question),
            covers_text: signature.outcome == Outcome::Pass,
            signature,
            format: None,
            holder: None,
            showings: Vec::new(),
            seal: Some(summary(signer, header, time.proven)),
            proofs: Vec::new(),
            unsigned: Vec::new(),
        }
    }

    fn check_signature(
        &self,
        envelope: &Envelope,
        entry: &SignatureEntry,
        time: &SealingTime,
    ) -> CheckResult {
        let fail = |code| CheckResult::fail(Check::Signature, code);
        let open = |code| CheckResult::undetermined(Check::Signature, code);
        let header = match &entry.header {
            Ok(header) => header,
            Err(fault) => return fail(Code::HeaderInvalid).with("value", fault.parameter),
        };
        let algorithm = header.algorithm.as_str();
        let signer = match &self.signer {
            Ok(signer) => signer,
            Err(_) if algorithm == "none" => return fail(Code::Unsigned),
            Err(Code::CertificateDigestMismatch) => return fail(Code::CertificateDigestMismatch),
            Err(code) => return open(*code).with("algorithm", algorithm),
        };
        let Ok(key) = PublicKey::from_spki(&signer.spki) else {
            return open(Code::AlgorithmUnsupported).with("algorithm", algorithm);
        };
        match check_signature(algorithm, &key, &envelope.signing_input(entry), &entry.signature) {
            Ok(()) => {}
            Err(AlgorithmFault::None) => return fail(Code::Unsigned),
            Err(AlgorithmFault::KeyMismatch) => {
                return fail(Code::AlgorithmKeyMismatch).with("algorithm", algorithm);
            }
            Err(AlgorithmFault::Mismatch) => {
                return fail(Code::SignatureMismatch).with("algorithm", algorithm);
            }
            Err(AlgorithmFault::Unsupported) => {
                return open(Code::AlgorithmUnsupported).with("algorithm", algorithm);
            }
        }
        if time.misfit == Some(Misfit::Content) {
            return fail(Code::TimestampMismatch).with("value", "adoTst");
        }
        match header.unknown_critical.first() {
            Some(name) => open(Code::CriticalHeaderUnknown).with("value", name),
            None => CheckResult::pass(Check::Signature).with("algorithm", algorithm),
        }
    }

    fn stamps<'s>(&'s self, envelope: &'s Envelope, entry: &'s SignatureEntry) -> Stamps<'s> {
        Stamps {
            payload: envelope.payload_text.as_bytes(),
            protected: entry.protected_text.as_bytes(),
            signature: entry.signature_text.as_bytes(),
            unsigned: self.unsigned.as_ref(),
            content_tokens: self.content_tokens.as_deref(),
        }
    }

    fn check_validity(
        &self,
        signer: &Certificate,
        path: Option<&Path>,
        time: &SealingTime,
        claimed: Option<Timestamp>,
        question: &Question<'_, '_>,
    ) -> CheckResult {
        let fail = |code| CheckResult::fail(Check::Validity, code);
        let open = |code| CheckResult::undetermined(Check::Validity, code);
        if time.misfit == Some(Misfit::Unsigned) {
            return open(Code::TimestampMismatch);
        }
        let Some(sealed_at) = time.proven else {
            let result = open(Code::SealingTimeNotProven);
            return match claimed {
                Some(claimed) => result.with("claimed", claimed.to_string()),
                None => result,
            };
        };
        let at = |result: CheckResult| result.with("sealed_at", sealed_at.to_string());
        if sealed_at > question.at {
            return at(fail(Code::NotYetValid).with("from", sealed_at.to_string()));
        }
        if !signer.covers(sealed_at) {
            return at(fail(Code::CertificateNotValidAtSealing)
                .with("from", signer.not_before.to_string())
                .with("until", signer.not_after.to_string()));
        }
        let state = match (&self.unsigned, path) {
            (Ok(unsigned), Some(path)) => {
                let fetched = question.evidence.items.iter().filter_map(|item| match item.need {
                    Need::RevocationList { .. } => Some(item.bytes.clone()),
                    _ => None,
                });
                let crls: Vec<Vec<u8>> = unsigned.crls.iter().cloned().chain(fetched).collect();
                revocation::state(signer, path, sealed_at, &unsigned.ocsp, &crls)
            }
            _ => State::Unknown,
        };
        match state {
            State::Revoked(when) => at(fail(Code::CertificateRevoked).with("revoked_at", when.to_string())),
            State::Unknown if !signer.extensions.never_revoked => {
                at(open(Code::CertificateRevocationUnknown))
            }
            State::Unknown | State::Good => at(CheckResult::pass(Check::Validity)),
        }
    }

    /// Certificates of the file, of the answers at hand and of the trust lists.
    fn pool_with(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Certificate> {
        let mut pool = self.pool.clone();
        let fetched = evidence.items.iter().filter_map(|item| match item.need {
            Need::IssuerCertificate { .. } => Some(item.bytes.as_slice()),
            _ => None,
        });
        pool.extend(fetched.filter_map(|der| Certificate::read(der).ok()));
        if let Ok(signer) = &self.signer {
            let listed = listed_beyond(signer, &pool, trust);
            pool.extend(listed);
        }
        pool
    }
}

/// The address to ask: one by https where there is one, else by http. Others are not spoken.
pub(in crate::securing) fn preferred(urls: &[String]) -> Option<String> {
    let by = |scheme: &str| urls.iter().find(|url| url.starts_with(scheme));
    by("https://").or_else(|| by("http://")).cloned()
}

/// The signer's certificate: the first of `x5c` (RFC 7515 §4.1.6), which must have the digest in the
/// header; without `x5c`, the one at hand that has the digest.
fn signer(header: &Header, at_hand: &[Vec<u8>]) -> Result<Certificate, Code> {
    let has_digest = |der: &Vec<u8>| {
        let digest = || URL_SAFE_NO_PAD.encode(Hash::Sha256.of(&[der]));
        header.certificate_digest.as_ref().is_none_or(|wanted| *wanted == digest())
    };
    let der = match header.certificates.first() {
        Some(first) if has_digest(first) => first,
        Some(_) => return Err(Code::CertificateDigestMismatch),
        None if header.certificate_digest.is_none() => return Err(Code::KeyMissing),
        None => at_hand.iter().find(|der| has_digest(der)).ok_or(Code::KeyMissing)?,
    };
    Certificate::read(der).map_err(|_| Code::KeyMissing)
}

fn check_issuer(
    signer: &Certificate,
    signature: &CheckResult,
    path: Option<&Path>,
    moment: Timestamp,
    question: &Question<'_, '_>,
) -> CheckResult {
    let name = signer.subject_name();
    if signature.severity() > 0 {
        return CheckResult::undetermined(Check::Issuer, Code::NotEstablished)
            .with("name", question.issuer_name);
    }
    if !signer.may_seal() {
        return CheckResult::fail(Check::Issuer, Code::CertificateUnfit).with("name", name);
    }
    let certified = signer.subject_attribute(oid::ORGANIZATION_IDENTIFIER);
    match (question.issuer_identifier, certified) {
        (None, _) => {
            CheckResult::fail(Check::Issuer, Code::IssuerUnidentified).with("name", question.issuer_name)
        }
        (Some(claimed), certified) if certified.as_deref() != Some(claimed) => {
            CheckResult::fail(Check::Issuer, Code::IssuerMismatch)
                .with("certificate", certified.unwrap_or(name))
                .with("credential", claimed)
        }
        _ => named(signer, path, moment),
    }
}

/// The issuer check of a certificate that names the issuer: somebody trusted must say that it does so rightly.
pub(in crate::securing) fn named(
    signer: &Certificate,
    path: Option<&Path>,
    moment: Timestamp,
) -> CheckResult {
    let name = signer.subject_name();
    match path {
        None => CheckResult::undetermined(Check::Issuer, Code::NoAnchor)
            .with("name", name)
            .with("certificate_issuer", signer.issuer_name()),
        Some(Path { vouching, .. }) if !vouching.speaks_for(moment) => stale(Check::Issuer, vouching),
        Some(_) => CheckResult::pass(Check::Issuer).with("name", name),
    }
}

/// A list vouches for the holder of the key. That says something about the issuer named in the credential
/// only once the key is known to be the issuer's.
fn check_recognition(issuer: &CheckResult, path: Option<&Path>, question: &Question<'_, '_>) -> CheckResult {
    match (issuer.code, path) {
        (None | Some(Code::TrustListStale), Some(path)) => recognised(&path.vouching, question.at),
        (Some(Code::NotEstablished), _) => {
            CheckResult::undetermined(Check::Recognition, Code::NotEstablished)
                .with("name", question.issuer_name)
        }
        _ => not_listed(question.issuer_name),
    }
}

/// The recognition check where a list vouches; one whose next edition is overdue at `at` vouches for nobody.
pub(in crate::securing) fn recognised(vouching: &Vouching, at: Timestamp) -> CheckResult {
    if !vouching.speaks_for(at) {
        return stale(Check::Recognition, vouching);
    }
    let mut result = CheckResult::pass(Check::Recognition)
        .with("list", vouching.title.clone())
        .with("name", vouching.name.clone());
    if let Some(as_of) = &vouching.as_of {
        result = result.with("as_of", as_of.clone());
    }
    result.by = Some(vouching.reference.clone());
    result
}

fn stale(check: Check, vouching: &Vouching) -> CheckResult {
    let mut result = CheckResult::undetermined(check, Code::TrustListStale)
        .with("list", vouching.title.clone())
        .with("name", vouching.name.clone());
    if let Some(as_of) = &vouching.as_of {
        result = result.with("as_of", as_of.clone());
    }
    match vouching.next_update {
        Some(due) => result.with("until", due.to_string()),
        None => result,
    }
}

fn not_listed(name: &str) -> CheckResult {
    CheckResult::undetermined(Check::Recognition, Code::NotListed).with("name", name)
}

fn summary(signer: &Certificate, header: Option<&Header>, proven: Option<Timestamp>) -> SealSummary {
    SealSummary {
        sealed_by: signer.subject_name(),
        organization_identifier: signer.subject_attribute(oid::ORGANIZATION_IDENTIFIER),
        country: signer.subject_attribute(oid::COUNTRY),
        certificate_issuer: signer.issuer_name(),
        certificate_until: signer.not_after,
        claimed_time: header.and_then(|header| header.claimed_time),
        proven_time: proven,
        algorithm: header.map(|header| header.algorithm.clone()).unwrap_or_default(),
    }
}
