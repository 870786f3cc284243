use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use zeroize::Zeroizing;

use super::*;
use crate::documents::Document;
use crate::events::{Event, Which};
use crate::holder_keys::HolderKey;
use crate::key::{DatabaseKey, Passphrase};
use crate::key_file::{KeyFile, KeychainEntry};
use crate::listing::{Query, Shelf};
use crate::record::{IndexCard, Judgement, NewRecord, RecordId};
use crate::store::Vault;

const WHEN: &str = "2026-11-22T12:00:00Z";

fn right() -> Passphrase {
    Passphrase::new("the right passphrase".to_owned())
}

fn put(vault: &mut Vault, original: &[u8], part: u32) -> RecordId {
    let new = NewRecord {
        original,
        part,
        file_name: Some("award.jsonld"),
        stored_at: WHEN,
        card: IndexCard {
            title: "Mosaïk".to_owned(),
            issued: Some(7),
            search_text: "Mosaïk".to_owned(),
            face: format!("{part}"),
            ..IndexCard::default()
        },
        judgement: Judgement { report: "{}".to_owned(), evidence: "[]".to_owned(), ..Judgement::default() },
    };
    vault.put(&new).unwrap().record().clone()
}

/// A wallet with something of everything, whose backup has three pieces.
fn full() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    let first = put(&mut vault, b"two credentials", 0);
    let second = put(&mut vault, b"two credentials", 1);
    // Not to be made smaller, and the same every time.
    let large: Vec<u8> =
        (0..4000u32).flat_map(|number| crate::record::sha256(&number.to_le_bytes())).collect();
    put(&mut vault, &large, 0);
    vault.archive(std::slice::from_ref(&second), true).unwrap();
    vault.gather("work", std::slice::from_ref(&first)).unwrap();
    vault.found_collection("empty").unwrap();
    vault.write_note(&first, "a note").unwrap();
    vault.keep("goal", &Document { name: "a".to_owned(), text: "b".to_owned() }).unwrap();
    let key = HolderKey {
        name: "k".to_owned(),
        algorithm: "Ed25519".to_owned(),
        public: vec![1],
        made_at: WHEN.to_owned(),
    };
    vault.keep_holder_key(&key, &Zeroizing::new(vec![7; 32])).unwrap();
    let event = |text: &str| Event {
        at: WHEN.to_owned(),
        kind: "taken".to_owned(),
        record: Some(first.clone()),
        text: text.to_owned(),
    };
    vault.note_events(&[event("1"), event("2")]).unwrap();
    vault
}

fn backed_up(vault: &Vault) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wallet.age");
    vault.back_up(&file, &right(), WHEN, Work::danger_cheap()).unwrap();
    (folder, file)
}

/// Everything a person could tell two wallets apart by.
fn told(vault: &Vault) -> Vec<String> {
    let mut told = Vec::new();
    let mut listed = vault.list(&Query { shelf: Shelf::Both, ..Query::default() }).unwrap();
    listed.sort_by(|one, other| one.record.cmp(&other.record));
    for one in listed {
        let record = vault.record(&one.record).unwrap();
        let bytes = vault.original(&one.record).unwrap();
        told.push(format!(
            "{} {} {:?} {} {} {} {} {} {:?} {}",
            one.record,
            one.face,
            record.file_name,
            record.stored_at,
            record.judgement.report,
            record.judgement.evidence,
            vault.archived(&one.record).unwrap(),
            vault.note(&one.record).unwrap(),
            vault.collections_of(&one.record).unwrap(),
            hex::encode(crate::record::sha256(&bytes)),
        ));
    }
    told.extend(vault.collections().unwrap().into_iter().map(|one| format!("{} {}", one.name, one.records)));
    told.extend(vault.kept("goal").unwrap().into_iter().map(|one| format!("{} {}", one.name, one.text)));
    for key in vault.holder_keys().unwrap() {
        told.push(format!("{} {:?}", key.name, vault.holder_secret(&key.name).unwrap().unwrap().as_slice()));
    }
    let events = vault.events(Which::default(), usize::MAX).unwrap();
    told.extend(
        events.into_iter().map(|one| format!("{} {} {}", one.event.at, one.event.kind, one.event.text)),
    );
    told
}

