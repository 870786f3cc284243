use samples::forge::{Controller, digest, disclosure, token};
use vc::{Check, Code, Outcome};

use super::*;
use crate::pack;
use crate::present::testing::{AUDIENCE, Key, NONCE, PASS, after, asked, fail, judge, occasion, outcome};

fn telephone() -> Key {
    Key::ed25519("a telephone")
}

/// A diploma with eight claims that can be held back, one inside another and two in a list.
fn diploma() -> String {
    let locality = disclosure("s1", "locality", &"Salaojanmaa".into());
    let item = |salt: &str, name: &str| URL_SAFE_NO_PAD.encode(json!([salt, name]).to_string());
    let (welding, casting) = (item("s2", "Arc welding"), item("s3", "Bell casting"));
    let address = disclosure("s4", "address", &json!({ "country": "FI", "_sd": [digest(&locality)] }));
    let plain = [
        ("given_name", "Aino"),
        ("family_name", "Kivelahti"),
        ("birthdate", "2001-04-30"),
        ("grade", "excellent"),
    ];
    let plain = plain.map(|(name, value)| disclosure(name, name, &value.into()));
    let open: Vec<_> = plain.iter().chain([&address]).map(|text| digest(text)).collect();
    let school = Controller::by_key("a school");
    let claims = json!({
        "iss": school.did, "vct": "https://school.example/diploma", "cnf": { "jwk": telephone().public().jwk() },
        "skills": ["Filing", { "...": digest(&welding) }, { "...": digest(&casting) }], "_sd": open
    });
    let header = json!({ "alg": "EdDSA", "typ": "dc+sd-jwt", "kid": school.badges.id });
    let token = token(&school.badges.key, &header, &claims);
    let all = plain.into_iter().chain([address, locality, welding, casting]);
    all.fold(format!("{token}~"), |text, one| text + &one + "~")
}

fn only(pointers: &[&str]) -> Choice {
    Choice::Only(pointers.iter().map(|pointer| (*pointer).to_owned()).collect())
}

#[test]
fn every_part_that_can_be_held_back_has_its_place() {
    let diploma = SdJwt::read(&diploma()).unwrap();
    let places: Vec<_> = diploma.disclosures().iter().map(|one| one.at.as_str()).collect();
    assert_eq!(
        places,
        [
            "/given_name",
            "/family_name",
            "/birthdate",
            "/grade",
            "/address",
            "/address/locality",
            "/skills/1",
            "/skills/2"
        ]
    );
}

#[test]
fn choice_brings_what_is_in_it_and_around_it() {
    let diploma = SdJwt::read(&diploma()).unwrap();
    let places = diploma.disclosures();
    let shown = |pointers: &[&str]| {
        let chosen = diploma.chosen(&only(pointers)).unwrap();
        chosen.into_iter().map(|index| places[index].at.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&[]), "");
    assert_eq!(shown(&["/grade"]), "/grade");
    assert_eq!(shown(&["/address/locality"]), "/address /address/locality");
    assert_eq!(shown(&["/address"]), "/address /address/locality");
    assert_eq!(shown(&["/skills", "/given_name"]), "/given_name /skills/1 /skills/2");
    assert_eq!(diploma.chosen(&only(&["/shoe_size"])), Err(PresentFault::ClaimUnknown("/shoe_size".into())));
    assert_eq!(diploma.chosen(&only(&["/grad"])), Err(PresentFault::ClaimUnknown("/grad".into())));
}

/// Looked for as text, in every base64 alignment, in hexadecimal, and in what was packed.
#[test]
fn what_is_held_back_is_nowhere_in_what_is_shown() {
    let shown = SdJwt::read(&diploma()).unwrap().present(&only(&["/grade", "/skills/1"])).unwrap();
    let link = crate::Link::whole(shown.as_bytes()).unwrap().to_string();
    let unpacked = crate::Link::read(&link).unwrap().unwrap().proof().unwrap();
    assert_eq!(unpacked, shown.as_bytes());
    let decoded: Vec<u8> =
        shown.split(['.', '~']).flat_map(|part| URL_SAFE_NO_PAD.decode(part).unwrap_or_default()).collect();
    let everywhere = [shown.as_bytes(), &decoded, &pack(shown.as_bytes()).unwrap()].concat();
    let holds = |needle: &[u8]| everywhere.windows(needle.len()).any(|window| window == needle);
    for kept in ["Aino", "Kivelahti", "2001-04-30", "Salaojanmaa", "Bell casting"] {
        assert!(!holds(kept.as_bytes()) && !holds(hex::encode(kept).as_bytes()), "{kept}");
        for padding in 0..3 {
            let shifted = URL_SAFE_NO_PAD.encode([&vec![b' '; padding], kept.as_bytes()].concat());
            let inner = &shifted[[0, 2, 3][padding]..shifted.len() - 3];
            assert!(!holds(inner.as_bytes()), "{kept}");
        }
    }
    for shown in ["excellent", "Arc welding", "Filing"] {
        assert!(holds(shown.as_bytes()), "{shown}");
    }
}

