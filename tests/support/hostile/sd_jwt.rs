//! Selective disclosure: tokens with tildes, and disclosures that fit the digests.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use vc::public_key::Hash;
use vc::securing::sd_jwt::{Parts, reveal};

/// Bytes as a compact token, as JSON, and as claims with disclosures line by line.
pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for parts in [Parts::from_compact(text).ok(), from_json(text)].into_iter().flatten() {
        let claims = parts.claims().and_then(|claims| serde_json::from_slice(claims).ok());
        if let Some(Value::Object(claims)) = claims {
            _ = reveal(&claims, &parts.disclosures);
        }
    }
    fitting(text);
}

fn from_json(text: &str) -> Option<Parts> {
    Parts::from_json(serde_json::from_str(text).ok()?).ok()
}

/// The first lines are disclosures, the last the claims; `#2` stands for the digest of the second line. A fuzzer
/// cannot guess digests.
fn fitting(text: &str) {
    let mut lines: Vec<String> = text.lines().take(LINES).map(str::to_owned).collect();
    let Some(mut claims) = lines.pop() else { return };
    for number in 0..lines.len() {
        let disclosure = URL_SAFE_NO_PAD.encode(&lines[number]);
        let digest = URL_SAFE_NO_PAD.encode(Hash::Sha256.of(&[disclosure.as_bytes()]));
        let mark = format!("#{}", number + 1);
        lines[number] = disclosure;
        for line in lines[number + 1..].iter_mut().chain([&mut claims]) {
            *line = line.replace(&mark, &digest);
        }
    }
    let Ok(Value::Object(claims)) = serde_json::from_str(&claims) else { return };
    if let Ok(revealed) = reveal(&claims, &lines) {
        assert!(is_open(&Value::Object(revealed)), "no digest is left");
    }
}

/// True when nothing in it is a digest.
fn is_open(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            !members.contains_key("_sd") && !members.contains_key("...") && members.values().all(is_open)
        }
        Value::Array(items) => items.iter().all(is_open),
        _ => true,
    }
}

/// Tokens of the samples, and claims in which disclosures stand in each other.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let tokens = samples::SAMPLES.iter().filter(|sample| sample.name.ends_with(".sd-jwt"));
    let mut seeds: Vec<Vec<u8>> = tokens.map(|sample| sample.bytes.to_vec()).collect();
    seeds.extend(LISTS.map(|text| text.as_bytes().to_vec()));
    seeds
}

/// Most lines of one run.
const LINES: usize = 16;

const LISTS: [&str; 4] = [
    "[\"s\",\"name\",\"x\"]\n{\"_sd\":[\"#1\"]}",
    "[\"s\",\"x\"]\n[\"s\",\"list\",[1,{\"...\":\"#1\"}]]\n{\"a\":{\"_sd\":[\"#2\",\"decoy\"]},\"_sd_alg\":\"sha-256\"}",
    "[\"s\",\"deep\",{\"_sd\":[]}]\n{\"a\":[[{\"b\":{\"_sd\":[\"#1\"]}}],{\"...\":\"decoy\"}]}",
    "{\"payload\":\"e30\",\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"signature\":\"c2ln\",\"header\":{\"disclosures\":[\"WzFd\"],\"kb_jwt\":\"a.b.c\"}}",
];
