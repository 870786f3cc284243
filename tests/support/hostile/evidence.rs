//! What comes from the web: documents of identifiers, metadata and keys of issuers, status lists.

use std::sync::LazyLock;

use vc::{Check, Evidence, EvidenceItem, Outcome, Unverified};

use super::container::{now, trust, verifier};

/// Credentials that ask for something, each for another kind.
static ASKING: LazyLock<Vec<Unverified>> = LazyLock::new(|| {
    let named = ["badge-preparing.json", "diploma.sd-jwt"];
    let samples = samples::SAMPLES.iter().filter(|sample| named.contains(&sample.name));
    let files = samples.map(|sample| sample.bytes).chain([FROM_AN_ADDRESS.as_bytes(), WITH_A_HISTORY]);
    files.flat_map(|file| vc::parse(file).unwrap_or_default()).flatten().collect()
});

/// Bytes as stored evidence, and as the answer to everything that is asked, first and second.
pub(super) fn run(bytes: &[u8]) {
    if let Ok(stored) = serde_json::from_slice::<Evidence>(bytes) {
        let written = serde_json::to_vec(&stored).expect("evidence can be written");
        assert_eq!(serde_json::from_slice::<Evidence>(&written).expect("evidence can be read"), stored);
    }
    for unverified in ASKING.iter() {
        let mut evidence = Evidence::none();
        for _ in 0..2 {
            for need in unverified.needs(&evidence, trust()) {
                evidence.items.push(EvidenceItem { need, fetched_at: now(), bytes: bytes.to_vec() });
            }
        }
        let report = verifier().verify(unverified, &evidence, now());
        // One answer cannot be right for all that was asked.
        let status = report.check(Check::Status).expect("every check is there").outcome;
        let asked_twice = evidence.items.len() > 1;
        assert!(!asked_twice || status != Outcome::Pass, "{:?}", report.checks);
    }
}

/// The answers that the samples come with, metadata with a key in it, and stored evidence.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = samples::EVIDENCE.iter().map(|(_, bytes)| bytes.to_vec()).collect();
    seeds.extend([METADATA, KEY_SET, STORED, REVOKED, HISTORY].map(|text| text.as_bytes().to_vec()));
    seeds
}

/// A diploma whose issuer is an address: its keys are to be asked for there. Nobody signed it.
const FROM_AN_ADDRESS: &str = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImRjK3NkLWp3dCIsImtpZCI6IjEifQ.\
    eyJpc3MiOiJodHRwczovL3NjaG9vbC5leGFtcGxlIiwidmN0IjoidXJuOmRpcGxvbWEifQ.AAAA~";

/// A credential whose issuer publishes the history of its keys, and a list of what it revoked.
const WITH_A_HISTORY: &[u8] = include_bytes!("history.json");

/// That history (did:webvh).
const HISTORY: &str = include_str!("history.jsonl");

/// Such a list (1EdTech).
const REVOKED: &str =
    r#"{"revokedCredentials":[{"id":"urn:a","revoked":true,"revocationReason":"x"},"urn:c"]}"#;

const METADATA: &str =
    r#"{"issuer":"https://school.example","jwks_uri":"https://school.example/keys","x":1}"#;

const KEY_SET: &str = r#"{"issuer":"https://school.example","jwks":{"keys":[{"kid":"1","kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]},
    "keys":[{"kid":"1","kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

const STORED: &str = r#"{"version":1,"items":[{"need":{"kind":"status_list","url":"https://a.example"},
    "fetched_at":"2026-01-01T00:00:00Z","bytes":"bGlzdA=="}]}"#;
