//! Data Integrity proofs on P-256: over the whole, and over statements that can be held back.

use std::hint::black_box;

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonld::{Canonical, Hash, Input, Processor, Reading};
use serde_json::{Value, json};
use vc::context::Pinned;

use super::key::Key;
use super::{Format, MADE, reissued};

/// Statements beside the mandatory ones, as in the files that peers were measured with.
const OPEN_STATEMENTS: usize = 7;

pub(super) fn ecdsa_rdfc_2019() -> Format {
    let key = Key::p256();
    let (issuer, method) = key.did();
    let signed = Signed::new(
        &key,
        reissued("badge-responsibility.json", &issuer),
        options("ecdsa-rdfc-2019", &method),
    );
    let Signed { file, texts, signature } = signed;
    let public = key.public();
    let limit = {
        let file = file.clone();
        Box::new(move || {
            black_box(serde_json::from_slice::<Value>(&file).expect(MADE));
            public.check(&hashes(&texts), &signature);
        })
    };
    Format { name: name("ecdsa-rdfc-2019 badge", &file), file, issuer, limit, reach: "120 us" }
}

/// A document signed over its canonical form, and what the arithmetic needs.
struct Signed {
    file: Vec<u8>,
    /// Canonical forms of proof and document.
    texts: [String; 2],
    signature: Vec<u8>,
}

impl Signed {
    fn new(key: &Key, mut document: Value, mut proof: Value) -> Self {
        let canonical = [options_of(&document, &proof), canonical(Input::strict(&document))];
        let texts = canonical.map(|canonical| canonical.n_quads);
        let signature = key.sign(&hashes(&texts));
        proof["proofValue"] = json!(format!("z{}", bs58::encode(&signature).into_string()));
        document["proof"] = proof;
        Self { file: document.to_string().into_bytes(), texts, signature }
    }
}

/// Badges by one issuer with `eddsa-rdfc-2022`, as many as wanted.
pub(crate) struct Badges {
    key: Key,
    method: String,
    document: Value,
    /// One of them, for the limit: what is hashed of the others is as long.
    sample: Signed,
}

impl Badges {
    /// An issuer with a new key.
    pub(crate) fn of_one_issuer() -> Self {
        let key = Key::new("EdDSA");
        let (issuer, method) = key.did();
        let document = reissued("badge-responsibility.json", &issuer);
        let sample = Signed::new(&key, document.clone(), options("eddsa-rdfc-2022", &method));
        Self { key, method, document, sample }
    }

    /// The file of one.
    pub(crate) fn file(&self, number: usize) -> Vec<u8> {
        let mut document = self.document.clone();
        document["id"] = json!(format!("urn:uuid:2d6a4a5e-8f0b-4c57-9a3e-{number:012}"));
        Signed::new(&self.key, document, options("eddsa-rdfc-2022", &self.method)).file
    }

    /// The least that any verifier must do with one.
    pub(crate) fn limit(&self, file: &[u8]) {
        black_box(serde_json::from_slice::<Value>(file).expect(MADE));
        self.key.public().check(&hashes(&self.sample.texts), &self.sample.signature);
    }
}

