//! Leaving with everything: the originals, and all that is known about them, in formats that anybody reads.
//!
//! The keys of the holder are not in it: whoever reads an unencrypted folder could sign as the learner. They are in
//! backups.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::value::RawValue;
use vault::{Event, Listed, Query, RecordId, Shelf, Which, sha256_hex};
use vc::Verdict;

use crate::card::Card;
use crate::declared::{FILE, ITEM, plain_file_name};
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// What was written, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Everything {
    /// Credentials.
    pub credentials: usize,
    /// Files that they came in.
    pub files: usize,
    /// Goals, decisions and settings.
    pub documents: usize,
    /// What the learner declared.
    pub declared: usize,
    /// Lines of the history.
    pub events: usize,
}

impl Session {
    /// Hands everything in the person's own wallet but their keys to `write`, file by file: a path of plain names
    /// parted by `/`, each path once, and the bytes. `index.json` comes last.
    ///
    /// # Errors
    /// `wallet_locked`, a fault of storage, or whatever `write` answers; then what was written is not everything.
    pub fn export_everything<E: From<WalletFault>>(
        &mut self,
        write: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Everything, E> {
        self.own()?.export_everything(write)
    }
}

impl Wallet {
    fn export_everything<E: From<WalletFault>>(
        &self,
        mut write: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Everything, E> {
        write("READ-ME.txt", READ_ME.as_bytes())?;
        let mut written = Everything::default();
        let listed =
            self.vault.list(&Query { shelf: Shelf::Both, ..Query::default() }).map_err(WalletFault::from)?;
        let mut credentials = Vec::with_capacity(listed.len());
        let mut originals = BTreeSet::new();
        for line in &listed {
            let (entry, original) = self.entry(line)?;
            if originals.insert(entry.file.clone()) {
                write(&entry.file, &original)?;
                written.files += 1;
            }
            write(&entry.judgement, &self.judgement(&line.record)?)?;
            written.credentials += 1;
            credentials.push(entry);
        }
        let documents = self.documents()?;
        written.documents = documents.len();
        write("documents.json", &json(&documents)?)?;
        written.declared = self.write_declared(&mut write)?;
        written.events = self.history(&mut write)?;
        let made_at = self.clock.now().to_string();
        write("index.json", &json(&Index { format: FORMAT, made_at, credentials })?)?;
        Ok(written)
    }

    fn entry(&self, line: &Listed) -> Result<(Entry, Vec<u8>), WalletFault> {
        let record = self.vault.record(&line.record)?;
        let original = self.vault.original(&line.record)?;
        let card: Card = serde_json::from_str(&line.face)?;
        let entry = Entry {
            file: format!("originals/{}", plain_name(&line.record, record.file_name.as_deref())),
            sha256: sha256_hex(&original),
            part: record.part,
            file_name: record.file_name,
            stored_at: record.stored_at,
            title: card.title,
            issuer: card.issuer,
            awarded: card.awarded,
            valid_until: card.valid_until,
            size: card.size,
            verdict: card.verdict,
            checked_at: card.checked_at,
            judgement: format!("judgements/{}.json", card.record),
            note: self.vault.note(&line.record)?,
            collections: self.vault.collections_of(&line.record)?,
            archived: self.vault.archived(&line.record)?,
            record: card.record,
        };
        Ok((entry, original))
    }

    fn judgement(&self, record: &RecordId) -> Result<Vec<u8>, WalletFault> {
        let judgement = self.vault.record(record)?.judgement;
        json(&Judgement {
            checked_at: judgement.checked_at,
            report: RawValue::from_string(judgement.report)?,
            evidence: RawValue::from_string(judgement.evidence)?,
        })
    }

    fn documents(&self) -> Result<Vec<Text>, WalletFault> {
        let mut texts = Vec::new();
        for kind in self.vault.kinds()?.into_iter().filter(|kind| ![ITEM, FILE].contains(&kind.as_str())) {
            let kept = self.vault.kept(&kind)?.into_iter();
            texts.extend(kept.map(|one| Text { kind: kind.clone(), name: one.name, text: one.text }));
        }
        Ok(texts)
    }

    /// Writes what the learner declared: a list, and each file by itself; how many items there are.
    fn write_declared<E: From<WalletFault>>(
        &self,
        write: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let items = self.declared()?.items;
        let mut index = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let mut told = serde_json::to_value(item).map_err(WalletFault::from)?;
            for (place, file) in item.files.iter().enumerate() {
                let path = format!("declared/{}/{}", number + 1, plain_file_name(place + 1, &file.name));
                write(&path, &self.file_bytes(&file.sha256)?)?;
                told["files"][place]["file"] = path.into();
            }
            index.push(told);
        }
        if !index.is_empty() {
            write("declared/index.json", &json(&index)?)?;
        }
        Ok(items.len())
    }

