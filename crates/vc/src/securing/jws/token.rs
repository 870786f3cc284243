//! Credentials as JSON Web Tokens: `vc+jwt` (W3C VC-JOSE-COSE), the claim `vc` (VC 1.1 §6.3.1), and claims that
//! are the credential themselves (Open Badges 3.0 §8.2.4).
//!
//! Presentations the same: `vp+jwt`, and the claim `vp`. Not read: tokens in JSON serialisation.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::claims::{Period, Taken, take};
use super::media_type::{Kind, media_type};
use super::{Envelope, Signer};
use crate::container::Piece;
use crate::report::{Code, SecuringId};
use crate::securing::{Answer, Content, Question, Secured, Securing, Split};
use crate::trust::TrustList;
use crate::verify::challenge::Shown;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;

/// The JWS mechanism.
pub(crate) struct Jws;

impl Securing for Jws {
    fn id(&self) -> SecuringId {
        SecuringId::Jws
    }

    fn recognises(&self, piece: &Piece) -> bool {
        matches!(piece, Piece::Token(text) if !text.contains('~') && !is_seal(text))
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let Piece::Token(text) = piece else { return Err(Unreadable::UnknownFormat) };
        let envelope = Envelope::from_compact(&text)?;
        let Content { document, glimpse } =
            Content::read(envelope.content.as_deref().ok_or(Unreadable::ContentDetached)?);
        let header = envelope.signatures.first().and_then(|entry| entry.header.as_ref().ok());
        let kind = header.map_or(Ok(Kind::Jwt), |header| Kind::of(&header.parameters));
        let mut token =
            Token { envelope, issuer: None, fault: None, period: Period::default(), shown: Shown::default() };
        let document = document.map(|document| token.take(document, kind.as_ref()));
        let glimpse = glimpse.map(|glimpse| token.take(glimpse, kind.as_ref()));
        token.fault = kind.err().map(|value| (Code::MediaTypeWrong, value)).or(token.fault);
        Ok(Split { secured: Box::new(token), content: Content { document, glimpse } })
    }
}

/// A signed token of claims.
struct Token {
    envelope: Envelope,
    /// Whom it names as its issuer.
    issuer: Option<String>,
    /// What keeps it from being a credential in its format.
    fault: Option<(Code, String)>,
    /// When its signature counts.
    period: Period,
    /// For a presentation: what it says to whoever it is shown to.
    shown: Shown,
}

impl Token {
    /// Takes the credential out of the claims. Of no known kind, it is read like what it looks like.
    fn take(&mut self, claims: Value, kind: Result<&Kind, &String>) -> Value {
        let Value::Object(claims) = claims else { return claims };
        let kind = match kind {
            Ok(kind) => *kind,
            Err(_) if ["vc", "vp"].iter().any(|name| claims.get(*name).is_some_and(Value::is_object)) => {
                Kind::Jwt
            }
            Err(_) => Kind::VcJwt,
        };
        let Taken { document, fault, period, issuer, shown } = take(claims, kind);
        (self.fault, self.period, self.issuer, self.shown) = (fault, period, issuer, shown);
        document
    }

    fn signer(&self) -> Option<Signer<'_>> {
        Some(Signer::new(self.envelope.signatures.first()?, self.issuer.as_deref()))
    }
}

impl Secured for Token {
    fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        self.signer().map(|signer| signer.needs(evidence, trust)).unwrap_or_default()
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let signer = self.signer().expect("a compact token has one signature");
        let signed = signer.check(&self.envelope, question.evidence);
        signed.answer(question, &self.period, self.fault.as_ref(), &self.shown)
    }
}

/// True for a seal (JAdES): its header names a certificate or a time of sealing and is of no JWT, and its content
/// is no set of claims.
fn is_seal(text: &str) -> bool {
    let mut parts = text.split('.').map(object);
    let (Some(Some(header)), payload) = (parts.next(), parts.next().flatten().unwrap_or_default()) else {
        return false;
    };
    let is_jwt = media_type(&header, "typ").is_ok_and(|kind| kind.is_some_and(|kind| kind.ends_with("jwt")));
    SEAL_HEADERS.iter().any(|name| header.contains_key(*name))
        && !is_jwt
        && !CLAIMS.iter().any(|name| payload.contains_key(*name))
}

/// Parameters of which every seal has one (ETSI TS 119 182-1 §5.1.7, §5.1.8, §5.2.1).
const SEAL_HEADERS: [&str; 6] = ["x5t#S256", "x5c", "x5t#o", "sigX5ts", "sigT", "adoTst"];

/// Claims of which every token has one whose key comes in a certificate.
const CLAIMS: [&str; 2] = ["iss", "vc"];

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
