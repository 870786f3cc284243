//! Logs of our own, and everything that can be wrong with one.

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use super::log::{canonical, multihash};
use super::*;
use crate::key::did::DidUrl;
use crate::limits::{MAX_DID_LOG_ENTRIES, MAX_DID_LOG_KEYS};
use crate::verify::evidence::EvidenceItem;

const NOW: &str = "2026-11-22T12:00:00Z";
const PLACE: &str = "school.example:units:law";

/// Somebody with an Ed25519 key.
struct Keyholder(SigningKey);

impl Keyholder {
    fn new(seed: u8) -> Self {
        Self(SigningKey::from_bytes(&[seed; 32]))
    }

    fn multikey(&self) -> String {
        let bytes = [&[0xed, 0x01][..], self.0.verifying_key().as_bytes()].concat();
        format!("z{}", bs58::encode(bytes).into_string())
    }

    fn prove(&self, document: &Value) -> Value {
        let key = self.multikey();
        let mut proof = json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
            "proofPurpose": "assertionMethod", "verificationMethod": format!("did:key:{key}#{key}")});
        let covered = [proof::digest(&proof).unwrap(), proof::digest(document).unwrap()].concat();
        let signature = self.0.sign(&covered);
        proof["proofValue"] = json!(format!("z{}", bs58::encode(signature.to_bytes()).into_string()));
        proof
    }
}

/// A log in the making.
#[derive(Default)]
struct Book {
    entries: Vec<Value>,
    scid: String,
}

impl Book {
    /// A log whose first entry has more parameters than it needs.
    fn begun(parameters: Value) -> Self {
        let mut all = json!({"method": "did:webvh:1.0", "scid": "{SCID}",
            "updateKeys": [Keyholder::new(1).multikey()]});
        merge(&mut all, parameters);
        let preliminary = json!({"versionId": "{SCID}", "versionTime": "2026-01-01T00:00:00Z",
            "parameters": all, "state": state("did:webvh:{SCID}:school.example:units:law")});
        let scid = multihash(canonical(&preliminary).unwrap().as_bytes());
        let text = preliminary.to_string().replace("{SCID}", &scid);
        let mut book = Self { entries: Vec::new(), scid };
        book.add(serde_json::from_str(&text).unwrap(), &Keyholder::new(1));
        book
    }

    /// The next entry: its parameters, and its document, which is that of before with a change.
    fn then(mut self, day: u8, parameters: Value, change: impl FnOnce(&mut Value), signer: u8) -> Self {
        let mut state = self.entries.last().unwrap()["state"].clone();
        change(&mut state);
        let entry = json!({"versionTime": format!("2026-02-{day:02}T00:00:00Z"), "parameters": parameters,
            "state": state});
        self.add(entry, &Keyholder::new(signer));
        self
    }

    fn add(&mut self, mut entry: Value, signer: &Keyholder) {
        let before = self.entries.last().map_or(self.scid.clone(), |last| text(&last["versionId"]));
        entry["versionId"] = json!(before);
        let hash = multihash(canonical(&entry).unwrap().as_bytes());
        entry["versionId"] = json!(format!("{}-{hash}", self.entries.len() + 1));
        entry["proof"] = json!([signer.prove(&entry)]);
        self.entries.push(entry);
    }

    /// Changes an entry after it was signed.
    fn spoilt(mut self, number: usize, change: impl FnOnce(&mut Value)) -> Self {
        change(&mut self.entries[number]);
        self
    }

    /// Changes the last entry, and signs it again with the first key.
    fn redone(mut self, change: impl FnOnce(&mut Value)) -> Self {
        let mut entry = self.entries.pop().unwrap();
        entry.as_object_mut().unwrap().remove("proof");
        change(&mut entry);
        self.add(entry, &Keyholder::new(1));
        self
    }

    fn did(&self) -> String {
        format!("did:webvh:{}:{PLACE}", self.scid)
    }

    fn text(&self) -> String {
        self.entries.iter().map(|entry| format!("{entry}\n")).collect()
    }

