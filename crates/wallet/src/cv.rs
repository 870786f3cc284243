//! The way to Europass: what of each credential goes there, who the learner is, asked once, and the CV.

use europass::candidate::{Candidate, Person, Terms, entries};
use europass::compare::{Row, compare};
use europass::ways::{Obstacle, Taking, cv, ways};
use serde::{Deserialize, Serialize};
use vault::{Document, RecordId};
use vc::Report;

use crate::card::Card;
use crate::fault::WalletFault;
use crate::session::{Session, Wallet, read};

/// What Europass takes of one credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Bringing {
    /// The credential.
    pub record: String,
    /// Its title.
    pub title: String,
    /// Name of its issuer, empty when it has none.
    pub issuer: String,
    /// Each way into Europass.
    pub ways: Vec<Taking>,
}

/// Whose CV it is, and what can be chosen when that is said. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CvOwner {
    /// As it was said last; nothing when it never was.
    pub person: Option<Person>,
    /// What can be chosen from.
    pub terms: Terms,
}

impl Session {
    /// What Europass takes of these credentials, by the last report of each.
    ///
    /// # Errors
    /// `europass_count` for none or more than [`MAX_BROUGHT`], `record_unknown`, or a fault of storage.
    pub fn bringing(&mut self, records: &[String]) -> Result<Vec<Bringing>, WalletFault> {
        let wallet = self.open()?;
        some(records)?.iter().map(|record| wallet.bringing(&read(record)?)).collect()
    }

    /// Whose CV it is, as far as it was said.
    ///
    /// # Errors
    /// A fault of storage.
    pub fn cv_owner(&mut self) -> Result<CvOwner, WalletFault> {
        Ok(CvOwner { person: self.open()?.person()?, terms: Terms::all() })
    }

    /// Forgets whose CV it is.
    ///
    /// # Errors
    /// A fault of storage.
    pub fn forget_cv_owner(&mut self) -> Result<CvOwner, WalletFault> {
        self.open()?.vault.forget(KIND, OWNER)?;
        self.cv_owner()
    }

    /// These credentials as a CV that the Europass editor imports. Who the learner is, is asked once and kept.
    ///
    /// # Errors
    /// `person_unknown` when it was never said; a code of [`PersonFault`](europass::candidate::PersonFault) for what the
    /// editor would refuse; `credential_invalid`, `not_for_cv`, `europass_count`, `record_unknown`, or a fault of storage.
    pub fn cv(&mut self, records: &[String], person: Option<Person>) -> Result<String, WalletFault> {
        let records = some(records)?.iter().map(|record| read(record)).collect::<Result<Vec<_>, _>>()?;
        self.open()?.cv(&records, person)
    }

    /// What two credentials say, side by side, by the elements of Annex I, each text in the first of `languages` that it has.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage.
    pub fn compare(
        &mut self,
        left: &str,
        right: &str,
        languages: &[String],
    ) -> Result<Vec<Row>, WalletFault> {
        let languages: Vec<_> = languages.iter().map(String::as_str).collect();
        self.open()?.compare(&read(left)?, &read(right)?, &languages)
    }
}

/// Most credentials that go to Europass at once: a CV with more is read by nobody.
pub const MAX_BROUGHT: usize = 200;

/// At least one, and not too many.
pub(crate) fn some(records: &[String]) -> Result<&[String], WalletFault> {
    let fits = (1..=MAX_BROUGHT).contains(&records.len());
    if fits { Ok(records) } else { Err(WalletFault::EuropassCount { most: MAX_BROUGHT }) }
}

/// Who the learner is, as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredPerson {
    version: u32,
    person: Person,
}

const STORED_VERSION: u32 = 1;

/// Kind and name of the document that holds it.
const KIND: &str = "person";
const OWNER: &str = "owner";

impl Wallet {
    fn bringing(&self, record: &RecordId) -> Result<Bringing, WalletFault> {
        let kept = self.vault.record(record)?;
        let report: Report = serde_json::from_str(&kept.judgement.report)?;
        let Card { title, issuer, .. } = Card::of(record, &report, kept.file_name.as_deref());
        Ok(Bringing { record: record.to_string(), title, issuer, ways: ways(&report).to_vec() })
    }

    /// The Candidate document for these credentials. `person` is kept for the next time.
    fn cv(&mut self, records: &[RecordId], person: Option<Person>) -> Result<String, WalletFault> {
        let person = match person {
            Some(person) => person.checked()?,
            None => self.person()?.ok_or(WalletFault::PersonUnknown)?,
        };
        let mut learned = Vec::new();
        for record in records {
            learned.extend(entries(&self.report_for_elsewhere(record)?, &person.cv_language));
        }
        let xml = Candidate { person: &person, entries: &learned }.to_xml();
        self.keep_person(person)?;
        Ok(xml)
    }

    /// What two credentials say, side by side.
    fn compare(
        &self,
        left: &RecordId,
        right: &RecordId,
        languages: &[&str],
    ) -> Result<Vec<Row>, WalletFault> {
        Ok(compare(&self.report(left)?, &self.report(right)?, languages))
    }

    pub(crate) fn person(&self) -> Result<Option<Person>, WalletFault> {
        let kept = self.vault.kept(KIND)?.into_iter().find(|document| document.name == OWNER);
        let read = |document: Document| serde_json::from_str::<StoredPerson>(&document.text);
        Ok(kept.map(read).transpose()?.map(|stored| stored.person))
    }

    pub(crate) fn keep_person(&mut self, person: Person) -> Result<(), WalletFault> {
        let text = serde_json::to_string(&StoredPerson { version: STORED_VERSION, person })?;
        self.vault.keep(KIND, &Document { name: OWNER.to_owned(), text })?;
        Ok(())
    }

    /// The last report of a credential that may go into a CV, or onto a page.
    pub(crate) fn report_for_elsewhere(&self, record: &RecordId) -> Result<Report, WalletFault> {
        let report = self.report(record)?;
        match cv(&report).1 {
            Some(Obstacle::Presentation) => Err(WalletFault::NotForCv { record: record.to_string() }),
            Some(_) => Err(WalletFault::CredentialInvalid { record: record.to_string() }),
            None => Ok(report),
        }
    }

    /// The last report, with the terms that it names by address called by their names.
    fn report(&self, record: &RecordId) -> Result<Report, WalletFault> {
        let mut report: Report = serde_json::from_str(&self.vault.record(record)?.judgement.report)?;
        self.label(&mut report.claims)?;
        Ok(report)
    }
}

#[cfg(test)]
mod tests;
