use std::fs;
use std::path::Path;

use super::*;
use crate::key::DatabaseKey;
use crate::key_file::{KeyFile, KeychainEntry};
use crate::record::{IndexCard, Judgement, NewRecord};

fn key() -> DatabaseKey {
    DatabaseKey::from_slice(&[1; 32]).unwrap()
}

fn filled(folder: &Path) -> Vec<RecordId> {
    let place = KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() });
    let mut vault = Vault::create(folder, &key(), &place).unwrap();
    (0..200u32)
        .map(|number| {
            // Four pages each, so that one damaged page belongs to one record.
            let original = sha256(&number.to_le_bytes()).repeat(512);
            let new = NewRecord {
                original: &original,
                part: 0,
                file_name: None,
                stored_at: "",
                card: IndexCard { search_text: "word".to_owned(), ..IndexCard::default() },
                judgement: Judgement::default(),
            };
            let id = vault.put(&new).unwrap().record().clone();
            vault.write_note(&id, "note").unwrap();
            id
        })
        .collect()
}

#[test]
fn whole_wallet_has_no_flaw() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    assert_eq!(Vault::open(folder.path(), &key()).unwrap().integrity().unwrap(), []);
}

#[test]
fn changed_original_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let ids = filled(folder.path());
    let vault = Vault::open(folder.path(), &key()).unwrap();
    vault.connection.execute("UPDATE original SET bytes = x'00' WHERE id = 3", []).unwrap();
    assert_eq!(vault.integrity().unwrap(), [Flaw::Record(ids[2].clone())]);
}

#[test]
fn flipped_bit_in_any_page_is_found() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let path = folder.path().join("wallet.db");
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    for page in [pages / 3, pages / 2, pages - 1] {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 100] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let flaws = Vault::open(folder.path(), &key()).unwrap().integrity().unwrap();
        assert!(matches!(flaws.first(), Some(Flaw::Tables(_))), "page {page} of {pages}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "the damaged wallet is only read");
    }
}
