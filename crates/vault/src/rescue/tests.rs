use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::*;
use crate::documents::Document;
use crate::events::{Event, Which};
use crate::holder_keys::HolderKey;
use crate::key_file::{KeyFile, KeychainEntry};
use crate::listing::Query;
use crate::record::{IndexCard, Judgement};

const RECORDS: u32 = 60;
const PAGE: usize = 4096;

fn key() -> DatabaseKey {
    DatabaseKey::from_slice(&[1; 32]).unwrap()
}

/// A file of two pages, so that damage to one page hits one file.
fn original(number: u32) -> Vec<u8> {
    sha256(&number.to_le_bytes()).repeat(256)
}

fn filled(folder: &Path) -> Vec<RecordId> {
    let place = KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() });
    let mut vault = Vault::create(folder, &key(), &place).unwrap();
    let ids = (0..RECORDS)
        .map(|number| {
            let new = NewRecord {
                original: &original(number),
                part: 0,
                file_name: Some("award.json"),
                stored_at: "2026-11-22T12:00:00Z",
                card: IndexCard {
                    search_text: "word".to_owned(),
                    face: format!("face {number}"),
                    ..IndexCard::default()
                },
                judgement: Judgement { report: "report ".repeat(300), ..Judgement::default() },
            };
            let id = vault.put(&new).unwrap().record().clone();
            vault.write_note(&id, "note").unwrap();
            id
        })
        .collect::<Vec<_>>();
    vault.gather("mine", &ids[..2]).unwrap();
    vault.archive(&ids[2..3], true).unwrap();
    vault.keep("goal", &Document { name: "a".to_owned(), text: "text".to_owned() }).unwrap();
    let secret = Zeroizing::new(vec![7; 32]);
    let holder = HolderKey {
        name: "me".to_owned(),
        algorithm: "Ed25519".to_owned(),
        public: vec![1],
        made_at: String::new(),
    };
    vault.keep_holder_key(&holder, &secret).unwrap();
    let at = "2026-11-22T12:00:00Z".to_owned();
    vault.note_events(&[Event { at, kind: "in".to_owned(), record: None, text: "1".to_owned() }]).unwrap();
    ids
}

/// What a rescue came to.
struct Outcome {
    vault: Vault,
    kept: usize,
    bare: Vec<Vec<u8>>,
    lost: Vec<Lost>,
    copy: PathBuf,
}

fn rescued(folder: &Path) -> Outcome {
    let (mut rescue, new) = Vault::rescue(folder, &key()).unwrap();
    let mut bare = Vec::new();
    while let Some(file) = rescue.next_bare() {
        bare.push(file.bytes);
    }
    let kept = rescue.kept();
    let (vault, lost, copy) = rescue.finish(new, &key()).unwrap();
    Outcome { vault, kept, bare, lost, copy }
}

