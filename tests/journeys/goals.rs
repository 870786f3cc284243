//! What credentials add up to, while they change.

use std::io::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::{Compression, write::GzEncoder};
use jiff::{SignedDuration, Timestamp};
use samples::forge::{Controller, Prover};
use serde_json::{Value, json};
use stack::{Outlook, Reason};
use wallet::fakes::{self, FakeHttp, FixedClock, NoKeychain};
use wallet::goals::{Asked, Goal};
use wallet::ports::Ports;
use wallet::{Protection, Session};

use super::{PASSPHRASE, now};

const LIST: &str = "https://school.example/status/1";

/// A badge for a unit, whose issuer can revoke it.
fn badge(issuer: &Controller) -> Vec<u8> {
    let document = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:2d6a4a5e-8f0b-4c57-9a3e-000000000501",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Lifting vehicles",
        "issuer": { "id": issuer.did, "type": ["Profile"], "name": "A school" },
        "validFrom": "2026-02-09T09:00:00Z",
        "credentialStatus": {
            "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "3", "statusListCredential": LIST
        },
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://school.example/lifting", "type": ["Achievement"], "humanCode": "lifting",
                "name": "Lifting vehicles", "description": "Lifts vehicles safely.",
                "criteria": { "narrative": "Lift one." }
            }
        }
    });
    Prover::new(&issuer.badges).prove(document).to_string().into_bytes()
}

/// The issuer's list, with the badge revoked or not.
fn list(issuer: &Controller, revoked: bool) -> Vec<u8> {
    let mut bits = vec![0; 16_384];
    bits[0] = if revoked { 0b0001_0000 } else { 0 };
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&bits).unwrap();
    let encoded = format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish().unwrap()));
    let document: Value = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST, "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": encoded
        }
    });
    Prover::new(&issuer.badges).prove(document).to_string().into_bytes()
}

const RULES: &[u8] =
    br#"{"format":"tessera-qualification/1","id":"lifting","title":{"en":"Lifting"},"version":"1",
    "in_force":{"from":null,"to":null},"credit_framework":"none",
    "source":{"url":"https://school.example/rules","retrieved":"2026-11-01","licence":"CC0-1.0"},
    "root":{"id":"root","logical":"all","targets":[{"unit":{"id":"u","code":"lifting","mandatory":true}}]}}"#;

/// The world at a time, in which the issuer's list says this.
fn world(http: &Arc<FakeHttp>, at: Timestamp) -> Ports {
    Ports {
        http: http.clone(),
        clock: Arc::new(FixedClock(at)),
        keychain: Arc::new(NoKeychain),
        ..fakes::ports(at)
    }
}

fn goal(session: &mut Session) -> Goal {
    let asked = Asked { count_unrecognised: true, ..Asked::default() };
    session.goal("lifting", &asked).unwrap()
}

#[test]
fn a_credential_revoked_after_it_counted_drops_out_at_the_next_count_and_says_why() {
    let issuer = Controller::by_key("a school that revokes");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallet");
    let good = Arc::new(FakeHttp::default().with(LIST, list(&issuer, false)));
    let bad = Arc::new(FakeHttp::default().with(LIST, list(&issuer, true)));
    let open = |http: &Arc<FakeHttp>, hours: i64| {
        let mut session = Session::new(path.clone(), world(http, now() + SignedDuration::from_hours(hours)));
        session.unlock(Some(PASSPHRASE.to_owned())).unwrap();
        session
    };

    let mut session = Session::new(path.clone(), world(&good, now()));
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    session.import(Some("badge.json"), &badge(&issuer)).unwrap();
    session.add_goal(RULES).unwrap();
    let asked_once = good.requests().len();
    assert_eq!(goal(&mut session).line.outlook, Outlook::Met);
    assert_eq!(good.requests().len(), asked_once, "what was judged within the hour is not judged again");
    drop(session);

    let mut session = open(&bad, 2);
    let counted = goal(&mut session);
    assert_eq!(counted.line.outlook, Outlook::NotMet);
    let unused = &counted.unused[0];
    assert_eq!(unused.reason, Reason::CredentialInvalid);
    assert_eq!(unused.about.as_ref().unwrap().pick(&[]), Some("revoked"));
    assert_eq!(counted.awards[0].code.as_deref(), Some("revoked"));
    drop(session);

    // Without a network, what was found out last still holds.
    let nothing = Arc::new(FakeHttp::default());
    assert_eq!(goal(&mut open(&nothing, 4)).line.outlook, Outlook::NotMet);
}
