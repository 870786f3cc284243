//! Nothing that a person stored can be read from the folder without the key.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::fs;
use std::path::Path;

use vault::{
    Cost, DatabaseKey, Document, Event, HolderKey, IndexCard, Judgement, KeyFile, NewRecord, Passphrase,
    Vault, WrappedKey,
};
use zeroize::Zeroizing;

/// Words that occur nowhere by chance.
const PLANTED: [&str; 9] = [
    "Quetzalcoatl-original",
    "Quetzalcoatl-file-name",
    "Quetzalcoatl-title",
    "Quetzalcoatl-issuer",
    "Quetzalcoatl-search",
    "Quetzalcoatl-face",
    "Quetzalcoatl-report",
    "Quetzalcoatl-evidence",
    "Quetzalcoatl-passphrase",
];

/// A key that the scan can look for.
const KEY: [u8; 32] = *b"Quetzalcoatl-key-Quetzalcoatl-k!";

#[test]
fn folder_holds_no_planted_word_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::from_slice(&KEY).unwrap();
    let passphrase = Passphrase::new(PLANTED[8].to_owned());
    let wrapped =
        WrappedKey::wrap(&key, &passphrase, Cost::RECOMMENDED, &[3; WrappedKey::FRESH_BYTES]).unwrap();
    let mut vault = Vault::create(folder.path(), &key, &KeyFile::Passphrase(wrapped)).unwrap();
    let planted = record();
    let id = vault.put(&planted).unwrap().record().clone();
    assert_eq!(
        vault.list(&vault::Query { typed: "quetzalcoatl search", ..Default::default() }).unwrap().len(),
        1
    );
    plant_beside(&mut vault, &id);

    assert_eq!(leaks(folder.path()), [""; 0], "while open, with a write-ahead log");
    vault.judge_again(&id, &planted.judgement, &planted.card).unwrap();
    drop(vault);
    assert_eq!(leaks(folder.path()), [""; 0], "after closing");
    let mut vault = Vault::open(folder.path(), &key).unwrap();
    vault.delete(&id).unwrap();
    drop(vault);
    assert_eq!(leaks(folder.path()), [""; 0], "after deleting");
}

#[test]
fn scan_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let wide: Vec<u8> = PLANTED[2].encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("plain"), PLANTED[1].to_uppercase()).unwrap();
    fs::write(folder.path().join("wide"), wide).unwrap();
    fs::write(folder.path().join("hex"), hex::encode(KEY)).unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::write(folder.path().join("below").join(PLANTED[0]), "").unwrap();
    assert_eq!(leaks(folder.path()).len(), 4);
}

fn record() -> NewRecord<'static> {
    NewRecord {
        original: PLANTED[0].as_bytes(),
        part: 0,
        file_name: Some(PLANTED[1]),
        stored_at: "2026-11-22T12:00:00Z",
        card: IndexCard {
            title: PLANTED[2].to_owned(),
            issuer: PLANTED[3].to_owned(),
            issued: Some(1),
            expires: None,
            same: Some(PLANTED[3].to_owned()),
            series: Some(PLANTED[3].to_owned()),
            search_text: PLANTED[4].to_owned(),
            face: PLANTED[5].to_owned(),
        },
        judgement: Judgement {
            checked_at: "2026-11-22T12:00:00Z".to_owned(),
            report: PLANTED[6].to_owned(),
            evidence: PLANTED[7].to_owned(),
        },
    }
}

/// What the learner adds to a record, and what belongs to none.
fn plant_beside(vault: &mut Vault, id: &vault::RecordId) {
    vault.write_note(id, "Quetzalcoatl note").unwrap();
    vault.gather("Quetzalcoatl collection", std::slice::from_ref(id)).unwrap();
    let document = Document { name: "Quetzalcoatl goal".to_owned(), text: "Quetzalcoatl text".to_owned() };
    vault.keep("Quetzalcoatl kind", &document).unwrap();
    let event = Event {
        at: "2026-11-22T12:00:00Z".to_owned(),
        kind: "Quetzalcoatl event".to_owned(),
        record: Some(id.clone()),
        text: "Quetzalcoatl to whom".to_owned(),
    };
    vault.note_events(&[event]).unwrap();
    let name = "Quetzalcoatl holder".to_owned();
    let holder = HolderKey { name, algorithm: "Ed25519".to_owned(), public: vec![1], made_at: String::new() };
    vault.keep_holder_key(&holder, &Zeroizing::new(KEY.to_vec())).unwrap();
}

/// The files that hold, in their name or content, a planted word: as text of either width and any
/// case, or the key as bytes or hex.
fn leaks(folder: &Path) -> Vec<String> {
    let wide = "quetzalcoatl".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let needles: [Vec<u8>; 4] =
        [b"quetzalcoatl".to_vec(), wide, KEY.to_ascii_lowercase().to_vec(), hex::encode(KEY).into_bytes()];
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut leaks(&path));
            continue;
        }
        let mut haystack = path.file_name().unwrap().to_string_lossy().into_owned().into_bytes();
        haystack.push(0);
        haystack.extend(fs::read(&path).unwrap());
        haystack.make_ascii_lowercase();
        if needles.iter().any(|needle| haystack.windows(needle.len()).any(|window| window == needle)) {
            found.push(path.display().to_string());
        }
    }
    found
}
