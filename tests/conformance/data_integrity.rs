//! Data Integrity proofs: the vectors of `w3c/vc-di-eddsa` proof by proof and step by step, every edit of
//! them, and the keys they are made with.

use std::collections::BTreeMap;
use std::fs;

use jsonld::{Input, Processor, Reading, Strictness, canonicalise_within};
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::ecdsa::EcdsaSig;
use openssl::nid::Nid;
use serde_json::{Value, json};
use tests::{data, scores};
use vc::context::Pinned;
use vc::limits::MAX_CANON_WORK;
use vc::public_key::{Hash, PublicKey, Scheme, SignatureFault};
use vc::{Check, CheckResult, Code, Evidence, Outcome, Report, Verdict, Verifier, multibase};

use super::{edc_sealed::at, show};

const FOLDER: &str = "vectors/vc-di-eddsa";
const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

/// Files and how many proofs of each hold.
const SIGNED: [(&str, usize); 6] = [
    ("Ed25519Signature2020/signedEdSig.json", 1),
    ("eddsa-rdfc-2022/signedDataInt.json", 1),
    ("proof-set-chain/signedProofSet1.json", 1),
    ("proof-set-chain/signedProofSet2.json", 2),
    ("proof-set-chain/signedProofChain1.json", 3),
    ("proof-set-chain/signedProofChain2.json", 4),
];

pub(crate) fn judge(document: &Value) -> Option<Report> {
    let bytes = document.to_string();
    let unverified = vc::parse(bytes.as_bytes()).ok()?.remove(0).ok()?;
    Some(Verifier::default().verify(&unverified, &Evidence::none(), at(JUDGED_AT)))
}

pub(crate) fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let CheckResult { outcome, code, .. } = report.check(check).unwrap();
    (*outcome, *code)
}

#[test]
fn every_proof_holds_and_the_issuer_stays_open() {
    let Some(folder) = data::find(FOLDER, 12) else { return };
    println!("\n{:<42} {:<22} {:<10} key", "file", "suite", "outcome");
    for (file, count) in SIGNED {
        let report = judge(&data::json(&folder.join(file))).unwrap();
        for proof in &report.proofs {
            let key = proof.verification_method.as_deref().unwrap_or_default();
            println!("{file:<42} {:<22} {:<10} {}", proof.suite, show(proof.outcome), &key[..32]);
            assert_eq!((proof.outcome, proof.code), (Outcome::Pass, None), "{file}");
            assert!(proof.notes.is_empty(), "{file}");
        }
        assert_eq!(report.proofs.len(), count, "{file}");
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None), "{file}");
        // The issuer is an address: whose key it is, no proof can tell.
        let expected = (Outcome::Undetermined, Some(Code::IssuerNotADid));
        assert_eq!(outcome(&report, Check::Issuer), expected, "{file}");
        assert_eq!(report.verdict, Verdict::Undetermined, "{file}");
    }
    scores::record("vc-di-eddsa", SIGNED.len(), 0, &[]);
}

#[test]
fn every_step_is_as_published() {
    let Some(folder) = data::find(FOLDER, 10) else { return };
    for (name, suffix, signed) in [
        ("Ed25519Signature2020", "EdSig", "signedEdSig.json"),
        ("eddsa-rdfc-2022", "DataInt", "signedDataInt.json"),
    ] {
        let published = |step: &str| {
            let path = folder.join(name).join(format!("{step}{suffix}.txt"));
            fs::read_to_string(path).unwrap()
        };
        let mut document = data::json(&folder.join(name).join(signed));
        let mut proof = document.as_object_mut().unwrap().remove("proof").unwrap();
        proof.as_object_mut().unwrap().remove("proofValue");
        let context = document.get("@context");
        let canonical = |input: &Input<'_>| {
            let processor = Processor::new(Pinned::newest());
            processor.canonicalise(input, jsonld::Hash::Sha256).unwrap().1.n_quads
        };
        let document_form = canonical(&Input::strict(&document));
        let proof_form = canonical(&Input { context, ..Input::strict(&proof) });
        assert_eq!(document_form, published("canonDoc"), "{name}");
        assert_eq!(proof_form, published("proofCanon"), "{name}");
        let hashes =
            [&proof_form, &document_form].map(|form| hex::encode(Hash::Sha256.of(&[form.as_bytes()])));
        assert_eq!(hashes[0], published("proofHash").trim(), "{name}");
        assert_eq!(hashes[1], published("docHash").trim(), "{name}");
        assert_eq!(hashes.concat(), published("combinedHash").trim(), "{name}");
    }
}