#[test]
fn clean_wallet_becomes_the_one_that_was_backed_up() {
    let vault = full();
    let (_folder, file) = backed_up(&vault);
    let mut clean = Vault::in_memory().unwrap();
    let restored = clean.restore(&file, &right()).unwrap();
    assert_eq!((restored.new, restored.present), (3, 0));
    let contents = restored.contents;
    assert_eq!((contents.records, contents.originals, contents.documents), (3, 2, 1));
    assert_eq!((contents.collections, contents.holder_keys, contents.events), (2, 1, 2));
    assert_eq!(contents.made_at, WHEN);
    assert_eq!(told(&clean), told(&vault));
    assert_eq!(clean.list(&Query { typed: "mosaik note", ..Query::default() }).unwrap().len(), 1);
}

#[test]
fn second_restore_changes_nothing() {
    let (_folder, file) = backed_up(&full());
    let mut vault = Vault::in_memory().unwrap();
    vault.restore(&file, &right()).unwrap();
    let before = told(&vault);
    let again = vault.restore(&file, &right()).unwrap();
    assert_eq!((again.new, again.present), (0, 3));
    assert_eq!(told(&vault), before);
}

#[test]
fn what_the_wallet_has_already_wins() {
    let (_folder, file) = backed_up(&full());
    let mut vault = Vault::in_memory().unwrap();
    let other = put(&mut vault, b"another", 0);
    let same = put(&mut vault, b"two credentials", 0);
    vault.write_note(&same, "newer").unwrap();
    vault.keep("goal", &Document { name: "a".to_owned(), text: "newer".to_owned() }).unwrap();
    let restored = vault.restore(&file, &right()).unwrap();
    assert_eq!((restored.new, restored.present), (2, 1));
    assert_eq!(vault.count().unwrap(), 4);
    assert_eq!(vault.original(&other).unwrap(), b"another");
    assert_eq!(vault.note(&same).unwrap(), "newer");
    assert_eq!(vault.collections_of(&same).unwrap(), ["work"]);
    assert!(vault.kept("goal").unwrap()[0].text == "newer");
}

#[test]
fn empty_wallet_is_backed_up_too() {
    let (_folder, file) = backed_up(&Vault::in_memory().unwrap());
    assert_eq!(inspect(&file, &right()).unwrap().records, 0);
}

/// A wallet in a folder that a bad backup must leave as it is.
struct Target {
    folder: TempDir,
    vault: Vault,
    before: Vec<u8>,
}

impl Target {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = DatabaseKey::from_slice(&[1; 32]).unwrap();
        let place = KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() });
        let mut vault = Vault::create(folder.path(), &key, &place).unwrap();
        put(&mut vault, b"mine", 0);
        vault.fold_log();
        let before = fs::read(folder.path().join("wallet.db")).unwrap();
        Self { folder, vault, before }
    }

    fn refuses(&mut self, file: &std::path::Path, passphrase: &Passphrase) -> &'static str {
        let code = self.vault.restore(file, passphrase).unwrap_err().code();
        assert_eq!(fs::metadata(self.folder.path().join("wallet.db-wal")).unwrap().len(), 0);
        code
    }

    fn untouched(&self) -> bool {
        fs::read(self.folder.path().join("wallet.db")).unwrap() == self.before
            && self.vault.count().unwrap() == 1
    }
}

#[test]
fn wrong_passphrase_is_named_and_changes_nothing() {
    let (_folder, file) = backed_up(&full());
    let mut target = Target::new();
    for wrong in ["", "the right passphrase ", "The right passphrase"] {
        assert_eq!(target.refuses(&file, &Passphrase::new(wrong.to_owned())), "backup_passphrase_wrong");
    }
    assert!(target.untouched());
}

