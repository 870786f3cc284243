use std::fs;

use super::*;
use crate::documents::Document;
use crate::key::Passphrase;
use crate::key_file::KeychainEntry;

fn key(byte: u8) -> DatabaseKey {
    DatabaseKey::from_slice(&[byte; 32]).unwrap()
}

fn place() -> KeyFile {
    KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() })
}

fn made(folder: &Path) {
    drop(Vault::create(folder, &key(1), &place()).unwrap());
}

fn code<T>(result: Result<T, VaultFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn made_wallet_opens_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("a/b");
    assert!(!Vault::exists(&inside).unwrap());
    made(&inside);
    assert!(Vault::exists(&inside).unwrap());
    assert_eq!(names(&inside), ["wallet.db", "wallet.key", "wallet.lock"]);
    assert_eq!(KeyFile::read(&inside).unwrap(), place());
    assert_eq!(Vault::open(&inside, &key(1)).unwrap().count().unwrap(), 0);
}

#[cfg(unix)]
#[test]
fn others_cannot_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("wallet");
    let mut vault = Vault::create(&inside, &key(1), &place()).unwrap();
    let new = crate::NewRecord {
        original: b"bytes",
        part: 0,
        file_name: None,
        stored_at: "",
        card: crate::IndexCard::default(),
        judgement: crate::Judgement::default(),
    };
    vault.put(&new).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inside), 0o700);
    assert_eq!(names(&inside), ["wallet.db", "wallet.db-wal", "wallet.key", "wallet.lock"]);
    for name in names(&inside) {
        assert_eq!(mode(&inside.join(&name)), 0o600, "{name}");
    }
}

#[test]
fn nothing_that_protects_is_switched_off() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(folder.path(), &key(1), &place()).unwrap();
    let setting = |name: &str| -> String {
        let ask = format!("PRAGMA {name}");
        let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        match vault.connection.query_row(&ask, [], read).unwrap() {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{name} is {other:?}"),
        }
    };
    for (name, expected) in [
        ("synchronous", "2"),
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("temp_store", "2"),
        ("cipher_use_hmac", "1"),
    ] {
        assert_eq!(setting(name), expected, "{name}");
    }
}

#[test]
fn wrong_key_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let before = fs::read(folder.path().join("wallet.db")).unwrap();
    assert_eq!(code(Vault::open(folder.path(), &key(2))), "wallet_damaged");
    assert_eq!(fs::read(folder.path().join("wallet.db")).unwrap(), before);
    assert_eq!(Vault::open(folder.path(), &key(1)).unwrap().count().unwrap(), 0);
}

#[test]
fn damaged_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let path = folder.path().join("wallet.db");
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    for damaged in [Vec::new(), whole[..50].to_vec(), vec![0; whole.len()], flipped] {
        fs::write(&path, &damaged).unwrap();
        assert_eq!(code(Vault::open(folder.path(), &key(1))), "wallet_damaged", "{} bytes", damaged.len());
    }
}

#[test]
fn missing_wallet_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(Vault::open(folder.path(), &key(1))), "no_wallet");
    assert_eq!(code(Vault::open(&folder.path().join("nowhere"), &key(1))), "no_wallet");
    assert_eq!(code(KeyFile::read(folder.path())), "no_wallet");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn missing_key_file_beside_a_database_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    fs::remove_file(folder.path().join("wallet.key")).unwrap();
    assert_eq!(code(KeyFile::read(folder.path())), "wallet_damaged");
}

#[test]
fn oversized_key_file_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let path = folder.path().join("wallet.key");
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str(&" ".repeat(5000));
    fs::write(&path, text).unwrap();
    assert_eq!(code(KeyFile::read(folder.path())), "wallet_damaged");
}

#[test]
fn existing_wallet_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let other = KeyFile::Keychain(KeychainEntry { entry: "other".to_owned() });
    assert_eq!(code(Vault::create(folder.path(), &key(2), &other)), "wallet_exists");
    assert_eq!(KeyFile::read(folder.path()).unwrap(), place());
    assert!(Vault::open(folder.path(), &key(1)).is_ok());
}

#[test]
fn second_instance_is_kept_out_until_the_first_ends() {
    let folder = tempfile::tempdir().unwrap();
    let first = Vault::create(folder.path(), &key(1), &place()).unwrap();
    assert_eq!(code(Vault::open(folder.path(), &key(1))), "wallet_in_use");
    assert_eq!(code(Vault::create(folder.path(), &key(1), &place())), "wallet_in_use");
    drop(first);
    assert!(Vault::open(folder.path(), &key(1)).is_ok());
}

#[test]
fn later_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let vault = Vault::open(folder.path(), &key(1)).unwrap();
    vault.connection.execute_batch("PRAGMA user_version = 1000").unwrap();
    drop(vault);
    assert_eq!(code(Vault::open(folder.path(), &key(1))), "wallet_newer");
    let connection = connect(&folder.path().join("wallet.db"), &key(1), &Folder::at(folder.path())).unwrap();
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 1000);
}

