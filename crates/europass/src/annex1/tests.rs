//! One complete credential of each form; what is taken away is missing, and nothing else.

mod hostile;
mod public;
mod twins;

use serde_json::{Value, json};
use vc::ProfileId;

use super::*;
use twins::{badge, claims, credential, token};

/// Names of the elements that are there.
fn found(document: &Value, profile: ProfileId) -> Vec<&'static str> {
    let completeness = of(document, profile);
    assert_eq!(completeness.unread, None);
    completeness.elements.iter().filter(|lamp| lamp.found).map(|lamp| lamp.element.as_str()).collect()
}

#[test]
fn twins_are_complete_as_far_as_their_format_has_room() {
    let cases = [
        (credential(), ProfileId::Edc, (11, 5)),
        (token(), ProfileId::SdJwtVc, (11, 5)),
        (badge(), ProfileId::OpenBadges3, (11, 3)),
        // No claim for the type of assessment, none for further information.
        (claims(), ProfileId::SdJwtVc, (10, 4)),
    ];
    for (document, profile, expected) in cases {
        let score = of(&document, profile);
        assert_eq!((score.mandatory_found, score.optional_found), expected, "{profile:?}");
        assert_eq!((score.mandatory_of, score.optional_of), (11, 5));
    }
}

#[test]
fn what_is_taken_away_is_missing_and_nothing_else() {
    let twins = [
        (credential(), ProfileId::Edc),
        (token(), ProfileId::SdJwtVc),
        (claims(), ProfileId::SdJwtVc),
        (badge(), ProfileId::OpenBadges3),
    ];
    let mut ablations = 0;
    println!("{:<24} edc  token  claims  badge", "what is taken away");
    let mut rows = vec![String::new(); Element::ALL.len()];
    for (document, profile) in twins {
        let before = found(&document, profile);
        for (row, element) in rows.iter_mut().zip(Element::ALL) {
            // Found here; that it alone goes out is seen below.
            row.push_str(if before.contains(&element.as_str()) { "one   " } else { "–     " });
        }
        for lamp in of(&document, profile).elements.iter().filter(|lamp| lamp.found) {
            let mut ablated = document.clone();
            lamp.at.iter().for_each(|at| take_away(&mut ablated, at));
            let mut left = before.clone();
            left.retain(|name| *name != lamp.element.as_str());
            assert_eq!(found(&ablated, profile), left, "{profile:?} without {:?}", lamp.at);
            ablations += 1;
        }
    }
    assert_eq!(ablations, 16 + 16 + 14 + 14);
    for (element, row) in Element::ALL.iter().zip(rows) {
        println!("{:<24} {row}", element.as_str());
    }
}

#[test]
fn each_place_of_an_element_is_enough() {
    let mut tried = 0;
    for (document, profile) in [(credential(), ProfileId::Edc), (badge(), ProfileId::OpenBadges3)] {
        for lamp in of(&document, profile).elements.iter().filter(|lamp| lamp.at.len() > 1) {
            for kept in &lamp.at {
                let mut ablated = document.clone();
                lamp.at.iter().filter(|at| *at != kept).for_each(|at| take_away(&mut ablated, at));
                assert!(found(&ablated, profile).contains(&lamp.element.as_str()), "{kept}");
                tried += 1;
            }
        }
    }
    assert!(tried > 10, "{tried}");
}

#[test]
fn blank_says_nothing() {
    let blanks =
        [json!(""), json!(" \n"), json!([]), json!({}), json!(null), json!({"en": ""}), json!({"en": [" "]})];
    let at = "/credentialSubject/hasClaim/specifiedBy/learningOutcome";
    for blank in blanks {
        let mut document = credential();
        *document.pointer_mut(at).unwrap() = json!([{"type": "LearningOutcome", "title": blank}]);
        assert!(!found(&document, ProfileId::Edc).contains(&"learning_outcomes"), "{blank}");
    }
}