    /// Writes the history, the latest first, some thousand lines a file.
    fn history<E: From<WalletFault>>(
        &self,
        write: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let (mut before, mut events) = (None, 0);
        for number in 1.. {
            let which = Which { before, ..Which::default() };
            let some = self.vault.events(which, MAX_EVENTS_IN_FILE).map_err(WalletFault::from)?;
            let Some(last) = some.last() else { break };
            before = Some(last.number);
            events += some.len();
            let lines: Vec<Line> = some.into_iter().map(|happened| happened.event.into()).collect();
            write(&format!("history/{number:06}.json"), &json(&lines)?)?;
        }
        Ok(events)
    }
}

/// A name for a file: what it was called, made harmless, and its record, which makes it the only one of that name.
fn plain_name(record: &RecordId, file_name: Option<&str>) -> String {
    let original = record.sibling(0);
    let (stem, ending) = match file_name.and_then(|name| name.rsplit_once('.')) {
        Some((stem, ending))
            if ending.len() <= 8 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            (stem, ending)
        }
        _ => (file_name.unwrap_or("credential"), "bin"),
    };
    let harmless = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    let stem: String = stem.chars().take(MAX_NAME_CHARACTERS).map(harmless).collect();
    format!("{stem}-{original}.{ending}")
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, WalletFault> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `index.json`.
#[derive(Serialize)]
struct Index {
    format: &'static str,
    made_at: String,
    credentials: Vec<Entry>,
}

/// One credential, as the index tells it.
#[derive(Serialize)]
struct Entry {
    record: String,
    file: String,
    sha256: String,
    /// Its place among the credentials of that file, from 0.
    part: u32,
    file_name: Option<String>,
    stored_at: String,
    title: String,
    issuer: String,
    awarded: Option<String>,
    valid_until: Option<String>,
    size: Option<String>,
    verdict: Verdict,
    checked_at: String,
    judgement: String,
    note: String,
    collections: Vec<String>,
    archived: bool,
}

/// What was found out last, and from what.
#[derive(Serialize)]
struct Judgement {
    checked_at: String,
    report: Box<RawValue>,
    evidence: Box<RawValue>,
}

#[derive(Serialize)]
struct Text {
    kind: String,
    name: String,
    text: String,
}

#[derive(Serialize)]
struct Line {
    at: String,
    kind: String,
    record: Option<String>,
    text: String,
}

impl From<Event> for Line {
    fn from(event: Event) -> Self {
        let record = event.record.map(|record| record.to_string());
        Self { at: event.at, kind: event.kind, record, text: event.text }
    }
}

const FORMAT: &str = "tessera-export/1";

const READ_ME: &str = "This is everything from a Tessera wallet, except your own keys: those are in backups only.

originals/      the credentials, exactly as their issuers gave them. These files are what counts: any program that
                knows their formats can check them.
index.json      the list: which file is what, from whom, its SHA-256, your notes and collections
judgements/     for each credential what Tessera found out last, and from what
documents.json  goals, decisions and settings
declared/       what you said yourself of what you learned, with your own files
history/        what happened, the latest first

Nothing here is encrypted.
";

/// Lines of the history in one file.
const MAX_EVENTS_IN_FILE: usize = 1000;

/// Most characters of a name that are kept: with its record it stays below what every disk takes, 255 bytes.
const MAX_NAME_CHARACTERS: usize = 50;

#[cfg(test)]
mod tests;