fn damage(folder: &Path, page: usize) {
    let path = folder.join("wallet.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[page * PAGE + 100] ^= 1;
    fs::write(&path, bytes).unwrap();
}

fn code<T>(result: Result<T, VaultFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

#[test]
fn whole_wallet_is_rescued_whole() {
    let folder = tempfile::tempdir().unwrap();
    let ids = filled(folder.path());
    let before = fs::read(folder.path().join("wallet.db")).unwrap();
    let outcome = rescued(folder.path());
    assert_eq!((outcome.kept, outcome.bare.len(), outcome.lost.len()), (ids.len(), 0, 0));
    assert_eq!(fs::read(&outcome.copy).unwrap(), before, "the old file stays as it was");
    let vault = outcome.vault;
    assert_eq!(vault.integrity().unwrap(), []);
    for (number, id) in (0..).zip(&ids) {
        assert_eq!(vault.original(id).unwrap(), original(number));
        assert_eq!(vault.note(id).unwrap(), "note");
    }
    assert_eq!(vault.collections_of(&ids[0]).unwrap(), ["mine"]);
    assert!(vault.archived(&ids[2]).unwrap() && !vault.archived(&ids[3]).unwrap());
    assert_eq!(vault.kept("goal").unwrap().len(), 1);
    assert_eq!(vault.holder_secret("me").unwrap().unwrap().as_slice(), [7; 32]);
    assert_eq!(vault.events(Which::default(), 9).unwrap().len(), 1);
    let found = Query { typed: "word", shelf: crate::Shelf::Both, ..Query::default() };
    assert_eq!(vault.list(&found).unwrap().len(), ids.len(), "and found by its words");
}

#[test]
fn damage_anywhere_loses_little_and_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let ids: BTreeSet<RecordId> = filled(folder.path()).into_iter().collect();
    let whole = fs::read(folder.path().join("wallet.db")).unwrap();
    let pages = whole.len() / PAGE;
    damage(folder.path(), 0);
    let fault = Vault::rescue(folder.path(), &key()).err().unwrap();
    assert_eq!(fault.code(), "wallet_damaged", "the first page says what all others are");
    let (mut refused, mut losses) = (0, Vec::new());
    for page in (1..pages).step_by(9) {
        fs::write(folder.path().join("wallet.db"), &whole).unwrap();
        damage(folder.path(), page);
        if let Err(fault) = Vault::rescue(folder.path(), &key()) {
            assert_eq!(fault.code(), "wallet_damaged", "page {page}");
            refused += 1;
            continue;
        }
        let Outcome { vault, bare, lost, .. } = rescued(folder.path());
        assert_eq!(vault.integrity().unwrap(), [], "page {page}");
        let kept = ids.iter().filter(|id| vault.original(id).is_ok()).cloned();
        let again: BTreeSet<RecordId> = bare.iter().map(|bytes| RecordId::of_file(bytes, 0)).collect();
        let named: BTreeSet<RecordId> = lost.iter().map(|lost| lost.record.clone()).collect();
        let told: BTreeSet<RecordId> =
            kept.chain(again.iter().cloned()).chain(named.iter().cloned()).collect();
        assert_eq!(told, ids, "page {page} of {pages}: each is kept, to be judged again, or named as lost");
        losses.push(named.difference(&again).count());
    }
    let with =
        |range: std::ops::RangeInclusive<usize>| losses.iter().filter(|lost| range.contains(lost)).count();
    println!(
        "{} damaged pages: nothing lost {}, up to a dozen lost {}, more lost {}, not even the tables open {refused}",
        losses.len() + refused,
        with(0..=0),
        with(1..=12),
        with(13..=usize::MAX)
    );
    // An inner page of a table stands for all pages below it, and some hold the list of tables; there are few of those.
    assert!((with(13..=usize::MAX) + refused) * 20 <= losses.len(), "{losses:?} {refused}");
}

#[test]
fn changed_file_is_lost_by_name_and_the_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let ids = filled(folder.path());
    let vault = Vault::open(folder.path(), &key()).unwrap();
    vault.connection.execute("UPDATE original SET bytes = x'00' WHERE id = 3", []).unwrap();
    vault.connection.execute("DELETE FROM judgement WHERE record = 5", []).unwrap();
    drop(vault);
    let Outcome { vault, kept, bare, lost, .. } = rescued(folder.path());
    assert_eq!(kept, ids.len() - 2);
    assert_eq!(bare, [original(4)], "its file opens: it can be judged again");
    let named: Vec<_> = lost.iter().map(|lost| (lost.record.clone(), lost.face.as_deref())).collect();
    assert!(named.contains(&(ids[2].clone(), Some("face 2"))), "lost, and told what it was");
    assert!(vault.record(&ids[0]).is_ok() && vault.record(&ids[2]).is_err());
}

#[test]
fn unfinished_rescue_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let before = fs::read(folder.path().join("wallet.db")).unwrap();
    let (rescue, new) = Vault::rescue(folder.path(), &key()).unwrap();
    assert_eq!(code(Vault::open(folder.path(), &key())), "wallet_in_use");
    drop((rescue, new));
    assert_eq!(fs::read(folder.path().join("wallet.db")).unwrap(), before);
    assert_eq!(Vault::open(folder.path(), &key()).unwrap().integrity().unwrap(), []);
    assert_eq!(rescued(folder.path()).kept, usize::try_from(RECORDS).unwrap(), "and can be begun again");
}

#[test]
fn second_rescue_keeps_the_copy_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let first = rescued(folder.path()).copy;
    let second = rescued(folder.path()).copy;
    assert!(first.ends_with("wallet.db.damaged-1") && second.ends_with("wallet.db.damaged-2"));
    assert!(first.exists() && second.exists());
}

#[test]
fn wallets_that_are_no_case_for_a_rescue_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(Vault::rescue(folder.path(), &key())), "no_wallet");
    filled(folder.path());
    let open = Vault::open(folder.path(), &key()).unwrap();
    assert_eq!(code(Vault::rescue(folder.path(), &key())), "wallet_in_use");
    open.connection.execute_batch("PRAGMA user_version = 1000").unwrap();
    drop(open);
    assert_eq!(code(Vault::rescue(folder.path(), &key())), "wallet_newer");
    let other = DatabaseKey::from_slice(&[2; 32]).unwrap();
    assert_eq!(code(Vault::rescue(folder.path(), &other)), "wallet_damaged");
}
