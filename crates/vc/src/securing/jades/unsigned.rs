//! `etsiU`: the unsigned properties of a JAdES signature (ETSI TS 119 182-1 §5.3).
//!
//! Anybody may have written them. Time stamps, OCSP responses and CRLs among them prove themselves.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Map, Value};

use crate::json;
use crate::limits::{MAX_CERTIFICATES, MAX_REVOCATION_ITEMS, MAX_TIMESTAMPS, MAX_UNSIGNED_ELEMENTS};

/// What the unsigned properties hold.
#[derive(Debug, Default)]
pub(crate) struct Unsigned {
    /// Tokens over the signature value (`sigTst`), DER.
    pub(crate) signature_tokens: Vec<Vec<u8>>,
    /// Tokens over everything before them (`arcTst`).
    pub(crate) archive_tokens: Vec<ArchiveToken>,
    /// Certificates (`xVals` and its kin), DER.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// OCSP responses, DER.
    pub(crate) ocsp: Vec<Vec<u8>>,
    /// CRLs, DER.
    pub(crate) crls: Vec<Vec<u8>>,
    /// The elements as they stand in the file, one after the other.
    text: Vec<u8>,
}

/// An archive token and how much of the elements' text stands in front of it.
#[derive(Debug)]
pub(crate) struct ArchiveToken {
    pub(crate) der: Vec<u8>,
    before: usize,
}

/// The unsigned properties are not as they should be, or over a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the unsigned properties are not as they should be")]
pub(crate) struct UnsignedFault;

impl Unsigned {
    /// Reads `etsiU` from an unprotected header; nothing when there is none.
    pub(crate) fn read(unprotected: &Map<String, Value>) -> Result<Self, UnsignedFault> {
        let mut unsigned = Self::default();
        let elements = match unprotected.get("etsiU") {
            None => return Ok(unsigned),
            Some(Value::Array(elements)) if elements.len() <= MAX_UNSIGNED_ELEMENTS => elements,
            Some(_) => return Err(UnsignedFault),
        };
        // All elements in one form: base64url text, or clear objects (§5.3.1).
        let encoded = elements.iter().all(Value::is_string);
        if !encoded && !elements.iter().all(Value::is_object) {
            return Err(UnsignedFault);
        }
        for element in elements {
            match element {
                Value::String(text) => {
                    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| UnsignedFault)?;
                    let object = json::parse(&bytes).map_err(|_| UnsignedFault)?;
                    unsigned.take(object.as_object().ok_or(UnsignedFault)?, encoded)?;
                    unsigned.text.extend(text.as_bytes());
                }
                Value::Object(object) => unsigned.take(object, encoded)?,
                _ => return Err(UnsignedFault),
            }
        }
        let tokens = unsigned.signature_tokens.len() + unsigned.archive_tokens.len();
        let revocation = unsigned.ocsp.len() + unsigned.crls.len();
        if tokens > MAX_TIMESTAMPS
            || revocation > MAX_REVOCATION_ITEMS
            || unsigned.certificates.len() > MAX_CERTIFICATES
        {
            return Err(UnsignedFault);
        }
        Ok(unsigned)
    }

    /// The text that an archive token covers.
    pub(crate) fn covered_by(&self, token: &ArchiveToken) -> &[u8] {
        &self.text[..token.before]
    }

    /// Takes one element. In the clear form an archive token covers canonicalised text that is not
    /// rebuilt here, so it proves nothing and is left out.
    fn take(&mut self, element: &Map<String, Value>, encoded: bool) -> Result<(), UnsignedFault> {
        let [(name, value)] = element.iter().collect::<Vec<_>>()[..] else { return Err(UnsignedFault) };
        match name.as_str() {
            "sigTst" => self.signature_tokens.extend(tokens(value)?),
            "arcTst" if encoded => {
                let before = self.text.len();
                self.archive_tokens
                    .extend(tokens(value)?.into_iter().map(|der| ArchiveToken { der, before }));
            }
            "xVals" | "axVals" => self.take_certificates(value)?,
            "rVals" | "arVals" => self.take_revocation(value)?,
            "tstVD" | "anyValData" => {
                if let Some(value) = value.get("xVals") {
                    self.take_certificates(value)?;
                }
                if let Some(value) = value.get("rVals") {
                    self.take_revocation(value)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_certificates(&mut self, list: &Value) -> Result<(), UnsignedFault> {
        for entry in list.as_array().ok_or(UnsignedFault)? {
            if let Some(certificate) = entry.get("x509Cert") {
                self.certificates.push(der(certificate)?);
            }
        }
        Ok(())
    }

    fn take_revocation(&mut self, value: &Value) -> Result<(), UnsignedFault> {
        for (member, into) in [("ocspVals", &mut self.ocsp), ("crlVals", &mut self.crls)] {
            if let Some(list) = value.get(member) {
                for entry in list.as_array().ok_or(UnsignedFault)? {
                    into.push(der(entry)?);
                }
            }
        }
        Ok(())
    }
}

/// The tokens of a `tstContainer` (§5.4.3.3), DER.
pub(crate) fn tokens(container: &Value) -> Result<Vec<Vec<u8>>, UnsignedFault> {
    let list = container.get("tstTokens").and_then(Value::as_array).ok_or(UnsignedFault)?;
    if list.is_empty() || list.len() > MAX_TIMESTAMPS {
        return Err(UnsignedFault);
    }
    list.iter().map(der).collect()
}

/// A `pkiOb` (§5.4.2): base64 in `val`.
fn der(object: &Value) -> Result<Vec<u8>, UnsignedFault> {
    let text = object.get("val").and_then(Value::as_str).ok_or(UnsignedFault)?;
    STANDARD.decode(text).map_err(|_| UnsignedFault)
}
