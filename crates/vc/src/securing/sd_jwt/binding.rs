//! The holder's token: that whoever shows the credential has the key that it is bound to (RFC 9901 §4.3, §7.3).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::Value;

use crate::json;
use crate::key::public_key::{Hash, PublicKey};
use crate::report::{Check, CheckResult, Code};
use crate::securing::jws::{Envelope, check_signature, numeric_date};
use crate::verify::challenge::{Challenge, Shown};

/// What a holder's token is held against.
pub(super) struct Binding<'b> {
    /// The token.
    pub(super) token: &'b str,
    /// The text that it covers.
    pub(super) covered: &'b str,
    /// The hash function of the disclosures, which makes its digest too.
    pub(super) hash: Hash,
    /// What the issuer says about the holder's key (`cnf`).
    pub(super) confirmation: Option<&'b Value>,
}

impl Binding<'_> {
    /// The holder check.
    pub(super) fn check(&self, challenge: &Challenge, at: Timestamp) -> CheckResult {
        match self.shown() {
            Ok(shown) => challenge.check(&shown, at),
            Err(result) => result,
        }
    }

    /// What the holder signed, with the key that the credential is bound to.
    fn shown(&self) -> Result<Shown, CheckResult> {
        let fail = |code| CheckResult::fail(Check::Holder, code);
        let malformed = |what: &str| fail(Code::BindingMalformed).with("value", what);
        let envelope = Envelope::from_compact(self.token).map_err(|_| malformed("token"))?;
        let entry = envelope.signatures.first().ok_or_else(|| malformed("token"))?;
        let header = entry.header.as_ref().map_err(|fault| malformed(fault.parameter))?;
        if header.parameters.get("typ").and_then(Value::as_str) != Some("kb+jwt") {
            return Err(malformed("typ"));
        }
        if header.parameters.contains_key("crit") {
            return Err(malformed("crit"));
        }
        let jwk = self.confirmation.and_then(|confirmation| confirmation.get("jwk"));
        let key = PublicKey::from_jwk(jwk.ok_or_else(|| fail(Code::BindingKeyMissing))?)
            .map_err(|_| CheckResult::undetermined(Check::Holder, Code::KeyUnusable))?;
        check_signature(&header.algorithm, &key, &envelope.signing_input(entry), &entry.signature)
            .map_err(|_| fail(Code::BindingMismatch).with("algorithm", header.algorithm.clone()))?;

        let claims = envelope.content.as_deref().and_then(|content| json::parse(content).ok());
        let Some(Value::Object(claims)) = claims else { return Err(malformed("claims")) };
        let text =
            |name: &'static str| claims.get(name).and_then(Value::as_str).ok_or_else(|| malformed(name));
        if text("sd_hash")? != URL_SAFE_NO_PAD.encode(self.hash.of(&[self.covered.as_bytes()])) {
            return Err(fail(Code::BindingOfOther));
        }
        let (audience, nonce) = (text("aud")?, text("nonce")?);
        let made = claims.get("iat").and_then(numeric_date).ok_or_else(|| malformed("iat"))?;
        let until = match claims.get("exp") {
            None => None,
            Some(date) => Some(numeric_date(date).ok_or_else(|| malformed("exp"))?),
        };
        let (audiences, nonce) = (vec![audience.to_owned()], Some(nonce.to_owned()));
        Ok(Shown { audiences, nonce, made: Some(made), until })
    }
}
