//! The forge judged by OpenSSL and josekit, which know nothing of how it writes.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use josekit::jws::{self, JwsVerifier};
use openssl::cms::{CMSOptions, CmsContentInfo};
use openssl::ocsp::{OcspCertId, OcspCertStatus, OcspFlag, OcspResponse};
use openssl::sha::sha256;
use openssl::stack::Stack;
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{CrlStatus, X509, X509Crl, X509StoreContext};
use serde_json::Value;

use super::*;

const PAYLOAD: &str = r#"{"a":"ä \" .","b":[1,2]}"#;

#[test]
fn every_algorithm_signs_what_josekit_verifies_in_every_form() {
    let pki = Pki::committed();
    for algorithm in Algorithm::ALL {
        let seal = Identity::new(&pki, &RANNIKKO, Key::for_seal(&RANNIKKO, algorithm));
        let verifier = verifier(algorithm, &seal);
        for form in [Form::General, Form::Flattened, Form::GeneralEncoded, Form::Compact] {
            let parts = Parts::of(&Sealer { form, ..Sealer::new(&pki, &seal) }.seal(PAYLOAD));
            assert_eq!(parts.header["alg"], algorithm.name());
            let message = format!("{}.{}", parts.protected, parts.content);
            verifier.verify(message.as_bytes(), &parts.signature).unwrap_or_else(|error| {
                panic!("{} in {form:?}: {error}", algorithm.name());
            });
        }
    }
}

#[test]
fn the_seal_certificate_has_a_path_to_the_root_and_its_doubles_have_none() {
    let pki = Pki::committed();
    let key = || Key::for_seal(&FOZ_DO_ALCAIDE, Algorithm::Rs256);
    assert!(has_path(&Identity::new(&pki, &FOZ_DO_ALCAIDE, key()), &pki, &pki));
    assert!(!has_path(&Identity::self_signed(&FOZ_DO_ALCAIDE), &pki, &pki));
    let double = Pki::look_alike();
    assert!(!has_path(&Identity::new(&double, &FOZ_DO_ALCAIDE, Key::look_alike()), &double, &pki));
}

#[test]
fn a_double_has_the_same_names() {
    let names = |pki: &Pki| {
        let name = |der: &[u8]| X509::from_der(der).unwrap().subject_name().to_der().unwrap();
        [name(&pki.root.certificate), name(&pki.intermediate.certificate)]
    };
    assert_eq!(names(&Pki::committed()), names(&Pki::look_alike()));
    assert_ne!(Pki::committed().root.spki_sha256(), Pki::look_alike().root.spki_sha256());
}

#[test]
fn the_certificate_names_the_organisation() {
    let pki = Pki::committed();
    let seal = Identity::new(&pki, &HORNI_JAVOR, Key::for_seal(&HORNI_JAVOR, Algorithm::Es256));
    let certificate = X509::from_der(&seal.certificate).unwrap();
    let subject = |attribute: &str| {
        let mut entries = certificate.subject_name().entries();
        let entry = entries.find(|entry| entry.object().to_string() == attribute);
        entry.expect("the subject has it").data().to_string().unwrap()
    };
    assert_eq!(subject("organizationName"), HORNI_JAVOR.name);
    assert_eq!(subject("organizationIdentifier"), "VATCZ-00000003");
    assert_eq!(subject("countryName"), "CZ");
}

#[test]
fn an_unfit_certificate_is_for_encryption_only() {
    let pki = Pki::committed();
    let key = || Key::for_seal(&RANNIKKO, Algorithm::Rs256);
    let usage = |seal: &Identity| {
        let text = X509::from_der(&seal.certificate).unwrap().to_text().unwrap();
        let text = String::from_utf8(text).unwrap();
        let (_, after) = text.split_once("X509v3 Key Usage: critical").expect("it says what it is for");
        after.trim_start().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(usage(&Identity::new(&pki, &RANNIKKO, key())), "Digital Signature, Non Repudiation");
    assert_eq!(usage(&Identity::unfit(&pki, &RANNIKKO, key())), "Key Encipherment");
}

#[test]
fn time_stamps_cover_their_bytes() {
    let parts = sealed(None);
    let stamps = parts.stamps();
    assert!(stamps.iter().all(|(name, token, covered)| token_covers(name, token, covered)));
    let names: Vec<&str> = stamps.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, ["adoTst", "sigTst", "arcTst"]);
}

