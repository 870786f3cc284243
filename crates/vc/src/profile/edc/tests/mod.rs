//! The profile against documents of our own, hostile ones, the public samples, and pyshacl.

mod beside;
mod hostile;
#[expect(clippy::disallowed_methods, reason = "tests find the public samples in files")]
mod public;
mod sample;

use serde_json::{Value, json};

use self::sample::{change, credential, rules, text};
use super::shapes::SHAPES;
use super::{Edc, Profile, language};
use crate::linked::Linked;
use crate::profile::Reading;
use crate::report::Code;
use crate::view::{ClaimKind, Scope, Text, Variant};

#[test]
fn complete_document_breaks_nothing() {
    let reading = read(&credential());
    assert_eq!(reading.format, None);
    assert_eq!(reading.broken_rules, []);
    assert_eq!(reading.unreadable_date, None);
}

#[test]
fn recognises_by_type_only() {
    assert!(Edc.recognises(&json!({"type": ["VerifiableCredential", "EuropeanDigitalCredential"]})));
    assert!(Edc.recognises(&json!({"type": "EuropeanDigitalCredential"})));
    for other in
        [json!({"type": "VerifiableCredential"}), json!({"credential": credential()}), json!([]), json!(null)]
    {
        assert!(!Edc.recognises(&other), "{other}");
    }
}

#[test]
fn variants_are_told_by_their_profile() {
    let of = |profiles: Value| read(&change(&credential(), "/credentialProfiles", profiles)).view.variants;
    let profile =
        |code: &str| json!({"id": format!("http://data.europa.eu/snb/credential/{code}"), "type": "Concept"});
    assert_eq!(of(profile("e34929035b")), []);
    for (code, variant) in [
        ("6cf8e68c43", Variant::Accredited),
        ("c_7e400154", Variant::Converted),
        ("c_9a31f32a", Variant::IssuedByMandate),
        ("6dff8a0f87", Variant::DiplomaSupplement),
        ("c_ae121a00", Variant::Accreditation),
    ] {
        assert_eq!(of(profile(code)), [variant], "{code}");
    }
    let twice = json!([profile("6dff8a0f87"), profile("6cf8e68c43"), profile("6dff8a0f87")]);
    assert_eq!(of(twice), [Variant::DiplomaSupplement, Variant::Accredited]);
    assert_eq!(of(json!({"id": "https://data.europa.eu/snb/credential/6cf8e68c43"})), [], "another address");
    assert_eq!(of(json!([7, null, {"type": "Concept"}])), []);
}

#[test]
fn evidence_says_what_it_is_and_what_it_states() {
    let mandate = json!({"id": "urn:evidence", "type": "Evidence",
        "dcType": {"id": "http://data.europa.eu/snb/evidence-type/c_18016257", "prefLabel": {"en": "Mandate"}},
        "evidenceStatement": {"en": "Asked by the school to seal."}});
    let document =
        change(&credential(), "/evidence", json!([mandate, {"id": "urn:other", "type": "Evidence"}]));
    let evidence = read(&document).view.evidence;
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[0].kinds, ["Mandate"]);
    assert_eq!(
        (&evidence[0].name, &evidence[0].description),
        (&text("en", "Mandate"), &text("en", "Asked by the school to seal."))
    );
    assert!(evidence[1].kinds.is_empty() && evidence[1].name.is_empty());
}

#[test]
fn view_says_what_the_document_says() {
    let view = read(&credential()).view;
    assert_eq!(view.title, text("en", "Cell assembly"));
    assert_eq!(view.subject.name, text("en", "Mira Lind"));
    assert_eq!(view.issuer.name, text("en", "Sealing House"));
    assert_eq!(view.issuer.legal_identifier.as_deref(), Some("VATXX-1"));
    assert_eq!(view.languages, ["en", "sv"]);

    let [claim] = view.claims.as_slice() else { panic!("one claim") };
    assert_eq!(claim.kind, ClaimKind::Achievement);
    assert_eq!(
        claim.awarded_by.iter().map(|party| &party.name).collect::<Vec<_>>(),
        [&text("en", "Cell School")]
    );
    assert_eq!(claim.awarded_on.as_deref(), Some("2026-05-30T00:00:00Z"));
    assert_eq!(claim.outcomes[0].title, text("en", "Stacks electrodes"));
    assert_eq!(claim.outcomes[0].skills[0].id.as_deref(), Some("urn:skill:1"));
    assert_eq!(claim.credits[0].points, "2.50");
    assert_eq!(claim.credits[0].framework.label, text("en", "ECTS"));
    assert_eq!(claim.workload.as_deref(), Some("P60M"));
    assert_eq!(claim.eqf_level.as_ref().and_then(|level| level.id.as_deref()), Some("urn:eqf:4"));
    assert_eq!(claim.modes[0].label, text("en", "Blended"));
    assert_eq!(claim.assessments[0].grade, text("en", "Pass"));
    assert_eq!(claim.quality_assurance, [text("en", "Accredited course")]);
    assert_eq!(claim.parts[0].title, text("en", "Safety"));
    assert_eq!(claim.parts[0].kind, ClaimKind::Activity);
}