#[test]
fn term_without_a_label_says_something_and_a_local_name_does_not() {
    let at = "/credentialSubject/hasClaim/provenBy/specifiedBy/dcType";
    let cases = [
        (json!({"id": "http://data.europa.eu/snb/assessment/1", "type": "Concept"}), true),
        (json!({"id": "urn:epass:concept:1", "type": "Concept", "inScheme": {"id": "http://scheme"}}), false),
        (json!({"id": "urn:epass:concept:1", "type": "Concept", "prefLabel": {"en": "artefact"}}), true),
    ];
    for (term, says) in cases {
        let mut document = credential();
        *document.pointer_mut(at).unwrap() = term.clone();
        assert_eq!(found(&document, ProfileId::Edc).contains(&"assessment_type"), says, "{term}");
    }
}

#[test]
fn every_achievement_must_have_it() {
    let mut document = credential();
    let claim = document["credentialSubject"]["hasClaim"].clone();
    let mut second = claim.clone();
    second["specifiedBy"].as_object_mut().unwrap().remove("eqfLevel");
    document["credentialSubject"]["hasClaim"] = json!([claim, second]);
    let both = of(&document, ProfileId::Edc);
    let missing: Vec<_> = both.elements.iter().filter(|lamp| !lamp.found).map(|lamp| lamp.element).collect();
    assert_eq!(missing, [Element::Level]);
    let outcomes = &both.elements.iter().find(|lamp| lamp.element == Element::LearningOutcomes).unwrap().at;
    assert!(outcomes.iter().any(|at| at.starts_with("/credentialSubject/hasClaim/0/")));
    assert!(outcomes.iter().any(|at| at.starts_with("/credentialSubject/hasClaim/1/")));
}

#[test]
fn evidence_about_several_achievements_assures_the_quality_of_none() {
    let mut document = credential();
    let claim = document.pointer_mut("/credentialSubject/hasClaim").unwrap();
    claim["specifiedBy"].as_object_mut().unwrap().remove("accreditation");
    document["evidence"] = json!({"type": "Evidence", "accreditation": {"title": {"en": "Accredited"}}});
    assert!(found(&document, ProfileId::Edc).contains(&"quality_assurance"));
    let claim = document["credentialSubject"]["hasClaim"].clone();
    document["credentialSubject"]["hasClaim"] = json!([claim, claim]);
    assert!(!found(&document, ProfileId::Edc).contains(&"quality_assurance"));
}

#[test]
fn references_are_followed_to_where_the_thing_is_described() {
    let mut document = credential();
    let specification = document["credentialSubject"]["hasClaim"]["specifiedBy"].take();
    document["credentialSubject"]["hasClaim"]["specifiedBy"] = specification["id"].clone();
    document["evidence"] = json!([{"type": "Evidence", "evidenceTarget": specification}]);
    let lamps = of(&document, ProfileId::Edc).elements;
    let level = lamps.iter().find(|lamp| lamp.element == Element::Level).unwrap();
    assert_eq!(level.at, ["/evidence/0/evidenceTarget/eqfLevel"]);
}

#[test]
fn prose_in_a_badge_is_no_element() {
    let document = json!({
        "name": "Batteries",
        "issuer": {"name": "School"},
        "credentialSubject": {"id": "urn:uuid:1", "achievement": {
            "name": "Batteries",
            "description": "5 ECTS at EQF level 4, online, with an exam, quality assured",
            "criteria": {"narrative": "Pass the exam at level 4"},
            "alignment": [{"targetName": "EQF level 4", "targetUrl": "https://school.example/eqf/4"}],
        }},
    });
    assert_eq!(found(&document, ProfileId::OpenBadges3), ["title", "awarding_body"]);
}

#[test]
fn elements_have_one_name() {
    for element in Element::ALL {
        assert_eq!(serde_json::to_value(element).unwrap(), element.as_str());
    }
}

fn take_away(document: &mut Value, at: &str) {
    let (parent, name) = at.rsplit_once('/').unwrap();
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => _ = members.remove(name),
        // What comes after keeps its number.
        Some(Value::Array(items)) => items[name.parse::<usize>().unwrap()] = Value::Null,
        _ => {}
    }
}