#[test]
fn a_time_stamp_of_something_else_covers_something_else() {
    for (defect, broken) in [
        (Defect::ContentTimestampOfOther, "adoTst"),
        (Defect::SignatureTimestampOfOther, "sigTst"),
        (Defect::ArchiveTimestampOfOther, "arcTst"),
        (Defect::SignatureTimestampBroken, "sigTst"),
    ] {
        for (name, token, covered) in sealed(Some(defect)).stamps() {
            assert_eq!(token_covers(name, &token, &covered), name != broken, "{defect:?}: {name}");
        }
    }
}

#[test]
fn revocation_answers_say_good_unless_told_otherwise() {
    for (defect, list_says, ocsp_says) in [
        (None, false, OcspCertStatus::GOOD),
        (Some(Defect::RevokedInList), true, OcspCertStatus::GOOD),
        (Some(Defect::RevokedInOcsp), false, OcspCertStatus::REVOKED),
    ] {
        let parts = sealed(defect);
        assert_eq!(parts.revoked_in_list(), list_says, "{defect:?}");
        assert_eq!(parts.ocsp_status(), ocsp_says, "{defect:?}");
    }
}

#[test]
fn changes_after_signing_break_the_signature_and_changes_before_do_not() {
    for (defect, holds) in [
        (Defect::ClaimedTimeAltered, false),
        (Defect::CertificateReplaced, false),
        (Defect::SignatureBroken, false),
        (Defect::UnknownCritical("exp2"), true),
        (Defect::EncodingNotCritical, true),
        (Defect::AlgorithmNamed("RS512"), true),
        (Defect::CertificateDigestOfOther, true),
    ] {
        let parts = sealed(Some(defect));
        let (pki, algorithm) = (Pki::committed(), Algorithm::Rs256);
        let seal = Identity::new(&pki, &RANNIKKO, Key::for_seal(&RANNIKKO, algorithm));
        let message = format!("{}.{}", parts.protected, parts.content);
        let verified = verifier(algorithm, &seal).verify(message.as_bytes(), &parts.signature);
        assert_eq!(verified.is_ok(), holds, "{defect:?}");
    }
}

/// A seal taken apart.
struct Parts {
    content: String,
    protected: String,
    header: Value,
    signature: Vec<u8>,
    unsigned: Vec<String>,
}

impl Parts {
    fn of(file: &[u8]) -> Self {
        let text = std::str::from_utf8(file).unwrap();
        let (content, protected, signature, unsigned) = match serde_json::from_str::<Value>(text) {
            Ok(json) => {
                let entry = json.pointer("/signatures/0").unwrap_or(&json);
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                let unsigned = entry["header"]["etsiU"].as_array().cloned().unwrap_or_default();
                let unsigned = unsigned.iter().map(text).collect();
                (text(&json["payload"]), text(&entry["protected"]), text(&entry["signature"]), unsigned)
            }
            Err(_) => {
                let mut parts = text.split('.').map(str::to_owned);
                let mut next = || parts.next().unwrap();
                let (protected, content, signature) = (next(), next(), next());
                (content, protected, signature, Vec::new())
            }
        };
        let header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&protected).unwrap()).unwrap();
        Self { content, protected, header, signature: URL_SAFE_NO_PAD.decode(signature).unwrap(), unsigned }
    }

    fn element(&self, at: usize) -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&self.unsigned[at]).unwrap()).unwrap()
    }

    /// Name, token and covered bytes of each time stamp (elements 0 and 3 of `etsiU` are stamps).
    fn stamps(&self) -> [(&'static str, Vec<u8>, Vec<u8>); 3] {
        let signature = URL_SAFE_NO_PAD.encode(&self.signature);
        let before = self.unsigned[..3].concat();
        let archived = format!("{}.{}.{signature}.{before}", self.content, self.protected);
        let token = |stamp: &Value| bytes(&stamp["tstTokens"][0]["val"]);
        [
            ("adoTst", token(&self.header["adoTst"]), self.content.clone().into_bytes()),
            ("sigTst", token(&self.element(0)["sigTst"]), signature.into_bytes()),
            ("arcTst", token(&self.element(3)["arcTst"]), archived.into_bytes()),
        ]
    }

    fn certificate(&self) -> X509 {
        X509::from_der(&bytes(&self.header["x5c"][0])).unwrap()
    }

    fn revoked_in_list(&self) -> bool {
        let list = &self.element(2)["rVals"]["crlVals"][0]["val"];
        let list = X509Crl::from_der(&bytes(list)).unwrap();
        let issuer = X509::from_der(&Pki::committed().intermediate.certificate).unwrap();
        assert!(list.verify(&issuer.public_key().unwrap()).unwrap());
        matches!(list.get_by_cert(&self.certificate()), CrlStatus::Revoked(_))
    }

    fn ocsp_status(&self) -> OcspCertStatus {
        let pki = Pki::committed();
        let response = bytes(&self.element(2)["rVals"]["ocspVals"][0]["val"]);
        let basic = OcspResponse::from_der(&response).unwrap().basic().unwrap();
        let issuer = X509::from_der(&pki.intermediate.certificate).unwrap();
        let mut known = Stack::new().unwrap();
        known.push(issuer.clone()).unwrap();
        let mut store = X509StoreBuilder::new().unwrap();
        store.add_cert(X509::from_der(&pki.root.certificate).unwrap()).unwrap();
        basic.verify(&known, &store.build(), OcspFlag::empty()).unwrap();
        let digest = openssl::hash::MessageDigest::sha1();
        let id = OcspCertId::from_cert(digest, &self.certificate(), &issuer).unwrap();
        basic.find_status(&id).expect("the response is about this certificate").status
    }
}

