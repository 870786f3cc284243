//! Seals: the payload, the protected header, and the proofs beside it.

use std::sync::LazyLock;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};
use tests::{data, sealed::Sealed};
use vc::{Check, Code, Outcome, Report, TrustList, Verdict};

use super::{Column, MISMATCH, Mutation, Told, broken_files, fails, signed, table};
use crate::edc_sealed::{PARTICIPATION, anchors, at, judge};

const MISFIT: Told = Told::Check(Check::Validity, Outcome::Undetermined, Code::TimestampMismatch);
const UNPROVEN: Told = Told::Check(Check::Validity, Outcome::Undetermined, Code::SealingTimeNotProven);
const REFUSED: Told = fails(Code::HeaderInvalid);

struct Subject {
    name: String,
    original: Sealed,
    /// Another sealed file, to take parts from.
    other: Sealed,
    trust: Vec<TrustList>,
    at: &'static str,
}

#[test]
fn seals_of_this_project() {
    let sealed: Vec<_> = signed(&[".jsonld"]).collect();
    let column = |index: usize| {
        let (name, bytes) = sealed[index];
        let subject = Subject {
            name: name.to_owned(),
            original: Sealed::read(bytes),
            other: Sealed::read(sealed[(index + 1) % 4].1),
            trust: vec![TrustList::parse("samples", ::samples::TRUST_LIST).unwrap()],
            at: ::samples::JUDGED_AT,
        };
        if subject.judge(&subject.original).verdict == Verdict::Verified {
            subject.flip_payload_bytes();
        }
        Column::of_sample(name, bytes, subject.mutations(bytes))
    };
    table("seals", &(0..sealed.len()).map(column).collect::<Vec<_>>());
}