#[test]
fn public_credentials_need_little_of_what_may_be_spent() {
    let Some(folder) = data::find("vectors", 60) else { return };
    let (processor, mut most, mut count) = (Processor::new(Pinned::newest()), 0, 0);
    for path in ["dcc/verifiableCredentials", "open-badges/clr20", "vc-di-eddsa", "vc-di-ecdsa", "vcdm2"]
        .iter()
        .flat_map(|suite| data::files(&folder.join(suite)))
    {
        let Ok(document) = serde_json::from_slice(&fs::read(path).unwrap()) else { continue };
        let input = Input { strictness: Strictness::Standard, ..Input::strict(&document) };
        let Ok(dataset) = processor.to_rdf(&input) else { continue };
        let mut steps = MAX_CANON_WORK;
        canonicalise_within(&dataset, jsonld::Hash::Sha256, Reading::EveryMention, &mut steps).unwrap();
        most = most.max(MAX_CANON_WORK - steps);
        count += 1;
    }
    println!("steps of canonicalisation: at most {most} of {MAX_CANON_WORK}, in {count} documents");
    assert!(count > 60 && most * 50 < MAX_CANON_WORK, "{count} {most}");
}

#[test]
fn every_edit_of_a_leaf_is_refused() {
    let Some(folder) = data::find(FOLDER, 6) else { return };
    println!("\n{:<42} {:>6}  refused as", "file", "edits");
    for (file, _) in SIGNED {
        let original = data::json(&folder.join(file));
        let mut refused = BTreeMap::new();
        let mut count = 0;
        for pointer in leaves(&original) {
            for edit in edits(original.pointer(&pointer).unwrap()) {
                let mut changed = original.clone();
                *changed.pointer_mut(&pointer).unwrap() = edit.clone();
                *refused.entry(refusal(&changed, &format!("{file} {pointer} {edit}"))).or_insert(0) += 1;
                count += 1;
            }
        }
        println!("{file:<42} {count:>6}  {refused:?}");
        assert!(count > 50, "{file}");
    }
}

#[test]
fn everything_added_to_a_proof_is_refused() {
    let Some(folder) = data::find(FOLDER, 6) else { return };
    for (file, _) in SIGNED {
        let original = data::json(&folder.join(file));
        let is_list = original["proof"].is_array();
        let proofs = if is_list { original["proof"].as_array().unwrap().len() } else { 1 };
        for index in 0..proofs {
            for (name, value) in [
                ("grade", json!("excellent")),
                ("expires", json!("2050-01-01T00:00:00Z")),
                ("@index", json!("1")),
                ("@type", json!("https://example.org/another")),
                ("@context", json!({"grade": null})),
                ("nonce", json!("1")),
                ("previousProof", json!("urn:uuid:00000000-0000-4000-8000-000000000000")),
                ("https://w3id.org/security#expiration", json!("2050-01-01T00:00:00Z")),
            ] {
                let mut changed = original.clone();
                let at = if is_list { format!("/proof/{index}") } else { "/proof".to_owned() };
                changed.pointer_mut(&at).unwrap()[name] = value;
                refusal(&changed, &format!("{file} {at}/{name}"));
            }
        }
    }
}

