//! Wycheproof: signature arithmetic and JWS. Never an invalid one accepted, every valid one of a
//! supported algorithm accepted.

use serde_json::Value;
use tests::{data, scores};
use vc::public_key::{Hash, PublicKey, Scheme};
use vc::securing::jws::{Envelope, check_signature};

#[test]
fn ed25519() {
    raw("Ed25519", "ed25519_test.json", 151, Scheme::Ed25519);
}

#[test]
fn ecdsa_p256() {
    raw("P-256", "ecdsa_secp256r1_sha256_p1363_test.json", 262, Scheme::EcdsaFixed(Hash::Sha256));
}

#[test]
fn ecdsa_p384() {
    raw("P-384", "ecdsa_secp384r1_sha384_p1363_test.json", 280, Scheme::EcdsaFixed(Hash::Sha384));
}

fn raw(name: &str, file: &str, cases: usize, scheme: Scheme) {
    let Some(path) = data::find(&format!("vectors/wycheproof/{file}"), cases) else { return };
    let suite = data::json(&path);
    let (mut right, mut wrong) = (0, Vec::new());
    for group in suite["testGroups"].as_array().unwrap() {
        let key = PublicKey::from_spki(&hex(&group["publicKeyDer"])).unwrap();
        for test in group["tests"].as_array().unwrap() {
            let accepted = key.check(scheme, &hex(&test["msg"]), &hex(&test["sig"])).is_ok();
            if accepted == (test["result"] == "valid") {
                right += 1
            } else {
                wrong.push(test["tcId"].to_string())
            }
        }
    }
    println!("wycheproof {file}: {right}/{cases}");
    scores::record(&format!("wycheproof {name}"), right, 0, &wrong);
    assert_eq!((right, wrong), (cases, vec![]));
}

#[test]
fn json_web_signatures() {
    let Some(path) = data::find("vectors/wycheproof/json_web_signature_test.json", 401) else { return };
    let suite = data::json(&path);
    let (mut rejected, mut accepted, mut other) = (0, 0, 0);
    for group in suite["testGroups"].as_array().unwrap() {
        let jwk = if group["public"].is_object() { &group["public"] } else { &group["private"] };
        for test in group["tests"].as_array().unwrap() {
            let ok = holds(test["jws"].as_str().unwrap(), jwk, !is_mislabelled(group));
            match test["result"].as_str() {
                Some("invalid") => {
                    assert!(!ok, "accepted an invalid signature: {test}");
                    rejected += 1;
                }
                _ if jwk["kty"] == "oct" => {
                    assert!(!ok, "MACs are not supported: {test}");
                    other += 1;
                }
                _ => {
                    assert!(ok, "refused a valid signature: {test}");
                    accepted += 1;
                }
            }
        }
    }
    println!(
        "wycheproof JWS: {rejected} invalid refused, {accepted} valid accepted, {other} unsupported refused"
    );
    scores::record("wycheproof JWS", rejected + accepted, other, &[]);
    assert_eq!((rejected, accepted, other), (355, 36, 10));
}

/// Sets of keys: a token is checked with the one that it names, which must be for signing and there once.
#[test]
fn json_web_keys() {
    let Some(path) = data::find("vectors/wycheproof/json_web_key_test.json", 26) else { return };
    let (mut right, mut macs, mut wrong) = (0, 0, Vec::new());
    for group in data::json(&path)["testGroups"].as_array().unwrap() {
        let keys = &group["public"]["keys"];
        for test in group["tests"].as_array().unwrap() {
            let jws = test["jws"].as_str().unwrap();
            let ok = named(jws, keys).is_some_and(|key| holds(jws, key, true));
            match (test["result"] == "valid", ok) {
                (true, false) if keys.is_null() => macs += 1,
                (valid, ok) if valid == ok => right += 1,
                _ => wrong.push(test["tcId"].to_string()),
            }
        }
    }
    println!("wycheproof JWK: {right} right, {macs} MACs refused, wrong: {wrong:?}");
    scores::record("wycheproof JWK", right, macs, &wrong);
    assert_eq!((right, macs, wrong), (22, 4, vec![]));
}

/// The only key of a set that a token names, if it is for signing.
fn named<'k>(jws: &str, keys: &'k Value) -> Option<&'k Value> {
    let envelope = Envelope::from_compact(jws).ok()?;
    let header = envelope.signatures[0].header.as_ref().ok()?;
    let is_it = |key: &&Value| key.get("kid") == header.parameters.get("kid") && key["use"] == "sig";
    let mut found = keys.as_array()?.iter().filter(is_it);
    found.next().filter(|_| found.next().is_none())
}

/// Labels of keys that the suite itself does not keep to in its valid cases: the key of RFC 7520 is
/// `PS256` and signs as `PS384`, and no algorithm is called `ES521`. They are not compared.
fn is_mislabelled(group: &Value) -> bool {
    group["public"]["kid"] == "bilbo.baggins@hobbiton.example" || group["public"]["alg"] == "ES521"
}

/// Checks a compact JWS with one key; the key's own `alg` decides, where the label is right.
fn holds(jws: &str, jwk: &Value, labelled: bool) -> bool {
    let Ok(envelope) = Envelope::from_compact(jws) else { return false };
    let entry = &envelope.signatures[0];
    let (Ok(header), Ok(key)) = (&entry.header, PublicKey::from_jwk(jwk)) else { return false };
    (!labelled || jwk["alg"] == header.algorithm.as_str())
        && header.unknown_critical.is_empty()
        && check_signature(&header.algorithm, &key, &envelope.signing_input(entry), &entry.signature).is_ok()
}

fn hex(value: &Value) -> Vec<u8> {
    ::hex::decode(value.as_str().unwrap()).unwrap()
}
