use samples::forge::{P256Key, sign_statements};
use serde_json::json;
use vc::{Check, Code, Evidence, Outcome, Policy, Report, Verifier};

use super::*;
use crate::pack;
use crate::present::document::{self, Canonical};
use crate::present::testing::{
    AUDIENCE, Key, NONCE, PASS, after, asked, by, fail, holds_for_this_occasion_only, judge, occasion,
    outcome,
};
use crate::present::{Contents, PresentFault};
use crate::signer::Signer as _;

const ALWAYS: [&str; 3] = ["/issuer", "/validFrom", "/credentialSubject/achievement/name"];

/// A badge about somebody, with things without a name in lists and in each other, and a list whose order counts.
fn badge(about: &str) -> String {
    let key = P256Key::from_words("a school for grown-ups");
    let document = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": { "id": key.did(), "type": ["Profile"], "name": "School" },
        "validFrom": "2026-06-05T18:00:00Z",
        "credentialSubject": {
            "id": about, "type": ["AchievementSubject"],
            "identifier": [
                { "type": "IdentityObject", "hashed": false, "identityHash": "Aino Maria", "identityType": "name" },
                { "type": "IdentityObject", "hashed": false, "identityHash": "Kivelahti", "identityType": "name" }
            ],
            "achievement": {
                "id": "urn:uuid:1", "type": ["Achievement"], "name": "Bookkeeping", "description": "Keeps books",
                "criteria": { "narrative": "Twelve evenings" },
                "resultDescription": [{
                    "id": "urn:uuid:2", "type": ["ResultDescription"], "name": "Grade", "resultType": "LetterGrade",
                    "allowedValue": ["satisfactory", "good", "excellent"]
                }]
            },
            "result": [
                { "type": ["Result"], "resultDescription": "urn:uuid:2", "value": "satisfactory" },
                { "type": ["Result"], "resultDescription": "urn:uuid:2", "value": "good" }
            ]
        }
    });
    sign_statements(&key, "2026-06-05T18:05:00Z", &ALWAYS, document).to_string()
}

fn only(pointers: &[&str]) -> Choice {
    Choice::Only(pointers.iter().map(|pointer| (*pointer).to_owned()).collect())
}

fn shown(credential: &str, choice: &Choice) -> String {
    let credential = Statements::read(credential).unwrap();
    credential.present(&credential.chosen(choice).unwrap()).unwrap()
}

fn judged(text: &str, policy: Policy) -> Report {
    let unverified = vc::parse(text.as_bytes()).unwrap().remove(0).unwrap();
    Verifier::default().under(policy).verify(&unverified, &Evidence::none(), after(0))
}

fn signature(text: &str) -> (Outcome, Option<Code>) {
    outcome(&judged(text, Policy::Employer), Check::Signature)
}

const CHOICES: [&[&str]; 6] = [
    &[],
    &["/credentialSubject/result/1/value"],
    &["/credentialSubject/result/1"],
    &["/credentialSubject/identifier/1/identityHash", "/credentialSubject/result"],
    &["/credentialSubject/achievement"],
    &["/credentialSubject/achievement/resultDescription/0/allowedValue"],
];

#[test]
fn every_choice_is_accepted_by_others() {
    let badge = badge("did:example:aino");
    for choice in CHOICES.map(only).iter().chain([&Choice::All]) {
        let report = judged(&shown(&badge, choice), Policy::Employer);
        for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity] {
            assert_eq!(outcome(&report, check), PASS, "{check:?} {choice:?} {:?}", report.check(check));
        }
    }
}

