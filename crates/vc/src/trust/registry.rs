//! Issuer registries of the Digital Credentials Consortium: `{"meta", "registry": {did: {"name", …}}}`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::fault::missing;
use super::own::Members;
use super::{TrustList, TrustListFault, TrustedIssuer, TrustedKey};
use crate::key::did::is_did;

/// True for an object with `registry` and without the `format` of our own lists.
pub(super) fn looks_like(value: &Value) -> bool {
    value.get("registry").is_some() && value.get("format").is_none()
}

/// Reads a registry. Its date is the day on which it says that it was last changed, if it says so.
pub(super) fn read(name: &str, value: &Value) -> Result<TrustList, TrustListFault> {
    let at = "/registry";
    let registry = value.get("registry").and_then(Value::as_object).ok_or_else(|| missing(at))?;
    let issuers = registry.iter().map(|(did, entry)| {
        let at = format!("{at}/{}", did.replace('~', "~0").replace('/', "~1"));
        let object = entry.as_object().filter(|_| is_did(did)).ok_or_else(|| missing(&at))?;
        let name = Members { object, at }.text("name");
        name.map(|name| TrustedIssuer {
            key: TrustedKey::Did(did.clone()),
            name,
            country: None,
            in_force: None,
        })
    });
    let updated = value.pointer("/meta/updated").and_then(Value::as_str);
    let updated = updated.and_then(|text| text.parse::<Timestamp>().ok());
    Ok(TrustList {
        id: name.to_owned(),
        title: name.to_owned(),
        source: name.to_owned(),
        as_of: updated.map(|time| time.to_zoned(TimeZone::UTC).date()),
        issuers: issuers.collect::<Result<_, _>>()?,
        publication: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(value: &Value) -> Result<TrustList, TrustListFault> {
        TrustList::parse("registry.json", value.to_string().as_bytes())
    }

    fn registry() -> Value {
        json!({"meta": {"updated": "2026-03-25T23:30:00-02:00"},
            "registry": {"did:web:school.example": {"name": "Harbour School", "location": "Turku", "url": "x"}}})
    }

    #[test]
    fn a_registry_is_a_list_of_identifiers() {
        let list = parse(&registry()).unwrap();
        assert_eq!(list.reference(), "registry.json@2026-03-26");
        let [TrustedIssuer { key: TrustedKey::Did(did), name, .. }] = &list.issuers[..] else {
            panic!("{list:?}")
        };
        assert_eq!((did.as_str(), name.as_str()), ("did:web:school.example", "Harbour School"));
    }

    #[test]
    fn a_file_is_not_taken_for_the_list_of_a_state_by_its_name() {
        let list = TrustList::parse("eu-trusted-list-fi", registry().to_string().as_bytes()).unwrap();
        assert_eq!(list.id, "file-eu-trusted-list-fi");
    }

    #[test]
    fn a_registry_without_a_date_has_none() {
        for meta in [json!(null), json!({}), json!({"updated": "lately"})] {
            let mut value = registry();
            value["meta"] = meta;
            assert_eq!(parse(&value).unwrap().reference(), "registry.json");
        }
    }

    #[test]
    fn a_fault_is_pointed_at() {
        for (registry, at) in [
            (json!([]), "/registry"),
            (json!({"did:web:school.example": "Harbour School"}), "/registry/did:web:school.example"),
            (json!({"did:web:school.example": {}}), "/registry/did:web:school.example/name"),
            (json!({"https://school.example/": {"name": "N"}}), "/registry/https:~1~1school.example~1"),
        ] {
            let fault = parse(&json!({"registry": registry})).unwrap_err();
            assert_eq!(fault, TrustListFault::Member { at: at.to_owned() });
        }
    }
}
