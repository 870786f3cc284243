//! Import: read, judge, keep.

use serde::{Deserialize, Serialize};
use vault::{Judgement, NewRecord, RecordId};
use vc::{Code, Report, Verdict};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::session::Wallet;
use crate::verify::Judged;

/// A credential that was taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Imported {
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

impl Wallet {
    pub(crate) fn import(&mut self, name: Option<&str>, bytes: &[u8]) -> Result<Vec<Imported>, WalletFault> {
        let judged = self.judge.verify(bytes)?;
        let file_name = name.and_then(file_name);
        (0..).zip(judged).map(|(part, judged)| self.keep(bytes, part, file_name.as_deref(), judged)).collect()
    }

    fn keep(
        &mut self,
        bytes: &[u8],
        part: u32,
        file_name: Option<&str>,
        judged: Judged,
    ) -> Result<Imported, WalletFault> {
        let record = RecordId::of_file(bytes, part);
        let card = Card::of(&record, &judged.report, file_name);
        let stored = self.vault.put(&NewRecord {
            original: bytes,
            part,
            file_name,
            stored_at: &self.clock.now().to_string(),
            card: card.indexed(&judged.report),
            judgement: judgement(&judged),
        })?;
        Ok(Imported {
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
        })
    }
}

/// What was found out, as the vault keeps it.
pub(crate) fn judgement(judged: &Judged) -> Judgement {
    let json = "texts, numbers and lists are always JSON";
    Judgement {
        checked_at: judged.report.at.to_string(),
        report: serde_json::to_string(&judged.report).expect(json),
        evidence: serde_json::to_string(&judged.evidence).expect(json),
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
