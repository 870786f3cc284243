//! DER inside a seal: certificates, time stamps, answers about revocation. And PEM.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};
use vc::public_key::{Hash, PublicKey};
use vc::{Evidence, Outcome, TrustList, Verifier};

use super::container::{now, trust};
use crate::sealed::{Sealed, pem};

/// A sample with every kind of proof that a seal carries.
const SAMPLE: &str = "battery-industry.jsonld";

/// The first byte says where the rest goes.
pub(super) fn run(bytes: &[u8]) {
    let Some((place, der)) = bytes.split_first() else { return };
    match place % 8 {
        0 => _ = TrustList::parse("anchor.pem", pem(der).as_bytes()),
        1 => _ = TrustList::parse("anchor.pem", der),
        2 => _ = PublicKey::from_spki(der),
        3 => judge(&with_certificate(der)),
        4 => judge(&with_property("sigTst", "/sigTst/tstTokens/0/val", der)),
        5 => judge(&with_property("arcTst", "/arcTst/tstTokens/0/val", der)),
        6 => judge(&with_revocation("crlVals", der)),
        _ => judge(&with_revocation("ocspVals", der)),
    }
}

/// What stands in the header is signed; what stands beside it is not, and cannot break the signature.
fn judge(sealed: &Sealed) {
    let header = |sealed: &Sealed| sealed.root["signatures"][0]["protected"].clone();
    let is_intact = header(sealed) == header(&sample());
    let verifier = Verifier::new(trust().to_vec());
    let Ok(protection) = verifier.prove(&sealed.bytes(), &Evidence::none(), now()) else { return };
    assert_eq!(protection.signature.outcome == Outcome::Pass, is_intact, "{:?}", protection.signature);
}

fn sample() -> Sealed {
    let sample = samples::SAMPLES.iter().find(|sample| sample.name == SAMPLE).expect("a sample of this name");
    Sealed::read(sample.bytes)
}

fn with_certificate(der: &[u8]) -> Sealed {
    let mut sealed = sample();
    let mut header = sealed.protected();
    header.insert("x5t#S256".to_owned(), json!(URL_SAFE_NO_PAD.encode(Hash::Sha256.of(&[der]))));
    header.insert("x5c".to_owned(), json!([STANDARD.encode(der)]));
    sealed.set_protected(header);
    sealed
}

fn with_property(name: &str, at: &str, der: &[u8]) -> Sealed {
    with_elements(|element| {
        if element.get(name).is_some()
            && let Some(value) = element.pointer_mut(at)
        {
            *value = json!(STANDARD.encode(der));
        }
    })
}

fn with_revocation(list: &str, der: &[u8]) -> Sealed {
    with_elements(|element| {
        if element.get("rVals").is_some() {
            *element = json!({"rVals": {list: [{"val": STANDARD.encode(der)}]}});
        }
    })
}

fn with_elements(change: impl Fn(&mut Value)) -> Sealed {
    let mut sealed = sample();
    let mut elements = sealed.unsigned();
    elements.iter_mut().for_each(change);
    sealed.set_unsigned(&elements);
    sealed
}

/// What stands at those places in the sample.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let (sealed, mut seeds) = (sample(), Vec::new());
    let mut seed = |place: u8, der: &[u8]| seeds.push([&[place], der].concat());
    let certificate = decoded(&sealed.protected()["x5c"][0]);
    [0, 2, 3].iter().for_each(|place| seed(*place, &certificate));
    seed(1, pem(&certificate).as_bytes());
    let places = [
        (4, "/sigTst/tstTokens/0/val"),
        (5, "/arcTst/tstTokens/0/val"),
        (6, "/rVals/crlVals/0/val"),
        (7, "/rVals/ocspVals/0/val"),
    ];
    for (place, at) in places {
        for element in sealed.unsigned() {
            element.pointer(at).iter().for_each(|value| seed(place, &decoded(value)));
        }
    }
    seeds
}

fn decoded(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap_or_default()).expect("base64 of the samples")
}
