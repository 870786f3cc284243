use vc::{Check, Code, Outcome};

use super::*;
use crate::present::testing::{
    AUDIENCE, Key, NONCE, after, asked, by, credential, fail, holds_for_this_occasion_only, judge, occasion,
    outcome, token,
};
use crate::signer::Signer as _;

const BOTH: [Canonical; 2] = [Canonical::Quads, Canonical::Json];

fn shown(key: &Key, texts: &[&str], canonical: Canonical) -> Result<String, PresentFault> {
    let contents = Contents::new(texts.iter().copied())?;
    present(&contents, &by(key, &key.public().did()), &occasion(), canonical)
}

#[test]
fn presentation_of_either_key_holds_for_its_occasion_only() {
    for key in [Key::ed25519("a telephone"), Key::p256()] {
        let did = key.public().did();
        for canonical in BOTH {
            for content in [credential(&did), token(&did, false)] {
                let shown = shown(&key, &[&content], canonical).unwrap();
                assert!(shown.contains(&content), "what is shown stays as it is");
                holds_for_this_occasion_only(&shown);
            }
        }
    }
}

#[test]
fn any_change_to_what_the_holder_signed_is_found() {
    let key = Key::ed25519("a telephone");
    let did = key.public().did();
    let other = Key::ed25519("another telephone").public().did();
    for canonical in BOTH {
        let shown = shown(&key, &[&credential(&did)], canonical).unwrap();
        for (from, to) in [
            (NONCE, "4712"),
            (AUDIENCE, "https://other.example"),
            ("2026-11-22T12:02:00Z", "2026-11-22T13:02:00Z"),
            ("2026-11-22T12:00:00Z", "2026-11-22T12:00:30Z"),
            ("\"proofPurpose\":\"authentication\"", "\"proofPurpose\":\"assertionMethod\""),
            (&format!("\"holder\":\"{did}\""), &format!("\"holder\":\"{other}\"")),
        ] {
            let changed = shown.replacen(from, to, 1);
            assert_ne!(changed, shown, "{from}");
            let report = judge(&changed, &asked(AUDIENCE, NONCE), after(60));
            assert_eq!(outcome(&report, Check::Signature).0, Outcome::Fail, "{canonical:?} {from}");
        }
    }
}

#[test]
fn credential_about_somebody_else_is_said_not_to_be_about_the_presenter() {
    let key = Key::ed25519("a telephone");
    let shown = shown(&key, &[&credential("did:example:robin")], Canonical::Quads).unwrap();
    let report = judge(&shown, &asked(AUDIENCE, NONCE), after(60));
    assert_eq!(outcome(&report, Check::Holder), (Outcome::Pass, None));
    let inner = outcome(&report.nested[0].report, Check::Holder);
    assert_eq!(inner, (Outcome::Undetermined, Some(Code::HolderDiffers)));
}

#[test]
fn did_of_another_key_and_tokens_of_version_1_are_refused() {
    let key = Key::ed25519("a telephone");
    let other = Key::ed25519("another telephone").public().did();
    let contents = Contents::new([credential(&other).as_str()]).unwrap();
    let refused = present(&contents, &by(&key, &other), &occasion(), Canonical::Json);
    assert_eq!(refused, Err(PresentFault::KeyOfOther));
    let token = token(&key.public().did(), true);
    assert_eq!(shown(&key, &[&token], Canonical::Json), Err(PresentFault::FormUnsuitable));
    for text in ["", "{", "[]", "ey", "eyJ.e30", "eyJ.e30.c2ln~", "eyJ.e30.\"", "eyJ.!.c2ln", "Dear Aino"] {
        assert_eq!(Contents::new([text]).unwrap_err(), PresentFault::FormUnsuitable, "{text}");
    }
}

/// Never signed in silence: the verifier would not know what it means.
#[test]
fn line_that_no_context_defines_is_refused_where_meaning_is_signed() {
    let key = Key::ed25519("a telephone");
    let odd = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"shoeSize":42}"#;
    assert!(matches!(shown(&key, &[odd], Canonical::Quads), Err(PresentFault::NotSignable(_))));
    let report = judge(&shown(&key, &[odd], Canonical::Json).unwrap(), &asked(AUDIENCE, NONCE), after(60));
    assert_eq!(outcome(&report, Check::Format), fail(Code::TermUndefined));
}
