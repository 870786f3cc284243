//! A CV for Europass: who the learner is, asked once, and credentials as education entries.

use europass::candidate::{Candidate, Person, entries};
use europass::compare::{Row, compare};
use serde::{Deserialize, Serialize};
use vault::{Document, RecordId};
use vc::{Report, Verdict};

use crate::fault::WalletFault;
use crate::session::Wallet;

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
    /// The Candidate document for these credentials. `person` is kept for the next time.
    pub(crate) fn cv(&mut self, records: &[RecordId], person: Option<Person>) -> Result<String, WalletFault> {
        let person = match person {
            Some(person) => person.checked()?,
            None => self.person()?.ok_or(WalletFault::PersonUnknown)?,
        };
        let mut learned = Vec::new();
        for record in records {
            let report = self.report(record)?;
            if report.verdict == Verdict::Invalid {
                return Err(WalletFault::CredentialInvalid { record: record.to_string() });
            }
            learned.extend(entries(&report, &person.cv_language));
        }
        let xml = Candidate { person: &person, entries: &learned }.to_xml();
        self.keep_person(person)?;
        Ok(xml)
    }

    /// What two credentials say, side by side.
    pub(crate) fn compare(&self, left: &RecordId, right: &RecordId) -> Result<Vec<Row>, WalletFault> {
        Ok(compare(&self.report(left)?, &self.report(right)?, "en"))
    }

    pub(crate) fn person(&self) -> Result<Option<Person>, WalletFault> {
        let kept = self.vault.kept(KIND)?.into_iter().find(|document| document.name == OWNER);
        let read = |document: Document| serde_json::from_str::<StoredPerson>(&document.text);
        Ok(kept.map(read).transpose()?.map(|stored| stored.person))
    }

    fn keep_person(&mut self, person: Person) -> Result<(), WalletFault> {
        let text = serde_json::to_string(&StoredPerson { version: STORED_VERSION, person })?;
        self.vault.keep(KIND, &Document { name: OWNER.to_owned(), text })?;
        Ok(())
    }

    /// The last report.
    fn report(&self, record: &RecordId) -> Result<Report, WalletFault> {
        Ok(serde_json::from_str(&self.vault.record(record)?.judgement.report)?)
    }
}

#[cfg(test)]
mod tests;