pub(super) fn ecdsa_sd_2023() -> Format {
    let (key, once) = (Key::p256(), Key::p256());
    let (issuer, method) = key.did();
    let mut document = reissued("badge-responsibility.json", &issuer);
    let mut proof = options("ecdsa-sd-2023", &method);
    let said = options_of(&document, &proof).n_quads;
    let (labels, statements) = relabelled(&canonical(Input::strict(&document)));
    let (mandatory, open) = statements.split_at(statements.len() - OPEN_STATEMENTS);
    let message = {
        let (said, shown) = (said.clone(), mandatory.concat());
        let public = once.multikey();
        move || [sha256(&said), public.clone(), sha256(&shown)].concat()
    };
    let base = key.sign(&message());
    let signatures: Vec<Vec<u8>> = open.iter().map(|statement| once.sign(statement.as_bytes())).collect();
    let parts = [
        bytes(&base),
        bytes(&once.multikey()),
        array(signatures.iter().map(|signature| bytes(signature))),
        [head(5, labels.len()), labels.concat()].concat(),
        array((0..mandatory.len()).map(|index| head(0, index))),
    ];
    let value = [vec![0xd9, 0x5d, 0x01], array(parts)].concat();
    proof["proofValue"] = json!(format!("u{}", URL_SAFE_NO_PAD.encode(value)));
    document["proof"] = proof;
    let (file, open) = (document.to_string().into_bytes(), open.to_vec());
    let limit = {
        let (file, issuer, once) = (file.clone(), key.public(), once.public());
        Box::new(move || {
            black_box(serde_json::from_slice::<Value>(&file).expect(MADE));
            issuer.check(&message(), &base);
            for (statement, signature) in open.iter().zip(&signatures) {
                once.check(statement.as_bytes(), signature);
            }
        })
    };
    let what = format!("ecdsa-sd-2023 badge, {OPEN_STATEMENTS} statements");
    Format { name: name(&what, &file), file, issuer, limit, reach: "450 us" }
}

/// Canonical statements with the issuer's own labels for unnamed things, in order; and the labels as CBOR pairs.
fn relabelled(canonical: &Canonical) -> (Vec<Vec<u8>>, Vec<String>) {
    let labels: Vec<[u8; 32]> =
        (0_u8..).take(canonical.labels.len()).map(|number| [255 - number; 32]).collect();
    let relabel = |line: &str| {
        labels.iter().enumerate().fold(format!("{line}\n"), |line, (number, label)| {
            line.replace(&format!("_:c14n{number} "), &format!("_:u{} ", URL_SAFE_NO_PAD.encode(label)))
        })
    };
    let mut statements: Vec<String> = canonical.n_quads.lines().map(relabel).collect();
    statements.sort();
    let pairs = labels.iter().enumerate().map(|(number, label)| [head(0, number), bytes(label)].concat());
    (pairs.collect(), statements)
}

fn options(suite: &str, method: &str) -> Value {
    json!({"type": "DataIntegrityProof", "cryptosuite": suite, "created": "2026-05-30T09:14:00Z",
        "verificationMethod": method, "proofPurpose": "assertionMethod"})
}

/// The canonical form of a proof's options, which have the context of their document.
fn options_of(document: &Value, proof: &Value) -> Canonical {
    canonical(Input { context: document.get("@context"), ..Input::strict(proof) })
}

fn canonical(input: Input<'_>) -> Canonical {
    let dataset = Processor::new(Pinned::newest());
    let dataset = dataset.to_rdf(&input).expect(MADE);
    jsonld::canonicalise(&dataset, Hash::Sha256, Reading::default()).expect(MADE)
}

fn hashes(texts: &[String; 2]) -> Vec<u8> {
    texts.each_ref().map(|text| sha256(text)).concat()
}

fn sha256(text: &str) -> Vec<u8> {
    digest(&SHA256, text.as_bytes()).as_ref().to_vec()
}

fn name(what: &str, file: &[u8]) -> String {
    format!("{what}, {:.1} KB, whole report", file.len() as f64 / 1024.0)
}

/// A byte string in CBOR.
fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len()), bytes.to_vec()].concat()
}

/// An array in CBOR.
fn array(items: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let items: Vec<Vec<u8>> = items.into_iter().collect();
    [head(4, items.len()), items.concat()].concat()
}

/// The head of a CBOR item, for numbers of up to two bytes.
fn head(major: u8, number: usize) -> Vec<u8> {
    let [.., high, low] = number.to_be_bytes();
    let first = major << 5;
    match number {
        0..=23 => vec![first | low],
        24..=255 => vec![first | 24, low],
        _ => vec![first | 25, high, low],
    }
}
