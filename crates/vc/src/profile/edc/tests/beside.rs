//! Outcomes with their levels, places, remarks, documents, and the jurisdictions of accreditations.

use serde_json::{Value, json};

use super::read;
use super::sample::{change, credential, text};
use crate::view::{Claim, PlaceOf, Process, Scope};

/// The sample with its claim changed at a place.
fn with(path: &str, value: Value) -> Value {
    change(&credential(), &format!("/credentialSubject/hasClaim/{path}"), value)
}

fn claim(document: &Value) -> Claim {
    read(document).view.claims.swap_remove(0)
}

fn term(id: &str, label: &str) -> Value {
    json!({"id": id, "type": "Concept", "prefLabel": {"en": label}})
}

#[test]
fn outcome_says_its_kind_reuse_process_and_maturity_as_stated() {
    let outcome = json!({
        "id": "urn:outcome:2", "type": "LearningOutcome", "title": {"en": "Applies torque", "fi": "Kiristää"},
        "dcType": term("http://data.europa.eu/snb/skill-type/skill", "skill"),
        "reusabilityLevel": term("http://data.europa.eu/snb/skill-reuse-level/transversal", "transversal"),
        "relatedSkill": [term("urn:maturity:2", "Practitioner"), term("urn:skill:2", "torque")],
        "additionalNote": {"id": "urn:note:9", "type": "Note", "noteLiteral": {"en": "Under supervision."}},
    });
    let outcomes = claim(&with("specifiedBy/learningOutcome", json!([outcome]))).outcomes;
    let [outcome] = outcomes.as_slice() else { panic!("one outcome") };
    assert_eq!(outcome.kind.as_ref().unwrap().label, text("en", "skill"));
    assert_eq!(outcome.reuse.as_ref().unwrap().label, text("en", "transversal"));
    assert_eq!(outcome.process, Some(Process::Apply));
    assert_eq!(outcome.level.as_ref().unwrap().name, text("en", "Practitioner"));
    assert_eq!(outcome.skills.iter().map(|skill| &skill.label).collect::<Vec<_>>(), [&text("en", "torque")]);
    assert_eq!(outcome.notes, [text("en", "Under supervision.")]);
}

#[test]
fn nothing_is_made_up_for_an_outcome_that_states_no_level() {
    let outcome = &claim(&credential()).outcomes[0];
    assert_eq!((&outcome.level, &outcome.kind, &outcome.reuse, outcome.process), (&None, &None, &None, None));
    let expert_in = term("urn:skill:3", "expert witnessing");
    let outcome = json!({"id": "urn:o", "type": "LearningOutcome", "title": {"en": "Stacks"}, "relatedSkill": expert_in});
    let outcome = &claim(&with("specifiedBy/learningOutcome", outcome)).outcomes[0];
    assert_eq!((&outcome.level, outcome.skills.len()), (&None, 1));
}

#[test]
fn process_is_also_told_by_a_term_of_the_taxonomy() {
    let of = |related: Value| {
        let outcome = json!({"id": "urn:o", "type": "LearningOutcome", "title": {"en": "Stacks"}, "relatedSkill": related});
        let outcome = claim(&with("specifiedBy/learningOutcome", outcome)).outcomes.swap_remove(0);
        (outcome.process, outcome.skills.len())
    };
    assert_eq!(of(term("https://school.example/bloom/3", "Analyse")), (Some(Process::Analyse), 0));
    assert_eq!(of(json!("https://school.example/Bloom#create")), (Some(Process::Create), 0));
    assert_eq!(of(term("urn:skill:4", "Analyse")), (None, 1), "a skill that is called so");
    assert_eq!(of(term("https://school.example/bloom/9", "Stack")), (None, 1), "no verb of the taxonomy");
}

#[test]
fn maturity_of_the_whole_is_no_level_of_an_outcome() {
    let claim = claim(&with("specifiedBy/educationLevel", term("urn:maturity:3", "Expert")));
    assert_eq!(claim.maturity.unwrap().label, text("en", "Expert"));
    assert_eq!(claim.outcomes[0].level, None);
}