/// Why a changed document is refused, or which of its proofs is told not to count.
///
/// # Panics
/// When its signature is said to hold over what is shown.
pub(crate) fn refusal(changed: &Value, what: &str) -> String {
    let Some(report) = judge(changed) else { return "unreadable".to_owned() };
    let (signature, code) = outcome(&report, Check::Signature);
    if signature != Outcome::Pass {
        assert!(report.claims.id.is_none() || report.verdict != Verdict::Verified, "{what}");
        return code.unwrap().as_str();
    }
    let (format, code) = outcome(&report, Check::Format);
    if format != Outcome::Pass {
        return code.unwrap().as_str();
    }
    // In a set, a proof that was made unreadable counts no more, and that is told; the others still hold.
    let told = report.proofs.iter().find(|proof| proof.outcome == Outcome::Undetermined);
    let told = told.expect(what);
    assert!(what.contains("/proof/"), "accepted: {what}");
    assert_eq!(report.check(Check::Signature).unwrap().detail["unsupported_proofs"], "1", "{what}");
    format!("told: {}", told.code.unwrap().as_str())
}

/// JSON pointers to all strings, numbers, booleans and nulls.
pub(crate) fn leaves(value: &Value) -> Vec<String> {
    let inside = |name: &str, value: &Value| {
        leaves(value)
            .into_iter()
            .map(|rest| format!("/{}{rest}", name.replace('~', "~0").replace('/', "~1")))
            .collect::<Vec<_>>()
    };
    match value {
        Value::Object(members) => members.iter().flat_map(|(name, value)| inside(name, value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(index, value)| inside(&index.to_string(), value)).collect()
        }
        _ => vec![String::new()],
    }
}

pub(crate) fn edits(leaf: &Value) -> Vec<Value> {
    let text = leaf.as_str().unwrap();
    let mut end = text.to_owned();
    let last = end.pop().unwrap();
    end.push(if last == '1' { '2' } else { '1' });
    vec![json!(format!("{text}x")), json!(end), json!(""), json!(null), json!(7), json!([text, "x"])]
}

#[test]
fn keys_of_did_key_are_read() {
    let Some(folder) = data::find("vectors/did-key", 2) else { return };
    let mut read = BTreeMap::new();
    for file in ["ed25519-x25519.json", "nist-curves.json"] {
        let suite = data::json(&folder.join(file));
        for (did, entry) in suite.as_object().unwrap() {
            let key = PublicKey::from_multikey(did.strip_prefix("did:key:").unwrap());
            let kind = match (expected_key(entry), key) {
                (Some((kind, expected)), Ok(key)) => {
                    assert_eq!(bytes(&key), expected, "{did}");
                    kind
                }
                (None, Err(_)) => "unsupported, refused",
                (expected, key) => panic!("{did}: {expected:?}, {key:?}"),
            };
            *read.entry(kind).or_insert(0) += 1;
        }
    }
    println!("did:key: {read:?}");
    scores::record("did:key", read.values().sum(), 0, &[]);
    assert!(["Ed25519", "P-256", "P-384"].iter().all(|kind| read.contains_key(kind)), "{read:?}");
}

/// The key of an entry, points compressed; `None` for kinds that are not supported.
fn expected_key(entry: &Value) -> Option<(&'static str, Vec<u8>)> {
    let pair = entry.get("verificationKeyPair").or(entry.get("verificationMethod"))?;
    if let Some(text) = pair["publicKeyBase58"].as_str() {
        let key = multibase::decode(&format!("z{text}")).unwrap();
        return Some((if key.len() == 32 { "Ed25519" } else { "P-256" }, key));
    }
    let jwk = &pair["publicKeyJwk"];
    let kind = ["Ed25519", "P-256", "P-384"].into_iter().find(|curve| jwk["crv"] == *curve)?;
    let key = bytes(&PublicKey::from_jwk(jwk).unwrap());
    Some((kind, if kind == "Ed25519" { key } else { compressed(&key) }))
}

