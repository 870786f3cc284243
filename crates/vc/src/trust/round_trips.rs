//! A list that somebody wrote is read as it was written.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{TrustList, TrustedKey};
use crate::arbitrary::{moment, text};

/// An entry: the key that it names, a name and a country.
fn entry() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        text().prop_map(|path| json!({"did": format!("did:web:a.example:{path}")})),
        (any::<[u8; 32]>(), any::<bool>(), prop::option::of(text())).prop_map(|(hash, seal, of)| {
            let mut key =
                json!({"spki_sha256": hex::encode(hash), "use": if seal { "seal" } else { "timestamp" }});
            if let Some(of) = of {
                key["organization_identifier"] = json!(of);
            }
            json!({"x509": key})
        }),
    ];
    (key, text(), prop::option::of(text())).prop_map(|(mut entry, name, country)| {
        entry["name"] = json!(name);
        if let Some(country) = country {
            entry["country"] = json!(country);
        }
        entry
    })
}

/// The list as one would write it.
fn written(list: &TrustList) -> Value {
    let issuers = list.issuers.iter().map(|issuer| {
        let mut entry = match &issuer.key {
            TrustedKey::Did(did) => json!({"did": did}),
            TrustedKey::X509 { spki_sha256, organization_identifier, key_use, certificate: _ } => {
                let mut key = json!({"spki_sha256": spki_sha256, "use": key_use});
                if let Some(identifier) = organization_identifier {
                    key["organization_identifier"] = json!(identifier);
                }
                json!({"x509": key})
            }
        };
        entry["name"] = json!(issuer.name);
        if let Some(country) = &issuer.country {
            entry["country"] = json!(country);
        }
        entry
    });
    json!({"format": "tessera-trust/1", "id": list.id, "title": list.title, "source": list.source,
        "as_of": list.as_of, "issuers": issuers.collect::<Vec<_>>()})
}

proptest! {
    #![proptest_config(moment())]

    #[test]
    fn a_list_is_read_as_it_was_written(
        (title, source) in (text(), text()),
        issuers in prop::collection::vec(entry(), 0..6),
    ) {
        let list = json!({"format": "tessera-trust/1", "id": "t", "title": title, "source": source,
            "as_of": "2026-11-01", "issuers": issuers});
        let read = TrustList::parse("list.json", list.to_string().as_bytes()).expect("a list that was just written");
        prop_assert_eq!(written(&read), list);
    }
}
