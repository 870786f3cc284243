use std::collections::BTreeMap;

use serde_json::Value;
use vault::{HolderKey, RecordId};
use zeroize::Zeroizing;

use super::plain_name;
use crate::fakes;
use crate::fault::WalletFault;
use crate::session::Session;
use crate::{Protection, Sort};

const WORDS: &str = "four words in a row";

fn session() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let mut session = Session::new(folder.path().to_owned(), fakes::ports(now));
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    (folder, session)
}

fn written(session: &mut Session) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let write = |path: &str, bytes: &[u8]| {
        assert!(files.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path} twice");
        Ok::<(), WalletFault>(())
    };
    session.export_everything(write).unwrap();
    files
}

#[test]
fn every_original_is_there_and_the_index_says_what_it_is() {
    let (_folder, mut session) = session();
    for sample in samples::SHOWN {
        session.import(Some(sample.name), sample.bytes).unwrap();
    }
    let cards = session.list("", Sort::Title).unwrap().cards;
    let (first, last) =
        (RecordId::parse(&cards[0].record).unwrap(), RecordId::parse(&cards[1].record).unwrap());
    let vault = &mut session.own().unwrap().vault;
    vault.write_note(&first, "Für später").unwrap();
    vault.archive(&[last], true).unwrap();
    let files = written(&mut session);
    let index: Value = serde_json::from_slice(&files["index.json"]).unwrap();
    assert_eq!(index["format"], "tessera-export/1");
    let credentials = index["credentials"].as_array().unwrap();
    assert_eq!(credentials.len(), cards.len(), "what is put away is taken along");
    for card in &cards {
        let entry = credentials.iter().find(|entry| entry["record"] == card.record.as_str()).unwrap();
        assert_eq!(entry["title"], card.title.as_str());
        let original = &files[entry["file"].as_str().unwrap()];
        assert_eq!(original, &session.export(&card.record).unwrap().bytes);
        assert_eq!(entry["sha256"], vault::sha256_hex(original).as_str());
        let judgement: Value = serde_json::from_slice(&files[entry["judgement"].as_str().unwrap()]).unwrap();
        assert!(judgement["report"]["checks"].is_array());
    }
    assert!(credentials.iter().any(|entry| entry["note"] == "Für später"));
    assert!(credentials.iter().any(|entry| entry["archived"] == true));
}

#[test]
fn keys_stay_behind() {
    let (_folder, mut session) = session();
    let key = HolderKey {
        name: "mine".to_owned(),
        algorithm: "Ed25519".to_owned(),
        public: vec![7; 32],
        made_at: String::new(),
    };
    let secret = Zeroizing::new(b"Quetzalcoatl-secret-of-the-holder".to_vec());
    session.own().unwrap().vault.keep_holder_key(&key, &secret).unwrap();
    let hex = secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    for (path, bytes) in written(&mut session) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("Quetzalcoatl") && !text.contains(&hex), "{path}");
    }
}

#[test]
fn what_cannot_be_written_stops_it() {
    let (_folder, mut session) = session();
    session.import(Some(samples::SHOWN[0].name), samples::SHOWN[0].bytes).unwrap();
    let full = |path: &str, _: &[u8]| match path.starts_with("originals/") {
        true => Err(WalletFault::Vault(vault::VaultFault::Full)),
        false => Ok(()),
    };
    assert_eq!(session.export_everything(full).unwrap_err().code(), "storage_full");
    session.lock().unwrap();
    let fault = session.export_everything(|_, _| Ok::<(), WalletFault>(())).unwrap_err();
    assert_eq!(fault.code(), "wallet_locked");
}

#[test]
fn names_of_others_make_no_path() {
    let record = RecordId::of_file(b"a", 3);
    let id = record.sibling(0);
    for (given, expected) in [
        (Some("../../etc/passwd"), format!("------etc-passwd-{id}.bin")),
        (Some("C:\\con.txt"), format!("C--con-{id}.txt")),
        (Some("Ärzte (1).jsonld"), format!("Ärzte--1--{id}.jsonld")),
        (Some(".hidden"), format!("-{id}.hidden")),
        (None, format!("credential-{id}.bin")),
    ] {
        assert_eq!(plain_name(&record, given), expected);
    }
    let long = plain_name(&record, Some(&"ü".repeat(4000)));
    assert!(long.len() < 255, "{}", long.len());
}
