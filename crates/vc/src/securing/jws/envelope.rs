//! The three serialisations: general JSON, flattened JSON and compact (RFC 7515 §7).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::header::{Header, HeaderFault};
use crate::json::{self, JsonFault};
use crate::limits::MAX_SIGNATURES;

/// A JWS, read strictly. Nothing is proven.
#[derive(Debug)]
pub struct Envelope {
    /// The serialisation.
    pub form: Form,
    /// The payload as it stands in the file: base64url text, or the content itself (`b64:false`).
    pub payload_text: String,
    /// The content; `None` when it is not in the file.
    pub content: Option<Vec<u8>>,
    /// The signatures; at least one.
    pub signatures: Vec<SignatureEntry>,
}

/// A serialisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{"payload", "signatures": […]}`
    General,
    /// `{"payload", "protected", "header", "signature"}`
    Flattened,
    /// `header.payload.signature`
    Compact,
}

/// One signature with its headers.
#[derive(Debug)]
pub struct SignatureEntry {
    /// The protected header as it stands in the file; this text is signed.
    pub protected_text: String,
    /// The protected header, if it obeys the rules.
    pub header: Result<Header, HeaderFault>,
    /// The payload is base64url in the signing input (RFC 7797); true unless `b64` says otherwise.
    pub payload_encoded: bool,
    /// The unprotected header: not signed, anybody may have written it.
    pub unprotected: Map<String, Value>,
    /// The signature as it stands in the file.
    pub signature_text: String,
    /// The signature.
    pub signature: Vec<u8>,
}

/// Why bytes are not a JWS.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeFault {
    /// The protected header is not strict JSON.
    #[error("the protected header: {0}")]
    ProtectedHeader(JsonFault),
    /// A member is missing, of the wrong kind, or must not stand beside another.
    #[error("the member {0} is missing or not as it should be")]
    Member(&'static str),
    /// Text is not canonical base64url without padding.
    #[error("{0} is not base64url")]
    Base64(&'static str),
    /// A parameter stands in both headers (RFC 7515 §7.2.1).
    #[error("a header parameter stands both inside and outside the protected header")]
    HeaderTwice,
    /// No signature, or more than [`MAX_SIGNATURES`].
    #[error("there must be 1 to {MAX_SIGNATURES} signatures")]
    SignatureCount,
    /// The signatures do not agree on `b64` (RFC 7797 §3).
    #[error("the signatures do not agree on how the payload is encoded")]
    PayloadEncoding,
}

impl Envelope {
    /// True when the object has `signatures` or `signature`.
    #[must_use]
    pub fn looks_like(value: &Value) -> bool {
        value.get("signatures").is_some() || value.get("signature").is_some()
    }

    /// Reads a JSON serialisation.
    ///
    /// Members that RFC 7515 does not define are ignored, as its §7.2 asks.
    ///
    /// # Errors
    /// [`EnvelopeFault`] when it breaks the rules.
    pub fn from_json(value: Value) -> Result<Self, EnvelopeFault> {
        let Value::Object(mut object) = value else { return Err(EnvelopeFault::Member("signatures")) };
        let payload = match object.remove("payload") {
            None => None,
            Some(Value::String(text)) => Some(text),
            Some(_) => return Err(EnvelopeFault::Member("payload")),
        };
        Self::from_members(object, payload)
    }

    fn from_members(mut object: Map<String, Value>, payload: Option<String>) -> Result<Self, EnvelopeFault> {
        let (form, entries) = match object.remove("signatures") {
            Some(Value::Array(entries)) => {
                if ["protected", "header", "signature"].iter().any(|member| object.contains_key(*member)) {
                    return Err(EnvelopeFault::Member("signatures"));
                }
                (Form::General, entries)
            }
            Some(_) => return Err(EnvelopeFault::Member("signatures")),
            None => (Form::Flattened, vec![Value::Object(object)]),
        };
        if entries.is_empty() || entries.len() > MAX_SIGNATURES {
            return Err(EnvelopeFault::SignatureCount);
        }
        let signatures = entries.into_iter().map(SignatureEntry::from_json).collect::<Result<Vec<_>, _>>()?;
        Self::assemble(form, payload, signatures)
    }

    /// Reads the compact serialisation.
    ///
    /// # Errors
    /// [`EnvelopeFault`] when it breaks the rules.
    pub fn from_compact(text: &str) -> Result<Self, EnvelopeFault> {
        let mut parts = text.splitn(3, '.');
        let (Some(protected), Some(payload), Some(signature)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(EnvelopeFault::Member("signature"));
        };
        let payload = (!payload.is_empty()).then(|| payload.to_owned());
        let entry = SignatureEntry::new(protected.to_owned(), Map::new(), signature.to_owned())?;
        Self::assemble(Form::Compact, payload, vec![entry])
    }

    fn assemble(
        form: Form,
        payload: Option<String>,
        signatures: Vec<SignatureEntry>,
    ) -> Result<Self, EnvelopeFault> {
        let mut encodings = signatures.iter().map(|entry| entry.payload_encoded);
        let encoded = encodings.next().unwrap_or(true);
        if encodings.any(|other| other != encoded) {
            return Err(EnvelopeFault::PayloadEncoding);
        }
        let content = match &payload {
            None => None,
            Some(text) if encoded => Some(decode(text, "payload")?),
            Some(text) => Some(text.clone().into_bytes()),
        };
        Ok(Self { form, payload_text: payload.unwrap_or_default(), content, signatures })
    }

    /// The bytes that a signature covers: `protected . payload`, both as they stand in the file.
    #[must_use]
    pub fn signing_input(&self, entry: &SignatureEntry) -> Vec<u8> {
        [entry.protected_text.as_bytes(), b".", self.payload_text.as_bytes()].concat()
    }
}

impl SignatureEntry {
    fn from_json(value: Value) -> Result<Self, EnvelopeFault> {
        let Value::Object(mut object) = value else { return Err(EnvelopeFault::Member("signatures")) };
        let mut text = |member: &'static str| match object.remove(member) {
            Some(Value::String(text)) => Ok(text),
            _ => Err(EnvelopeFault::Member(member)),
        };
        let (protected, signature) = (text("protected")?, text("signature")?);
        let unprotected = match object.remove("header") {
            None => Map::new(),
            Some(Value::Object(header)) => header,
            Some(_) => return Err(EnvelopeFault::Member("header")),
        };
        Self::new(protected, unprotected, signature)
    }

    fn new(
        protected_text: String,
        unprotected: Map<String, Value>,
        signature_text: String,
    ) -> Result<Self, EnvelopeFault> {
        let header = decode(&protected_text, "protected")?;
        let Value::Object(parameters) = json::parse(&header).map_err(EnvelopeFault::ProtectedHeader)? else {
            return Err(EnvelopeFault::Member("protected"));
        };
        if unprotected.keys().any(|name| parameters.contains_key(name)) {
            return Err(EnvelopeFault::HeaderTwice);
        }
        let signature = decode(&signature_text, "signature")?;
        let payload_encoded = parameters.get("b64") != Some(&Value::Bool(false));
        let header = Header::read(parameters);
        Ok(Self { protected_text, header, payload_encoded, unprotected, signature_text, signature })
    }
}

