//! Import: read, judge, keep.

use serde::{Deserialize, Serialize};
use vault::{Judgement, NewRecord, RecordId};
use vc::{Code, Evidence, Report, Unreadable, Verdict};

use crate::card::Card;
use crate::evidence;
use crate::fault::WalletFault;
use crate::history::{Subject, What, event};
use crate::session::Wallet;
use crate::verify::Judged;

/// What became of the credentials in a file: each is in one of the two lists.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Intake {
    /// Those that were taken in, whatever their verdict, in the order of the file.
    pub taken: Vec<Imported>,
    /// Those that cannot be read, in the order of the file.
    pub unreadable: Vec<UnreadablePart>,
}

/// A credential that was taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Imported {
    /// Its place in the file, from 0.
    pub part: u32,
    /// Its record.
    pub record: String,
    /// Whether it is new.
    pub stored: Stored,
    /// As on its card.
    pub title: String,
    /// As on its card.
    pub issuer: String,
    /// What was found out just now.
    pub verdict: Verdict,
    /// Code of the check that decides the verdict.
    pub code: Option<Code>,
    /// Everything that was found out just now. The window asks for it when it shows it.
    #[serde(skip)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub report: Report,
}

/// Whether an import changed the wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stored {
    /// It is in the wallet now.
    New,
    /// The same bytes were in the wallet already; nothing was changed.
    Duplicate,
}

/// A part of a list that is no credential of a known format. The others were taken in without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnreadablePart {
    /// Its place in the file, from 0.
    pub part: u32,
    /// Why, as a code.
    pub code: &'static str,
    /// Why, in full.
    #[serde(skip)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub fault: Unreadable,
}

/// A file to take in: what it was called, and its bytes.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// With or without the folder it lay in.
    pub name: Option<&'a str>,
    /// All of it.
    pub bytes: &'a [u8],
}

/// A file that was judged and is not kept yet.
struct Read<'a> {
    bytes: &'a [u8],
    name: Option<String>,
    /// Its credential of part 0, whose siblings the others are.
    first: RecordId,
    judged: Vec<(u32, Judged, Card)>,
    unreadable: Vec<UnreadablePart>,
}

impl Wallet {
    /// All that can be read is kept together: a fault of storage leaves nothing of the files behind.
    pub(crate) fn import(
        &mut self,
        files: &[Incoming<'_>],
    ) -> Result<Vec<Result<Intake, Unreadable>>, WalletFault> {
        let read: Vec<_> = files.iter().map(|file| self.read_in(*file)).collect();
        let whole = || read.iter().flatten();
        let now = self.clock.now();
        let stored_at = now.to_string();
        let (mut records, mut events) = (Vec::new(), Vec::new());
        for file in whole() {
            for (part, judged, card) in &file.judged {
                records.push(NewRecord {
                    original: file.bytes,
                    part: *part,
                    file_name: file.name.as_deref(),
                    stored_at: &stored_at,
                    card: card.indexed(&judged.report),
                    judgement: judgement(judged, &Evidence::none()),
                });
                let subject = Subject::of(card, file.name.as_deref());
                events.push(event(What::Came, now, &file.first.sibling(*part), &subject)?);
            }
        }
        let mut stored = self.vault.put_all(&records, &events)?.into_iter();
        for file in whole() {
            let came =
                file.judged.iter().map(|(part, one, _)| (file.first.sibling(*part), *part, &one.report));
            self.note_bonds(file.bytes, &came.collect::<Vec<_>>())?;
            for (part, judged, _) in &file.judged {
                self.note(Some(&file.first.sibling(*part)), &judged.requests)?;
            }
        }
        Ok(read.into_iter().map(|file| file.map(|file| file.taken(&mut stored))).collect())
    }

    /// As [`import`](Self::import), of one file.
    pub(crate) fn import_file(&mut self, file: Incoming<'_>) -> Result<Intake, WalletFault> {
        let mut became = self.import(&[file])?;
        Ok(became.pop().expect("every file has an answer")?)
    }

    fn read_in<'a>(&self, file: Incoming<'a>) -> Result<Read<'a>, Unreadable> {
        let Incoming { name, bytes } = file;
        let name = name.and_then(file_name);
        let first = RecordId::of_file(bytes, 0);
        let (mut judged, mut unreadable) = (Vec::new(), Vec::new());
        for (part, one) in (0..).zip(self.judge.verify(bytes)?) {
            match one {
                Ok(one) => {
                    let card = Card::of(&first.sibling(part), &one.report, name.as_deref());
                    judged.push((part, one, card));
                }
                Err(fault) => unreadable.push(UnreadablePart { part, code: fault.code(), fault }),
            }
        }
        Ok(Read { bytes, name, first, judged, unreadable })
    }
}

impl Read<'_> {
    /// What became of it; `stored` begins with what became of its credentials.
    fn taken(self, stored: &mut impl Iterator<Item = vault::Stored>) -> Intake {
        let taken = self.judged.into_iter().zip(stored).map(|((part, judged, card), stored)| Imported {
            part,
            record: card.record,
            stored: match stored {
                vault::Stored::New(_) => Stored::New,
                vault::Stored::Duplicate(_) => Stored::Duplicate,
            },
            title: card.title,
            issuer: card.issuer,
            verdict: card.verdict,
            code: card.code,
            report: judged.report,
        });
        Intake { taken: taken.collect(), unreadable: self.unreadable }
    }
}

/// What was found out, as the vault keeps it, with what was known before.
pub(crate) fn judgement(judged: &Judged, history: &Evidence) -> Judgement {
    let json = "texts, numbers and lists are always JSON";
    Judgement {
        checked_at: judged.report.at.to_string(),
        report: serde_json::to_string(&judged.report).expect(json),
        evidence: serde_json::to_string(&evidence::added(history, &judged.evidence)).expect(json),
    }
}

/// The name of a file without its folder, fit to be shown and to be offered when saving.
fn file_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String =
        last.chars().filter(|character| !character.is_control()).take(MAX_NAME_CHARACTERS).collect();
    let clean = clean.trim();
    (!clean.is_empty() && clean != "." && clean != "..").then(|| clean.to_owned())
}

/// Longest file name kept. Common file systems allow 255 bytes.
const MAX_NAME_CHARACTERS: usize = 120;

#[cfg(test)]
mod tests;