#[test]
fn what_is_shown_cannot_be_changed() {
    let shown = shown(
        &badge("did:example:aino"),
        &only(&["/credentialSubject/result/1", "/credentialSubject/identifier"]),
    );
    let document: Value = serde_json::from_str(&shown).unwrap();
    for (pointer, value) in [
        ("/validFrom", json!("2020-01-01T00:00:00Z")),
        ("/issuer/name", json!("University")),
        ("/credentialSubject/id", json!("did:example:robin")),
        ("/credentialSubject/result/0/value", json!("excellent")),
        ("/credentialSubject/identifier", json!([])),
        ("/credentialSubject/identifier/0/identityHash", json!("Kivelahti")),
        ("/proof/created", json!("2026-06-05T18:05:01Z")),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let told = signature(&changed.to_string());
        assert!(
            told == fail(Code::SignatureMismatch) || told == fail(Code::ProofMalformed),
            "{pointer} {told:?}"
        );
    }
}

#[test]
fn issuers_own_proof_holds_for_the_holder_and_is_not_for_others() {
    let badge = badge("did:example:aino");
    let holder = judged(&badge, Policy::Wallet);
    assert_eq!(outcome(&holder, Check::Signature), PASS);
    assert_eq!(outcome(&holder, Check::Issuer), PASS);
    assert_eq!(holder.proofs[0].notes, ["holders_copy"]);
    assert_eq!(signature(&badge), (Outcome::Undetermined, Some(Code::HoldersCopy)));
    for (from, to) in [
        ("Keeps books", "Keeps bees"),
        ("2026-06-05T18:00:00Z", "2020-06-05T18:00:00Z"),
        ("School", "College"),
    ] {
        for policy in [Policy::Wallet, Policy::Employer] {
            let changed = judged(&badge.replace(from, to), policy);
            assert_eq!(
                outcome(&changed, Check::Signature),
                fail(Code::SignatureMismatch),
                "{from} {policy:?}"
            );
        }
    }
}

/// Looked for as text, in every base64 alignment, in hexadecimal, and in what was packed.
#[test]
fn what_is_held_back_is_nowhere_in_what_is_shown() {
    let badge = badge("did:example:aino");
    let shown = shown(&badge, &only(&["/credentialSubject/result/1/value"]));
    let document: Value = serde_json::from_str(&shown).unwrap();
    let value = document["proof"]["proofValue"].as_str().unwrap();
    let decoded = URL_SAFE_NO_PAD.decode(&value[1..]).unwrap();
    let everywhere = [shown.as_bytes(), &decoded, &pack(shown.as_bytes()).unwrap()].concat();
    let holds = |needle: &[u8]| everywhere.windows(needle.len()).any(|window| window == needle);
    for kept in ["Aino Maria", "Kivelahti", "satisfactory", "Keeps books", "Twelve evenings"] {
        assert!(badge.contains(kept));
        assert!(!holds(kept.as_bytes()) && !holds(hex::encode(kept).as_bytes()), "{kept}");
        for padding in 0..3 {
            let shifted = URL_SAFE_NO_PAD.encode([&vec![b' '; padding], kept.as_bytes()].concat());
            let inner = &shifted[[0, 2, 3][padding]..shifted.len() - 3];
            assert!(!holds(inner.as_bytes()), "{kept}");
        }
    }
    let base: Value = serde_json::from_str(&badge).unwrap();
    let base = URL_SAFE_NO_PAD.decode(&base["proof"]["proofValue"].as_str().unwrap()[1..]).unwrap();
    let label_key = &base[3 + 1 + 66 + 37 + 2..][..32];
    assert!(!holds(label_key), "with it, what is held back could be guessed and tried");
    for shown in ["\"good\"", "Bookkeeping", "2026-06-05T18:00:00Z"] {
        assert!(holds(shown.as_bytes()), "{shown}");
    }
}

