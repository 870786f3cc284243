//! Public badges: the Digital Credentials Consortium's, in three editions of the context.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{plain, read, rules};
use crate::profile::Reading;

/// A public badge without its proof. Nothing when the data is not here.
fn public(name: &str) -> Option<Reading> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("TESSERA_DATA").map_or(default, PathBuf::from);
    let Ok(bytes) = std::fs::read(data.join("vectors/dcc/verifiableCredentials").join(name)) else {
        println!("skipped: 1 case, no data");
        return None;
    };
    let mut badge: Value = serde_json::from_slice(&bytes).unwrap();
    badge.as_object_mut().unwrap().remove("proof");
    Some(read(&badge))
}

#[test]
fn badge_of_version_1_is_read() {
    let Some(reading) = public("v1/dataIntegrityProof/didWeb/legacy-validStatus-noExpiry.json") else {
        return;
    };
    assert_eq!(reading.format, None);
    assert_eq!(reading.unsigned, []);
    assert_eq!(reading.status[0].kind, "BitstringStatusListEntry");
    assert_eq!(reading.status[0].index.as_deref(), Some("7"));
    assert_eq!(reading.valid_from, Some("2025-01-09T15:06:31Z".parse().unwrap()));
    let view = &reading.view;
    assert_eq!(view.issuer.name, plain("Massachusetts Institute of Technology"));
    assert_eq!(view.subject.name, plain("Taylor Tuna"));
    assert_eq!(view.claims[0].title, plain("Mock Bachelor of Science in Biology"));
    assert_eq!(view.claims[0].achievement_type.as_deref(), Some("BachelorDegree"));
    assert_eq!(view.claims[0].field_of_study, plain("Biology"));
    assert_eq!(view.remote_images, 1);
    // It names nobody by an identifier, though Open Badges asks for one.
    assert_eq!(rules(&reading), [("AchievementSubject.id or identifier 1..*", "/credentialSubject")]);
}

#[test]
fn badge_of_version_2_breaks_nothing() {
    let name = "v2/dataIntegrityProof/didKey/legacyRegistry-noStatus-noExpiry-basicOBv3.json";
    let Some(reading) = public(name) else { return };
    assert_eq!((reading.format.as_ref(), rules(&reading)), (None, Vec::new()));
    assert_eq!(reading.view.title, plain("Teamwork Badge"));
    assert_eq!(reading.view.claims[0].title, plain("Teamwork"));
}

#[test]
fn badge_that_has_ended_says_so() {
    let name = "v2/bothSignatureTypes/didweb/legacy-revokedStatus-expired.json";
    let Some(reading) = public(name) else { return };
    assert_eq!(reading.valid_until, Some("2010-01-02T00:00:00Z".parse().unwrap()));
    assert_eq!(reading.status.len(), 1);
}
