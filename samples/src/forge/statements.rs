//! Data Integrity proofs of `ecdsa-sd-2023`, as issuers make them: each statement is signed by itself, and the
//! holder chooses (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.1–3.5.3).
//!
//! Done as the standard tells it: everything without a name gets one for the time being.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonld::{Dataset, Hash, Input, Processor, Reading, TextDirection, canonicalise};
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sha::sha256;
use openssl::sign::Signer;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use vc::context::Pinned;
use vc::securing::selective::Selection;

/// A key pair on P-256 made from words that everybody may read, and therefore worthless.
#[derive(Debug, Clone)]
pub struct P256Key(SigningKey);

impl P256Key {
    /// The key pair whose secret number is the SHA-256 of the words.
    ///
    /// # Panics
    /// For one in 2³² of all words, whose hash is no such number.
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        Self(
            SigningKey::from_slice(&sha256(words.as_bytes()))
                .expect("the words were chosen so that it is one"),
        )
    }

    /// As a `did:key`.
    #[must_use]
    pub fn did(&self) -> String {
        format!("did:key:{}", self.multikey())
    }

    /// The public half as a Multikey: `zDn…`.
    #[must_use]
    pub fn multikey(&self) -> String {
        format!("z{}", bs58::encode(self.multikey_bytes()).into_string())
    }

    fn multikey_bytes(&self) -> Vec<u8> {
        [&P256_PUB[..], self.0.verifying_key().to_encoded_point(true).as_bytes()].concat()
    }

    /// The two numbers side by side; the same for the same message, always (RFC 6979).
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(message);
        signature.to_bytes().to_vec()
    }
}

/// A badge about somebody, with an issuer's proof: its name, issuer, date and achievement are shown always, its result and
/// role when its holder wants.
#[must_use]
pub fn badge_in_parts(who: &str) -> String {
    let key = P256Key::from_words("Tervaniemi Adult Education Centre");
    let badge = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:9", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Bookkeeping",
        "issuer": { "id": key.did(), "type": ["Profile"], "name": "Tervaniemi Adult Education Centre" },
        "validFrom": "2026-05-04T09:00:00Z",
        "credentialSubject": { "id": who, "type": ["AchievementSubject"], "role": "Participant",
            "result": [{ "type": ["Result"], "value": "satisfactory" }], "achievement": {
            "id": "urn:uuid:10", "type": ["Achievement"], "name": "Bookkeeping", "description": "Keeps the books",
            "criteria": { "narrative": "Close one year" } } }
    });
    let always = ["/issuer", "/name", "/validFrom", "/credentialSubject/achievement/name"];
    sign_statements(&key, "2026-05-04T09:00:00Z", &always, badge).to_string()
}

/// A document with an issuer's proof, from which its holder derives others. What stands at the pointers is shown
/// always.
///
/// # Panics
/// When something in the document would not be signed, or nothing stands at a pointer.
#[must_use]
pub fn sign_statements(by: &P256Key, created: &str, mandatory: &[&str], mut document: Value) -> Value {
    let multikey = by.multikey();
    let mut proof = json!({
        "type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023", "created": created,
        "verificationMethod": format!("did:key:{multikey}#{multikey}"), "proofPurpose": "assertionMethod"
    });
    // Keys of one occasion are made at random elsewhere; samples have to come out the same.
    let seed = document.to_string();
    let (once, label_key) = (P256Key::from_words(&seed), sha256(format!("labels of {seed}").as_bytes()));
    let mut named = document.clone();
    name_all(&mut named, &mut 0);
    let labels = labels(&named, &label_key);
    let all = statements(&named, &labels);
    let selection = Selection::of(&named, mandatory.iter().copied()).expect("something is there");
    let shown = statements(&selection.document(&named), &labels);
    let said = {
        let context = document.get("@context");
        let input = Input { context, ..Input::strict(&proof) };
        PROCESSOR.canonicalise(&input, Hash::Sha256).expect("a proof can be signed").1.n_quads
    };
    let joined: String = all.intersection(&shown).map(String::as_str).collect();
    let message = [&sha256(said.as_bytes())[..], &once.multikey_bytes(), &sha256(joined.as_bytes())].concat();
    let single: Vec<_> = all.difference(&shown).map(|statement| once.sign(statement.as_bytes())).collect();

    let mut value = vec![0xd9, 0x5d, 0x00];
    put(&mut value, 4, 5, &[]);
    for bytes in [&by.sign(&message)[..], &once.multikey_bytes(), &label_key] {
        put(&mut value, 2, bytes.len(), bytes);
    }
    put(&mut value, 4, single.len(), &[]);
    single.iter().for_each(|signature| put(&mut value, 2, signature.len(), signature));
    put(&mut value, 4, mandatory.len(), &[]);
    mandatory.iter().for_each(|pointer| put(&mut value, 3, pointer.len(), pointer.as_bytes()));
    proof["proofValue"] = format!("u{}", URL_SAFE_NO_PAD.encode(value)).into();
    document["proof"] = proof;
    document
}

