//! How large proofs are, by the type of credential: a table, with the versions that cameras read with ease.

use proof::Link;
use samples::forge::{
    Algorithm as SealAlgorithm, Controller, Identity, Key, Pki, RANNIKKO, Sealer, badge_in_parts, digest,
    disclosure, token,
};
use serde_json::{Value, json};

use super::tests::{badge_about, learner};
use super::*;
use crate::carriage::codes;
use crate::keys::Algorithm;
use crate::scan::{Scanned, Scanner};

#[test]
fn badges_and_four_of_eight_claims_fit_a_code_that_is_read_with_ease() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let sample = |name: &str| samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes;
    let badge = badge_about(&key.did);
    let diploma = diploma_of_eight(&key.jwk);
    let in_parts = badge_in_parts(&key.did);
    let result = ["/credentialSubject/result"];
    let four = ["/claim_0", "/claim_1", "/claim_2", "/claim_3"];
    println!("{:38} {:>8} {:>8} {:>4} {:>6} {:>7}", "what", "raw", "packed", "QR", "level", "frames");
    for (what, bytes, claims, form, limit) in [
        ("Open Badge, as issued", badge.as_bytes(), None, Form::Plain, Some(18)),
        (
            "Open Badge with results, as issued",
            sample("badge-responsibility.json"),
            None,
            Form::Plain,
            Some(21),
        ),
        ("Open Badge, presentation (rdfc)", badge.as_bytes(), None, Form::Rdfc, Some(22)),
        ("Open Badge, presentation (jcs)", badge.as_bytes(), None, Form::Jcs, Some(22)),
        ("Open Badge, presentation (token)", badge.as_bytes(), None, Form::Jwt, Some(22)),
        ("Open Badge in parts, one claim", in_parts.as_bytes(), Some(&result[..]), Form::Best, Some(22)),
        ("Open Badge in parts, all claims", in_parts.as_bytes(), None, Form::Best, Some(25)),
        ("W3C 2.0 token, as issued", sample("course-2.jwt"), None, Form::Plain, Some(25)),
        ("W3C 1.1 token, as issued", sample("course-1.jwt"), None, Form::Plain, Some(25)),
        ("SD-JWT VC, 4 of 8, holder's token", diploma.as_bytes(), Some(&four[..]), Form::Best, Some(22)),
        ("SD-JWT VC, 8 of 8, holder's token", diploma.as_bytes(), None, Form::Best, Some(25)),
        ("Learner record (CLR), as issued", sample("record.json"), None, Form::Plain, None),
        ("European credential, sealed", sample("high-voltage-safety.jsonld"), None, Form::Plain, None),
        ("European credential, sealed, large", sample("vehicle-units.jsonld"), None, Form::Plain, None),
    ] {
        let record = session.import(None, bytes).unwrap().taken.remove(0).record;
        let claims = claims.map(|claims| claims.iter().map(|claim| (*claim).to_owned()).collect());
        let chosen = vec![Chosen { record, claims }];
        let proof = session.share(&ShareRequest { chosen, form, ..ShareRequest::default() }).unwrap().proof;
        let symbols = codes(&proof, None).unwrap();
        let (version, level) = (symbols[0].version(), format!("{:?}", symbols[0].level()));
        println!(
            "{what:38} {:>8} {:>8} {version:>4} {level:>6} {:>7}",
            proof.len(),
            proof::pack(&proof).unwrap().len(),
            if symbols.len() == 1 { "one".to_owned() } else { symbols.len().to_string() }
        );
        match limit {
            Some(limit) => assert!(symbols.len() == 1 && version <= limit, "{what}: version {version}"),
            None => assert!(symbols.len() > 1, "{what}"),
        }
    }
}

/// Three in ten of the frames are lost, wherever they stand, and the rest come backwards.
#[test]
fn sealed_file_of_150_kilobytes_comes_through_with_three_in_ten_frames_lost() {
    let sealed = large_sealed_file();
    let frames =
        proof::frames::frames(&sealed, crate::carriage::FRAME_BYTES, crate::carriage::SPARE_PERCENT).unwrap();
    let count = frames.len();
    let mut scanner = Scanner::default();
    let mut read = 0;
    let texts = frames.into_iter().map(|frame| Link::frame(frame).to_string()).enumerate();
    let kept = texts.filter(|(at, _)| at * 7919 % 10 > 2).map(|(_, text)| text);
    let mut whole = None;
    for text in kept.collect::<Vec<_>>().into_iter().rev() {
        read += usize::from(whole.is_none());
        if let Scanned::Proof(proof) = scanner.text(&text) {
            whole = Some(proof);
        }
    }
    println!(
        "{} bytes sealed, {count} frames, whole after {read} of the {} not lost",
        sealed.len(),
        count * 7 / 10
    );
    assert!(sealed.len() >= 150_000);
    assert!(whole.is_some_and(|proof| proof == sealed), "byte for byte");
}

/// With something in it that does not compress, like a picture.
fn large_sealed_file() -> Vec<u8> {
    let pki = Pki::committed();
    let seal = Identity::new(&pki, &RANNIKKO, Key::for_seal(&RANNIKKO, SealAlgorithm::Rs256));
    let mut state = 7_u64;
    let noise = (0..110_000).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    });
    let picture = base64::engine::general_purpose::STANDARD.encode(noise.collect::<Vec<_>>());
    let said = json!({ "id": "urn:credential:large", "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "displayParameter": { "content": picture } });
    Sealer::new(&pki, &seal).seal(&said.to_string())
}

fn diploma_of_eight(jwk: &str) -> String {
    let provider = Controller::by_key("Hohtava Cells");
    let values =
        ["Aino", "Kivelahti", "excellent", "Battery technology", "2001-04-30", "180", "Pohjankaari", "EQF 4"];
    let claims: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(at, value)| disclosure(&format!("{:022}", 17 * at), &format!("claim_{at}"), &(*value).into()))
        .collect();
    let said = json!({
        "iss": provider.did, "vct": "https://hohtava.example/diploma", "iat": 1_777_885_200, "exp": 1_861_920_000,
        "cnf": { "jwk": serde_json::from_str::<Value>(jwk).unwrap() },
        "_sd": claims.iter().map(|text| digest(text)).collect::<Vec<_>>()
    });
    let header = json!({ "alg": "EdDSA", "typ": "dc+sd-jwt", "kid": provider.badges.id });
    let token = token(&provider.badges.key, &header, &said);
    claims.iter().fold(format!("{token}~"), |text, one| text + one + "~")
}
