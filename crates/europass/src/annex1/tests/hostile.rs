//! Documents that want the search to take long, or to be wrong.

use std::time::{Duration, Instant};

use super::*;

#[test]
fn references_that_multiply_end_with_the_budget() {
    let outcome = json!({"title": {"en": " "}});
    let specification =
        json!({"id": "urn:s", "type": "Qualification", "learningOutcome": vec![outcome; 2_000]});
    let mut document = credential();
    document["evidence"] = json!({"evidenceTarget": specification});
    let claim = &mut document["credentialSubject"]["hasClaim"];
    claim["specifiedBy"] = json!(vec!["urn:s"; 10_000]);
    let start = Instant::now();
    assert_eq!(of(&document, ProfileId::Edc).unread, Some(Code::OverBudget));
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn circles_and_odd_shapes_are_no_trouble() {
    let documents = [
        json!(null),
        json!([]),
        json!({"credentialSubject": []}),
        json!({"credentialSubject": {"hasClaim": "x", "achievement": 7}}),
        json!({"credentialSubject": {"hasClaim": {"id": "a", "type": ["LearningAchievement"], "specifiedBy": "a"}}}),
        json!({"elm": {"id": "elm", "elm": "elm"}, "vct": ""}),
    ];
    for document in documents {
        for profile in [ProfileId::Edc, ProfileId::OpenBadges3, ProfileId::SdJwtVc, ProfileId::Vcdm1] {
            assert_eq!(of(&document, profile).mandatory_found, 0, "{document}");
        }
    }
}

#[test]
fn no_more_places_are_named_than_people_read() {
    let mut document = credential();
    let outcome = json!({"title": {"en": "Can"}});
    document["credentialSubject"]["hasClaim"]["specifiedBy"]["learningOutcome"] = json!(vec![outcome; 1_000]);
    let lamps = of(&document, ProfileId::Edc).elements;
    assert_eq!(lamps[5].at.len(), crate::limits::MAX_PLACES);
}

#[test]
fn pointers_lead_through_odd_names() {
    let mut document = credential();
    let specification = document["credentialSubject"]["hasClaim"]["specifiedBy"].take();
    document["credentialSubject"]["hasClaim"]["specifiedBy"] = json!({"id": specification["id"]});
    document["a/b~c"] = specification;
    let lamps = of(&document, ProfileId::Edc).elements;
    let level = &lamps[7];
    assert_eq!(level.at, ["/a~1b~0c/eqfLevel"]);
    assert!(document.pointer(&level.at[0]).is_some());
}
