//! Every way to change a sealed file that an attacker would try: none stays verified, and each fails
//! with the code that names what was done.

use serde_json::{Value, json};
use tests::{data, sealed::Sealed};
use vc::{Check, Code, Outcome, Report, TrustList, Verdict};

use super::{
    edc_sealed::{PARTICIPATION, anchors, at, judge},
    show,
};

/// What a mutation must come to: the check that tells, its outcome and its code.
type Expected = (Check, Outcome, Code);

const MISMATCH: Expected = (Check::Signature, Outcome::Fail, Code::SignatureMismatch);
const MISFIT: Expected = (Check::Validity, Outcome::Undetermined, Code::TimestampMismatch);
const UNPROVEN: Expected = (Check::Validity, Outcome::Undetermined, Code::SealingTimeNotProven);

struct Subject {
    name: String,
    original: Sealed,
    /// Another sealed file, to take parts from.
    other: Sealed,
    trust: Vec<TrustList>,
    at: &'static str,
}

#[test]
fn the_samples_of_this_project() {
    let read = |name: &str| {
        Sealed::read(::samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes)
    };
    let trust = vec![TrustList::parse("samples", ::samples::TRUST_LIST).unwrap()];
    let (one, other) = (read("battery-industry.jsonld"), read("battery-passport.jsonld"));
    for (name, original, other) in [("battery-industry", &one, &other), ("battery-passport", &other, &one)] {
        run(&Subject {
            name: name.to_owned(),
            original: original.clone(),
            other: other.clone(),
            trust: trust.clone(),
            at: "2026-11-22T12:00:00Z",
        });
    }
}

#[test]
fn a_sealed_credential_of_the_commission() {
    let Some(path) = data::find(PARTICIPATION, 1) else { return };
    let original = Sealed::read(&std::fs::read(&path).unwrap());
    let other = path.with_file_name("Sample-MC-Annex1-signed.jsonld");
    run(&Subject {
        name: "CertOfPart".to_owned(),
        trust: anchors(&original),
        original,
        other: Sealed::read(&std::fs::read(other).unwrap()),
        at: "2025-06-01T00:00:00Z",
    });
}

fn run(subject: &Subject) {
    let verified = subject.judge(&subject.original);
    assert_eq!(verified.verdict, Verdict::Verified, "{}: {:#?}", subject.name, verified.checks);

    subject.flip_payload_bytes();
    println!("\n{:<44} {:<12} {:<14} code", subject.name, "check", "outcome");
    for (name, change, (check, outcome, code)) in subject.mutations() {
        let report = subject.judge(&change);
        assert_ne!(report.verdict, Verdict::Verified, "{name}");
        let result = report.check(check).unwrap();
        println!("{name:<44} {:<12} {:<14} {}", show(check), show(result.outcome), code.as_str());
        assert_eq!((result.outcome, result.code), (outcome, Some(code)), "{name}");
    }
}

impl Subject {
    fn judge(&self, sealed: &Sealed) -> Report {
        judge(&sealed.bytes(), &self.trust, at(self.at))
    }

    /// Flips one bit at many places in the payload. A flip that breaks the JSON may make the content
    /// unrecognisable; what stays recognisable must be invalid for its signature.
    fn flip_payload_bytes(&self) {
        let payload = self.original.payload().as_bytes();
        let step = (payload.len() / 97).max(1);
        let (mut invalid, mut unreadable) = (0, 0);
        for index in (0..payload.len()).step_by(step) {
            let mut flipped = payload.to_vec();
            flipped[index] ^= 1;
            let Ok(text) = String::from_utf8(flipped) else { continue };
            let mut change = self.original.clone();
            change.set_payload(&text);
            let Ok(mut found) = vc::parse(&change.bytes()) else {
                unreadable += 1;
                continue;
            };
            let report = vc::Verifier::new(self.trust.clone()).verify(
                &found.remove(0).expect("a file of one credential"),
                &vc::Evidence::none(),
                at(self.at),
            );
            assert_eq!(report.verdict, Verdict::Invalid, "byte {index}");
            assert_eq!(
                report.check(Check::Signature).unwrap().code,
                Some(Code::SignatureMismatch),
                "byte {index}"
            );
            let passed = report.check(Check::Validity).unwrap().outcome == Outcome::Pass;
            assert!(!passed, "dates that nobody signed are nobody's word, byte {index}");
            invalid += 1;
        }
        println!(
            "\n{}: payload bytes flipped: {invalid} invalid, {unreadable} no credential any more, 0 verified",
            self.name
        );
        assert!(invalid > 50);
    }

