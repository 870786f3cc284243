//! The test cases of sd-jwt-python: issuer's signature, and the claims that come out, in both serialisations.

use serde_json::{Value, json};
use tests::{data, scores};
use vc::public_key::PublicKey;
use vc::securing::jws::check_signature;
use vc::securing::sd_jwt::{Parts, reveal};

#[test]
fn disclosed_claims_are_those_that_were_verified() {
    let Some(folder) = data::find("vectors/sd-jwt", 17) else { return };
    let issuer = issuer_key(&std::fs::read_to_string(folder.join("settings.yml")).unwrap());
    let mut right = 0;
    for path in data::files(&folder).iter().filter(|path| data::name(path) == "verified_contents.json") {
        let case = path.parent().unwrap();
        let name = data::name(case);
        let parts = match std::fs::read_to_string(case.join("sd_jwt_presentation.txt")) {
            Ok(text) => Parts::from_compact(text.trim()).unwrap(),
            Err(_) => {
                // The file holds the JSON as a string.
                let text = data::json(&case.join("sd_jwt_presentation.json"));
                Parts::from_json(serde_json::from_str(text.as_str().unwrap()).unwrap()).unwrap()
            }
        };
        let envelope = parts.envelope();
        let entry = &envelope.signatures[0];
        let algorithm = &entry.header.as_ref().unwrap().algorithm;
        check_signature(algorithm, &issuer, &envelope.signing_input(entry), &entry.signature).unwrap();

        let claims: Value = serde_json::from_slice(parts.claims().unwrap()).unwrap();
        let revealed = reveal(claims.as_object().unwrap(), &parts.disclosures).unwrap();
        assert_eq!(Value::Object(revealed), data::json(path), "{name}");
        println!("{name:<40} {:>2} disclosures", parts.disclosures.len());
        right += 1;
    }
    println!("sd-jwt: {right}/17");
    scores::record("sd-jwt-python", right, 0, &[]);
    assert_eq!(right, 17);
}

/// The first key of the settings, which are YAML: the only two lines of it that are needed.
fn issuer_key(settings: &str) -> PublicKey {
    let value = |name: &str| {
        let line = settings.lines().map(str::trim).find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].trim().to_owned()
    };
    let jwk = json!({"kty": "EC", "crv": "P-256", "x": value("x:"), "y": value("y:")});
    PublicKey::from_jwk(&jwk).unwrap()
}