#[test]
fn accreditation_says_what_it_covers_and_what_it_does_not() {
    let term = |scheme: &str, code: &str| json!({"id": format!("http://data.europa.eu/snb/{scheme}/{code}")});
    let accreditation = json!({
        "id": "urn:accreditation:2", "type": "Accreditation", "title": {"en": "Short courses"},
        "accreditingAgent": {"id": "urn:agency", "type": "Organisation", "legalName": {"en": "Agency"}},
        "limitEQFLevel": term("eqf", "3"), "limitField": [term("isced-f", "07")], "expiryDate": "2030-01-01",
    });
    let at = |path: &str| format!("/credentialSubject/hasClaim/{path}");
    let document = change(&credential(), &at("specifiedBy/accreditation"), accreditation);
    let document = change(&document, &at("specifiedBy/eqfLevel"), term("eqf", "4"));
    let document = change(&document, &at("specifiedBy/thematicArea"), term("isced-f", "0713"));
    let document = change(
        &document,
        &at("entitlesTo"),
        json!([{"type": "LearningEntitlement", "title": {"en": "Drive"}}]),
    );
    let claim = &read(&document).view.claims[0];
    let one = claim.accreditations.iter().find(|one| one.title == text("en", "Short courses")).unwrap();
    assert_eq!((&one.by, &one.outside), (&text("en", "Agency"), &vec![Scope::Level]));
    assert_eq!((one.levels.len(), one.fields.len(), one.until.as_deref()), (1, 1, Some("2030-01-01")));
    assert!(claim.quality_assurance.contains(&text("en", "Short courses")));
    assert_eq!(claim.fields.len(), 1);
    assert_eq!(claim.entitlements, [text("en", "Drive")]);
}

#[test]
fn country_of_the_issuer_is_that_of_its_seal() {
    let document =
        change(&credential(), "/issuer/location/address/countryCode/id", json!("urn:country:elsewhere"));
    let issuer = read(&document).view.issuer;
    assert_eq!(issuer.country.and_then(|country| country.id).as_deref(), Some("urn:country:XX"));
}

#[test]
fn reference_by_id_reads_like_full_repetition() {
    let school = credential()["credentialSubject"]["hasClaim"]["awardedBy"]["awardingBody"].clone();
    let awarding = "/credentialSubject/hasClaim/hasPart/awardedBy/awardingBody";
    let in_full = change(&credential(), awarding, school.clone());
    for reference in [
        json!({"id": school["id"]}),
        json!({"id": school["id"], "type": "Organisation"}),
        school["id"].clone(),
    ] {
        let by_id = change(&credential(), awarding, reference);
        assert_eq!(read(&by_id).view, read(&in_full).view);
        assert_eq!(read(&by_id).broken_rules, []);
    }
    assert_eq!(read(&in_full).broken_rules, []);
}

#[test]
fn one_value_reads_like_a_list_of_one() {
    fn listed(value: &Value) -> Value {
        match value {
            Value::Object(object) => {
                let list = |(key, value): (&String, &Value)| match key.as_str() {
                    "id" | "@context" | "en" | "sv" => (key.clone(), value.clone()),
                    _ if value.is_array() => (key.clone(), listed(value)),
                    _ => (key.clone(), json!([listed(value)])),
                };
                object.iter().map(list).collect()
            }
            Value::Array(items) => items.iter().map(listed).collect(),
            other => other.clone(),
        }
    }
    let (alone, in_lists) = (read(&credential()), read(&listed(&credential())));
    assert_eq!(in_lists.broken_rules, []);
    assert_eq!(in_lists.view.claims, alone.view.claims);
    assert_eq!(in_lists.issuer_identifier, alone.issuer_identifier);
    assert_eq!((in_lists.valid_from, in_lists.valid_until), (alone.valid_from, alone.valid_until));
}

