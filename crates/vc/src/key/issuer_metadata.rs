//! Keys that an issuer publishes on the web, named by its address: JWT VC Issuer Metadata (SD-JWT VC §5).

use serde_json::Value;

use crate::json;
use crate::limits::{MAX_DID_DOCUMENT_BYTES, MAX_VERIFICATION_METHODS};
use crate::report::Code;
use crate::verify::evidence::{Evidence, Need};

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MetadataFault {
    /// What the issuer publishes is not at hand.
    #[error("the keys that the issuer publishes are not at hand")]
    Missing,
    /// What is at hand cannot be read, or is of another issuer.
    #[error("what the issuer publishes cannot be read, or is of another issuer")]
    Invalid,
    /// The issuer publishes no such key, or several.
    #[error("the issuer publishes no such key")]
    NotListed,
}

impl MetadataFault {
    /// The code to report.
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Missing => Code::IssuerKeysMissing,
            Self::Invalid => Code::IssuerKeysInvalid,
            Self::NotListed => Code::KeyMissing,
        }
    }
}

/// What is missing to know the keys of an issuer; nothing when all is at hand, or nothing could help.
pub(crate) fn need(issuer: &str, evidence: &Evidence) -> Option<Need> {
    match key_set(issuer, evidence) {
        Err((MetadataFault::Missing, need)) => need,
        _ => None,
    }
}

/// The key of an issuer with an identifier; without one, its only key.
///
/// # Errors
/// [`MetadataFault`].
pub(crate) fn key(issuer: &str, id: Option<&str>, evidence: &Evidence) -> Result<Value, MetadataFault> {
    let keys = key_set(issuer, evidence).map_err(|(fault, _)| fault)?;
    let is_it = |key: &Value| {
        let text = |member| key.get(member).and_then(Value::as_str);
        id.is_none_or(|id| text("kid") == Some(id)) && text("use").is_none_or(|used_for| used_for == "sig")
    };
    let mut fitting = keys.into_iter().filter(is_it);
    fitting.next().filter(|_| fitting.next().is_none()).ok_or(MetadataFault::NotListed)
}

/// All keys, or why there are none and what would help.
fn key_set(issuer: &str, evidence: &Evidence) -> Result<Vec<Value>, (MetadataFault, Option<Need>)> {
    let invalid = || (MetadataFault::Invalid, None);
    let answer = |need: Need| match evidence.answer(&need) {
        Some(item) if item.bytes.len() <= MAX_DID_DOCUMENT_BYTES => {
            json::parse(&item.bytes).map_err(|_| invalid())
        }
        Some(_) => Err(invalid()),
        None => Err((MetadataFault::Missing, Some(need))),
    };
    let url = url(issuer).ok_or((MetadataFault::Missing, None))?;
    let metadata = answer(Need::IssuerMetadata { url })?;
    if metadata.get("issuer").and_then(Value::as_str) != Some(issuer) {
        return Err(invalid());
    }
    let fetched;
    let set = match (metadata.get("jwks"), metadata.get("jwks_uri").and_then(Value::as_str)) {
        (Some(set), None) => set,
        (None, Some(url)) if url.starts_with("https://") => {
            fetched = answer(Need::KeySet { url: url.to_owned() })?;
            &fetched
        }
        _ => return Err(invalid()),
    };
    let keys =
        set.get("keys").and_then(Value::as_array).filter(|keys| keys.len() <= MAX_VERIFICATION_METHODS);
    keys.cloned().ok_or_else(invalid)
}