fn sealed(defect: Option<Defect>) -> Parts {
    let pki = Pki::committed();
    let seal = Identity::new(&pki, &RANNIKKO, Key::for_seal(&RANNIKKO, Algorithm::Rs256));
    Parts::of(&Sealer { defect, ..Sealer::new(&pki, &seal) }.seal(PAYLOAD))
}

fn bytes(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap()).unwrap()
}

fn verifier(algorithm: Algorithm, seal: &Identity) -> Box<dyn JwsVerifier> {
    let public = seal.key.public();
    let bare = || openssl::rsa::Rsa::public_key_from_der(public).unwrap().public_key_to_der_pkcs1().unwrap();
    match algorithm {
        Algorithm::Rs256 => Box::new(jws::RS256.verifier_from_der(public).unwrap()),
        Algorithm::Rs512 => Box::new(jws::RS512.verifier_from_der(public).unwrap()),
        Algorithm::Ps256 => Box::new(jws::PS256.verifier_from_der(bare()).unwrap()),
        Algorithm::Ps384 => Box::new(jws::PS384.verifier_from_der(bare()).unwrap()),
        Algorithm::Es256 => Box::new(jws::ES256.verifier_from_der(public).unwrap()),
        Algorithm::Es384 => Box::new(jws::ES384.verifier_from_der(public).unwrap()),
        Algorithm::Es512 => Box::new(jws::ES512.verifier_from_der(public).unwrap()),
        Algorithm::EdDsa => Box::new(jws::EdDSA.verifier_from_der(public).unwrap()),
    }
}

/// Whether OpenSSL finds a path from the seal, through the authority of `between`, to the root of `trusted`.
fn has_path(seal: &Identity, between: &Pki, trusted: &Pki) -> bool {
    let mut store = X509StoreBuilder::new().unwrap();
    store.add_cert(X509::from_der(&trusted.root.certificate).unwrap()).unwrap();
    let mut chain = Stack::new().unwrap();
    chain.push(X509::from_der(&between.intermediate.certificate).unwrap()).unwrap();
    let leaf = X509::from_der(&seal.certificate).unwrap();
    let mut context = X509StoreContext::new().unwrap();
    context.init(&store.build(), &leaf, &chain, |context| context.verify_cert()).unwrap()
}

/// Whether the token's own signature holds and its imprint is of these bytes.
fn token_covers(name: &str, token: &[u8], covered: &[u8]) -> bool {
    let mut store = X509StoreBuilder::new().unwrap();
    store.add_cert(X509::from_der(&Pki::committed().tsa_root.certificate).unwrap()).unwrap();
    let mut cms = CmsContentInfo::from_der(token).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut info = Vec::new();
    // The path of the certificate is not asked for here: CMS wants one for mail.
    let options = CMSOptions::NO_SIGNER_CERT_VERIFY;
    let holds = cms.verify(None, Some(&store.build()), None, Some(&mut info), options).is_ok();
    holds && info.windows(32).any(|window| window == sha256(covered))
}
