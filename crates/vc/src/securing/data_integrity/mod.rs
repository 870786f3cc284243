//! Verifiable Credential Data Integrity 1.0: proofs inside the document, over its canonical form.
//!
//! Every proof is checked by itself. One that does not hold condemns the document, whoever added it; one
//! of an unknown suite is told and counts neither way.

mod document;
mod finding;
mod issuer;
mod proof;
mod stop;
mod suite;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use serde_json::Value;

use self::document::Document;
use self::finding::Finding;
use self::issuer::check_issuer;
use self::proof::{Facts, Proof};
use super::owner::check_recognition;
use super::{Answer, Content, Question, Secured, Securing, Split};
use crate::container::Piece;
use crate::key::did::DidUrl;
use crate::limits::{MAX_CHAINED_PROOFS, MAX_PROOFS};
use crate::report::{Check, CheckResult, Code, Outcome, SecuringId};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;

/// The Data Integrity mechanism.
pub(crate) struct DataIntegrity;

impl Securing for DataIntegrity {
    fn id(&self) -> SecuringId {
        SecuringId::DataIntegrity
    }

    fn recognises(&self, piece: &Piece) -> bool {
        matches!(piece, Piece::Json(value) if value.get("proof").is_some())
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let Piece::Json(Value::Object(mut document)) = piece else { return Err(Unreadable::UnknownFormat) };
        let proof = document.remove("proof").ok_or(Unreadable::UnknownFormat)?;
        let content = Content { document: Ok(Value::Object(document)), glimpse: None };
        Ok(Split { secured: Box::new(Proofs::read(proof)), content })
    }
}

/// The proofs of a document.
struct Proofs {
    proofs: Vec<Proof>,
    /// More than [`MAX_PROOFS`], or more than [`MAX_CHAINED_PROOFS`] that follow others.
    too_many: bool,
}

impl Proofs {
    fn read(proof: Value) -> Self {
        let proofs: Vec<Proof> = match proof {
            Value::Array(proofs) => {
                let read = |(index, value)| Proof { value, at: format!("/proof/{index}") };
                proofs.into_iter().enumerate().map(read).collect()
            }
            value => vec![Proof { value, at: "/proof".to_owned() }],
        };
        let chained = proofs.iter().filter(|proof| !proof.previous().is_empty()).count();
        match proofs.len() > MAX_PROOFS || chained > MAX_CHAINED_PROOFS {
            true => Self { proofs: Vec::new(), too_many: true },
            false => Self { proofs, too_many: false },
        }
    }

    fn findings(&self, question: &Question<'_, '_>) -> Vec<Finding<'_>> {
        let Some(linked) = question.linked else { return Vec::new() };
        let document = Document::new(linked, question.work);
        let check = |proof| Finding::of(proof, &self.proofs, &document, question);
        self.proofs.iter().map(check).collect()
    }

    fn check_signature(&self, findings: &[Finding<'_>]) -> CheckResult {
        if self.too_many {
            return CheckResult::undetermined(Check::Signature, Code::OverBudget);
        }
        let stops = || findings.iter().filter_map(|finding| finding.signature.as_ref().err());
        if let Some(fault) = stops().find(|stop| stop.outcome == Outcome::Fail) {
            return fault.result();
        }
        match (findings.len() - stops().count(), stops().next()) {
            (0, None) => CheckResult::fail(Check::Signature, Code::Unsigned),
            (0, Some(first)) => first.result(),
            (_, None) => CheckResult::pass(Check::Signature),
            (_, Some(_)) => {
                CheckResult::pass(Check::Signature).with("unsupported_proofs", stops().count().to_string())
            }
        }
    }
}

impl Secured for Proofs {
    fn needs(&self, evidence: &Evidence, _: &[TrustList]) -> Vec<Need> {
        let need = |proof| DidUrl::parse(Facts::claimed(proof).method.as_deref()?)?.need(evidence);
        self.proofs.iter().filter_map(need).collect()
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let findings = self.findings(question);
        let signature = self.check_signature(&findings);
        let issuer = check_issuer(&findings, &signature, question);
        let validity = findings.iter().map(|finding| finding.check_validity(question.at));
        let mut holding = findings.iter().filter(|finding| finding.signature.is_ok()).peekable();
        Answer {
            covers_text: holding.peek().is_some() && holding.all(|finding| finding.covers_text),
            recognition: check_recognition(&issuer, question),
            issuer,
            validity: validity
                .max_by_key(CheckResult::severity)
                .unwrap_or_else(|| CheckResult::pass(Check::Validity)),
            format: None,
            holder: None,
            showings: findings.iter().filter_map(|finding| finding.showing(question)).collect(),
            seal: None,
            proofs: findings.iter().map(Finding::summary).collect(),
            unsigned: findings
                .iter()
                .filter_map(|finding| finding.signature.as_ref().err())
                .flat_map(|stop| stop.unsigned.clone())
                .collect(),
            signature,
        }
    }
}