/// Names everything that has no name.
fn name_all(value: &mut Value, count: &mut usize) {
    match value {
        Value::Object(members) => {
            if !members.contains_key("id") && !members.keys().any(|name| name == "@value") {
                members.insert("id".to_owned(), format!("{PASSING}{count}").into());
                *count += 1;
            }
            let inside = members.iter_mut().filter(|(name, _)| *name != "@context");
            inside.for_each(|(_, value)| name_all(value, count));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| name_all(item, count)),
        _ => {}
    }
}

/// What a document says, line by line.
fn lines(document: &Value) -> Vec<String> {
    let input = Input { direction: TextDirection::Datatype, ..Input::strict(document) };
    let dataset = PROCESSOR.to_rdf(&input).expect("everything in it can be signed");
    let text = |term| dataset.n_quads(term);
    let quads = dataset.quads().iter();
    quads
        .map(|quad| format!("{} {} {} .\n", text(quad.subject), text(quad.predicate), text(quad.object)))
        .collect()
}

/// What stands for things without a name in lines, and the labels that take its place.
fn labels(named: &Value, key: &[u8]) -> BTreeMap<String, String> {
    // Lists in order are made of cells, which no document can name.
    let text = lines(named).concat().replace(CELL, "_:cell").replace(&format!("<{PASSING}"), "_:passing");
    let unnamed: String = text
        .split_inclusive("_:passing")
        .scan(false, |follows, part| {
            let part = if *follows { part.replacen('>', "", 1) } else { part.to_owned() };
            *follows = part.ends_with("_:passing");
            Some(part)
        })
        .collect();
    let dataset = Dataset::from_n_quads(&unnamed).expect("these are statements");
    let canonical = canonicalise(&dataset, Hash::Sha256, Reading::Once).expect("samples are simple");
    let key = PKey::hmac(key).expect("any bytes will do");
    let label = |canonical: &str| {
        let mut signer = Signer::new(MessageDigest::sha256(), &key).expect("OpenSSL has HMAC");
        let code = signer.sign_oneshot_to_vec(canonical.as_bytes()).expect("HMAC takes any message");
        format!("_:u{}", URL_SAFE_NO_PAD.encode(code))
    };
    let labels = canonical.labels.iter().map(|(term, name)| {
        let text = dataset.n_quads(*term);
        match text.strip_prefix("_:cell") {
            Some(number) => (format!("{CELL}{number} "), format!("{} ", label(name))),
            None => (format!("<{PASSING}{}>", text.trim_start_matches("_:passing")), label(name)),
        }
    });
    labels.collect()
}

fn statements(named: &Value, labels: &BTreeMap<String, String>) -> BTreeSet<String> {
    let labelled = |line: String| labels.iter().fold(line, |line, (name, label)| line.replace(name, label));
    lines(named).into_iter().map(labelled).collect()
}

/// The head of a CBOR item, and its bytes (RFC 8949 §3).
fn put(text: &mut Vec<u8>, major: u8, number: usize, bytes: &[u8]) {
    let number = u16::try_from(number).expect("samples are small").to_be_bytes();
    match number {
        [0, small @ 0..=23] => text.push(major << 5 | small),
        [0, byte] => text.extend([major << 5 | 24, byte]),
        [high, low] => text.extend([major << 5 | 25, high, low]),
    }
    text.extend(bytes);
}

static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));

/// What names for the time being begin with.
const PASSING: &str = "urn:passing:";

/// What the labels of cells of lists begin with.
const CELL: &str = "_:\u{1}";

/// Multicodec `p256-pub`, as a varint.
const P256_PUB: [u8; 2] = [0x80, 0x24];
