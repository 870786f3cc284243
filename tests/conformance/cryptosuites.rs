//! Cryptographic suites over canonical JSON and on the NIST curves: RFC 8785's own vectors, and those of
//! `w3c/vc-di-eddsa` and `w3c/vc-di-ecdsa` step by step, with every edit of them.

use std::collections::BTreeMap;
use std::fs;

use jsonld::{Input, Processor, canonical_json};
use proof::present::Choice;
use proof::present::statements::Statements;
use serde_json::{Value, json};
use tests::{data, scores};
use vc::context::Pinned;
use vc::public_key::Hash;
use vc::{Check, Code, Evidence, Outcome, Policy, Verdict, Verifier};

use super::data_integrity::{edits, judge, leaves, outcome, refusal};
use super::show;

/// Deepest nesting in the vectors, with room.
const DEPTH: usize = 64;

#[test]
fn json_canonicalisation() {
    let Some(folder) = data::find("vectors/jcs", 6) else { return };
    let mut right = 0;
    for path in data::files(&folder.join("input")) {
        let name = data::name(&path);
        let published = fs::read_to_string(folder.join("output").join(&name)).unwrap();
        assert_eq!(canonical_json(&data::json(&path), DEPTH).unwrap(), published.trim_end(), "{name}");
        right += 1;
    }
    println!("jcs: {right}/6");
    scores::record("RFC 8785 (JCS)", right, 0, &[]);
    assert_eq!(right, 6);
}

/// One signed vector: its folder, the end of its files' names, its suite, and the hash function of its key.
struct Vector {
    folder: &'static str,
    suffix: &'static str,
    suite: &'static str,
    hash: Hash,
}

const VECTORS: [Vector; 5] = [
    Vector {
        folder: "vc-di-eddsa/eddsa-jcs-2022",
        suffix: "JCS",
        suite: "eddsa-jcs-2022",
        hash: Hash::Sha256,
    },
    Vector {
        folder: "vc-di-ecdsa/ecdsa-rdfc-2019-p256",
        suffix: "ECDSAP256",
        suite: "ecdsa-rdfc-2019",
        hash: Hash::Sha256,
    },
    Vector {
        folder: "vc-di-ecdsa/ecdsa-rdfc-2019-p384",
        suffix: "ECDSAP384",
        suite: "ecdsa-rdfc-2019",
        hash: Hash::Sha384,
    },
    Vector {
        folder: "vc-di-ecdsa/ecdsa-jcs-2019-p256",
        suffix: "JCSECDSAP256",
        suite: "ecdsa-jcs-2019",
        hash: Hash::Sha256,
    },
    Vector {
        folder: "vc-di-ecdsa/ecdsa-jcs-2019-p384",
        suffix: "JCSECDSAP384",
        suite: "ecdsa-jcs-2019",
        hash: Hash::Sha384,
    },
];

impl Vector {
    /// One of its files, read as text; nothing when the data is not there.
    fn read(&self, step: &str, end: &str) -> Option<String> {
        let path = data::find(&format!("vectors/{}/{step}{}.{end}", self.folder, self.suffix), 1)?;
        Some(fs::read_to_string(path).unwrap())
    }

    fn signed(&self) -> Option<Value> {
        Some(serde_json::from_str(&self.read("signed", "json")?).unwrap())
    }

    fn is_text(&self) -> bool {
        self.suite.contains("jcs")
    }

    /// The canonical form, as the suite has it.
    fn canonical(&self, input: &Input<'_>) -> String {
        if self.is_text() {
            return canonical_json(input.document, DEPTH).unwrap();
        }
        let inner = if self.hash == Hash::Sha384 { jsonld::Hash::Sha384 } else { jsonld::Hash::Sha256 };
        Processor::new(Pinned::newest()).canonicalise(input, inner).unwrap().1.n_quads
    }
}

#[test]
fn every_vector_holds_and_the_issuer_stays_open() {
    let mut right = 0;
    for vector in &VECTORS {
        let Some(document) = vector.signed() else { return };
        let report = judge(&document).unwrap();
        println!("{:<40} {:<18} {}", vector.folder, vector.suite, show(report.proofs[0].outcome));
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None), "{}", vector.folder);
        assert_eq!(report.proofs[0].suite, vector.suite);
        let expected = (Outcome::Undetermined, Some(Code::IssuerNotADid));
        assert_eq!(outcome(&report, Check::Issuer), expected, "{}", vector.folder);
        assert_eq!(report.verdict, Verdict::Undetermined, "{}", vector.folder);
        right += 1;
    }
    scores::record("vc-di-eddsa jcs, vc-di-ecdsa", right, 0, &[]);
    println!("vc-di-eddsa jcs 1/1, vc-di-ecdsa rdfc and jcs {}/4", right - 1);
}

#[test]
fn every_step_of_the_vectors_is_as_published() {
    for vector in &VECTORS {
        let Some(mut document) = vector.signed() else { return };
        let published = |step: &str| vector.read(step, "txt").unwrap();
        let mut proof = document.as_object_mut().unwrap().remove("proof").unwrap();
        proof.as_object_mut().unwrap().remove("proofValue");
        let context = document.get("@context");
        let said = vector.canonical(&Input { context, ..Input::strict(&proof) });
        let canonical = vector.canonical(&Input::strict(&document));
        assert_eq!(said, published("proofCanon"), "{}", vector.folder);
        assert_eq!(canonical, published("canonDoc"), "{}", vector.folder);
        let hashes = [&said, &canonical].map(|form| hex::encode(vector.hash.of(&[form.as_bytes()])));
        assert_eq!(hashes[0], published("proofHash").trim(), "{}", vector.folder);
        assert_eq!(hashes[1], published("docHash").trim(), "{}", vector.folder);
        assert_eq!(hashes.concat(), published("combinedHash").trim(), "{}", vector.folder);
    }
}

