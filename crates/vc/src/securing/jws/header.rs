//! The protected header.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::limits::MAX_CERTIFICATES;

/// Header parameters that may be critical because they are acted upon here.
///
/// `iat` may be critical in JAdES (ETSI TS 119 182-1 v1.2.1 §5.1.11). Others that JAdES defines
/// (`sigPId`, `srCms`, `sigPl`, `srAts`, `sigD`) change what a signature means and are not understood.
pub const UNDERSTOOD_CRITICAL: &[&str] = &["b64", "sigT", "iat", "adoTst"];

/// Parameters that RFC 7515 §4.1 defines itself: they must not stand in `crit` (§4.1.11).
const REGISTERED: &[&str] =
    &["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"];

/// A protected header that obeys the rules for headers. Nothing in it is proven.
#[derive(Debug, Clone)]
pub struct Header {
    /// Signature algorithm.
    pub algorithm: String,
    /// Critical parameters that are not understood here.
    pub unknown_critical: Vec<String>,
    /// `x5c`: certificates, DER, the signer's first.
    pub certificates: Vec<Vec<u8>>,
    /// `x5t#S256`: SHA-256 of the signer's certificate, base64url.
    pub certificate_digest: Option<String>,
    /// Time that the signer claims: `sigT`, or `iat`.
    pub claimed_time: Option<Timestamp>,
    /// All parameters.
    pub parameters: Map<String, Value>,
}

/// Why a protected header is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the header parameter {parameter} is not allowed to look like this")]
pub struct HeaderFault {
    /// The parameter at fault.
    pub parameter: &'static str,
}

impl Header {
    /// Reads the decoded protected header.
    ///
    /// # Errors
    /// [`HeaderFault`] names the parameter that breaks RFC 7515, RFC 7797 or ETSI TS 119 182-1.
    pub fn read(parameters: Map<String, Value>) -> Result<Self, HeaderFault> {
        let algorithm = match parameters.get("alg") {
            Some(Value::String(name)) => name.clone(),
            _ => return Err(HeaderFault { parameter: "alg" }),
        };
        let critical = critical(&parameters)?;
        // RFC 7797 §6: a reader that does not know `b64` must be made to stop.
        match parameters.get("b64") {
            None => {}
            Some(Value::Bool(_)) if critical.iter().any(|name| name == "b64") => {}
            Some(_) => return Err(HeaderFault { parameter: "b64" }),
        }
        let unknown_critical =
            critical.into_iter().filter(|name| !UNDERSTOOD_CRITICAL.contains(&name.as_str())).collect();
        let certificate_digest = match parameters.get("x5t#S256") {
            None => None,
            Some(Value::String(digest)) => Some(digest.clone()),
            Some(_) => return Err(HeaderFault { parameter: "x5t#S256" }),
        };
        Ok(Self {
            algorithm,
            unknown_critical,
            certificates: certificates(&parameters)?,
            certificate_digest,
            claimed_time: claimed_time(&parameters)?,
            parameters,
        })
    }
}

fn critical(parameters: &Map<String, Value>) -> Result<Vec<String>, HeaderFault> {
    let fault = HeaderFault { parameter: "crit" };
    let Some(value) = parameters.get("crit") else { return Ok(Vec::new()) };
    let names = value.as_array().filter(|names| !names.is_empty()).ok_or(fault.clone())?;
    let mut critical: Vec<String> = Vec::new();
    for name in names {
        let name = name.as_str().ok_or(fault.clone())?;
        if REGISTERED.contains(&name)
            || !parameters.contains_key(name)
            || critical.iter().any(|seen| seen == name)
        {
            return Err(fault);
        }
        critical.push(name.to_owned());
    }
    Ok(critical)
}

fn certificates(parameters: &Map<String, Value>) -> Result<Vec<Vec<u8>>, HeaderFault> {
    let fault = HeaderFault { parameter: "x5c" };
    let Some(value) = parameters.get("x5c") else { return Ok(Vec::new()) };
    let list =
        value.as_array().filter(|list| (1..=MAX_CERTIFICATES).contains(&list.len())).ok_or(fault.clone())?;
    list.iter()
        .map(|entry| entry.as_str().and_then(|text| STANDARD.decode(text).ok()).ok_or(fault.clone()))
        .collect()
}

/// `sigT` is an RFC 3339 time in UTC, `iat` seconds since 1970. Both may stand there if they agree.
fn claimed_time(parameters: &Map<String, Value>) -> Result<Option<Timestamp>, HeaderFault> {
    let signing_time = match parameters.get("sigT") {
        None => None,
        Some(value) => {
            let fault = HeaderFault { parameter: "sigT" };
            let text = value.as_str().filter(|text| text.ends_with('Z')).ok_or(fault.clone())?;
            Some(text.parse::<Timestamp>().map_err(|_| fault)?)
        }
    };
    let issued_at = match parameters.get("iat") {
        None => None,
        Some(value) => {
            let fault = HeaderFault { parameter: "iat" };
            let seconds = value.as_i64().ok_or(fault.clone())?;
            Some(Timestamp::from_second(seconds).map_err(|_| fault)?)
        }
    };
    match (signing_time, issued_at) {
        (Some(one), Some(other)) if one != other => Err(HeaderFault { parameter: "iat" }),
        (one, other) => Ok(one.or(other)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(header: Value) -> Result<Header, &'static str> {
        let Value::Object(parameters) = header else { panic!("an object") };
        Header::read(parameters).map_err(|fault| fault.parameter)
    }

    #[test]
    fn crit_must_list_present_unregistered_names_once() {
        for crit in
            [json!([]), json!("b64"), json!([1]), json!(["alg"]), json!(["absent"]), json!(["sigT", "sigT"])]
        {
            let header = json!({"alg": "RS256", "sigT": "2025-01-01T00:00:00Z", "crit": crit});
            assert_eq!(read(header).unwrap_err(), "crit", "{crit}");
        }
    }

    #[test]
    fn an_unknown_critical_parameter_is_kept_for_the_report() {
        let header = json!({"alg": "RS256", "b64": false, "must": 1, "crit": ["b64", "must"]});
        assert_eq!(read(header).unwrap().unknown_critical, ["must"]);
    }

    #[test]
    fn b64_counts_only_when_critical() {
        assert_eq!(read(json!({"alg": "RS256", "b64": false})).unwrap_err(), "b64");
        assert!(read(json!({"alg": "RS256", "b64": false, "crit": ["b64"]})).is_ok());
        assert_eq!(read(json!({"alg": "RS256", "b64": "false", "crit": ["b64"]})).unwrap_err(), "b64");
    }

    #[test]
    fn sig_t_and_iat_are_both_read_and_must_agree() {
        let time = |header| read(header).map(|header| header.claimed_time.map(|time| time.to_string()));
        let expected = Ok(Some("2025-01-01T00:00:00Z".to_owned()));
        assert_eq!(time(json!({"alg": "RS256", "sigT": "2025-01-01T00:00:00Z"})), expected);
        assert_eq!(time(json!({"alg": "RS256", "iat": 1_735_689_600})), expected);
        assert_eq!(
            time(json!({"alg": "RS256", "sigT": "2025-01-01T00:00:00Z", "iat": 1_735_689_600})),
            expected
        );
        assert_eq!(
            time(json!({"alg": "RS256", "sigT": "2025-01-01T00:00:01Z", "iat": 1_735_689_600})),
            Err("iat")
        );
        assert_eq!(time(json!({"alg": "RS256", "sigT": "yesterday"})), Err("sigT"));
        assert_eq!(time(json!({"alg": "RS256", "iat": 1e300})), Err("iat"));
    }
}
