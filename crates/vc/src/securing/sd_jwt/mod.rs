//! Selective disclosure for JWTs (RFC 9901): the issuer signs digests, and what they are of comes beside them.
//!
//! Secures SD-JWT VC (`dc+sd-jwt`) and credentials of the W3C model (`vc+sd-jwt`), which are different things.
//! Not checked: type metadata (`vct` is never fetched).

mod binding;
mod media_type;
#[cfg(test)]
mod negatives;
mod parts;
mod reveal;
#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod tests;

pub use parts::Parts;
pub use reveal::{RevealFault, reveal};

use serde_json::{Map, Value};

use self::binding::Binding;
use self::media_type::Kind;
use self::reveal::reveal_counting;
use super::jws::{Kind as TokenKind, Period, Signed, Signer, Taken, take};
use super::{Answer, Content, Question, Secured, Securing, Split};
use crate::container::Piece;
use crate::profile::presentation::is_presentation_of;
use crate::report::{Check, CheckResult, Code, Outcome, SecuringId};
use crate::trust::TrustList;
use crate::verify::challenge::Shown;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;

/// The SD-JWT mechanism.
pub(crate) struct SdJwt;

impl Securing for SdJwt {
    fn id(&self) -> SecuringId {
        SecuringId::SdJwt
    }

    fn recognises(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Token(text) => Parts::is_compact(text),
            Piece::Json(value) => Parts::is_json(value),
        }
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let parts = match piece {
            Piece::Token(text) => Parts::from_compact(&text)?,
            Piece::Json(value) => Parts::from_json(value)?,
        };
        let Content { document, glimpse } = Content::read(parts.claims().ok_or(Unreadable::ContentDetached)?);
        let mut token = Token::new(parts);
        let document = document.map(|claims| token.take(claims));
        let glimpse = glimpse.map(|claims| token.take(claims));
        Ok(Split { secured: Box::new(token), content: Content { document, glimpse } })
    }
}

/// A token with its disclosures.
struct Token {
    parts: Parts,
    /// Whom it names as its issuer.
    issuer: Option<String>,
    /// What the issuer says about the holder's key.
    confirmation: Option<Value>,
    /// Why the disclosures do not fit what was signed.
    misfit: Option<RevealFault>,
    /// How many digests nothing is shown for.
    withheld: usize,
    /// What keeps it from being a credential in its format.
    fault: Option<(Code, String)>,
    /// When its signature counts.
    period: Period,
    /// For a presentation: what it says to whoever it is shown to.
    shown: Shown,
}

impl Token {
    fn new(parts: Parts) -> Self {
        let (period, shown) = (Period::default(), Shown::default());
        Self {
            parts,
            issuer: None,
            confirmation: None,
            misfit: None,
            withheld: 0,
            fault: None,
            period,
            shown,
        }
    }

    /// Takes the credential out of the claims. Where disclosures do not fit, none is believed.
    fn take(&mut self, claims: Value) -> Value {
        let Value::Object(claims) = claims else { return claims };
        let revealed = match reveal_counting(&claims, &self.parts.disclosures) {
            Ok((revealed, withheld)) => {
                self.withheld = withheld;
                revealed
            }
            Err(misfit) => {
                self.misfit = Some(misfit);
                reveal(&claims, &[]).unwrap_or_else(|_| claims.clone())
            }
        };
        self.confirmation = claims.get("cnf").cloned();
        let header = self.parts.entry().and_then(|entry| entry.header.as_ref().ok());
        let (kind, fault) = Kind::of(header.map(|header| &header.parameters), &revealed);
        let document = match kind {
            Kind::Ietf => self.take_ietf(&claims, revealed),
            Kind::W3c => self.take_w3c(revealed),
        };
        self.fault = fault.map(|value| (Code::MediaTypeWrong, value)).or(self.fault.take());
        document
    }

    /// The claims are the credential. Those that decide about it are never a matter of disclosure (SD-JWT VC
    /// §3.2.2.2).
    fn take_ietf(&mut self, claims: &Map<String, Value>, revealed: Map<String, Value>) -> Value {
        let hidden =
            ALWAYS_OPEN.into_iter().find(|name| revealed.contains_key(*name) && !claims.contains_key(*name));
        self.fault = hidden.map(|name| (Code::ClaimForbidden, name.to_owned()));
        self.issuer = claims.get("iss").and_then(Value::as_str).map(str::to_owned);
        Value::Object(revealed)
    }

    fn take_w3c(&mut self, revealed: Map<String, Value>) -> Value {
        let kind = if is_presentation_of(&revealed) { TokenKind::VpJwt } else { TokenKind::VcJwt };
        let Taken { document, fault, period, issuer, shown } = take(revealed, kind);
        (self.fault, self.period, self.issuer, self.shown) = (fault, period, issuer, shown);
        document
    }

    fn signer(&self) -> Option<Signer<'_>> {
        Some(Signer::new(self.parts.entry()?, self.issuer.as_deref()))
    }

    /// The signature covers digests: it holds over what is shown only where the disclosures fit them. Then it also
    /// tells how much is not shown.
    fn with_disclosures(&self, mut signed: Signed) -> Signed {
        match &self.misfit {
            Some(misfit) if signed.signature.outcome == Outcome::Pass => {
                let code = misfit.code();
                let result = match code {
                    Code::AlgorithmUnsupported | Code::OverBudget => {
                        CheckResult::undetermined(Check::Signature, code)
                    }
                    _ => CheckResult::fail(Check::Signature, code),
                };
                signed.stopped(result.with("value", misfit.to_string()))
            }
            None if signed.signature.outcome == Outcome::Pass && self.withheld > 0 => {
                signed.signature = signed.signature.with("withheld", self.withheld.to_string());
                signed
            }
            _ => signed,
        }
    }

    /// The holder check. What the issuer says about the holder's key is known only from what it signed.
    fn check_holder(&self, signature: &CheckResult, question: &Question<'_, '_>) -> Option<CheckResult> {
        let open = |code| Some(CheckResult::undetermined(Check::Holder, code));
        let Some(token) = self.parts.binding.as_deref() else {
            return question.challenge.is_asked().then(|| open(Code::BindingMissing)).flatten();
        };
        if signature.outcome != Outcome::Pass {
            return open(Code::NotEstablished);
        }
        let claims = self.parts.claims().and_then(|claims| serde_json::from_slice(claims).ok());
        let Some(Ok(hash)) = claims.as_ref().map(reveal::hash) else {
            return open(Code::AlgorithmUnsupported);
        };
        let covered = self.parts.covered();
        let binding = Binding { token, covered: &covered, hash, confirmation: self.confirmation.as_ref() };
        Some(binding.check(question.challenge, question.at))
    }
}

impl Secured for Token {
    fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        self.signer().map(|signer| signer.needs(evidence, trust)).unwrap_or_default()
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let signer = self.signer().expect("an SD-JWT has one signature");
        let signed = self.with_disclosures(signer.check(&self.parts.envelope, question.evidence));
        let holder = self.check_holder(&signed.signature, question);
        Answer { holder, ..signed.answer(question, &self.period, self.fault.as_ref(), &self.shown) }
    }
}

/// Claims of an SD-JWT VC that are never in a disclosure.
const ALWAYS_OPEN: [&str; 7] = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"];