/// Where the metadata is: the well-known path stands between host and path.
fn url(issuer: &str) -> Option<String> {
    let rest = issuer.strip_prefix("https://")?;
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let plain = |text: &str, also: &[u8]| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte) || also.contains(&byte))
    };
    let path = path.strip_suffix('/').unwrap_or(path);
    (!host.is_empty() && plain(host, b":") && plain(path, b"/:"))
        .then(|| format!("https://{host}/.well-known/jwt-vc-issuer{path}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::verify::evidence::EvidenceItem;

    const ISSUER: &str = "https://school.example/units/law";
    const METADATA: &str = "https://school.example/.well-known/jwt-vc-issuer/units/law";
    const KEYS: &str = "https://school.example/keys";

    fn answers(answers: &[(Need, Value)]) -> Evidence {
        let item = |(need, value): &(Need, Value)| EvidenceItem {
            need: need.clone(),
            fetched_at: "2026-11-22T12:00:00Z".parse().unwrap(),
            bytes: value.to_string().into_bytes(),
        };
        Evidence { items: answers.iter().map(item).collect(), ..Evidence::none() }
    }

    fn metadata(value: Value) -> (Need, Value) {
        (Need::IssuerMetadata { url: METADATA.to_owned() }, value)
    }

    fn set() -> Value {
        json!({"keys": [{"kid": "a", "x": 1}, {"kid": "b", "x": 2, "use": "sig"}, {"kid": "c", "use": "enc"},
            {"kid": "twice"}, {"kid": "twice"}]})
    }

    #[test]
    fn metadata_stands_between_host_and_path() {
        for (issuer, expected) in [
            ("https://school.example", Some("https://school.example/.well-known/jwt-vc-issuer")),
            ("https://school.example/", Some("https://school.example/.well-known/jwt-vc-issuer")),
            (
                "https://school.example:8443/a",
                Some("https://school.example:8443/.well-known/jwt-vc-issuer/a"),
            ),
            (ISSUER, Some(METADATA)),
            ("http://school.example", None),
            ("https://", None),
            ("https://user@school.example", None),
            ("https://school.example/a?b", None),
            ("https://school.example/a#b", None),
            ("https://school.example\\a", None),
        ] {
            assert_eq!(url(issuer).as_deref(), expected, "{issuer}");
        }
    }

    #[test]
    fn keys_are_found_in_the_metadata_or_where_it_says() {
        let inside = answers(&[metadata(json!({"issuer": ISSUER, "jwks": set()}))]);
        let outside = answers(&[
            metadata(json!({"issuer": ISSUER, "jwks_uri": KEYS})),
            (Need::KeySet { url: KEYS.to_owned() }, set()),
        ]);
        for evidence in [inside, outside] {
            assert_eq!(key(ISSUER, Some("b"), &evidence).unwrap()["x"], 2);
            assert_eq!(need(ISSUER, &evidence), None);
            for id in [Some("c"), Some("twice"), Some("d"), None] {
                assert_eq!(key(ISSUER, id, &evidence), Err(MetadataFault::NotListed), "{id:?}");
            }
        }
        let one = answers(&[metadata(json!({"issuer": ISSUER, "jwks": {"keys": [{"x": 7}]}}))]);
        assert_eq!(key(ISSUER, None, &one).unwrap()["x"], 7, "the only key needs no name");
    }

    #[test]
    fn what_is_missing_is_asked_for_one_after_the_other() {
        let first = Need::IssuerMetadata { url: METADATA.to_owned() };
        assert_eq!(need(ISSUER, &Evidence::none()), Some(first));
        let evidence = answers(&[metadata(json!({"issuer": ISSUER, "jwks_uri": KEYS}))]);
        assert_eq!(need(ISSUER, &evidence), Some(Need::KeySet { url: KEYS.to_owned() }));
        assert_eq!(key(ISSUER, Some("a"), &evidence), Err(MetadataFault::Missing));
    }

    #[test]
    fn metadata_of_somebody_else_or_of_no_sense_is_refused() {
        for value in [
            json!({"issuer": "https://other.example", "jwks": set()}),
            json!({"jwks": set()}),
            json!({"issuer": ISSUER}),
            json!({"issuer": ISSUER, "jwks": set(), "jwks_uri": KEYS}),
            json!({"issuer": ISSUER, "jwks_uri": "http://school.example/keys"}),
            json!({"issuer": ISSUER, "jwks": {"keys": {}}}),
            json!({"issuer": ISSUER, "jwks": {"keys": vec![json!({"kid": "a"}); MAX_VERIFICATION_METHODS + 1]}}),
        ] {
            assert_eq!(
                key(ISSUER, Some("a"), &answers(&[metadata(value.clone())])),
                Err(MetadataFault::Invalid)
            );
        }
    }
}