    fn mutations(&self) -> Vec<(&'static str, Sealed, Expected)> {
        let mut list = vec![
            (
                "one space after the payload",
                self.change(|sealed| sealed.set_payload(&format!("{} ", sealed.payload()))),
                MISMATCH,
            ),
            ("protected header: kid changed", self.header(|header| header["kid"] = json!("x")), MISMATCH),
            (
                "protected header: sigT altered",
                self.header(|header| header["sigT"] = json!("2025-01-01T00:00:00Z")),
                MISMATCH,
            ),
            (
                "protected header: alg none",
                self.header(|header| header["alg"] = json!("none")),
                (Check::Signature, Outcome::Fail, Code::Unsigned),
            ),
            (
                "protected header: alg HS256",
                self.header(|header| header["alg"] = json!("HS256")),
                (Check::Signature, Outcome::Fail, Code::AlgorithmKeyMismatch),
            ),
            (
                "protected header: alg ES256",
                self.header(|header| header["alg"] = json!("ES256")),
                (Check::Signature, Outcome::Fail, Code::AlgorithmKeyMismatch),
            ),
            ("protected header: alg PS256", self.header(|header| header["alg"] = json!("PS256")), MISMATCH),
            (
                "protected header: crit extended",
                self.header(|header| {
                    header["must"] = json!(1);
                    header["crit"].as_array_mut().unwrap().push(json!("must"));
                }),
                MISMATCH,
            ),
            (
                "protected header: crit names what is not there",
                self.header(|header| {
                    header["crit"].as_array_mut().unwrap().push(json!("absent"));
                }),
                (Check::Signature, Outcome::Fail, Code::HeaderInvalid),
            ),
            (
                "protected header: b64 not critical",
                self.header(|header| {
                    header["crit"].as_array_mut().unwrap().retain(|name| name != "b64");
                }),
                (Check::Signature, Outcome::Fail, Code::HeaderInvalid),
            ),
            (
                "signature of another file",
                self.change(|sealed| {
                    sealed.root["signatures"][0]["signature"] =
                        self.other.root["signatures"][0]["signature"].clone();
                }),
                MISMATCH,
            ),
            (
                "x5c: another certificate first",
                self.header(|header| {
                    let stranger = self.other.protected()["x5c"][0].clone();
                    let look_alike =
                        if stranger == header["x5c"][0] { json!(self.look_alike()) } else { stranger };
                    header["x5c"] = json!([look_alike]);
                }),
                (Check::Signature, Outcome::Fail, Code::CertificateDigestMismatch),
            ),
            ("x5c: self-signed look-alike, digest adjusted", self.with_look_alike(false), MISMATCH),
            (
                "re-sealed by a self-signed look-alike",
                self.with_look_alike(true),
                (Check::Issuer, Outcome::Undetermined, Code::NoAnchor),
            ),
            ("unsigned properties removed", self.change(|sealed| sealed.set_unsigned(&[])), UNPROVEN),
        ];
        for property in ["sigTst", "arcTst"] {
            let theirs =
                self.other.unsigned().into_iter().find(|element| element.get(property).is_some()).unwrap();
            let name = if property == "sigTst" { "sigTst of another file" } else { "arcTst of another file" };
            list.push((
                name,
                self.unsigned(|element| {
                    if element.get(property).is_some() {
                        *element = theirs.clone()
                    }
                }),
                MISFIT,
            ));
            let name = if property == "sigTst" {
                "sigTst: one bit of the token"
            } else {
                "arcTst: one bit of the token"
            };
            list.push((
                name,
                self.unsigned(|element| {
                    if let Some(value) = element.pointer_mut(&format!("/{property}/tstTokens/0/val")) {
                        flip_last_byte(value)
                    }
                }),
                MISFIT,
            ));
        }
        list.push((
            "rVals emptied under the archive time stamp",
            self.unsigned(|element| {
                if element.get("rVals").is_some() {
                    *element = json!({"rVals": {"ocspVals": []}})
                }
            }),
            MISFIT,
        ));
        list
    }