#[test]
fn file_cut_at_twenty_places_is_cut() {
    let (_folder, file) = backed_up(&full());
    let whole = fs::read(&file).unwrap();
    let mut target = Target::new();
    let header = whole.windows(5).position(|window| window == b"\n--- ").unwrap() + 5 + 43 + 1;
    let piece = header + 16 + 64 * 1024 + 16;
    let mut places = vec![1, 20, 22, header - 60, header - 1, header, header + 15, header + 16, header + 17];
    places.extend([piece - 1, piece, piece + 1, piece + 15, 2 * piece - header - 16, whole.len() - 1]);
    places.extend((1..=5).map(|fifth| fifth * whole.len() / 6));
    assert_eq!(places.len(), 20);
    for place in places {
        fs::write(&file, &whole[..place]).unwrap();
        assert_eq!(target.refuses(&file, &right()), "backup_truncated", "cut at {place} of {}", whole.len());
    }
    assert!(target.untouched());
    println!("20 places, {} bytes, every cut named", whole.len());
}

#[test]
fn bit_flipped_at_a_thousand_places_is_damage() {
    let mut small = Vault::in_memory().unwrap();
    put(&mut small, b"one credential", 0);
    let (_folder, file) = backed_up(&small);
    let whole = fs::read(&file).unwrap();
    let mut target = Target::new();
    let text = |needle: &[u8]| whole.windows(needle.len()).position(|window| window == needle).unwrap();
    let (recipient, mac) = (text(b"-> scrypt "), text(b"\n--- "));
    let mut told = std::collections::BTreeMap::<&str, usize>::new();
    // All bits of the header's first bytes, then evenly through the file.
    for number in 0..FLIPS {
        let place = if number < FLIPS / 5 { number } else { number * 7919 * 13 % whole.len() };
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (number % 8);
        fs::write(&file, &flipped).unwrap();
        let code = target.refuses(&file, &right());
        let expected: &[&str] = match place {
            // Not an age file any more, or one of a version to come.
            _ if place < recipient => &["backup_foreign", "backup_damaged"],
            // The sealed key: nothing can tell it from a wrong passphrase. Or the work factor.
            _ if place <= mac => {
                &["backup_passphrase_wrong", "backup_damaged", "backup_too_costly", "backup_foreign"]
            }
            _ => &["backup_damaged"],
        };
        assert!(expected.contains(&code), "bit {} of byte {place}: {code}", number % 8);
        *told.entry(code).or_default() += 1;
    }
    assert!(target.untouched());
    println!("{FLIPS} places in {} bytes, none accepted: {told:?}", whole.len());
}

const FLIPS: usize = 1000;

#[test]
fn files_of_others_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x");
    let code = || inspect(&file, &right()).unwrap_err().code();
    assert_eq!(code(), "backup_not_found");
    for other in ["", "{}", "age-encryption.org/v2\n", "-----BEGIN AGE ENCRYPTED FILE-----\n"] {
        fs::write(&file, other).unwrap();
        assert_eq!(code(), "backup_foreign", "{other:?}");
    }
    let costly = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef0";
    fs::write(&file, costly).unwrap();
    assert_eq!(code(), "backup_too_costly");
    for (about, expected) in [
        (&br#"{"format":"tessera-backup/2","x":1}"#[..], "backup_newer"),
        (br#"{"format":"other/1"}"#, "backup_foreign"),
        (br#"{"format":"tessera-backup/1"}"#, "backup_damaged"),
        (b"no JSON", "backup_foreign"),
    ] {
        packed(&file, &[("about.json", about)]);
        assert_eq!(code(), expected);
    }
}

#[test]
fn content_that_does_not_belong_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x");
    let about: &[u8] = br#"{"format":"tessera-backup/1","made_at":"","records":0,"originals":0}"#;
    let cases: [&[(&str, &[u8])]; 5] = [
        &[("about.json", about), ("../outside", b"")],
        &[("about.json", about), ("records/a.json", b"{}")],
        &[("about.json", about), ("originals/a", b"not counted")],
        &[("about.json", about), ("holder-keys.json", b"[{}]")],
        &[("about.json", about), ("collections.json", b"[1]")],
    ];
    for case in cases {
        packed(&file, case);
        assert_eq!(inspect(&file, &right()).unwrap_err().code(), "backup_damaged", "{}", case[1].0);
    }
    packed(&file, &[("about.json", about)]);
    assert!(inspect(&file, &right()).is_ok());
}

/// An archive of these files, sealed as ours are.
fn packed(file: &std::path::Path, files: &[(&str, &[u8])]) {
    let output = fs::File::create(file).unwrap();
    let mut packing =
        archive::Packing::new(sealed::Sealing::start(output, &right(), Work::danger_cheap()).unwrap());
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("..")) {
        packing.file(path, bytes).unwrap();
    }
    for (path, _) in files.iter().filter(|(path, _)| path.starts_with("..")) {
        // The library would refuse to write it.
        packing.file(&path.replace("..", "zz"), b"").unwrap();
    }
    packing.finish().unwrap().finish().unwrap().flush().unwrap();
}

