//! The least that any verifier must do, with the fastest primitives at hand.

use std::hint::black_box;

use aws_lc_rs::{digest, signature as aws};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

use crate::seals::Seal;

/// What holds of every file measured here.
const SEALED: &str = "a sample in the shape of a sealed credential";

/// Whether the signatures of the chain are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    Checked,
    Remembered,
}

/// Parse, decode, hash, and check the bare signatures.
pub(crate) fn of(seal: &Seal, chain: Chain) {
    let parts = Parts::read(&seal.file);
    let algorithm: &dyn aws::VerificationAlgorithm = if seal.algorithm == "RS256" {
        &aws::RSA_PKCS1_2048_8192_SHA256
    } else {
        &aws::ECDSA_P256_SHA256_FIXED
    };
    check(algorithm, &key(&parts.certificates[0]), &parts.input, &parts.signature);
    if chain == Chain::Checked {
        let algorithm: &dyn aws::VerificationAlgorithm = if seal.algorithm == "RS256" {
            &aws::RSA_PKCS1_2048_8192_SHA256
        } else {
            &aws::ECDSA_P256_SHA256_ASN1
        };
        let issued = [&parts.certificates[0], &seal.chain[0]];
        for (certificate, issuer) in issued.into_iter().zip(&seal.chain) {
            let (tbs, signature) = signed(certificate);
            check(algorithm, &key(issuer), tbs, signature);
        }
    }
}

/// The same for an archived seal: its signature, and those of three time stamps and a revocation answer.
pub(crate) fn of_archive(file: &[u8]) {
    let parts = Parts::read(file);
    let unsigned = parts.root["signatures"][0]["header"]["etsiU"].as_array().expect(SEALED);
    for element in unsigned {
        let bytes = URL_SAFE_NO_PAD.decode(element.as_str().expect(SEALED)).expect(SEALED);
        black_box(serde_json::from_slice::<Value>(&bytes).expect(SEALED));
    }
    // The stamps over the content and over everything hash what they cover.
    black_box(digest::digest(&digest::SHA256, &parts.input));
    black_box(digest::digest(&digest::SHA256, file));
    let key = key(&parts.certificates[0]);
    let algorithm = &aws::RSA_PKCS1_2048_8192_SHA256;
    check(algorithm, &key, &parts.input, &parts.signature);
    for _ in 0..4 {
        // Stamps and answers sign a few hundred bytes. The arithmetic is the same whether it fits or not.
        let short = &parts.input[..300];
        black_box(aws::VerificationAlgorithm::verify_sig(algorithm, &key, short, &parts.signature)).ok();
    }
}

struct Parts {
    root: Value,
    certificates: Vec<Vec<u8>>,
    input: Vec<u8>,
    signature: Vec<u8>,
}

impl Parts {
    fn read(file: &[u8]) -> Self {
        let root: Value = serde_json::from_slice(file).expect(SEALED);
        let payload = root["payload"].as_str().expect(SEALED);
        black_box(serde_json::from_str::<Value>(payload).expect(SEALED));
        let protected = root["signatures"][0]["protected"].as_str().expect(SEALED);
        let header: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(protected).expect(SEALED)).expect(SEALED);
        let certificates = header["x5c"].as_array().expect(SEALED);
        let certificates = certificates
            .iter()
            .map(|text| STANDARD.decode(text.as_str().expect(SEALED)).expect(SEALED))
            .collect();
        let signature =
            URL_SAFE_NO_PAD.decode(root["signatures"][0]["signature"].as_str().expect(SEALED)).expect(SEALED);
        let input = [protected.as_bytes(), b".", payload.as_bytes()].concat();
        black_box(digest::digest(&digest::SHA256, file));
        Self { certificates, input, signature, root }
    }
}

fn check(algorithm: &dyn aws::VerificationAlgorithm, key: &[u8], message: &[u8], signature: &[u8]) {
    algorithm.verify_sig(key, message, signature).expect("the samples are sealed right");
}

/// The key of a certificate, found by the shape that all certificates here have.
fn key(certificate: &[u8]) -> Vec<u8> {
    let tbs = contents(contents(certificate).0).0;
    let mut rest = tbs;
    for _ in 0..6 {
        rest = contents(rest).1; // version, serial, algorithm, issuer, validity, subject
    }
    let spki = contents(rest).0;
    let bits = contents(contents(spki).1).0;
    bits[1..].to_vec()
}

/// What is signed of a certificate, and the signature.
fn signed(certificate: &[u8]) -> (&[u8], &[u8]) {
    let inner = contents(certificate).0;
    let (_, after_tbs) = contents(inner);
    let tbs = &inner[..inner.len() - after_tbs.len()];
    let bits = contents(contents(after_tbs).1).0;
    (tbs, &bits[1..])
}

/// Contents of the first DER element, and what follows it.
fn contents(der: &[u8]) -> (&[u8], &[u8]) {
    let (length, start) = match der[1] {
        short @ 0..0x80 => (usize::from(short), 2),
        long => {
            let count = usize::from(long & 0x7f);
            (der[2..2 + count].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), 2 + count)
        }
    };
    (&der[start..start + length], &der[start + length..])
}