#[test]
fn parts_are_as_small_as_they_can_be_and_lists_in_order_stay_whole() {
    let badge = Statements::read(&badge("did:example:aino")).unwrap();
    let places: Vec<_> =
        badge.places().iter().map(|at| at.trim_start_matches("/credentialSubject/")).collect();
    assert_eq!(
        places,
        [
            "identifier/0/hashed",
            "identifier/0/identityHash",
            "identifier/0/identityType",
            "identifier/1/hashed",
            "identifier/1/identityHash",
            "identifier/1/identityType",
            "achievement/description",
            "achievement/criteria/narrative",
            "achievement/resultDescription/0/name",
            "achievement/resultDescription/0/resultType",
            "achievement/resultDescription/0/allowedValue",
            "result/0/resultDescription",
            "result/0/value",
            "result/1/resultDescription",
            "result/1/value",
        ]
    );
    for at in badge.places() {
        let chosen = badge.chosen(&only(&[at])).unwrap();
        assert_eq!(signature(&badge.present(&chosen).unwrap()), PASS, "{at}");
    }
    let unknown = |at: &str| badge.chosen(&only(&[at])).unwrap_err();
    for at in ["/shoe_size", "/issuer", "/credentialSubject/resul"] {
        assert_eq!(unknown(at), PresentFault::ClaimUnknown(at.to_owned()));
    }
}

#[test]
fn what_is_seen_is_what_stands_in_what_is_shown() {
    let whole = badge("did:example:aino");
    let (badge, mut told) = (Statements::read(&whole).unwrap(), 0);
    for choice in CHOICES.map(only).iter().chain([&Choice::All]) {
        let chosen = badge.chosen(choice).unwrap();
        let seen = badge.seen(&chosen).unwrap();
        let shown = badge.present(&chosen).unwrap();
        for (number, leaf) in badge.leaves().iter().enumerate() {
            let text = format!("\"{}\"", leaf.text);
            if whole.matches(&text).count() == 1 {
                told += 1;
                assert_eq!(shown.contains(&text), seen.contains(&number), "{leaf:?} {choice:?}");
            }
        }
    }
    assert!(told > 80, "{told}");
    let subject = badge.leaves().iter().find(|leaf| leaf.at == "/credentialSubject/id").unwrap();
    assert_eq!(subject.within, None, "it comes with everything about the learner");
}

#[test]
fn a_part_stands_in_a_presentation_of_the_holder() {
    let key = Key::ed25519("a telephone");
    let did = key.public().did();
    let part = shown(&badge(&did), &only(&["/credentialSubject/result/1"]));
    for canonical in [Canonical::Quads, Canonical::Json] {
        let contents = Contents::new([part.as_str()]).unwrap();
        let presentation = document::present(&contents, &by(&key, &did), &occasion(), canonical).unwrap();
        holds_for_this_occasion_only(&presentation);
        let report = judge(&presentation, &asked(AUDIENCE, NONCE), after(60));
        assert_eq!(outcome(&report.nested[0].report, Check::Signature), PASS);
    }
}

#[test]
fn other_proofs_beside_it_are_left_out() {
    let mut document: Value = serde_json::from_str(&badge("did:example:aino")).unwrap();
    let other = json!({ "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1" });
    document["proof"] = json!([other, document["proof"]]);
    assert!(Statements::is_one(&document.to_string()));
    assert_eq!(signature(&shown(&document.to_string(), &Choice::All)), PASS);
}

#[test]
fn what_cannot_be_taken_apart_is_refused() {
    let badge = badge("did:example:aino");
    let mut cut: Value = serde_json::from_str(&badge).unwrap();
    let value = cut["proof"]["proofValue"].as_str().unwrap().to_owned();
    cut["proof"]["proofValue"] = value[..value.len() - 8].into();
    let mut more: Value = serde_json::from_str(&badge).unwrap();
    more["credentialSubject"]["result"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "type": ["Result"], "value": "best" }));
    let derived = shown(&badge, &Choice::All);
    for text in ["", "{}", &cut.to_string(), &more.to_string(), &derived] {
        assert_eq!(Statements::read(text).unwrap_err(), PresentFault::Unreadable, "{text}");
    }
    assert!(!Statements::is_one(&derived) && Statements::is_one(&cut.to_string()));
}