#[test]
fn text_has_three_spellings() {
    let spellings = [
        (json!({"en": "x"}), text("en", "x")),
        (json!({"EN-gb": ["x", "y"]}), text("en-gb", "x\ny")),
        (json!("x"), text("und", "x")),
        (json!({"@none": "x", "fr": null, "de": 7}), text("und", "x")),
        (json!(7), Text::default()),
    ];
    for (spelling, expected) in spellings {
        let document = change(&credential(), "/displayParameter/description", spelling);
        assert_eq!(read(&document).view.description, expected);
    }
}

#[test]
fn title_is_what_a_person_would_say() {
    let claims = |claims| read(&change(&credential(), "/credentialSubject/hasClaim", claims)).view.title;
    let claim = |kind: &str, title: &str| json!({"type": kind, "title": {"en": title}});
    let achievement = claim("LearningAchievement", "A");
    let activity = claim("LearningActivity", "B");

    assert_eq!(claims(json!([activity, achievement, activity])), text("en", "A"));
    assert_eq!(claims(activity.clone()), text("en", "B"));
    assert_eq!(claims(json!([achievement, achievement])), text("en", "Certificate"));
    assert_eq!(claims(json!([activity, activity])), text("en", "Certificate"));
    assert_eq!(claims(json!([])), text("en", "Certificate"));
    assert_eq!(claims(json!({"type": "LearningAchievement"})), text("en", "Certificate"));
}