#[test]
fn all_that_is_said_is_told_with_what_holds_it_back() {
    let diploma = SdJwt::read(&diploma()).unwrap();
    let said = |at: &str| {
        let leaf = diploma.leaves().iter().find(|leaf| leaf.at == at).unwrap();
        (leaf.text.as_str(), leaf.within.map(|index| diploma.disclosures()[index].at.as_str()))
    };
    assert_eq!(said("/vct"), ("https://school.example/diploma", None));
    assert_eq!(said("/skills/0"), ("Filing", None));
    assert_eq!(said("/skills/1"), ("Arc welding", Some("/skills/1")));
    assert_eq!(said("/address/country"), ("FI", Some("/address")));
    assert_eq!(said("/address/locality"), ("Salaojanmaa", Some("/address/locality")));
}

#[test]
fn holders_token_is_accepted_and_only_for_what_it_was_made_for() {
    let diploma = SdJwt::read(&diploma()).unwrap();
    let shown = diploma.present_bound(&only(&["/grade"]), &telephone(), &occasion()).unwrap();
    let more = shown.replacen('~', &format!("~{}~", diploma.disclosures()[0].text), 1);
    let holder = |shown: &str, audience: &str, nonce: &str, seconds| {
        let report = judge(shown, &asked(audience, nonce), after(seconds));
        outcome(&report, Check::Holder)
    };
    assert_eq!(holder(&shown, AUDIENCE, NONCE, 119), PASS);
    assert_eq!(holder(&shown, AUDIENCE, "4712", 60), fail(Code::NonceMismatch));
    assert_eq!(holder(&shown, "https://other.example", NONCE, 60), fail(Code::AudienceMismatch));
    assert_eq!(holder(&shown, AUDIENCE, NONCE, 120), fail(Code::BindingStale));
    assert_eq!(holder(&more, AUDIENCE, NONCE, 60), fail(Code::BindingOfOther));
}

#[test]
fn what_is_shown_to_anybody_says_so_and_runs_out() {
    let diploma = SdJwt::read(&diploma()).unwrap();
    let anybody = Occasion { audience: None, ..occasion() };
    let shown = diploma.present_bound(&Choice::All, &telephone(), &anybody).unwrap();
    let holder = |seconds| {
        let report = judge(&shown, &vc::Challenge::default(), after(seconds));
        outcome(&report, Check::Holder)
    };
    assert_eq!(holder(60), (Outcome::Pass, Some(Code::Unchallenged)));
    assert_eq!(holder(120), fail(Code::BindingStale));
}

#[test]
fn key_of_somebody_else_is_not_used() {
    let other = Key::ed25519("another telephone");
    let diploma = SdJwt::read(&diploma()).unwrap();
    assert_eq!(diploma.present_bound(&Choice::All, &other, &occasion()), Err(PresentFault::KeyOfOther));
}

#[test]
fn all_is_what_the_holder_has_and_an_earlier_binding_is_left_out() {
    let text = diploma();
    let diploma = SdJwt::read(&format!("{text}eyJ.e30.c2ln")).unwrap();
    assert_eq!(diploma.present(&Choice::All).unwrap(), text);
}

/// A thousand disclosures, each in the one before, and one more than are read side by side.
#[test]
fn what_is_too_deep_or_too_much_is_refused() {
    let school = Controller::by_key("a school");
    let issued = |digests: &[String], texts: &[String]| {
        let token = token(&school.badges.key, &json!({ "alg": "EdDSA" }), &json!({ "_sd": digests }));
        SdJwt::read(&texts.iter().fold(format!("{token}~"), |text, one| text + one + "~"))
    };
    let chain = |length: usize| {
        let mut texts = vec![disclosure("s", "end", &"here".into())];
        for _ in 1..length {
            let inner = digest(&texts[texts.len() - 1]);
            texts.push(disclosure("s", "a", &json!({ "_sd": [inner] })));
        }
        issued(&[digest(&texts[length - 1])], &texts)
    };
    assert_eq!(chain(64).unwrap().disclosures().len(), 64);
    for length in [65, 1_000] {
        assert_eq!(chain(length).unwrap_err(), PresentFault::Unreadable, "{length}");
    }
    let many: Vec<_> = (0..1_001).map(|at| disclosure("s", &format!("a{at}"), &at.into())).collect();
    let digests: Vec<_> = many.iter().map(|text| digest(text)).collect();
    assert!(issued(&digests[..1_000], &many[..1_000]).is_ok());
    assert_eq!(issued(&digests, &many).unwrap_err(), PresentFault::Unreadable);
}

#[test]
fn what_is_no_sd_jwt_is_refused() {
    for text in ["", "{}", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~!~", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~WyJhIl0~"] {
        assert_eq!(SdJwt::read(text).unwrap_err(), PresentFault::Unreadable, "{text}");
    }
}