#[test]
fn every_edit_and_every_addition_is_refused() {
    println!("\n{:<40} {:>6}  refused as", "vector", "edits");
    for vector in &VECTORS {
        let Some(original) = vector.signed() else { return };
        let mut refused = BTreeMap::new();
        let mut count = 0;
        let mut refuse = |changed: &Value, what: &str| {
            *refused.entry(refusal(changed, &format!("{} {what}", vector.folder))).or_insert(0) += 1;
            count += 1;
        };
        for pointer in leaves(&original) {
            for edit in edits(original.pointer(&pointer).unwrap()) {
                let mut changed = original.clone();
                *changed.pointer_mut(&pointer).unwrap() = edit.clone();
                refuse(&changed, &format!("{pointer} {edit}"));
            }
        }
        for place in ["", "/credentialSubject", "/proof"] {
            for (name, value) in [
                ("grade", json!("excellent")),
                ("@index", json!("1")),
                ("@unknown", json!("x")),
                ("expires", json!("2050-01-01T00:00:00Z")),
                ("https://example.org/grade", json!("excellent")),
                ("https://w3id.org/security#expiration", json!("2050-01-01T00:00:00Z")),
            ] {
                let mut changed = original.clone();
                changed.pointer_mut(place).unwrap()[name] = value;
                refuse(&changed, &format!("{place}/{name}"));
            }
        }
        println!("{:<40} {count:>6}  {refused:?}", vector.folder);
        assert!(count > 70, "{}", vector.folder);
    }
}

#[test]
fn derived_proofs_hold_and_every_edit_is_refused() {
    let file = "vectors/vc-di-ecdsa/ecdsa-sd-2023/prc/derivedRevealDocument.json";
    let Some(path) = data::find(file, 1) else { return };
    let original = data::json(&path);
    let report = judge(&original).unwrap();
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None));
    assert_eq!(outcome(&report, Check::Format), (Outcome::Pass, None));
    // It is signed by a key of somebody else than the issuer that it names, and was in force until 2025.
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Fail, Some(Code::IssuerMismatch)));
    assert_eq!(outcome(&report, Check::Validity), (Outcome::Fail, Some(Code::Expired)));
    let mut refused = BTreeMap::new();
    for pointer in leaves(&original) {
        for edit in edits(original.pointer(&pointer).unwrap()) {
            let mut changed = original.clone();
            *changed.pointer_mut(&pointer).unwrap() = edit.clone();
            *refused.entry(refusal(&changed, &format!("{pointer} {edit}"))).or_insert(0) += 1;
        }
    }
    scores::record("ecdsa-sd-2023, derived", 1, 0, &[]);
    println!("ecdsa-sd-2023: derived proof holds; edits refused: {refused:?}");
    assert!(refused.values().sum::<usize>() > 80, "{refused:?}");
}

#[test]
fn issuers_proofs_hold_for_the_holder_and_every_edit_is_refused() {
    let Some(path) = data::find(BASE, 1) else { return };
    let original = data::json(&path);
    let report = judge(&original).unwrap();
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None));
    assert_eq!(report.proofs[0].notes, ["holders_copy"]);
    let unverified = vc::parse(original.to_string().as_bytes()).unwrap().remove(0).unwrap();
    let employer = Verifier::default().under(Policy::Employer);
    let report = employer.verify(&unverified, &Evidence::none(), "2025-06-01T00:00:00Z".parse().unwrap());
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Undetermined, Some(Code::HoldersCopy)));
    let mut refused = BTreeMap::new();
    for pointer in leaves(&original) {
        for edit in edits(original.pointer(&pointer).unwrap()) {
            let mut changed = original.clone();
            *changed.pointer_mut(&pointer).unwrap() = edit.clone();
            *refused.entry(refusal(&changed, &format!("{pointer} {edit}"))).or_insert(0) += 1;
        }
    }
    scores::record("ecdsa-sd-2023, base", 1, 0, &[]);
    println!("ecdsa-sd-2023: base proof holds; edits refused: {refused:?}");
    assert!(refused.values().sum::<usize>() > 120, "{refused:?}");
}

#[test]
fn what_a_holder_derives_is_as_published_byte_for_byte() {
    let Some(path) = data::find(BASE, 1) else { return };
    let Some(derived) = data::find("vectors/vc-di-ecdsa/ecdsa-sd-2023/prc/derivedRevealDocument.json", 1)
    else {
        return;
    };
    let credential = Statements::read(&fs::read_to_string(path).unwrap()).unwrap();
    let pointers = ["/validFrom", "/validUntil", "/credentialSubject/birthCountry"].map(str::to_owned);
    let chosen = credential.chosen(&Choice::Only(pointers.to_vec())).unwrap();
    let shown: Value = serde_json::from_str(&credential.present(&chosen).unwrap()).unwrap();
    let published = data::json(&derived);
    assert_eq!(shown["proof"]["proofValue"], published["proof"]["proofValue"]);
    assert_eq!(shown, published);
    println!("ecdsa-sd-2023: derived as published, byte for byte");
}

/// The issuer's proof of the vectors.
const BASE: &str = "vectors/vc-di-ecdsa/ecdsa-sd-2023/prc/addSignedSDBase.json";