#[test]
fn places_are_told_by_what_took_place_there() {
    let location = |id: &str, name: &str| {
        json!({"id": id, "type": "Location", "geographicName": {"en": name},
            "spatialCode": term("http://publications.europa.eu/resource/authority/atu/IRL_CTH_DUB", "Dublin city"),
            "address": {"id": format!("{id}:a"), "type": "Address",
                "fullAddress": {"id": format!("{id}:n"), "type": "Note", "noteLiteral": {"en": "Quay 1"}},
                "countryCode": term("http://publications.europa.eu/resource/authority/country/IRL", "Ireland")}})
    };
    let activity = json!([{"id": "urn:activity", "type": "LearningActivity", "title": {"en": "Course"},
        "location": [location("urn:l:1", "Workshop"), location("urn:l:1", "Workshop"), {"id": "urn:l:9", "type": "Location"}]}]);
    let document = with("influencedBy", activity);
    let at = |path: &str| format!("/credentialSubject/hasClaim/{path}");
    let document = change(&document, &at("awardedBy/location"), location("urn:l:2", "Hall"));
    let document = change(&document, &at("provenBy/location"), location("urn:l:3", "Test bench"));
    let places = claim(&document).places;
    let told: Vec<_> = places.iter().map(|place| (place.of, place.name.pick(&[]).unwrap())).collect();
    assert_eq!(
        told,
        [(PlaceOf::Learning, "Workshop"), (PlaceOf::Assessment, "Test bench"), (PlaceOf::Award, "Hall")]
    );
    assert_eq!(places[0].address, text("en", "Quay 1"));
    assert_eq!(places[0].country.as_ref().unwrap().label, text("en", "Ireland"));
    assert_eq!(places[0].areas[0].label, text("en", "Dublin city"));
}

#[test]
fn documents_are_named_and_files_counted_and_hashed() {
    let file = |content: &str| {
        json!({"id": "urn:media", "type": "MediaObject", "title": {"en": "Syllabus"}, "content": content,
            "contentType": term("http://publications.europa.eu/resource/authority/file-type/PDF", "PDF")})
    };
    let page = json!({"id": "urn:page", "type": "WebResource", "title": {"en": "Course page"},
        "contentURL": "https://school.example/course"});
    let document = with("specifiedBy/supplementaryDocument", json!([page, page, file("YWJj")]));
    let document = change(&document, "/attachment", file("not base64!"));
    let view = read(&document).view;
    let [named, carried] = view.claims[0].documents.as_slice() else { panic!("two documents") };
    assert_eq!((named.url.as_deref(), &named.file), (Some("https://school.example/course"), &None));
    let file = carried.file.as_ref().unwrap();
    assert_eq!((file.media_type.as_deref(), file.content.as_ref().unwrap().bytes), (Some("PDF"), 3));
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(file.content.as_ref().unwrap().sha256, abc);
    assert_eq!(view.documents[0].file.as_ref().unwrap().content, None, "what cannot be read is not counted");
}

#[test]
fn remarks_stand_once() {
    let note = |words: &str| json!({"id": "urn:note:5", "type": "Note", "noteLiteral": {"en": words}});
    let document = with("specifiedBy/additionalNote", json!([note("Bring gloves."), note("")]));
    let document = change(&document, "/credentialSubject/hasClaim/additionalNote", note("Bring gloves."));
    assert_eq!(claim(&document).notes, [text("en", "Bring gloves.")]);
}

#[test]
fn accreditation_of_another_country_is_told_and_of_none_that_is_known_too() {
    let held = |country: &str| {
        let document = with(
            "specifiedBy/accreditation/limitJurisdiction",
            term("http://publications.europa.eu/resource/authority/atu/IRL", "Ireland"),
        );
        let at = "/credentialSubject/hasClaim/awardedBy/awardingBody/location/address/countryCode";
        let one = claim(&change(&document, at, term(country, "x"))).accreditations.swap_remove(0);
        assert_eq!(one.jurisdictions[0].label, text("en", "Ireland"));
        (one.outside, one.unknown)
    };
    let authority = |code: &str| format!("http://publications.europa.eu/resource/authority/country/{code}");
    assert_eq!(held(&authority("IRL")), (vec![], vec![]));
    assert_eq!(held(&authority("FIN")), (vec![Scope::Jurisdiction], vec![]));
    assert_eq!(held("urn:country"), (vec![], vec![Scope::Jurisdiction]));
}
