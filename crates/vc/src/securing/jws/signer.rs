//! Who signed a token: from its header and the issuer that it names to a key, and to whom the key belongs.
//!
//! A key that comes with the token checks the arithmetic and proves nothing about the issuer.

use serde_json::Value;

use super::claims::Period;
use super::{AlgorithmFault, Envelope, SignatureEntry, check_signature};
use crate::key::did::{DidUrl, is_did};
use crate::key::issuer_metadata;
use crate::key::public_key::PublicKey;
use crate::report::{Check, CheckResult, Code, DocumentKind, Outcome, ProofSummary};
use crate::securing::certified::{Certified, worse};
use crate::securing::owner::{Owner, check_recognition};
use crate::securing::{Answer, Question, Showing};
use crate::trust::TrustList;
use crate::verify::challenge::Shown;
use crate::verify::evidence::{Evidence, Need};

/// Whoever signed a token, by what it says.
pub(crate) struct Signer<'t> {
    entry: &'t SignatureEntry,
    /// Whom the token names as its issuer.
    issuer: Option<&'t str>,
}

/// What the signature of a token came to.
pub(crate) struct Signed {
    /// The signature check.
    pub(crate) signature: CheckResult,
    /// Whose key it is, where the signature holds.
    pub(crate) owner: Option<Owner>,
    /// For people.
    pub(crate) summary: ProofSummary,
}

/// A key, and whose it is.
struct Found {
    key: PublicKey,
    /// The algorithm that the key is for, where it says.
    algorithm: Option<String>,
    owner: Owner,
}

impl<'t> Signer<'t> {
    /// The signer of a token that names `issuer`.
    pub(crate) fn new(entry: &'t SignatureEntry, issuer: Option<&'t str>) -> Self {
        Self { entry, issuer }
    }

    /// What would help to find the key.
    pub(crate) fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        let need = match (self.method(), self.certified(), self.on_web()) {
            (Some(method), _, _) => DidUrl::parse(&method).and_then(|url| url.need(evidence)),
            (None, Some(certified), _) => certified.ok().and_then(|certified| certified.need(trust)),
            (None, None, Some(issuer)) => issuer_metadata::need(issuer, evidence),
            (None, None, None) => None,
        };
        need.into_iter().collect()
    }

    /// Checks the signature of a token.
    pub(crate) fn check(&self, envelope: &Envelope, evidence: &Evidence) -> Signed {
        let (signature, owner) = match self.hold(envelope, evidence) {
            Ok(owner) => {
                (CheckResult::pass(Check::Signature).with("algorithm", self.algorithm()), Some(owner))
            }
            Err(result) => (result, None),
        };
        let (outcome, code) = (signature.outcome, signature.code);
        let verification_method = self.method().or_else(|| self.header("kid").map(str::to_owned));
        let suite = self.algorithm().to_owned();
        let summary =
            ProofSummary { suite, verification_method, created: None, outcome, code, notes: Vec::new() };
        Signed { signature, owner, summary }
    }

    fn hold(&self, envelope: &Envelope, evidence: &Evidence) -> Result<Owner, CheckResult> {
        let fail = |code| CheckResult::fail(Check::Signature, code);
        let open = |code| CheckResult::undetermined(Check::Signature, code);
        let header = self.entry.header.as_ref();
        let header = header.map_err(|fault| fail(Code::HeaderInvalid).with("value", fault.parameter))?;
        let algorithm = header.algorithm.as_str();
        if algorithm == "none" {
            return Err(fail(Code::Unsigned));
        }
        // RFC 7797 §7: a JWT is never signed without encoding.
        if !self.entry.payload_encoded {
            return Err(fail(Code::HeaderInvalid).with("value", "b64"));
        }
        let Found { key, algorithm: only, owner } = self.find(evidence)?;
        if only.is_some_and(|only| !is_same(&only, algorithm)) {
            return Err(fail(Code::AlgorithmKeyMismatch).with("algorithm", algorithm));
        }
        let input = envelope.signing_input(self.entry);
        check_signature(algorithm, &key, &input, &self.entry.signature).map_err(|fault| match fault {
            AlgorithmFault::None => fail(Code::Unsigned),
            AlgorithmFault::KeyMismatch => fail(Code::AlgorithmKeyMismatch).with("algorithm", algorithm),
            AlgorithmFault::Mismatch => fail(Code::SignatureMismatch).with("algorithm", algorithm),
            AlgorithmFault::Unsupported => open(Code::AlgorithmUnsupported).with("algorithm", algorithm),
        })?;
        // No parameter that could be critical changes what a token of claims means, so none is understood.
        match header.parameters.get("crit").and_then(|names| names.get(0)).and_then(Value::as_str) {
            Some(name) => Err(open(Code::CriticalHeaderUnknown).with("value", name)),
            None => Ok(owner),
        }
    }

    /// Finds the key: by the DID that signs, in a certificate, among the keys that the issuer publishes on the
    /// web, or bare in the header.
    fn find(&self, evidence: &Evidence) -> Result<Found, CheckResult> {
        let open = |code, value: &str| CheckResult::undetermined(Check::Signature, code).with("value", value);
        if let Some(method) = self.method() {
            let url = DidUrl::parse(&method).ok_or_else(|| open(Code::KeyMissing, &method))?;
            let found = url.resolve(evidence).map_err(|fault| open(fault.code(), &method))?;
            let owner = Owner::of(url.did, &found);
            return Ok(Found { key: found.key, algorithm: found.algorithm, owner });
        }
        if let Some(certified) = self.certified() {
            let certified = certified.map_err(|code| open(code, "x5c"))?;
            let key = certified.key().map_err(|_| open(Code::KeyUnusable, "x5c"))?;
            return Ok(Found { key, algorithm: None, owner: Owner::Certified(Box::new(certified)) });
        }
        let published = self.on_web().map(|issuer| self.published(issuer, evidence));
        let embedded = self.entry.header.as_ref().ok().and_then(|header| header.parameters.get("jwk"));
        match (published, embedded) {
            (Some(Ok(found)), _) => Ok(found),
            (_, Some(jwk)) => {
                let key = PublicKey::from_jwk(jwk).map_err(|_| open(Code::KeyUnusable, "jwk"))?;
                Ok(Found { key, algorithm: label(jwk), owner: Owner::Bearer })
            }
            (Some(Err((code, issuer))), None) => Err(open(code, issuer)),
            (None, None) => Err(open(Code::KeyMissing, self.header("kid").unwrap_or_default())),
        }
    }

    /// The key among those that the issuer publishes on the web.
    fn published(&self, issuer: &'t str, evidence: &Evidence) -> Result<Found, (Code, &'t str)> {
        let jwk = issuer_metadata::key(issuer, self.header("kid"), evidence);
        let jwk = jwk.map_err(|fault| (fault.code(), issuer))?;
        let key = PublicKey::from_jwk(&jwk).map_err(|_| (Code::KeyUnusable, issuer))?;
        Ok(Found { key, algorithm: label(&jwk), owner: Owner::Web { issuer: issuer.to_owned() } })
    }

    /// The address of the key, where a DID signs: `kid` whole, or as a name among the keys of the issuer.
    fn method(&self) -> Option<String> {
        match self.header("kid") {
            Some(kid) if kid.starts_with("did:") && kid.contains('#') => Some(kid.to_owned()),
            Some(kid) if is_did(kid) => sole_key(kid),
            kid => {
                let issuer = self.issuer.filter(|issuer| is_did(issuer))?;
                match kid {
                    Some(kid) => Some(format!("{issuer}#{}", kid.strip_prefix('#').unwrap_or(kid))),
                    None => Some(sole_key(issuer).unwrap_or_else(|| format!("{issuer}#"))),
                }
            }
        }
    }

    /// The certificates in the header, where there are any, or why they cannot be used.
    fn certified(&self) -> Option<Result<Certified, Code>> {
        let header = self.entry.header.as_ref().ok()?;
        (!header.certificates.is_empty())
            .then(|| Certified::read(&header.certificates).ok_or(Code::KeyUnusable))
    }

    /// The issuer, where it names itself by an address on the web.
    fn on_web(&self) -> Option<&'t str> {
        self.issuer.filter(|issuer| issuer.starts_with("https://"))
    }

    fn header(&self, parameter: &str) -> Option<&'t str> {
        self.entry.header.as_ref().ok()?.parameters.get(parameter)?.as_str()
    }

    fn algorithm(&self) -> &'t str {
        self.header("alg").unwrap_or_default()
    }
}