#[test]
fn a_sealed_credential_of_the_commission() {
    let Some(path) = data::find(PARTICIPATION, 1) else { return };
    let bytes = std::fs::read(&path).unwrap();
    let original = Sealed::read(&bytes);
    let other = path.with_file_name("Sample-MC-Annex1-signed.jsonld");
    let subject = Subject {
        name: "CertOfPart".to_owned(),
        trust: anchors(&original),
        original,
        other: Sealed::read(&std::fs::read(other).unwrap()),
        at: "2025-06-01T00:00:00Z",
    };
    assert_eq!(subject.judge(&subject.original).verdict, Verdict::Verified);
    subject.flip_payload_bytes();
    let (trust, at) = (subject.trust.clone(), at(subject.at));
    let read = move |bytes: &[u8]| match vc::parse(bytes) {
        Ok(_) => Ok(judge(bytes, &trust, at)),
        Err(fault) => Err(fault.code()),
    };
    let mutations = subject.mutations(&bytes);
    table(
        "seal of the Commission",
        &[Column { name: subject.name, original: bytes, mutations, judge: Box::new(read) }],
    );
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

    fn mutations(&self, file: &[u8]) -> Vec<Mutation> {
        let changes = self.changes().into_iter();
        let changed = changes.map(|(what, sealed, told)| Mutation { what, bytes: sealed.bytes(), told });
        changed.chain(broken_files(file)).collect()
    }

    fn changes(&self) -> Vec<(&'static str, Sealed, Told)> {
        let mut list = vec![
            (
                "payload: a title changed",
                self.payload(|credential| credential["displayParameter"]["title"] = json!({"en": "Doctor"})),
                MISMATCH,
            ),
            (
                "payload: another issuer",
                self.payload(|credential| credential["issuer"]["id"] = json!("urn:epass:org:9")),
                MISMATCH,
            ),
            (
                "payload: valid from another day",
                self.payload(|credential| credential["validFrom"] = json!("2020-01-01T00:00:00Z")),
                MISMATCH,
            ),
            (
                "payload: valid for ever",
                self.payload(|credential| credential["validUntil"] = json!("2999-01-01T00:00:00Z")),
                MISMATCH,
            ),
            (
                "payload: a member added",
                self.payload(|credential| credential["honours"] = json!("yes")),
                MISMATCH,
            ),
            (
                "payload: a member removed",
                self.payload(|credential| _ = credential.as_object_mut().unwrap().remove("credentialSchema")),
                MISMATCH,
            ),
            (
                "payload: another context",
                self.payload(|credential| credential["@context"] = json!(["https://example.org/c"])),
                MISMATCH,
            ),
            (
                "payload: a status to look up",
                self.payload(|credential| {
                    credential["credentialStatus"] = json!({"id": "https://example.org/s"})
                }),
                MISMATCH,
            ),
            (
                "payload: of another file",
                self.change(|sealed| sealed.set_payload(self.other.payload())),
                MISMATCH,
            ),
            ("signature: one bit", self.signature(|bytes| bytes[0] ^= 0x80), MISMATCH),
            ("signature: cut", self.signature(|bytes| _ = bytes.pop()), MISMATCH),
            ("signature: gone", self.signature(Vec::clear), MISMATCH),
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
                fails(Code::Unsigned),
            ),
            (
                "protected header: alg HS256",
                self.header(|header| header["alg"] = json!("HS256")),
                fails(Code::AlgorithmKeyMismatch),
            ),
            (
                "protected header: alg ES256",
                self.header(|header| header["alg"] = json!("ES256")),
                fails(Code::AlgorithmKeyMismatch),
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
                REFUSED,
            ),
            (
                "protected header: b64 not critical",
                self.header(|header| {
                    header["crit"].as_array_mut().unwrap().retain(|name| name != "b64");
                }),
                REFUSED,
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
                fails(Code::CertificateDigestMismatch),
            ),
            ("x5c: self-signed look-alike, digest adjusted", self.with_look_alike(false), MISMATCH),
            (
                "re-sealed by a self-signed look-alike",
                self.with_look_alike(true),
                Told::Check(Check::Issuer, Outcome::Undetermined, Code::NoAnchor),
            ),
        ];
        if self.original.unsigned().is_empty() {
            return list;
        }
        list.push(("unsigned properties removed", self.change(|sealed| sealed.set_unsigned(&[])), UNPROVEN));
        for property in ["sigTst", "arcTst"] {
            let of = |sealed: &Sealed| sealed.unsigned().into_iter().find(|it| it.get(property).is_some());
            let (Some(_), Some(theirs)) = (of(&self.original), of(&self.other)) else { continue };
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
        let stamped = self.original.unsigned().iter().any(|element| element.get("arcTst").is_some());
        let unknown = Told::Check(Check::Validity, Outcome::Undetermined, Code::CertificateRevocationUnknown);
        list.push((
            "rVals emptied",
            self.unsigned(|element| {
                if element.get("rVals").is_some() {
                    *element = json!({"rVals": {"ocspVals": []}})
                }
            }),
            if stamped { MISFIT } else { unknown },
        ));
        list
    }

    fn change(&self, change: impl FnOnce(&mut Sealed)) -> Sealed {
        let mut sealed = self.original.clone();
        change(&mut sealed);
        sealed
    }

    fn payload(&self, change: impl FnOnce(&mut Value)) -> Sealed {
        self.change(|sealed| {
            let mut credential = serde_json::from_str(sealed.payload()).unwrap();
            change(&mut credential);
            sealed.set_payload(&credential.to_string());
        })
    }

    fn signature(&self, change: impl FnOnce(&mut Vec<u8>)) -> Sealed {
        self.change(|sealed| {
            let signature = &mut sealed.root["signatures"][0]["signature"];
            let mut bytes = URL_SAFE_NO_PAD.decode(signature.as_str().unwrap()).unwrap();
            change(&mut bytes);
            *signature = json!(URL_SAFE_NO_PAD.encode(bytes));
        })
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
    use openssl::{
        asn1::Asn1Time,
        bn::BigNum,
        hash::MessageDigest,
        pkey::{PKey, Private},
        rsa::Rsa,
        x509::X509,
    };
    let real =
        X509::from_der(&STANDARD.decode(original.protected()["x5c"][0].as_str().unwrap()).unwrap()).unwrap();
    static KEY: LazyLock<PKey<Private>> =
        LazyLock::new(|| PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap());
    let key = KEY.clone();
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
    let mut bytes = STANDARD.decode(value.as_str().unwrap()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    *value = json!(STANDARD.encode(bytes));
}