fn decode(text: &str, what: &'static str) -> Result<Vec<u8>, EnvelopeFault> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| EnvelopeFault::Base64(what))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn header(text: &str) -> String {
        URL_SAFE_NO_PAD.encode(text)
    }

    fn read(value: Value) -> Result<Envelope, EnvelopeFault> {
        Envelope::from_json(value)
    }

    #[test]
    fn the_three_forms_give_the_same_signing_input() {
        let (protected, payload) = (header(r#"{"alg":"ES256"}"#), header("content"));
        let compact = Envelope::from_compact(&format!("{protected}.{payload}.AAAA")).unwrap();
        let flattened =
            read(json!({"payload": payload, "protected": protected, "signature": "AAAA"})).unwrap();
        let general =
            read(json!({"payload": payload, "signatures": [{"protected": protected, "signature": "AAAA"}]}))
                .unwrap();
        for envelope in [&compact, &flattened, &general] {
            assert_eq!(envelope.content.as_deref(), Some(&b"content"[..]));
            assert_eq!(
                envelope.signing_input(&envelope.signatures[0]),
                format!("{protected}.{payload}").into_bytes()
            );
        }
    }

    #[test]
    fn an_unencoded_payload_is_signed_as_its_utf8_bytes() {
        let protected = header(r#"{"alg":"ES256","b64":false,"crit":["b64"]}"#);
        let value = json!({"payload": "{\"å\":\".\"}", "protected": protected, "signature": "AAAA"});
        let envelope = read(value).unwrap();
        assert_eq!(envelope.content.as_deref(), Some("{\"å\":\".\"}".as_bytes()));
        assert_eq!(
            envelope.signing_input(&envelope.signatures[0]),
            format!("{protected}.{{\"å\":\".\"}}").into_bytes()
        );
    }

    #[test]
    fn rules_of_the_envelope_are_kept() {
        let protected = header(r#"{"alg":"ES256"}"#);
        let entry = json!({"protected": protected, "signature": "AAAA"});
        let unencoded =
            json!({"protected": header(r#"{"alg":"ES256","b64":false,"crit":["b64"]}"#), "signature": "AA"});
        for (value, fault) in [
            (json!({"payload": "", "signatures": []}), EnvelopeFault::SignatureCount),
            (json!({"payload": "", "signatures": vec![entry.clone(); 9]}), EnvelopeFault::SignatureCount),
            (
                json!({"payload": "", "signatures": [entry], "signature": "AAAA"}),
                EnvelopeFault::Member("signatures"),
            ),
            (json!({"payload": 7, "signatures": [entry]}), EnvelopeFault::Member("payload")),
            (json!({"payload": "", "signatures": [entry, unencoded]}), EnvelopeFault::PayloadEncoding),
            (
                json!({"payload": "", "protected": protected, "header": {"alg": "ES256"}, "signature": "AAAA"}),
                EnvelopeFault::HeaderTwice,
            ),
            (
                json!({"payload": "", "protected": protected, "signature": "AAA="}),
                EnvelopeFault::Base64("signature"),
            ),
            (
                json!({"payload": "", "protected": protected, "signature": "AAB"}),
                EnvelopeFault::Base64("signature"),
            ),
            (
                json!({"payload": "", "protected": header("[]"), "signature": "AAAA"}),
                EnvelopeFault::Member("protected"),
            ),
        ] {
            assert_eq!(read(value).unwrap_err(), fault);
        }
        let twice = json!({"payload": "", "protected": header(r#"{"alg":"none","alg":"ES256"}"#), "signature": "AAAA"});
        assert!(matches!(
            read(twice).unwrap_err(),
            EnvelopeFault::ProtectedHeader(JsonFault::DuplicateKey { key, .. }) if key == "alg"
        ));
    }
}
