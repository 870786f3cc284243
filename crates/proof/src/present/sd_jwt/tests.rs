use samples::forge::{EdKey, digest, disclosure, token};
use serde_json::json;

use super::*;
use crate::pack;

/// A diploma with eight claims that can be held back, one inside another and two in a list.
fn diploma() -> String {
    let locality = disclosure("s1", "locality", &"Salaojanmaa".into());
    let item = |salt: &str, name: &str| URL_SAFE_NO_PAD.encode(json!([salt, name]).to_string());
    let (welding, casting) = (item("s2", "Arc welding"), item("s3", "Bell casting"));
    let address = disclosure("s4", "address", &json!({ "country": "FI", "_sd": [digest(&locality)] }));
    let plain = [
        ("given_name", "Aino-Vilhelmiina"),
        ("family_name", "Kivelahti"),
        ("birthdate", "2001-04-30"),
        ("grade", "excellent"),
    ];
    let plain = plain.map(|(name, value)| disclosure(name, name, &value.into()));
    let open: Vec<_> = plain.iter().chain([&address]).map(|text| digest(text)).collect();
    let claims = json!({
        "iss": "did:web:school.example", "vct": "https://school.example/diploma",
        "skills": ["Filing", { "...": digest(&welding) }, { "...": digest(&casting) }], "_sd": open
    });
    let issuer = EdKey::from_words("a school");
    let token = token(&issuer, &json!({ "alg": "EdDSA", "typ": "dc+sd-jwt" }), &claims);
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
    let shown = |pointers: &[&str]| diploma.shown(&only(pointers)).unwrap().join(" ");
    assert_eq!(shown(&[]), "");
    assert_eq!(shown(&["/grade"]), "/grade");
    assert_eq!(shown(&["/address/locality"]), "/address /address/locality");
    assert_eq!(shown(&["/address"]), "/address /address/locality");
    assert_eq!(shown(&["/skills", "/given_name"]), "/given_name /skills/1 /skills/2");
    assert_eq!(diploma.shown(&only(&["/shoe_size"])), Err(PresentFault::ClaimUnknown("/shoe_size".into())));
    assert_eq!(diploma.shown(&only(&["/grad"])), Err(PresentFault::ClaimUnknown("/grad".into())));
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
    for kept in ["Aino-Vilhelmiina", "Kivelahti", "2001-04-30", "Salaojanmaa", "Bell casting"] {
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
fn all_is_what_the_holder_has_and_an_earlier_binding_is_left_out() {
    let text = diploma();
    let diploma = SdJwt::read(&format!("{text}eyJ.e30.c2ln")).unwrap();
    assert_eq!(diploma.present(&Choice::All).unwrap(), text);
}

#[test]
fn what_is_no_sd_jwt_is_refused() {
    for text in ["", "{}", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~!~", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~WyJhIl0~"] {
        assert_eq!(SdJwt::read(text).unwrap_err(), PresentFault::Unreadable, "{text}");
    }
}