fn compressed(point: &[u8]) -> Vec<u8> {
    let parity = point[point.len() - 1] & 1;
    [&[2 + parity], &point[1..=point.len() / 2]].concat()
}

fn bytes(key: &PublicKey) -> Vec<u8> {
    match key {
        PublicKey::Ed25519(bytes) => bytes.to_vec(),
        PublicKey::P256(bytes) | PublicKey::P384(bytes) | PublicKey::P521(bytes) | PublicKey::Rsa(bytes) => {
            bytes.clone()
        }
    }
}

#[test]
fn multibase_rows_of_the_two_encodings_in_use() {
    let Some(folder) = data::find("vectors/multibase", 6) else { return };
    let mut count = 0;
    for file in ["basic.csv", "leading_zero.csv", "two_leading_zeros.csv"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let mut rows = text.lines().filter_map(|line| line.split_once(", "));
        let plain = unquoted(rows.next().unwrap().1).replace("\\x00", "\0");
        for (encoding, encoded) in rows {
            let decoded = multibase::decode(unquoted(encoded));
            if ["base58btc", "base64url"].contains(&encoding) {
                assert_eq!(decoded.as_deref(), Ok(plain.as_bytes()), "{file} {encoding}");
                count += 1;
            } else {
                assert!(decoded.is_err(), "{file} {encoding}");
            }
        }
    }
    println!("multibase: {count}/6 rows");
    scores::record("multibase", count, 0, &[]);
    assert_eq!(count, 6);
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('"')
}

#[test]
fn a_key_in_an_address_is_intact_and_nobodys() {
    let Some(path) = data::find("vectors/open-badges/clr20/simple.json", 2) else { return };
    let original = data::json(&path);
    let report = judge(&original).unwrap();
    let alone = judge(&original["credentialSubject"]["verifiableCredential"][0]).unwrap();
    let [nested] = &report.nested[..] else { panic!("one credential is in it: {:?}", report.nested) };
    assert_eq!(nested.report.checks, alone.checks, "inside as alone");
    for (name, report) in [("outer", &report), ("inner", &nested.report)] {
        let [signature, issuer] = [Check::Signature, Check::Issuer].map(|check| outcome(report, check));
        println!("clr20/simple.json {name}: {signature:?} {issuer:?} {:?}", report.verdict);
        assert_eq!(signature, (Outcome::Pass, None), "{name}");
        assert_eq!(issuer, (Outcome::Undetermined, Some(Code::IssuerNotADid)), "{name}");
        assert_ne!(report.verdict, Verdict::Verified, "{name}");
    }
    scores::record("CLR 2.0", 2, 0, &[]);
}

#[test]
fn compressed_points_are_keys_too() {
    for (nid, scheme) in [
        (Nid::X9_62_PRIME256V1, Scheme::EcdsaFixed(Hash::Sha256)),
        (Nid::SECP384R1, Scheme::EcdsaFixed(Hash::Sha384)),
    ] {
        let group = EcGroup::from_curve_name(nid).unwrap();
        let private = EcKey::generate(&group).unwrap();
        let mut scratch = BigNumContext::new().unwrap();
        let point =
            private.public_key().to_bytes(&group, PointConversionForm::COMPRESSED, &mut scratch).unwrap();
        let key =
            |point: Vec<u8>| if point.len() == 33 { PublicKey::P256(point) } else { PublicKey::P384(point) };
        let half = i32::try_from(point.len() - 1).unwrap();
        let hash = if half == 32 { Hash::Sha256 } else { Hash::Sha384 };
        let signed = EcdsaSig::sign(&hash.of(&[b"content"]), &private).unwrap();
        let signature = [signed.r(), signed.s()].map(|number| number.to_vec_padded(half).unwrap()).concat();
        assert_eq!(key(point.clone()).check(scheme, b"content", &signature), Ok(()));

        let mut other = point;
        other[0] ^= 1; // the point below, with the same x
        assert_eq!(key(other).check(scheme, b"content", &signature), Err(SignatureFault::Mismatch));
    }
}
