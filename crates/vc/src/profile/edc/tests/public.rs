//! The public samples, and pyshacl's judgement of them and their mutants.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::sample::{rules, text};
use super::{Code, Edc, Profile, read};

/// The credential in a public file: sealed, wrapped for upload, or bare. Nothing when the data is not here.
fn public(name: &str) -> Option<Value> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("TESSERA_DATA").map_or(default, PathBuf::from);
    let Ok(bytes) = std::fs::read(data.join("edc").join(name)) else {
        println!("skipped: 1 case, no data");
        return None;
    };
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    Some(match (&file["payload"], &file["credential"]) {
        (Value::String(payload), _) => serde_json::from_str(payload).unwrap(),
        (_, Value::Object(credential)) => Value::Object(credential.clone()),
        _ => file,
    })
}

#[test]
fn samples_break_the_rules_that_they_are_known_to_break() {
    let files: [(&str, &[(&str, &str)]); 6] = [
        ("sealed/elm-support_Sample-CertOfPart-signed.jsonld", &[]),
        ("sealed/Sample-MC-Annex1-signed.jsonld", &[]),
        (
            "sealed/credential-jws-invalid.jsonld",
            &[
                ("EuropeanDigitalCredential.displayParameter 1..1", ""),
                ("EuropeanDigitalCredential.credentialProfiles 1..*", ""),
                ("EuropeanDigitalCredential.credentialSchema 1..*", ""),
                ("Issuer.eIDASIdentifier 1..1", "/issuer"),
                ("LearningAchievement.awardedBy 1..1", "/credentialSubject/hasClaim"),
                ("Address.countryCode 1..1", "/issuer/location/address"),
            ],
        ),
        (
            "unsealed/Sample-MC-Annex1-unsigned.jsonld",
            &[("EuropeanDigitalCredential.issued 1..1", ""), ("Issuer.eIDASIdentifier 1..1", "/issuer")],
        ),
        (
            "unsealed/credential-sample.jsonld",
            &[
                ("Issuer.eIDASIdentifier 1..1", "/issuer"),
                ("DisplayParameter.individualDisplay 1..*", "/displayParameter"),
            ],
        ),
        (
            "unsealed/elm-support_Sample-CertOfPart-unsigned.json",
            &[("EuropeanDigitalCredential.issuer 1..1", "")],
        ),
    ];
    for (name, expected) in files {
        if let Some(document) = public(name) {
            assert!(Edc.recognises(&document), "{name}");
            assert_eq!(rules(&read(&document)), expected, "{name}");
        }
    }
}

#[test]
fn seal_and_award_of_annex_1_are_two_organisations() {
    let Some(document) = public("sealed/Sample-MC-Annex1-signed.jsonld") else { return };
    let reading = read(&document);
    assert_eq!(reading.format, None);
    assert_eq!(reading.issuer_identifier.as_deref(), Some("VATES-A00000000"));
    assert_eq!(reading.view.issuer.name, text("en", "ORGANIZACION TEST"));
    assert_eq!(reading.view.issuer.country.as_ref().map(|it| &it.label), Some(&text("en", "Spain")));
    assert_eq!(reading.view.title, text("en", "Digital micro-credential creation"));
    assert_eq!(reading.view.images.len(), 1);

    let [claim] = reading.view.claims.as_slice() else { panic!("one claim") };
    assert_eq!(claim.awarded_by[0].name, text("en", "University of Zed"));
    assert_eq!(claim.awarded_by[0].country.as_ref().map(|it| &it.label), Some(&text("en", "Ireland")));
    assert_eq!(claim.outcomes.iter().map(|outcome| outcome.skills.len()).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(claim.workload.as_deref(), Some("PT60H"));
    assert_eq!(claim.credits[0].points, "2");
}

#[test]
fn context_of_the_2022_sample_is_unknown() {
    let Some(document) = public("sealed/credential-jws-invalid.jsonld") else { return };
    assert_eq!(read(&document).format.unwrap().code, Code::ContextUnknown);
}

/// Run by `tests/tools/shacl_compare.py`, which writes the cases.
#[test]
fn agrees_with_pyshacl() {
    let Some(path) = std::env::var_os("TESSERA_SHACL_CASES") else {
        println!("skipped: no cases from pyshacl");
        return;
    };
    let cases: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let expected: BTreeSet<_> =
            case["facts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let reading = read(&case["document"]);
        let broken = reading.broken_rules.iter().filter_map(|broken| broken.rule.split(' ').next());
        assert_eq!(broken.collect::<BTreeSet<_>>(), expected, "{}", case["name"]);
    }
    println!("{} documents judged alike", cases.len());
}
