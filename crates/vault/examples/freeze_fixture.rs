//! Wrote `fixtures/v2`, once; without its documents, `fixtures/v1`. A later schema gets a folder and a line here of its own; what is
//! committed is never written again.

use std::error::Error;
use std::path::PathBuf;

use vault::{
    Cost, DatabaseKey, Document, IndexCard, Judgement, KeyFile, NewRecord, Passphrase, Vault, WrappedKey,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: freeze_fixture FOLDER")?);
    let key = DatabaseKey::from_slice(&[0x2a; 32]).ok_or("a key has 32 bytes")?;
    let passphrase = Passphrase::new("a frozen fixture opens forever".to_owned());
    let wrapped = WrappedKey::wrap(&key, &passphrase, Cost::RECOMMENDED, &[0x17; WrappedKey::FRESH_BYTES])?;
    let mut vault = Vault::create(&folder, &key, &KeyFile::Passphrase(wrapped))?;
    vault.put(&NewRecord {
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
            face: r#"{"title":"Mosaïk"}"#.to_owned(),
        },
        judgement: Judgement {
            checked_at: "2026-11-22T12:00:01Z".to_owned(),
            report: "{}".to_owned(),
            evidence: "[]".to_owned(),
        },
    })?;
    vault.keep("goal", &Document { name: "mosaïk".to_owned(), text: r#"{"format":"frozen"}"#.to_owned() })?;
    Ok(())
}
