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

impl Wallet {
    /// All that can be read is kept together: a fault of storage leaves nothing of the file behind.
    pub(crate) fn import(&mut self, name: Option<&str>, bytes: &[u8]) -> Result<Intake, WalletFault> {
        let file_name = name.and_then(file_name);
        let first = RecordId::of_file(bytes, 0);
        let (mut judged, mut unreadable) = (Vec::new(), Vec::new());
        for (part, one) in (0..).zip(self.judge.verify(bytes)?) {
            match one {
                Ok(one) => {
                    let card = Card::of(&first.sibling(part), &one.report, file_name.as_deref());
                    judged.push((part, one, card));
                }
                Err(fault) => unreadable.push(UnreadablePart { part, code: fault.code(), fault }),
            }
        }
        let now = self.clock.now();
        let stored_at = now.to_string();
        let records: Vec<_> = judged
            .iter()
            .map(|(part, judged, card)| NewRecord {
                original: bytes,
                part: *part,
                file_name: file_name.as_deref(),
                stored_at: &stored_at,
                card: card.indexed(&judged.report),
                judgement: judgement(judged, &Evidence::none()),
            })
            .collect();
        let events = judged.iter().map(|(part, _, card)| {
            event(What::Came, now, &first.sibling(*part), &Subject::of(card, file_name.as_deref()))
        });
        let events: Vec<_> = events.collect::<Result<_, _>>()?;
        let stored = self.vault.put_all(&records, &events)?;
        let came: Vec<_> =
            judged.iter().map(|(part, judged, _)| (first.sibling(*part), *part, &judged.report)).collect();
        self.note_bonds(bytes, &came)?;
        for (part, judged, _) in &judged {
            self.note(Some(&first.sibling(*part)), &judged.requests)?;
        }
        let taken = judged.into_iter().zip(stored).map(|((part, judged, card), stored)| Imported {
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
        Ok(Intake { taken: taken.collect(), unreadable })
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
