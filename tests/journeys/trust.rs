//! A learner says whose word to take.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openssl::pkey::PKey;
use openssl::sign::Signer;
use serde_json::{Value, json};
use vc::Verdict;
use wallet::fakes;
use wallet::{Protection, Session};

use crate::{PASSPHRASE, now};

/// A credential as a token, signed with a key made on the spot, and the DID of who signed it.
fn signed() -> (String, Vec<u8>) {
    let key = PKey::generate_ed25519().unwrap();
    let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let public = URL_SAFE_NO_PAD.encode(key.raw_public_key().unwrap());
    let did = format!("did:jwk:{}", text(&json!({"crv": "Ed25519", "kty": "OKP", "x": public})));
    let header = text(&json!({"alg": "EdDSA", "typ": "vc+jwt", "kid": format!("{did}#0")}));
    let content = text(&json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": did,
        "validFrom": "2026-05-30T00:00:00Z",
        "credentialSubject": {"id": "did:example:learner"}
    }));
    let input = format!("{header}.{content}");
    let mut signer = Signer::new_without_digest(&key).unwrap();
    let signature = URL_SAFE_NO_PAD.encode(signer.sign_oneshot_to_vec(input.as_bytes()).unwrap());
    (did, format!("{input}.{signature}").into_bytes())
}

#[test]
fn what_is_in_the_wallet_is_judged_again_when_a_list_comes_or_goes() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path().join("wallet"), fakes::ports(now()));
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let (did, token) = signed();
    let imported = session.import(Some("course.jwt"), &token).unwrap().taken.remove(0);
    assert_eq!(imported.verdict, Verdict::Unrecognised);
    let registry = json!({"registry": {did.as_str(): {"name": "Harbour School"}}}).to_string();

    let verdict = |session: &mut Session| session.show(&imported.record).unwrap().report.verdict;
    session.add_trust_list("schools.json", registry.as_bytes(), None).unwrap();
    assert_eq!(verdict(&mut session), Verdict::Verified);
    session.switch_trust_list("schools.json", false).unwrap();
    assert_eq!(verdict(&mut session), Verdict::Unrecognised);
    session.switch_trust_list("schools.json", true).unwrap();

    // The next session trusts the list as well.
    session.lock().unwrap();
    session.unlock(Some(PASSPHRASE.to_owned())).unwrap();
    let again = session.recheck(&imported.record).unwrap().report;
    let recognition = again.check(vc::Check::Recognition).unwrap();
    assert_eq!((again.verdict, recognition.by.as_deref()), (Verdict::Verified, Some("schools.json")));
    session.remove_trust_list("schools.json").unwrap();
    assert_eq!(verdict(&mut session), Verdict::Unrecognised);
}