#[test]
fn failed_backup_leaves_the_one_before() {
    let (_folder, file) = backed_up(&full());
    let before = fs::read(&file).unwrap();
    let vault = full();
    // A record that does not have its hash: the rehearsal finds out.
    vault.connection.execute("UPDATE original SET bytes = x'00' WHERE id = 1", []).unwrap();
    assert!(vault.back_up(&file, &right(), WHEN, Work::danger_cheap()).is_err());
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn backup_has_no_word_of_the_wallet_in_it() {
    let mut vault = Vault::in_memory().unwrap();
    put(&mut vault, b"Quetzalcoatl original", 0);
    let (folder, file) = backed_up(&vault);
    let bytes = fs::read(file).unwrap();
    assert!(!bytes.windows(5).any(|window| window == b"Quetz" || window == b"right"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
}

#[test]
fn file_that_is_not_to_be_written_is_denied() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("no such folder").join("wallet.age");
    assert!(full().back_up(&file, &right(), WHEN, Work::danger_cheap()).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn frozen_backup_of_version_1_restores() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/backup-v1.age");
    let mut vault = Vault::in_memory().unwrap();
    let restored =
        vault.restore(&file, &Passphrase::new("a frozen fixture opens forever".to_owned())).unwrap();
    assert_eq!((restored.new, restored.contents.events, restored.contents.holder_keys), (1, 1, 1));
    let listed =
        vault.list(&Query { typed: "mosaik spater", shelf: Shelf::Archived, ..Query::default() }).unwrap();
    assert_eq!(vault.original(&listed[0].record).unwrap(), b"{\"a\": \"frozen\xc3\xa9\"}\r\n");
    assert_eq!(vault.collections_of(&listed[0].record).unwrap(), ["mosaïk"]);
    assert_eq!(vault.holder_secret("frozen").unwrap().unwrap().as_slice(), [2; 32]);
    assert!(vault.kept("goal").unwrap()[0].text == r#"{"format":"frozen"}"#);
}

/// The command line of age asks a terminal for the passphrase: `script` gives it one.
#[cfg(unix)]
#[test]
fn the_age_command_line_opens_it() {
    let Some(program) = ["age", "rage"].into_iter().find(|program| {
        Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
    }) else {
        println!("skipped: 1 case, neither age nor rage is installed");
        return;
    };
    let (folder, file) = backed_up(&full());
    let plain = folder.path().join("plain.tar");
    let command = format!("{program} --decrypt --output '{}' '{}'", plain.display(), file.display());
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.stdin.take().unwrap().write_all(b"the right passphrase\n").unwrap();
    assert!(terminal.wait().unwrap().success());
    let there = folder.path().join("there");
    fs::create_dir(&there).unwrap();
    let run = |program: &str, arguments: &[&std::ffi::OsStr]| {
        let status = Command::new(program).args(arguments).current_dir(&there).status().unwrap();
        assert!(status.success(), "{program}");
    };
    run("tar", &["--extract".as_ref(), "--file".as_ref(), plain.as_ref()]);
    run("sha256sum", &["--quiet".as_ref(), "--check".as_ref(), "SHA256SUMS".as_ref()]);
    let name = hex::encode(&crate::record::sha256(b"two credentials")[..16]);
    assert_eq!(fs::read(there.join(format!("originals/{name}.jsonld"))).unwrap(), b"two credentials");
    println!("{program} opened the backup, tar unpacked it, sha256sum agrees");
}
