//! How badges before Open Badges 3.0 are protected: by lying on the issuer's server, or by a JWS whose key the
//! issuer publishes (Open Badges 2.0 §Verification).
//!
//! A hosted badge proves nothing by itself, and asking its server would tell the issuer who looks: it stays
//! undetermined. Not followed: badge classes that lie elsewhere.

mod published;
#[cfg(test)]
mod tests;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use self::published::Published;
use super::jws::{AlgorithmFault, Envelope, SignatureEntry, check_signature};
use super::owner::check_recognition;
use super::{Answer, Content, Question, Secured, Securing, Split};
use crate::container::Piece;
use crate::profile::open_badges_2::{identifier, is_assertion, issuer, says_signed, verification};
use crate::report::{Check, CheckResult, Code, Outcome, ProofSummary, SecuringId};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;

/// Badges that lie on a server. One that says it is signed, and comes without a signature, is not among them.
pub(crate) struct HostedBadge;

impl Securing for HostedBadge {
    fn id(&self) -> SecuringId {
        SecuringId::None
    }

    fn recognises(&self, piece: &Piece) -> bool {
        matches!(piece, Piece::Json(value)
            if is_assertion(value) && !says_signed(value) && value.get("proof").is_none())
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let Piece::Json(document) = piece else { return Err(Unreadable::UnknownFormat) };
        let revoked = document.get("revoked") == Some(&Value::Bool(true));
        let content = Content { document: Ok(document), glimpse: None };
        Ok(Split { secured: Box::new(Hosted { revoked }), content })
    }
}

/// A copy of a badge that lies on a server.
struct Hosted {
    /// It says so itself.
    revoked: bool,
}

impl Secured for Hosted {
    fn needs(&self, _: &Evidence, _: &[TrustList]) -> Vec<Need> {
        Vec::new()
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let unknown =
            |check| CheckResult::undetermined(check, Code::NotEstablished).with("name", question.issuer_name);
        answer(
            CheckResult::undetermined(Check::Signature, Code::LegacyHosted)
                .with("name", question.issuer_name),
            unknown(Check::Issuer),
            unknown(Check::Recognition),
            Vec::new(),
        )
    }

    fn status(&self, _: &Evidence, _: Timestamp, _: SignedDuration) -> Option<CheckResult> {
        self.revoked.then(|| CheckResult::fail(Check::Status, Code::Revoked))
    }
}

/// Badges as tokens.
pub(crate) struct SignedBadge;

impl Securing for SignedBadge {
    fn id(&self) -> SecuringId {
        SecuringId::Jws
    }

    fn recognises(&self, piece: &Piece) -> bool {
        let Piece::Token(text) = piece else { return false };
        let payload = text.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        let payload = payload.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        !text.contains('~') && payload.is_some_and(|payload| is_assertion(&payload))
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let Piece::Token(text) = piece else { return Err(Unreadable::UnknownFormat) };
        let envelope = Envelope::from_compact(&text)?;
        let content = Content::read(envelope.content.as_deref().ok_or(Unreadable::ContentDetached)?);
        let secured = Signed { envelope, badge: content.document.clone().unwrap_or_default() };
        Ok(Split { secured: Box::new(secured), content })
    }
}

/// A badge that is signed.
struct Signed {
    envelope: Envelope,
    /// What is signed; null when it is not strict JSON.
    badge: Value,
}

impl Signed {
    fn key_address(&self) -> Option<&str> {
        verification(&self.badge)?.get("creator").and_then(identifier)
    }

    fn issuer(&self) -> Option<&str> {
        issuer(&self.badge).and_then(identifier)
    }

    fn check_signature(&self, evidence: &Evidence) -> CheckResult {
        let entry = self.envelope.signatures.first().expect("a compact token has one signature");
        let algorithm = algorithm(entry);
        match self.hold(entry, evidence) {
            Ok(()) => CheckResult::pass(Check::Signature).with("algorithm", algorithm),
            Err(result) => result,
        }
    }