    /// Proofs of witnesses about entries, by their numbers.
    fn witnessed(&self, approvals: &[(usize, u8)]) -> Vec<u8> {
        let proof = |(number, seed): &(usize, u8)| {
            let version = json!({"versionId": self.entries[*number]["versionId"]});
            json!({"versionId": version["versionId"], "proof": [Keyholder::new(*seed).prove(&version)]})
        };
        json!(approvals.iter().map(proof).collect::<Vec<_>>()).to_string().into_bytes()
    }

    fn outcome(&self) -> Result<Value, MethodFault> {
        resolve(&self.did(), self.text().as_bytes(), None, NOW)
    }
}

fn resolve(did: &str, log: &[u8], witness: Option<&[u8]>, fetched: &str) -> Result<Value, MethodFault> {
    let address = Address::parse(did, did.strip_prefix("did:webvh:").unwrap()).unwrap();
    let mut evidence = Evidence::none();
    let answers = [(address.log(), Some(log)), (address.witness(), witness)];
    for (need, bytes) in answers.into_iter().filter_map(|(need, bytes)| need.zip(bytes)) {
        evidence.items.push(EvidenceItem {
            need,
            fetched_at: fetched.parse().unwrap(),
            bytes: bytes.to_vec(),
        });
    }
    address.document(&evidence).map(|document| (*document).clone())
}

fn state(did: &str) -> Value {
    json!({"@context": ["https://www.w3.org/ns/did/v1"], "id": did, "assertionMethod": [{"id": "#key",
        "type": "Multikey", "controller": did, "publicKeyMultibase": Keyholder::new(9).multikey()}]})
}