    fn change(&self, change: impl FnOnce(&mut Sealed)) -> Sealed {
        let mut sealed = self.original.clone();
        change(&mut sealed);
        sealed
    }

    fn header(&self, change: impl FnOnce(&mut Value)) -> Sealed {
        self.change(|sealed| {
            let mut header = Value::Object(sealed.protected());
            change(&mut header);
            sealed.set_protected(header.as_object().unwrap().clone());
        })
    }

    fn unsigned(&self, change: impl Fn(&mut Value)) -> Sealed {
        self.change(|sealed| {
            let mut elements = sealed.unsigned();
            elements.iter_mut().for_each(change);
            sealed.set_unsigned(&elements);
        })
    }

    /// A certificate with the same subject as the real one, signed by its own new key.
    fn look_alike(&self) -> String {
        look_alike(&self.original).0
    }

    /// Puts the look-alike's certificate into the header with the digest to match; with `resign`, its
    /// owner signs the whole again.
    fn with_look_alike(&self, resign: bool) -> Sealed {
        use base64::{
            Engine as _,
            engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
        };
        let (certificate, key) = look_alike(&self.original);
        let mut sealed = self.header(|header| {
            let der = STANDARD.decode(&certificate).unwrap();
            header["x5t#S256"] = json!(URL_SAFE_NO_PAD.encode(openssl::sha::sha256(&der)));
            header["x5c"] = json!([certificate]);
        });
        if resign {
            let input = format!(
                "{}.{}",
                sealed.root["signatures"][0]["protected"].as_str().unwrap(),
                sealed.payload()
            );
            let mut signer =
                openssl::sign::Signer::new(openssl::hash::MessageDigest::sha256(), &key).unwrap();
            let signature = signer.sign_oneshot_to_vec(input.as_bytes()).unwrap();
            sealed.root["signatures"][0]["signature"] = json!(URL_SAFE_NO_PAD.encode(signature));
        }
        sealed
    }
}

fn look_alike(original: &Sealed) -> (String, openssl::pkey::PKey<openssl::pkey::Private>) {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use openssl::{asn1::Asn1Time, bn::BigNum, hash::MessageDigest, pkey::PKey, rsa::Rsa, x509::X509};
    let real =
        X509::from_der(&STANDARD.decode(original.protected()["x5c"][0].as_str().unwrap()).unwrap()).unwrap();
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_serial_number(&BigNum::from_u32(7).unwrap().to_asn1_integer().unwrap()).unwrap();
    builder.set_subject_name(real.subject_name()).unwrap();
    builder.set_issuer_name(real.subject_name()).unwrap();
    builder.set_not_before(&Asn1Time::from_str("20200101000000Z").unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_str("20300101000000Z").unwrap()).unwrap();
    builder.set_pubkey(&key).unwrap();
    builder.sign(&key, MessageDigest::sha256()).unwrap();
    (STANDARD.encode(builder.build().to_der().unwrap()), key)
}

fn flip_last_byte(value: &mut Value) {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let mut bytes = STANDARD.decode(value.as_str().unwrap()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    *value = json!(STANDARD.encode(bytes));
}
