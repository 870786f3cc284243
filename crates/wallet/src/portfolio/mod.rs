//! Chosen credentials to show elsewhere: as a page of one file, and as a JSON Resume.

mod page;

use europass::candidate::Person;
use europass::resume::Resume;
use vc::Report;

use crate::cv::some;
use crate::fault::WalletFault;
use crate::session::{Session, Wallet, read};

impl Session {
    /// These credentials as a page: one HTML file that loads nothing and runs nothing, in their order. It says of each what
    /// it came to and as of when, and of itself that it proves nothing. Names the learner when they said who they are.
    ///
    /// # Errors
    /// `credential_invalid`, `not_for_cv`, `record_unknown`, `europass_count` for none or too many, or a fault of storage.
    pub fn portfolio(&mut self, records: &[String]) -> Result<String, WalletFault> {
        let wallet = self.open()?;
        let reports = wallet.chosen(records)?;
        Ok(page::of(wallet.person()?.as_ref(), &reports, wallet.clock.now()))
    }

    /// The same as a JSON Resume.
    ///
    /// # Errors
    /// As for [`portfolio`](Self::portfolio).
    pub fn resume(&mut self, records: &[String]) -> Result<String, WalletFault> {
        let wallet = self.open()?;
        let reports = wallet.chosen(records)?;
        let made_at = wallet.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Ok(Resume::of(wallet.person()?.as_ref(), &reports, &made_at).to_json())
    }

    /// Remembers who the learner is, for everything that is made for elsewhere.
    ///
    /// # Errors
    /// A code of [`PersonFault`](europass::candidate::PersonFault), or a fault of storage; then nothing changes.
    pub fn keep_person(&mut self, person: &Person) -> Result<(), WalletFault> {
        let person = person.checked()?;
        self.open()?.keep_person(person)
    }
}

impl Wallet {
    /// The last reports of these, when all of them may be shown.
    fn chosen(&self, records: &[String]) -> Result<Vec<Report>, WalletFault> {
        some(records)?.iter().map(|record| self.report_for_elsewhere(&read(record)?)).collect()
    }
}

#[cfg(test)]
mod tests;