fn merge(into: &mut Value, more: Value) {
    let Value::Object(more) = more else { panic!("parameters are an object") };
    into.as_object_mut().unwrap().extend(more);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn key(seed: u8) -> String {
    Keyholder::new(seed).multikey()
}

fn announced(seed: u8) -> String {
    multihash(key(seed).as_bytes())
}

fn witnesses(threshold: u8, seeds: &[u8]) -> Value {
    let all: Vec<_> = seeds.iter().map(|seed| json!({"id": format!("did:key:{}", key(*seed))})).collect();
    json!({"witness": {"threshold": threshold, "witnesses": all}})
}

fn same(_: &mut Value) {}

#[test]
fn the_newest_document_counts() {
    let book = Book::begun(json!({})).then(1, json!({"updateKeys": [key(2)]}), same, 1).then(
        2,
        json!({}),
        |state| state["note"] = json!("newest"),
        2,
    );
    let document = book.outcome().unwrap();
    assert_eq!((&document["id"], &document["note"]), (&json!(book.did()), &json!("newest")));
}

#[test]
fn its_key_may_sign_and_the_log_is_what_is_needed() {
    let book = Book::begun(json!({}));
    let url = format!("{}#key", book.did());
    let url = DidUrl::parse(&url).unwrap();
    let need = url.need(&Evidence::none()).unwrap();
    assert_eq!(need.url(), "https://school.example/units/law/did.jsonl");
    assert_eq!(url.resolve(&Evidence::none()), Err(MethodFault::Unresolved));
    let item = EvidenceItem { need, fetched_at: NOW.parse().unwrap(), bytes: book.text().into_bytes() };
    let evidence = Evidence { items: vec![item], ..Evidence::none() };
    assert_eq!(url.need(&evidence), None);
    assert!(url.resolve(&evidence).unwrap().may_assert);
}

#[test]
fn keys_that_were_announced_may_follow() {
    let book = Book::begun(json!({"nextKeyHashes": [announced(2), announced(3)]}))
        .then(1, json!({"updateKeys": [key(2)], "nextKeyHashes": [announced(4)]}), same, 2)
        .then(2, json!({"updateKeys": [key(4)], "nextKeyHashes": []}), same, 4)
        .then(3, json!({"updateKeys": [key(5)]}), same, 4)
        .then(4, json!({}), same, 5);
    assert!(book.outcome().is_ok());
}

#[test]
fn a_portable_identifier_moves_and_says_where_from() {
    let moved = |book: Book, named: bool| {
        let (old, new) = (book.did(), format!("did:webvh:{}:college.example", book.scid));
        let book = book.then(
            1,
            json!({}),
            |state| {
                state["id"] = json!(new);
                if named {
                    state["alsoKnownAs"] = json!([old]);
                }
            },
            1,
        );
        resolve(&new, book.text().as_bytes(), None, NOW).map(|document| text(&document["id"]))
    };
    let portable = || Book::begun(json!({"portable": true}));
    assert!(moved(portable(), true).unwrap().ends_with(":college.example"));
    let refused = Err(MethodFault::LogInvalid(LogFault::Document));
    assert_eq!(moved(portable(), false), refused);
    assert_eq!(moved(Book::begun(json!({})), true), refused);
}

#[test]
fn enough_witnesses_must_have_seen_every_entry() {
    let book = Book::begun(witnesses(2, &[5, 6, 7])).then(1, json!({}), same, 1);
    let with = |approvals: &[(usize, u8)]| {
        let file = book.witnessed(approvals);
        resolve(&book.did(), book.text().as_bytes(), Some(&file), NOW).map(|_| ())
    };
    let refused = Err(MethodFault::LogInvalid(LogFault::Witness));
    assert_eq!(book.outcome().unwrap_err(), MethodFault::WitnessMissing);
    for (approvals, expected) in [
        (&[(1, 5), (1, 6)][..], Ok(())),
        (&[(1, 5), (1, 7), (0, 6)], Ok(())),
        (&[(1, 5)], refused),
        (&[(1, 5), (1, 5)], refused),
        (&[(1, 5), (0, 6)], refused),
        (&[(1, 5), (1, 8)], refused),
        (&[], refused),
    ] {
        assert_eq!(with(approvals), expected, "{approvals:?}");
    }
    assert_eq!(
        resolve(&book.did(), book.text().as_bytes(), Some(b"{}"), NOW).unwrap_err(),
        MethodFault::LogInvalid(LogFault::Witness)
    );

    let address = book.did();
    let address = Address::parse(&address, address.strip_prefix("did:webvh:").unwrap()).unwrap();
    let item = EvidenceItem {
        need: address.log().unwrap(),
        fetched_at: NOW.parse().unwrap(),
        bytes: book.text().into_bytes(),
    };
    let evidence = Evidence { items: vec![item], ..Evidence::none() };
    assert_eq!(address.need(&evidence).unwrap().url(), "https://school.example/units/law/did-witness.json");
}

#[test]
fn witnesses_of_before_have_the_last_word() {
    let book = Book::begun(witnesses(1, &[5])).then(1, witnesses(1, &[6]), same, 1).then(
        2,
        json!({"witness": {}}),
        same,
        1,
    );
    let with = |approvals: &[(usize, u8)]| {
        let file = book.witnessed(approvals);
        resolve(&book.did(), book.text().as_bytes(), Some(&file), NOW).is_ok()
    };
    assert!(with(&[(1, 5), (2, 6)]));
    assert!(!with(&[(0, 5), (2, 6)]));
    assert!(!with(&[(2, 5)]));
}

#[test]
fn an_identifier_that_was_given_up_has_no_keys() {
    let book = Book::begun(json!({})).then(1, json!({"deactivated": true, "updateKeys": []}), same, 1);
    assert_eq!(book.outcome().unwrap_err(), MethodFault::Deactivated);
}

#[test]
fn an_address_is_a_hash_and_a_public_domain() {
    let scid = Book::begun(json!({})).scid;
    for (specific, url) in [
        (format!("{scid}:school.example"), "https://school.example/.well-known/did.jsonl"),
        (format!("{scid}:school.example%3A8443:law"), "https://school.example:8443/law/did.jsonl"),
        (format!("{scid}:127.0.0.1"), ""),
        (format!("{scid}:localhost"), ""),
        (format!("{scid}:school.example:.."), ""),
        (scid.clone(), ""),
        (format!("{}:school.example", &scid[1..]), ""),
        (format!("0{}:school.example", &scid[1..]), ""),
    ] {
        let did = format!("did:webvh:{specific}");
        let need = Address::parse(&did, &specific).and_then(|address| address.need(&Evidence::none()));
        assert_eq!(need.as_ref().map_or("", Need::url), url, "{specific}");
    }
}

/// What is wrong with a log, the log, and the rule that it breaks.
fn broken() -> Vec<(&'static str, Book, LogFault)> {
    let begun = || Book::begun(json!({}));
    let two = || begun().then(1, json!({}), same, 1);
    let hashed = || Book::begun(json!({"nextKeyHashes": [announced(2)]}));
    let many: Vec<_> = (0..=MAX_DID_LOG_KEYS).map(|_| key(1)).collect();
    vec![
        ("no entry", Book { entries: Vec::new(), ..begun() }, LogFault::Shape),
        ("another first entry", begun().spoilt(0, |entry| entry["state"]["note"] = json!(1)), LogFault::Scid),
        ("another identifier", Book { scid: multihash(b"another"), ..begun() }, LogFault::Scid),
        (
            "no scid",
            begun().spoilt(0, |entry| {
                entry["parameters"].as_object_mut().unwrap().remove("scid");
            }),
            LogFault::Scid,
        ),
        ("a scid later", begun().then(1, json!({"scid": "x"}), same, 1), LogFault::Parameters),
        ("a member more", two().spoilt(1, |entry| entry["more"] = json!(1)), LogFault::Shape),
        (
            "no document",
            two().spoilt(1, |entry| {
                entry.as_object_mut().unwrap().remove("state");
            }),
            LogFault::Shape,
        ),
        ("an unknown parameter", begun().then(1, json!({"weight": 1}), same, 1), LogFault::Parameters),
        (
            "a version to come",
            begun().then(1, json!({"method": "did:webvh:2.0"}), same, 1),
            LogFault::Parameters,
        ),
        ("keys that are no text", begun().then(1, json!({"updateKeys": [1]}), same, 1), LogFault::Parameters),
        ("too many keys", begun().then(1, json!({"updateKeys": many}), same, 1), LogFault::TooLarge),
        ("portable later on", begun().then(1, json!({"portable": true}), same, 1), LogFault::Parameters),
        (
            "changed after signing",
            two().spoilt(1, |entry| entry["state"]["note"] = json!(1)),
            LogFault::Chain,
        ),
        (
            "an entry left out",
            {
                let mut book = two().then(2, json!({}), same, 1);
                book.entries.remove(1);
                book
            },
            LogFault::Chain,
        ),
        (
            "entries exchanged",
            {
                let mut book = two().then(2, json!({}), same, 1);
                book.entries.swap(1, 2);
                book
            },
            LogFault::Chain,
        ),
        (
            "numbered otherwise",
            two()
                .spoilt(1, |entry| entry["versionId"] = json!(text(&entry["versionId"]).replace("2-", "3-"))),
            LogFault::Chain,
        ),
        (
            "numbered with zeros",
            two().spoilt(1, |entry| {
                entry["versionId"] = json!(text(&entry["versionId"]).replace("2-", "02-"))
            }),
            LogFault::Chain,
        ),
        ("no later than before", two().then(1, json!({}), same, 1), LogFault::Time),
        (
            "a local time",
            two().redone(|entry| entry["versionTime"] = json!("2026-02-01T00:00:00+02:00")),
            LogFault::Time,
        ),
        (
            "from tomorrow",
            two().redone(|entry| entry["versionTime"] = json!("2026-11-23T00:00:00Z")),
            LogFault::Time,
        ),
        ("not signed", two().spoilt(1, |entry| entry["proof"] = json!([])), LogFault::Proof),
        ("signed by a stranger", begun().then(1, json!({}), same, 3), LogFault::Proof),
        (
            "signed by the key that it adds",
            begun().then(1, json!({"updateKeys": [key(3)]}), same, 3),
            LogFault::Proof,
        ),
        (
            "signed by a former key",
            begun().then(1, json!({"updateKeys": [key(2)]}), same, 1).then(2, json!({}), same, 1),
            LogFault::Proof,
        ),
        (
            "signed for another purpose",
            two().spoilt(1, |entry| entry["proof"][0]["proofPurpose"] = json!("authentication")),
            LogFault::Proof,
        ),
        (
            "signed by another suite",
            two().spoilt(1, |entry| entry["proof"][0]["cryptosuite"] = json!("eddsa-rdfc-2022")),
            LogFault::Proof,
        ),
        (
            "too many proofs",
            two().spoilt(1, |entry| entry["proof"] = json!(vec![entry["proof"][0].clone(); 5])),
            LogFault::TooLarge,
        ),
        (
            "a key not announced",
            hashed().then(1, json!({"updateKeys": [key(3)], "nextKeyHashes": []}), same, 3),
            LogFault::PreRotation,
        ),
        (
            "announced, and no keys",
            hashed().then(1, json!({"nextKeyHashes": []}), same, 1),
            LogFault::PreRotation,
        ),
        (
            "announced, and no further",
            hashed().then(1, json!({"updateKeys": [key(2)]}), same, 2),
            LogFault::PreRotation,
        ),
        (
            "of another identifier",
            begun().then(1, json!({}), |state| state["id"] = json!("did:webvh:x:school.example"), 1),
            LogFault::Document,
        ),
        (
            "moved without leave",
            begun().then(
                1,
                json!({}),
                |state| state["id"] = json!(text(&state["id"]).replace("school", "other")),
                1,
            ),
            LogFault::Document,
        ),
        (
            "goes on after the end",
            begun().then(1, json!({"deactivated": true}), same, 1).then(2, json!({}), same, 1),
            LogFault::Deactivated,
        ),
        ("a threshold of 0", begun().then(1, witnesses(0, &[5]), same, 1), LogFault::Parameters),
        ("a threshold beyond reach", begun().then(1, witnesses(2, &[5]), same, 1), LogFault::Parameters),
        ("a witness twice", begun().then(1, witnesses(1, &[5, 5]), same, 1), LogFault::Parameters),
    ]
}

#[test]
fn a_log_that_breaks_a_rule_has_no_keys() {
    let rows = broken();
    println!("did:webvh negatives");
    for (what, book, fault) in &rows {
        let outcome = book.outcome().map(|document| text(&document["id"]));
        println!("  {what:32} {fault:?}");
        assert_eq!(outcome, Err(MethodFault::LogInvalid(*fault)), "{what}");
    }
    println!("did:webvh negatives: {0} of {0} refused, each for its rule", rows.len());
}

#[test]
fn a_log_is_bounded_and_strict_text() {
    let book = Book::begun(json!({}));
    let refused = |log: &[u8], fault| {
        assert_eq!(resolve(&book.did(), log, None, NOW), Err(MethodFault::LogInvalid(fault)));
    };
    refused(&[], LogFault::Shape);
    refused(b"\n\n", LogFault::Shape);
    refused(b"[]", LogFault::Shape);
    refused(&[0xff], LogFault::Shape);
    refused(format!("{}\n", book.text()).as_bytes(), LogFault::Shape);
    refused(book.text().replacen('{', "{\"versionId\":\"1\",", 1).as_bytes(), LogFault::Shape);
    refused(&vec![b' '; MAX_DID_LOG_BYTES + 1], LogFault::TooLarge);
    assert!(resolve(&book.did(), book.text().trim_end().as_bytes(), None, NOW).is_ok());
    let early = resolve(&book.did(), book.text().as_bytes(), None, "2025-12-31T23:59:59Z");
    assert_eq!(early, Err(MethodFault::LogInvalid(LogFault::Time)));
}

#[test]
fn the_number_of_entries_is_bounded() {
    let mut book = Book::begun(json!({}));
    let state = book.entries[0]["state"].clone();
    let add = |book: &mut Book, number: usize| {
        let time = format!("2026-03-01T{:02}:{:02}:00Z", number / 60, number % 60);
        book.add(json!({"versionTime": time, "parameters": {}, "state": state}), &Keyholder::new(1));
    };
    (1..MAX_DID_LOG_ENTRIES).for_each(|number| add(&mut book, number));
    assert!(book.outcome().is_ok());
    add(&mut book, MAX_DID_LOG_ENTRIES);
    assert_eq!(book.outcome(), Err(MethodFault::LogInvalid(LogFault::TooLarge)));
}