#[test]
fn other_contexts_are_faults() {
    let [vcdm, edc] = super::CONTEXTS;
    let faults = [
        (json!([vcdm, "https://example.org/edc", "https://example.org/more"]), "https://example.org/edc"),
        (json!([vcdm, edc, {"title": null}]), r#"{"title":null}"#),
        (json!([edc, vcdm]), &json!([edc, vcdm]).to_string()),
        (json!([vcdm, edc, edc]), &json!([vcdm, edc, edc]).to_string()),
        (json!(vcdm), vcdm),
        (json!(null), "null"),
    ];
    for (context, value) in faults {
        let fault = read(&change(&credential(), "/@context", context)).format.unwrap();
        assert_eq!((fault.code, fault.value.as_str()), (Code::ContextUnknown, value));
    }
    let inner = change(&credential(), "/credentialSubject/@context", json!({"fullName": "urn:other"}));
    assert_eq!(read(&inner).format.unwrap().code, Code::ContextUnknown);
}

#[test]
fn validity_is_what_all_dates_allow() {
    let dates = |validity: &[(&str, Value)]| {
        let mut document = credential();
        for name in ["validFrom", "validUntil"] {
            document.as_object_mut().unwrap().remove(name);
        }
        for (name, value) in validity {
            document[*name] = value.clone();
        }
        read(&document)
    };
    let time = |text: &str| Some(text.parse::<jiff::Timestamp>().unwrap());

    let both = dates(&[
        ("validUntil", json!("2030-01-01T00:00:00")),
        ("expirationDate", json!("2029-01-01T01:00:00+01:00")),
    ]);
    assert_eq!(both.valid_until, time("2029-01-01T00:00:00Z"));
    assert_eq!(dates(&[]).valid_from, time("2026-06-01T00:00:00Z"), "issuanceDate stands in");
    let later = dates(&[("validFrom", json!("2026-07-01T00:00:00Z"))]);
    assert_eq!(later.valid_from, time("2026-07-01T00:00:00Z"));
    let earlier = dates(&[("validFrom", json!("2020-07-01T00:00:00Z"))]);
    assert_eq!(earlier.valid_from, time("2020-07-01T00:00:00Z"), "issuanceDate is the sealing time");
    let null = dates(&[("validFrom", json!(null))]);
    assert_eq!(null.valid_from, time("2026-06-01T00:00:00Z"), "null is absent");
    let two = dates(&[("validFrom", json!(["2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"]))]);
    assert_eq!(two.valid_from, time("2021-01-01T00:00:00Z"));
    let unreadable = dates(&[("validFrom", json!(20_200_101)), ("validUntil", json!("soon"))]);
    assert_eq!(unreadable.unreadable_date, Some(("validFrom".to_owned(), "20200101".to_owned())));
    assert_eq!(unreadable.valid_until, None);
}

#[test]
fn issuer_identifier_has_no_second_candidate() {
    let at = "/issuer/eIDASIdentifier";
    assert_eq!(read(&credential()).issuer_identifier.as_deref(), Some("VATXX-1"));
    let identifier = credential().pointer(at).unwrap().clone();
    let other = json!({"id": "urn:other", "type": "LegalIdentifier", "notation": "VATXX-2"});
    for candidates in [
        json!([identifier, other]),
        json!({"notation": ["VATXX-1", "VATXX-2"]}),
        json!({"notation": ""}),
        json!({}),
    ] {
        assert_eq!(read(&change(&credential(), at, candidates)).issuer_identifier, None);
    }
    let issuer = credential()["issuer"].clone();
    assert_eq!(
        read(&change(&credential(), "/issuer", json!([issuer, {"id": "urn:x"}]))).issuer_identifier,
        None
    );
}

#[test]
fn status_entries_are_counted() {
    let count = |status| read(&change(&credential(), "/credentialStatus", status)).status.len();
    assert_eq!(read(&credential()).status, []);
    assert_eq!(count(json!({"id": "urn:status"})), 1);
    assert_eq!(count(json!([{"id": "urn:a"}, {"id": "urn:b"}])), 2);
}

#[test]
fn broken_rule_names_rule_and_place() {
    let cases = [
        ("/issued", json!(null), ("EuropeanDigitalCredential.issued 1..1", "")),
        ("/issuer/eIDASIdentifier", json!([]), ("Issuer.eIDASIdentifier 1..1", "/issuer")),
        ("/issuer", json!("did:example:1"), ("Issuer.eIDASIdentifier 1..1", "/issuer")),
        (
            "/credentialSubject/fullName",
            json!({"en": ["A", "B"]}),
            ("Person.fullName 0..1", "/credentialSubject"),
        ),
        ("/displayParameter/title", json!({"en": []}), ("DisplayParameter.title 1..*", "/displayParameter")),
        (
            "/credentialSubject/hasClaim/specifiedBy/learningOutcome/relatedESCOSkill/inScheme/id",
            json!("urn:scheme"),
            (
                "LearningOutcome.relatedESCOSkill in http://data.europa.eu/esco/concept-scheme/skills",
                "/credentialSubject/hasClaim/specifiedBy/learningOutcome",
            ),
        ),
    ];
    for (at, value, expected) in cases {
        assert_eq!(rules(&read(&change(&credential(), at, value))), [expected], "{at}");
    }
}

#[test]
fn node_in_pieces_is_judged_as_a_whole() {
    let organisation =
        |property: &str, value: Value| json!({"id": "urn:o", "type": "Organisation", property: value});
    let location = json!({"id": "urn:l"});
    let named = organisation("legalName", json!({"en": "O"}));
    let located = organisation("location", location);
    let at = "/credentialSubject/hasClaim/awardedBy/awardingBody";

    assert_eq!(rules(&read(&change(&credential(), at, json!([named, located])))), []);
    let alone = read(&change(&credential(), at, json!([named])));
    assert_eq!(
        rules(&alone),
        [("Organisation.location 1..*", "/credentialSubject/hasClaim/awardedBy/awardingBody/0")]
    );
    let logos = ["urn:a", "urn:b"].map(|logo| organisation("logo", json!({"id": logo})));
    let [first, second] = logos;
    let quarrel = read(&change(&credential(), at, json!([named, located, first, second])));
    assert_eq!(
        rules(&quarrel),
        [("Organisation.logo 0..1", "/credentialSubject/hasClaim/awardedBy/awardingBody/0")]
    );
}

#[test]
fn shapes_are_found_by_binary_search() {
    assert!(SHAPES.is_sorted_by(|a, b| a.class < b.class));
}

#[test]
fn language_code_becomes_a_tag() {
    assert_eq!(language::tag("http://publications.europa.eu/resource/authority/language/ELL"), "el");
    assert_eq!(language::tag("http://publications.europa.eu/resource/authority/language/SME"), "sme");
}

fn read(document: &Value) -> Reading {
    Edc.read(&Linked::new(document))
}