#[test]
fn interrupted_creation_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wallet.key"), "half").unwrap();
    fs::write(folder.path().join("wallet.key.new"), "half").unwrap();
    fs::write(folder.path().join("wallet.db.new"), "half").unwrap();
    fs::write(folder.path().join("wallet.db.new-wal"), "half").unwrap();
    assert!(!Vault::exists(folder.path()).unwrap());
    made(folder.path());
    assert!(Vault::open(folder.path(), &key(1)).is_ok());
    assert_eq!(names(folder.path()), ["wallet.db", "wallet.key", "wallet.lock"]);
}

#[test]
fn file_in_the_way_is_denied() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert_eq!(code(Vault::create(&file, &key(1), &place())), "storage_denied");
    assert_eq!(code(Vault::create(&file.join("below"), &key(1), &place())), "storage_denied");
}

#[test]
fn erased_wallet_leaves_nothing_but_files_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("wallet");
    made(&inside);
    for left in ["wallet.db.new", "wallet.db-wal", "wallet.key.new", "wallet.db.damaged-1"] {
        fs::write(inside.join(left), "left").unwrap();
    }
    fs::write(inside.join("diary.txt"), "mine").unwrap();
    Vault::erase(&inside).unwrap();
    assert_eq!(names(&inside), ["diary.txt"]);
    fs::remove_file(inside.join("diary.txt")).unwrap();
    made(&inside);
    Vault::erase(&inside).unwrap();
    assert!(!inside.exists());
    assert_eq!(code(Vault::erase(&inside)), "no_wallet");
}

#[test]
fn open_wallet_is_not_erased() {
    let folder = tempfile::tempdir().unwrap();
    let open = Vault::create(folder.path(), &key(1), &place()).unwrap();
    assert_eq!(code(Vault::erase(folder.path())), "wallet_in_use");
    drop(open);
    assert!(Vault::open(folder.path(), &key(1)).is_ok());
}

/// The passphrase of the frozen fixture. Worthless: it protects nothing else.
const FIXTURE_PASSPHRASE: &str = "a frozen fixture opens forever";

#[test]
fn wallet_of_version_1_opens_and_takes_documents() {
    let (_folder, mut vault) = frozen("v1");
    assert!(vault.kept("goal").unwrap().is_empty());
    let document = Document { name: "a".to_owned(), text: "b".to_owned() };
    assert!(!vault.keep("goal", &document).unwrap());
    assert!(vault.kept("goal").unwrap() == [document]);
}

#[test]
fn wallet_of_version_2_opens_with_its_documents() {
    let (_folder, vault) = frozen("v2");
    let text = r#"{"format":"frozen"}"#.to_owned();
    assert!(vault.kept("goal").unwrap() == [Document { name: "mosaïk".to_owned(), text }]);
}

#[test]
fn wallet_of_version_3_or_later_opens_with_order_history_and_keys() {
    for version in ["v3", "v4", "v5"] {
        holds_order_history_and_keys(&frozen(version).1);
    }
}

fn holds_order_history_and_keys(vault: &Vault) {
    let record = vault
        .list(&crate::Query { shelf: crate::Shelf::Archived, ..Default::default() })
        .unwrap()
        .remove(0)
        .record;
    assert_eq!(vault.note(&record).unwrap(), "Für später");
    assert_eq!(vault.collections_of(&record).unwrap(), ["mosaïk"]);
    let happened = vault.events(crate::Which::default(), 9).unwrap();
    assert_eq!(happened.len(), 1);
    assert!(happened[0].event.record.as_ref() == Some(&record));
    assert_eq!((&*happened[0].event.kind, &*happened[0].event.at), ("taken", "2026-11-22T12:00:02Z"));
    let key = vault.holder_keys().unwrap().remove(0);
    assert_eq!((&*key.name, &*key.algorithm, &*key.public), ("frozen", "Ed25519", &[1; 32][..]));
    assert_eq!(vault.holder_secret("frozen").unwrap().unwrap().as_slice(), [2; 32]);
}

/// A copy of a frozen wallet, opened, with the record that all of them hold.
fn frozen(version: &str) -> (tempfile::TempDir, Vault) {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(version);
    let folder = tempfile::tempdir().unwrap();
    for name in ["wallet.db", "wallet.key"] {
        fs::copy(frozen.join(name), folder.path().join(name)).unwrap();
    }
    let KeyFile::Passphrase(wrapped) = KeyFile::read(folder.path()).unwrap() else {
        panic!("the fixture is protected by a passphrase")
    };
    let key = wrapped.unwrap(&Passphrase::new(FIXTURE_PASSPHRASE.to_owned())).unwrap();
    assert_eq!(key.expose(), [0x2a; 32]);
    let vault = Vault::open(folder.path(), &key).unwrap();
    let listed = vault
        .list(&crate::Query { typed: "mosaik tess", shelf: crate::Shelf::Both, ..Default::default() })
        .unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].face, r#"{"title":"Mosaïk"}"#);
    assert_eq!(vault.original(&listed[0].record).unwrap(), b"{\"a\": \"frozen\xc3\xa9\"}\r\n");
    let record = vault.record(&listed[0].record).unwrap();
    assert_eq!((record.part, record.file_name.as_deref()), (1, Some("award.jsonld")));
    assert_eq!(record.stored_at, "2026-11-22T12:00:00Z");
    assert_eq!(record.judgement.checked_at, "2026-11-22T12:00:01Z");
    assert_eq!((&*record.judgement.report, &*record.judgement.evidence), ("{}", "[]"));
    (folder, vault)
}
