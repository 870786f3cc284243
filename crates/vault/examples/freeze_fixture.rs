//! Wrote `fixtures/v5`, once; without what is marked so, the folders before it. A later schema gets a folder
//! and a line here of its own; what is committed is never written again.

use std::error::Error;
use std::path::PathBuf;

use vault::backup::Work;
use vault::{
    Cost, DatabaseKey, Document, Event, HolderKey, IndexCard, Judgement, KeyFile, NewRecord, Passphrase,
    Vault, WrappedKey,
};
use zeroize::Zeroizing;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: freeze_fixture FOLDER")?);
    let key = DatabaseKey::from_slice(&[0x2a; 32]).ok_or("a key has 32 bytes")?;
    let passphrase = Passphrase::new("a frozen fixture opens forever".to_owned());
    let wrapped = WrappedKey::wrap(&key, &passphrase, Cost::RECOMMENDED, &[0x17; WrappedKey::FRESH_BYTES])?;
    let mut vault = Vault::create(&folder, &key, &KeyFile::Passphrase(wrapped))?;
    let stored = vault.put(&NewRecord {
        original: b"{\"a\": \"frozen\xc3\xa9\"}\r\n",
        part: 1,
        file_name: Some("award.jsonld"),
        stored_at: "2026-11-22T12:00:00Z",
        card: IndexCard {
            title: "mosaïk".to_owned(),
            issuer: "tessera".to_owned(),
            issued: Some(1_780_000_000),
            expires: None,
            search_text: "Mosaïk Tessera".to_owned(),
            same: Some("one".to_owned()),
            series: None,
            face: r#"{"title":"Mosaïk"}"#.to_owned(),
        },
        judgement: Judgement {
            checked_at: "2026-11-22T12:00:01Z".to_owned(),
            report: "{}".to_owned(),
            evidence: "[]".to_owned(),
        },
    })?;
    // From v2 on.
    vault.keep("goal", &Document { name: "mosaïk".to_owned(), text: r#"{"format":"frozen"}"#.to_owned() })?;
    // From v3 on.
    let at = "2026-11-22T12:00:02Z".to_owned();
    let record = stored.record().clone();
    vault.archive(std::slice::from_ref(&record), true)?;
    vault.write_note(&record, "Für später")?;
    vault.gather("mosaïk", std::slice::from_ref(&record))?;
    let event =
        Event { at: at.clone(), kind: "taken".to_owned(), record: Some(record), text: "{}".to_owned() };
    vault.note_events(&[event])?;
    let name = "frozen".to_owned();
    let holder = HolderKey { name, algorithm: "Ed25519".to_owned(), public: vec![1; 32], made_at: at };
    vault.keep_holder_key(&holder, &Zeroizing::new(vec![2; 32]))?;
    // And from it `fixtures/backup-v1.age`.
    vault.back_up(&folder.join("backup.age"), &passphrase, "2026-11-22T12:00:03Z", Work::danger_cheap())?;
    Ok(())
}
