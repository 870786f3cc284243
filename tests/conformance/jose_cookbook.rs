//! The examples of RFC 7520 and RFC 8037: every public-key signature holds in every serialisation, and no MAC.

use serde_json::Value;
use tests::{data, scores};
use vc::public_key::PublicKey;
use vc::securing::jws::{Envelope, check_signature};

#[test]
fn signatures_of_public_keys_hold() {
    let Some(folder) = data::find("vectors/jose-cookbook", 9) else { return };
    let (mut held, mut macs) = (0, 0);
    for path in [folder.join("jws"), folder.join("curve25519")].iter().flat_map(|part| data::files(part)) {
        let example = data::json(&path);
        for form in ["compact", "json", "json_flat"] {
            let output = &example["output"][form];
            let envelope = match output {
                Value::String(text) => Envelope::from_compact(text),
                Value::Object(_) => Envelope::from_json(output.clone()),
                _ => continue,
            };
            let Ok(envelope) = envelope else {
                let name = data::name(&path);
                assert!(
                    name.contains("protecting_content_only") || name.contains("multiple"),
                    "{name} {form}"
                );
                continue; // without a protected header: anybody could change the algorithm
            };
            let keys = &example["input"]["key"];
            for (index, entry) in envelope.signatures.iter().enumerate() {
                let key = if keys.is_array() { &keys[index] } else { keys };
                let mut key = key.clone();
                key.as_object_mut().unwrap().remove("d");
                let Ok(header) = &entry.header else { continue };
                let input = envelope.signing_input(entry);
                match PublicKey::from_jwk(&key) {
                    Ok(key) => {
                        check_signature(&header.algorithm, &key, &input, &entry.signature).unwrap();
                        held += 1;
                    }
                    Err(_) => {
                        assert_eq!(key["kty"], "oct", "{path:?}");
                        macs += 1;
                    }
                }
            }
        }
    }
    println!("jose cookbook: {held} signatures hold, {macs} MACs are not supported");
    scores::record("jose cookbook", held, 0, &[]);
    assert_eq!((held, macs), (12, 8));
}
