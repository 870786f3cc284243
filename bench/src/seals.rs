//! Sealed files of one shape: level B, the certificates of the chain in `x5c`, digest and `iat`.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, SigningKey as _,
};
use serde_json::{Value, json};
use vc::{Check, Outcome, Report, TrustList};

/// What holds of every file measured here.
const SEALED: &str = "a sample in the shape of a sealed credential";

/// What holds of every key and certificate made here.
const MADE: &str = "P-256 keys and certificates can be made";

/// A sealed file and what vouches for it.
pub(crate) struct Seal {
    pub(crate) algorithm: &'static str,
    pub(crate) file: Vec<u8>,
    root: String,
    /// The path above the certificate, its own issuer first, DER.
    pub(crate) chain: Vec<Vec<u8>>,
}

impl Seal {
    /// The sample at level B, sealed with RSA-2048 by a chain of RSA-2048.
    pub(crate) fn rs256() -> Self {
        let sample =
            samples::SAMPLES.iter().find(|sample| sample.name == "pack-dismantling.jsonld").expect(SEALED);
        let pem = include_str!("../../samples/out/seal-root.pem");
        let intermediate = header(sample.bytes)["x5c"][1].as_str().expect(SEALED).to_owned();
        Self {
            algorithm: "RS256",
            file: sample.bytes.to_vec(),
            root: pem.to_owned(),
            chain: vec![STANDARD.decode(intermediate).expect(SEALED), der(pem)],
        }
    }

    /// The same content sealed with P-256 by a chain of P-256 made on the spot.
    pub(crate) fn es256() -> Self {
        let (root_key, root) = authority("Bench root");
        let root_certificate = root.clone().self_signed(&root_key).expect(MADE);
        let root_issuer = Issuer::new(root, root_key);
        let (key, params) = authority("Bench issuing authority");
        let intermediate = params.signed_by(&key, &root_issuer).expect(MADE);
        let issuer = Issuer::new(params, key);

        let payload =
            samples::SAMPLES.iter().find(|sample| sample.name == "unsigned.jsonld").expect(SEALED).bytes;
        let document: Value = serde_json::from_slice(payload).expect(SEALED);
        let identifier = document["issuer"]["eIDASIdentifier"]["notation"].as_str().expect(SEALED);
        let leaf_key = KeyPair::generate().expect(MADE);
        let mut leaf = named("Bench seal");
        leaf.distinguished_name.push(DnType::CustomDnType(vec![2, 5, 4, 97]), identifier);
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
        let leaf = leaf.signed_by(&leaf_key, &issuer).expect(MADE);

        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, leaf.der());
        let protected = json!({
            "alg": "ES256", "typ": "jose+json", "b64": false, "iat": 1_791_535_200, "crit": ["b64", "iat"],
            "x5t#S256": URL_SAFE_NO_PAD.encode(digest),
            "x5c": [STANDARD.encode(leaf.der()), STANDARD.encode(intermediate.der()), STANDARD.encode(root_certificate.der())],
        });
        let protected = URL_SAFE_NO_PAD.encode(protected.to_string());
        let text = std::str::from_utf8(payload).expect(SEALED);
        let signature = fixed(&leaf_key.sign(format!("{protected}.{text}").as_bytes()).expect(MADE));
        let entry = json!({"protected": protected, "signature": URL_SAFE_NO_PAD.encode(signature)});
        Self {
            algorithm: "ES256",
            file: json!({"payload": text, "signatures": [entry]}).to_string().into_bytes(),
            root: pem(root_certificate.der()),
            chain: vec![intermediate.der().to_vec(), root_certificate.der().to_vec()],
        }
    }

    /// The root as somebody would name it with `--trust`.
    pub(crate) fn trust(&self) -> Vec<TrustList> {
        vec![TrustList::parse("root.pem", self.root.as_bytes()).expect("a root in PEM")]
    }

    /// Size of the file.
    pub(crate) fn kilobytes(&self) -> usize {
        self.file.len() / 1024
    }

    /// A benchmark that skips a check is a defect: all eight were answered, and the seal holds.
    pub(crate) fn require(&self, report: &Report) {
        assert_eq!(report.checks.len(), 8);
        for check in [Check::Format, Check::Signature, Check::Issuer, Check::Recognition, Check::Schema] {
            assert_eq!(
                report.check(check).expect("all eight checks").outcome,
                Outcome::Pass,
                "{}: {check:?}",
                self.algorithm
            );
        }
    }
}

/// The protected header of the first signature.
pub(crate) fn header(file: &[u8]) -> Value {
    let root: Value = serde_json::from_slice(file).expect(SEALED);
    let text = root["signatures"][0]["protected"].as_str().expect(SEALED);
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).expect(SEALED)).expect(SEALED)
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, name);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

fn authority(name: &str) -> (KeyPair, CertificateParams) {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (KeyPair::generate().expect(MADE), params)
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(der))
}

fn der(pem: &str) -> Vec<u8> {
    let text: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(text).expect("PEM holds base64")
}

/// `r || s` from the DER form that key pairs of certificates give.
fn fixed(signature: &[u8]) -> [u8; 64] {
    let mut fixed = [0; 64];
    let mut rest = &signature[2..];
    for half in fixed.chunks_mut(32) {
        let (number, after) = rest[2..].split_at(usize::from(rest[1]));
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        half[32 - digits.len()..].copy_from_slice(digits);
        rest = after;
    }
    fixed
}