impl Signed {
    /// The same token, whose signature for another reason does not hold over what is shown.
    pub(crate) fn stopped(self, signature: CheckResult) -> Self {
        let (outcome, code) = (signature.outcome, signature.code);
        Self { signature, owner: None, summary: ProofSummary { outcome, code, ..self.summary } }
    }

    /// Answers the checks that are about the key and the signature of a token.
    ///
    /// `fault` is what is wrong with the format of the token, and the value at fault; `shown`, what its claims say
    /// to whoever it is shown to.
    pub(crate) fn answer(
        self,
        question: &Question<'_, '_>,
        period: &Period,
        fault: Option<&(Code, String)>,
        shown: &Shown,
    ) -> Answer {
        let issuer = match &self.owner {
            Some(owner) => owner.check(question),
            None => CheckResult::undetermined(Check::Issuer, Code::NotEstablished)
                .with("name", question.issuer_name),
        };
        Answer {
            recognition: match &self.owner {
                Some(owner) => owner.check_recognition(&issuer, question),
                None => check_recognition(&issuer, question),
            },
            issuer,
            validity: match &self.owner {
                Some(owner) => worse(period.check(question.at), owner.check_validity(question)),
                None => period.check(question.at),
            },
            format: fault
                .map(|(code, value)| CheckResult::fail(Check::Format, *code).with("value", value.clone())),
            holder: None,
            showings: self.owner.iter().filter_map(|owner| showing(owner, shown, question)).collect(),
            seal: None,
            proofs: vec![self.summary],
            unsigned: Vec::new(),
            covers_text: self.signature.outcome == Outcome::Pass,
            signature: self.signature,
        }
    }
}

/// Who shows a presentation by its signature.
fn showing(owner: &Owner, shown: &Shown, question: &Question<'_, '_>) -> Option<Showing> {
    (question.kind == DocumentKind::Presentation).then(|| Showing::by(owner, shown.clone(), question))
}

/// The only key of a DID that holds its key itself.
fn sole_key(did: &str) -> Option<String> {
    match did.strip_prefix("did:key:") {
        Some(key) => Some(format!("{did}#{key}")),
        None => did.starts_with("did:jwk:").then(|| format!("{did}#0")),
    }
}

/// The algorithm that a JWK is for (RFC 7517 §4.4).
fn label(jwk: &Value) -> Option<String> {
    jwk.get("alg").and_then(Value::as_str).map(str::to_owned)
}

/// RFC 9864 gives `EdDSA` on Ed25519 a name of its own.
fn is_same(one: &str, other: &str) -> bool {
    let name = |algorithm| if algorithm == "Ed25519" { "EdDSA" } else { algorithm };
    name(one) == name(other)
}
