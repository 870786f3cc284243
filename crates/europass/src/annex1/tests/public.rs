//! The Commission's own sample, and how what is not signed is left out of the count.

use std::path::{Path, PathBuf};

use serde_json::json;
use vc::{Check, Evidence, Outcome, Unverified, Verifier};

use super::*;

fn judged(bytes: &[u8]) -> (Unverified, Report) {
    let unverified = vc::parse(bytes).unwrap().remove(0).unwrap();
    let report =
        Verifier::default().verify(&unverified, &Evidence::none(), "2026-11-22T12:00:00Z".parse().unwrap());
    (unverified, report)
}

#[test]
fn official_sample_has_all_but_quality_assurance() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("TESSERA_DATA").map_or(default, PathBuf::from);
    let Ok(bytes) = std::fs::read(data.join("edc/sealed/Sample-MC-Annex1-signed.jsonld")) else {
        println!("skipped: 1 case, no data");
        return;
    };
    let (unverified, report) = judged(&bytes);
    assert_eq!(report.check(Check::Signature).unwrap().outcome, Outcome::Pass);
    let score = completeness(&unverified, &report);
    assert_eq!((score.mandatory_found, score.mandatory_of), (10, 11));
    assert_eq!((score.optional_found, score.optional_of), (4, 5));
    let missing: Vec<_> = score.elements.iter().filter(|lamp| !lamp.found).map(|lamp| lamp.element).collect();
    assert_eq!(missing, [Element::QualityAssurance, Element::FurtherInformation]);
    let document = unverified.document().unwrap();
    let pointers: Vec<_> = score.elements.iter().flat_map(|lamp| &lamp.at).collect();
    assert!(pointers.iter().all(|at| document.pointer(at).is_some()));
    let level = score.elements.iter().find(|lamp| lamp.element == Element::Level).unwrap();
    let root = "/credentialSubject/hasClaim/specifiedBy";
    assert_eq!(level.at, [format!("{root}/eqfLevel"), format!("{root}/nqfLevel")]);
}

#[test]
fn what_is_in_no_signature_does_not_count() {
    let mut badge = badge();
    badge["@context"] = json!([
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    ]);
    badge["id"] = json!("urn:uuid:0");
    badge["issuer"]["type"] = json!("Profile");
    badge["issuer"]["address"]["type"] = json!("Address");
    badge["credentialSubject"]["type"] = json!("AchievementSubject");
    badge["credentialSubject"]["result"][0]["type"] = json!("Result");
    badge["credentialSubject"]["achievement"]["type"] = json!("Achievement");
    let with_types = badge.clone();
    let (unverified, report) = judged(with_types.to_string().as_bytes());
    let signed = completeness(&unverified, &report);
    assert_eq!((signed.mandatory_found, signed.optional_found), (11, 3), "{:?}", report.unsigned);

    // Without its type, nothing says that the subject's properties mean anything.
    badge["credentialSubject"].as_object_mut().unwrap().remove("type");
    let (unverified, report) = judged(badge.to_string().as_bytes());
    assert!(!report.unsigned.is_empty());
    let left = completeness(&unverified, &report);
    assert_eq!(left.unread, None);
    assert!(left.mandatory_found < 6, "{left:?}");
}

#[test]
fn nothing_is_looked_for_where_names_may_mean_anything() {
    let mut document = credential();
    document["@context"] = json!(["https://www.w3.org/2018/credentials/v1", "https://example.org/context"]);
    let (unverified, report) = judged(document.to_string().as_bytes());
    let score = completeness(&unverified, &report);
    assert_eq!(score.unread, Some(Code::ContextUnknown));
    assert_eq!((score.mandatory_found, score.optional_found, score.elements.len()), (0, 0, 16));
}