    fn hold(&self, entry: &SignatureEntry, evidence: &Evidence) -> Result<(), CheckResult> {
        let fail = |code| CheckResult::fail(Check::Signature, code);
        let open = |code| CheckResult::undetermined(Check::Signature, code);
        let header = entry.header.as_ref();
        let header = header.map_err(|fault| fail(Code::HeaderInvalid).with("value", fault.parameter))?;
        let algorithm = header.algorithm.as_str();
        if algorithm == "none" {
            return Err(fail(Code::Unsigned));
        }
        if !entry.payload_encoded {
            return Err(fail(Code::HeaderInvalid).with("value", "b64"));
        }
        let address = self.key_address().ok_or_else(|| open(Code::KeyMissing))?;
        let key = Published::document(address, evidence).and_then(|document| document.key());
        let key = key.map_err(|code| open(code).with("name", address).with("value", address))?;
        check_signature(algorithm, &key, &self.envelope.signing_input(entry), &entry.signature).map_err(
            |fault| match fault {
                AlgorithmFault::None => fail(Code::Unsigned),
                AlgorithmFault::KeyMismatch => fail(Code::AlgorithmKeyMismatch).with("algorithm", algorithm),
                AlgorithmFault::Mismatch => fail(Code::SignatureMismatch).with("algorithm", algorithm),
                AlgorithmFault::Unsupported => open(Code::AlgorithmUnsupported).with("algorithm", algorithm),
            },
        )?;
        match header.parameters.get("crit").and_then(|names| names.get(0)).and_then(Value::as_str) {
            Some(name) => Err(open(Code::CriticalHeaderUnknown).with("value", name)),
            None => Ok(()),
        }
    }

    /// The key is the issuer's when it says so, and the issuer's own profile, at the address that names the
    /// issuer, lists it.
    fn check_issuer(&self, signature: &CheckResult, question: &Question<'_, '_>) -> CheckResult {
        let name = question.issuer_name;
        let open = |code| CheckResult::undetermined(Check::Issuer, code).with("name", name);
        let fail = |code| CheckResult::fail(Check::Issuer, code).with("name", name);
        if signature.outcome != Outcome::Pass {
            return open(Code::NotEstablished);
        }
        let Some(issuer) = self.issuer() else { return open(Code::LegacyHosted) };
        if !issuer.starts_with("https://") {
            return open(Code::IssuerNotADid).with("credential", issuer);
        }
        let address = self.key_address().unwrap_or_default();
        let owner = Published::document(address, question.evidence).map(|key| key.owner().map(str::to_owned));
        match (owner, Published::document(issuer, question.evidence)) {
            (Ok(Some(owner)), _) if owner != issuer => {
                fail(Code::IssuerMismatch).with("proof", owner).with("credential", issuer)
            }
            (Err(code), _) | (_, Err(code)) => open(code),
            (Ok(None), Ok(_)) => open(Code::IssuerKeysInvalid),
            (Ok(Some(_)), Ok(profile)) if !profile.lists(address) => fail(Code::KeyNotAuthorised),
            (Ok(Some(_)), Ok(_)) => CheckResult::pass(Check::Issuer).with("name", issuer),
        }
    }

    /// Where the issuer says which badges it took back: signed inside the badge, or in its profile.
    fn revocation_list(&self, evidence: &Evidence) -> Option<String> {
        let inside = issuer(&self.badge).and_then(|issuer| issuer.get("revocationList")).and_then(identifier);
        let profile = self.issuer().and_then(|issuer| Published::document(issuer, evidence).ok());
        inside.map(str::to_owned).or_else(|| profile?.revocation_list().map(str::to_owned))
    }
}

impl Secured for Signed {
    fn needs(&self, evidence: &Evidence, _: &[TrustList]) -> Vec<Need> {
        let list = self.revocation_list(evidence);
        let addresses = [self.key_address(), self.issuer(), list.as_deref()];
        addresses.into_iter().flatten().filter_map(published::need).collect()
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let signature = self.check_signature(question.evidence);
        let issuer = self.check_issuer(&signature, question);
        let recognition = check_recognition(&issuer, question);
        let summary = ProofSummary {
            suite: self.envelope.signatures.first().map(algorithm).unwrap_or_default(),
            verification_method: self.key_address().map(str::to_owned),
            created: None,
            outcome: signature.outcome,
            code: signature.code,
            notes: Vec::new(),
        };
        answer(signature, issuer, recognition, vec![summary])
    }

    fn status(&self, evidence: &Evidence, at: Timestamp, longest: SignedDuration) -> Option<CheckResult> {
        let list = self.revocation_list(evidence)?;
        let result = match published::is_revoked(&list, self.issuer(), &self.badge, evidence, (at, longest)) {
            Ok(false) => CheckResult::pass(Check::Status),
            Ok(true) => CheckResult::fail(Check::Status, Code::Revoked),
            Err(code) => CheckResult::undetermined(Check::Status, code),
        };
        Some(result.with("list", list))
    }
}

fn algorithm(entry: &SignatureEntry) -> String {
    entry.header.as_ref().map(|header| header.algorithm.clone()).unwrap_or_default()
}

fn answer(
    signature: CheckResult,
    issuer: CheckResult,
    recognition: CheckResult,
    proofs: Vec<ProofSummary>,
) -> Answer {
    Answer {
        covers_text: signature.outcome == Outcome::Pass,
        signature,
        issuer,
        recognition,
        validity: CheckResult::pass(Check::Validity),
        format: None,
        holder: None,
        showings: Vec::new(),
        seal: None,
        proofs,
        unsigned: Vec::new(),
    }
}
