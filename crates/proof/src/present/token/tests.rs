use vc::{Check, Code, Outcome, SecuringId};

use super::*;
use crate::present::testing::{
    AUDIENCE, Key, NONCE, after, asked, by, credential, holds_for_this_occasion_only, judge, occasion,
    outcome, token,
};
use crate::signer::Signer as _;

fn shown(key: &Key, texts: &[&str]) -> String {
    let contents = Contents::new(texts.iter().copied()).unwrap();
    present(&contents, &by(key, &key.public().did()), &occasion()).unwrap()
}

#[test]
fn token_of_either_key_and_version_holds_for_its_occasion_only() {
    for key in [Key::ed25519("a telephone"), Key::p256()] {
        let did = key.public().did();
        for content in [credential(&did), token(&did, false), token(&did, true)] {
            holds_for_this_occasion_only(&shown(&key, &[&content]));
        }
    }
}

#[test]
fn several_credentials_of_all_kinds_stand_in_one_token() {
    let key = Key::ed25519("a telephone");
    let did = key.public().did();
    let shown = shown(&key, &[&credential(&did), &token(&did, true), &token("did:example:robin", false)]);
    let report = judge(&shown, &asked(AUDIENCE, NONCE), after(60));
    assert_eq!((report.securing, report.nested.len()), (SecuringId::Jws, 3));
    let holder = |index: usize| outcome(&report.nested[index].report, Check::Holder);
    assert_eq!(holder(0), (Outcome::Pass, None));
    assert_eq!(holder(1), (Outcome::Pass, None));
    assert_eq!(holder(2), (Outcome::Undetermined, Some(Code::HolderDiffers)));
}

#[test]
fn changed_claims_are_found() {
    let key = Key::ed25519("a telephone");
    let shown = shown(&key, &[&credential(&key.public().did())]);
    let parts: Vec<_> = shown.split('.').collect();
    let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    for (from, to) in [(NONCE, "4712"), (AUDIENCE, "https://other.example"), ("\"exp\":1", "\"exp\":2")] {
        let changed = claims.replacen(from, to, 1);
        assert_ne!(changed, claims);
        let changed = [parts[0], &URL_SAFE_NO_PAD.encode(changed), parts[2]].join(".");
        let report = judge(&changed, &asked(AUDIENCE, NONCE), after(60));
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Fail, Some(Code::SignatureMismatch)));
    }
}
