//! Tokens signed on the spot, in every algorithm, and everything that can be wrong with them.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::der::Reader;
use crate::key::issuer_metadata;
use crate::report::{Check, Code, Outcome, Report, Verdict};
use crate::securing::data_integrity::tests::{NOW, PASS, at, fail, open, outcome, published};
use crate::verify::evidence::{Evidence, EvidenceItem, Need};
use crate::{SecuringId, TrustList, Verifier};

/// Somebody with a key for one algorithm.
pub(crate) struct Holder {
    pub(crate) algorithm: &'static str,
    key: Key,
}

enum Key {
    Ed25519(SigningKey),
    Elliptic(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Holder {
    pub(crate) fn of(algorithm: &'static str) -> Self {
        let elliptic = |curve| Key::Elliptic(EcdsaKeyPair::generate(curve).unwrap());
        let key = match algorithm {
            "EdDSA" => Key::Ed25519(SigningKey::from_bytes(&[7; 32])),
            "ES256" => elliptic(&aws::ECDSA_P256_SHA256_FIXED_SIGNING),
            "ES384" => elliptic(&aws::ECDSA_P384_SHA384_FIXED_SIGNING),
            "ES512" => elliptic(&aws::ECDSA_P521_SHA512_FIXED_SIGNING),
            _ => Key::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
        };
        Self { algorithm, key }
    }

    pub(crate) fn jwk(&self) -> Value {
        match &self.key {
            Key::Ed25519(key) => {
                json!({"kty": "OKP", "crv": "Ed25519", "x": encode(key.verifying_key().as_bytes())})
            }
            Key::Elliptic(pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                let curve = match x.len() {
                    32 => "P-256",
                    48 => "P-384",
                    _ => "P-521",
                };
                json!({"kty": "EC", "crv": curve, "x": encode(x), "y": encode(y)})
            }
            Key::Rsa(pair) => {
                let mut numbers = Reader::new(pair.public_key().as_ref()).sequence().unwrap();
                let mut number = || {
                    let number = numbers.integer().unwrap();
                    encode(number.strip_prefix(&[0]).unwrap_or(number))
                };
                json!({"kty": "RSA", "n": number(), "e": number()})
            }
        }
    }

    pub(crate) fn did(&self) -> String {
        format!("did:jwk:{}", encode(self.jwk().to_string().as_bytes()))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Ed25519(key) => key.sign(message).to_vec(),
            Key::Elliptic(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Key::Rsa(pair) => {
                let padding: &dyn aws::RsaEncoding = match self.algorithm {
                    "RS256" => &aws::RSA_PKCS1_SHA256,
                    "RS384" => &aws::RSA_PKCS1_SHA384,
                    "RS512" => &aws::RSA_PKCS1_SHA512,
                    "PS256" => &aws::RSA_PSS_SHA256,
                    "PS384" => &aws::RSA_PSS_SHA384,
                    _ => &aws::RSA_PSS_SHA512,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// A token with this header and these claims.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        let input =
            format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        format!("{input}.{}", encode(&self.sign(input.as_bytes())))
    }

    /// A good `vc+jwt`.
    fn good(&self) -> String {
        self.token(&self.header(), &body(&self.did()))
    }

    fn header(&self) -> Value {
        json!({"alg": self.algorithm, "typ": "vc+jwt", "cty": "vc", "kid": format!("{}#0", self.did())})
    }

    /// A good token but for a change in its header or its claims, signed as changed.
    fn with(&self, change: impl FnOnce(&mut Value, &mut Value)) -> String {
        let (mut header, mut claims) = (self.header(), body(&self.did()));
        change(&mut header, &mut claims);
        self.token(&header, &claims)
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A credential of version 2.0.
fn body(issuer: &str) -> Value {
    json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:1", "type": ["VerifiableCredential"],
        "issuer": {"id": issuer, "name": "Harbour School"}, "name": "Welding, level 1",
        "credentialSubject": {"id": "did:example:robin", "name": "Robin"}})
}

/// A credential of version 1.1, in the claim `vc` of a token with the rest.
fn body_1(issuer: &str) -> Value {
    json!({"iss": issuer, "sub": "did:example:robin", "jti": "urn:uuid:1", "nbf": 1_767_225_600,
        "vc": {"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiableCredential"],
            "credentialSubject": {}}})
}

fn judge(token: &str) -> Report {
    judge_with(token, &Evidence::none())
}

fn judge_with(token: &str, evidence: &Evidence) -> Report {
    let unverified = crate::parse(token.as_bytes()).unwrap().remove(0).unwrap();
    Verifier::new(Vec::<TrustList>::new()).verify(&unverified, evidence, at(NOW))
}

fn signature(token: &str) -> (Outcome, Option<Code>) {
    outcome(&judge(token), Check::Signature)
}

fn format(token: &str) -> (Outcome, Option<Code>) {
    outcome(&judge(token), Check::Format)
}

const ALGORITHMS: [&str; 10] =
    ["EdDSA", "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

#[test]
fn every_algorithm_holds_and_a_changed_letter_breaks_it() {
    for algorithm in ALGORITHMS {
        let token = Holder::of(algorithm).good();
        let report = judge(&token);
        for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity] {
            assert_eq!(outcome(&report, check), PASS, "{algorithm} {check:?}");
        }
        assert_eq!(
            (report.securing, report.verdict),
            (SecuringId::Jws, Verdict::Unrecognised),
            "{algorithm}"
        );
        assert_eq!(report.claims.title.pick(&[]), Some("Welding, level 1"));
        assert_eq!(report.proofs[0].suite, algorithm);

        let parts: Vec<&str> = token.split('.').collect();
        let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
        let changed = encode(payload.replace("level 1", "level 2").as_bytes());
        let changed = format!("{}.{changed}.{}", parts[0], parts[2]);
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{algorithm}");
    }
}

#[test]
fn every_byte_of_the_signature_counts() {
    for algorithm in ["EdDSA", "ES256"] {
        let token = Holder::of(algorithm).good();
        let (input, text) = token.rsplit_once('.').unwrap();
        let bytes = URL_SAFE_NO_PAD.decode(text).unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            let changed = format!("{input}.{}", encode(&flipped));
            assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{algorithm} byte {at}");
        }
        for wrong in [&[][..], &bytes[1..], &[0; 64]] {
            let changed = format!("{input}.{}", encode(wrong));
            assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{algorithm}");
        }
    }
}

#[test]
fn the_key_decides_the_algorithm() {
    let holder = Holder::of("ES256");
    for (named, expected) in [
        ("none", fail(Code::Unsigned)),
        ("HS256", fail(Code::AlgorithmKeyMismatch)),
        ("RS256", fail(Code::AlgorithmKeyMismatch)),
        ("EdDSA", fail(Code::AlgorithmKeyMismatch)),
        ("ES384", fail(Code::AlgorithmKeyMismatch)),
        ("ES256K", open(Code::AlgorithmUnsupported)),
        ("es256", open(Code::AlgorithmUnsupported)),
    ] {
        let token = holder.with(|header, _| header["alg"] = json!(named));
        assert_eq!(signature(&token), expected, "{named}");
    }
    let without = holder.with(|header, _| _ = header.as_object_mut().unwrap().remove("alg"));
    assert_eq!(signature(&without), fail(Code::HeaderInvalid));
}

#[test]
fn a_key_that_is_labelled_for_one_algorithm_makes_no_other() {
    let holder = Holder::of("PS256");
    let did = |label: &str| {
        let mut jwk = holder.jwk();
        jwk["alg"] = json!(label);
        format!("did:jwk:{}", encode(jwk.to_string().as_bytes()))
    };
    let signed = |did: String| {
        let header = json!({"alg": "PS256", "typ": "vc+jwt", "kid": format!("{did}#0")});
        signature(&holder.token(&header, &body(&did)))
    };
    assert_eq!(signed(did("PS256")), PASS);
    assert_eq!(signed(did("RS256")), fail(Code::AlgorithmKeyMismatch));
}

#[test]
fn critical_parameters_are_understood_or_it_stays_open() {
    let holder = Holder::of("EdDSA");
    for name in ["exp", "must"] {
        let token = holder.with(|header, _| {
            header[name] = json!(1);
            header["crit"] = json!([name]);
        });
        assert_eq!(signature(&token), open(Code::CriticalHeaderUnknown), "{name}");
    }
    // Understood in seals, where it is acted upon; never in a token.
    let seal = holder.with(|header, claims| {
        claims["iss"] = claims["issuer"]["id"].clone();
        header["sigT"] = json!("2026-01-01T00:00:00Z");
        header["crit"] = json!(["sigT"]);
    });
    assert_eq!(signature(&seal), open(Code::CriticalHeaderUnknown));
    let unencoded = holder.with(|header, _| {
        header["b64"] = json!(false);
        header["crit"] = json!(["b64"]);
    });
    assert_eq!(crate::parse(unencoded.as_bytes()).err().unwrap().code(), "unknown_format");
    let absent = holder.with(|header, _| header["crit"] = json!(["absent"]));
    assert_eq!(signature(&absent), fail(Code::HeaderInvalid));
}

#[test]
fn keys_are_found_by_what_the_token_names() {
    let holder = Holder::of("ES256");
    let did = holder.did();
    for kid in [json!(format!("{did}#0")), json!("#0"), json!("0"), json!(did), json!(null)] {
        let token = holder.with(|header, _| header["kid"] = kid.clone());
        assert_eq!(outcome(&judge(&token), Check::Issuer), PASS, "{kid}");
    }
    let other = holder.with(|header, _| header["kid"] = json!("#1"));
    assert_eq!(signature(&other), open(Code::KeyMissing));

    let somebody_else = Holder::of("EdDSA");
    let token = somebody_else.with(|_, claims| claims["issuer"]["id"] = json!(did));
    let report = judge(&token);
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(outcome(&report, Check::Issuer), fail(Code::IssuerMismatch));
}

#[test]
fn a_document_on_the_web_says_which_keys_may_assert() {
    let (holder, did) = (Holder::of("RS256"), "did:web:school.example");
    let document = |relationship: &str| {
        let method = json!({"id": format!("{did}#a"), "type": "JsonWebKey", "controller": did,
            "publicKeyJwk": holder.jwk()});
        published(did, &json!({"id": did, "verificationMethod": [method], relationship: ["#a"]}))
    };
    let token = holder.token(&json!({"alg": "RS256", "typ": "vc+jwt", "kid": "a"}), &body(did));
    let issuer = |evidence: &Evidence| outcome(&judge_with(&token, evidence), Check::Issuer);
    assert_eq!(issuer(&document("assertionMethod")), PASS);
    assert_eq!(issuer(&document("authentication")), fail(Code::KeyNotAuthorised));
    assert_eq!(signature(&token), open(Code::DidUnresolved));
    let unverified = crate::parse(token.as_bytes()).unwrap().remove(0).unwrap();
    let needs = unverified.needs(&Evidence::none(), &[]);
    assert!(matches!(&needs[..], [Need::DidDocument { did: asked, .. }] if asked == did), "{needs:?}");
}

#[test]
fn keys_that_an_issuer_publishes_at_its_address_are_its_own() {
    let (holder, issuer) = (Holder::of("ES256"), "https://school.example/law");
    let mut jwk = holder.jwk();
    jwk["kid"] = json!("a");
    let evidence = |issuer: &str| {
        let need = issuer_metadata::need("https://school.example/law", &Evidence::none()).unwrap();
        let bytes = json!({"issuer": issuer, "jwks": {"keys": [jwk]}}).to_string().into_bytes();
        Evidence { items: vec![EvidenceItem { need, fetched_at: at(NOW), bytes }], ..Evidence::none() }
    };
    let token = holder.token(&json!({"alg": "ES256", "typ": "vc+jwt", "kid": "a"}), &body(issuer));
    let report = judge_with(&token, &evidence(issuer));
    assert_eq!([Check::Signature, Check::Issuer].map(|check| outcome(&report, check)), [PASS, PASS]);
    assert_eq!(signature(&token), open(Code::IssuerKeysMissing));
    let report = judge_with(&token, &evidence("https://other.example"));
    assert_eq!(outcome(&report, Check::Signature), open(Code::IssuerKeysInvalid));

    // The claim leads to the keys; that it is the issuer is another question.
    let mut claims = body("https://another.example");
    claims["iss"] = json!(issuer);
    let token = holder.token(&json!({"alg": "ES256", "typ": "vc+jwt", "kid": "a"}), &claims);
    let report = judge_with(&token, &evidence(issuer));
    assert_eq!(outcome(&report, Check::Issuer), fail(Code::IssuerMismatch));
    assert_eq!(outcome(&report, Check::Format), fail(Code::ClaimsDisagree));
}

#[test]
fn a_key_in_the_header_proves_nothing_about_the_issuer() {
    let holder = Holder::of("RS256");
    for issuer in ["https://school.example", "urn:uuid:2"] {
        let header = json!({"alg": "RS256", "typ": "JWT", "jwk": holder.jwk()});
        let mut claims = body(issuer);
        claims["iss"] = json!(issuer);
        let report = judge(&holder.token(&header, &claims));
        assert_eq!(outcome(&report, Check::Signature), PASS, "{issuer}");
        assert_eq!(outcome(&report, Check::Issuer), open(Code::KeyUnbound), "{issuer}");
        assert_eq!(report.verdict, Verdict::Undetermined, "{issuer}");
    }
    // Where the issuer has a DID, the DID has the keys.
    let did = Holder::of("EdDSA").did();
    let header = json!({"alg": "RS256", "typ": "JWT", "jwk": holder.jwk()});
    assert_eq!(signature(&holder.token(&header, &body(&did))), fail(Code::AlgorithmKeyMismatch));
}

#[test]
fn a_token_that_names_no_key_is_left_open() {
    let holder = Holder::of("ES256");
    let token = holder.token(&json!({"alg": "ES256"}), &body("urn:uuid:2"));
    assert_eq!(signature(&token), open(Code::KeyMissing));
    let unsupported = holder.token(&json!({"alg": "ES256", "kid": "did:ion:abc#a"}), &body("did:ion:abc"));
    assert_eq!(signature(&unsupported), open(Code::DidMethodUnsupported));
}

#[test]
fn media_types_are_kept_apart() {
    let holder = Holder::of("EdDSA");
    for (parameter, value) in [("typ", "vp+jwt"), ("typ", "dc+sd-jwt"), ("typ", "bad+typ"), ("cty", "vp")] {
        let report = judge(&holder.with(|header, _| header[parameter] = json!(value)));
        assert_eq!(outcome(&report, Check::Format), fail(Code::MediaTypeWrong), "{value}");
        assert_eq!(outcome(&report, Check::Signature), PASS, "{value}");
        assert_eq!(report.verdict, Verdict::Invalid, "{value}");
    }
}

#[test]
fn claims_agree_with_the_credential_or_fail() {
    let holder = Holder::of("EdDSA");
    for (claim, value, expected) in [
        ("iss", json!(holder.did()), PASS),
        ("iss", json!("did:example:other"), fail(Code::ClaimsDisagree)),
        ("sub", json!("did:example:other"), fail(Code::ClaimsDisagree)),
        ("jti", json!("urn:uuid:2"), fail(Code::ClaimsDisagree)),
        ("vc", json!({}), fail(Code::ClaimForbidden)),
        ("vp", json!("nooo"), fail(Code::ClaimForbidden)),
        ("cnf", json!({"jwk": {}}), PASS),
        ("grade", json!("excellent"), fail(Code::TermUndefined)),
    ] {
        let token = holder.with(|_, claims| claims[claim] = value.clone());
        assert_eq!(format(&token), expected, "{claim}");
    }
}

#[test]
fn dates_of_the_signature_count_beside_those_of_the_credential() {
    let holder = Holder::of("EdDSA");
    let now = at(NOW).as_second();
    for (claim, date, expected) in [
        ("exp", json!(now + 1), PASS),
        ("exp", json!(now), fail(Code::ProofExpired)),
        ("nbf", json!(now), PASS),
        ("nbf", json!(now + 1), fail(Code::ProofNotYetValid)),
        ("exp", json!("2027-01-01T00:00:00Z"), open(Code::DateUnreadable)),
        ("iat", json!("2010-01-01T19:23:24Z"), PASS),
    ] {
        let token = holder.with(|_, claims| claims[claim] = date.clone());
        assert_eq!(outcome(&judge(&token), Check::Validity), expected, "{claim} {date}");
    }
}

#[test]
fn a_credential_of_version_1_is_completed_by_its_token() {
    let holder = Holder::of("ES256");
    let did = holder.did();
    let judged = |change: &dyn Fn(&mut Value)| {
        let mut claims = body_1(&did);
        change(&mut claims);
        judge(&holder.token(&json!({"alg": "ES256", "typ": "JWT", "kid": format!("{did}#0")}), &claims))
    };
    let report = judged(&|_| {});
    for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity, Check::Schema] {
        assert_eq!(outcome(&report, check), PASS, "{check:?}");
    }
    assert_eq!(report.claims.valid_from.as_deref(), Some("2026-01-01T00:00:00Z"));
    assert_eq!(report.claims.subject.id.as_deref(), Some("did:example:robin"));

    let expired = judged(&|claims| claims["exp"] = json!(1_790_000_000));
    assert_eq!(outcome(&expired, Check::Validity), fail(Code::Expired));
    let later = judged(&|claims| claims["vc"]["expirationDate"] = json!("2030-01-01T00:00:00Z"));
    assert_eq!(outcome(&later, Check::Validity), PASS);
    let contradicted = judged(&|claims| {
        claims["exp"] = json!(1_790_000_000);
        claims["vc"]["expirationDate"] = json!("2030-01-01T00:00:00Z");
    });
    assert_eq!(outcome(&contradicted, Check::Format), fail(Code::ClaimsDisagree));
    let another = judged(&|claims| claims["vc"]["issuer"] = json!("did:example:other"));
    assert_eq!(outcome(&another, Check::Format), fail(Code::ClaimsDisagree));
}

#[test]
fn claims_that_no_strict_reader_takes_are_malformed() {
    let holder = Holder::of("EdDSA");
    let text = body(&holder.did()).to_string().replacen("\"name\":", "\"name\":\"x\",\"name\":", 1);
    let input = format!("{}.{}", encode(holder.header().to_string().as_bytes()), encode(text.as_bytes()));
    let token = format!("{input}.{}", encode(&holder.sign(input.as_bytes())));
    let report = judge(&token);
    assert_eq!(outcome(&report, Check::Format), fail(Code::DuplicateKey));
    assert_eq!(report.verdict, Verdict::Invalid);
}

#[test]
fn what_is_no_credential_is_not_one_because_it_is_signed() {
    let holder = Holder::of("EdDSA");
    for claims in [json!({}), json!([]), json!({"vc": 7})] {
        let token = holder.token(&json!({"alg": "EdDSA", "typ": "JWT"}), &claims);
        assert_eq!(crate::parse(token.as_bytes()).err().unwrap().code(), "unknown_format", "{claims}");
    }
}

#[test]
fn a_token_with_certificates_is_no_seal() {
    let holder = Holder::of("ES256");
    let seal_like = |typ: Value, iss: Option<Value>| {
        let mut claims = body("https://school.example");
        iss.into_iter().for_each(|iss| claims["iss"] = iss);
        let token = holder.token(&json!({"alg": "ES256", "typ": typ, "x5c": ["AAAA"]}), &claims);
        crate::parse(token.as_bytes()).unwrap().remove(0).unwrap().securing()
    };
    assert_eq!(seal_like(json!("vc+jwt"), None), SecuringId::Jws);
    assert_eq!(seal_like(json!("JOSE"), Some(json!("https://school.example"))), SecuringId::Jws);
    assert_eq!(seal_like(json!("JOSE"), None), SecuringId::Jades);
}
