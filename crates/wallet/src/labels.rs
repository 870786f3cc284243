//! Labels of ESCO skills in more languages, from files that the learner brings; kept in the wallet.

use std::path::Path;

use europass::vocabulary::{Labels, LabelsFault, label_terms};
use serde::Serialize;
use vault::Document;
use vc::view::CredentialView;

use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// A language in which skills have labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LabelTable {
    /// BCP 47 tag, lower case.
    pub language: String,
    /// Number of terms that have a label in it.
    pub terms: usize,
}

impl Session {
    /// The languages that were brought.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn label_tables(&mut self) -> Result<Vec<LabelTable>, WalletFault> {
        Ok(self.open()?.labels()?.iter().map(LabelTable::of).collect())
    }

    /// Keeps the labels in a file, beside those of the same language that are there; newer labels win. Without a language,
    /// the name of the file says it: `skills_fi.csv`.
    ///
    /// # Errors
    /// A code of [`LabelsFault`]; `labels_languages` when there are [`MAX_LABEL_LANGUAGES`] already; or a fault of storage.
    /// Then nothing changes.
    pub fn add_labels(
        &mut self,
        name: &str,
        bytes: &[u8],
        language: Option<&str>,
    ) -> Result<LabelTable, WalletFault> {
        let language = language.or_else(|| language_of(name)).ok_or(LabelsFault::Language)?;
        self.open()?.add_labels(Labels::parse(language, bytes)?)
    }

    /// Removes the labels of a language.
    ///
    /// # Errors
    /// `labels_unknown` when there are none; or a fault of storage.
    pub fn remove_labels(&mut self, language: &str) -> Result<(), WalletFault> {
        self.open()?.remove_labels(language)
    }
}

impl Wallet {
    /// The labels that were brought, read once for as long as the wallet is open.
    pub(crate) fn labels(&self) -> Result<&[Labels], WalletFault> {
        if let Some(read) = self.labels.get() {
            return Ok(read);
        }
        let kept = self.vault.kept(KIND)?.into_iter();
        // What a later version wrote in another form is no label here.
        let read = kept.filter_map(|kept| Labels::parse(&kept.name, kept.text.as_bytes()).ok()).collect();
        Ok(self.labels.get_or_init(|| read))
    }

    /// Says what the terms are called that a credential names by address.
    pub(crate) fn label(&self, view: &mut CredentialView) -> Result<(), WalletFault> {
        label_terms(view, self.labels()?);
        Ok(())
    }

    fn add_labels(&mut self, brought: Labels) -> Result<LabelTable, WalletFault> {
        let known = self.labels()?.iter().find(|labels| labels.language() == brought.language()).cloned();
        if known.is_none() && self.labels()?.len() >= MAX_LABEL_LANGUAGES {
            return Err(WalletFault::LabelLanguages { most: MAX_LABEL_LANGUAGES });
        }
        let labels = match known {
            Some(mut labels) => {
                labels.take_in(brought)?;
                labels
            }
            None => brought,
        };
        let name = labels.language().to_owned();
        self.vault.keep(KIND, &Document { name, text: labels.to_text() })?;
        self.labels.take();
        Ok(LabelTable::of(&labels))
    }

    fn remove_labels(&mut self, language: &str) -> Result<(), WalletFault> {
        let language = language.trim().to_ascii_lowercase();
        if !self.vault.forget(KIND, &language)? {
            return Err(WalletFault::LabelsUnknown { language });
        }
        self.labels.take();
        Ok(())
    }
}

impl LabelTable {
    fn of(labels: &Labels) -> Self {
        Self { language: labels.language().to_owned(), terms: labels.terms() }
    }
}

/// The language that ESCO puts at the end of the names of its files.
fn language_of(name: &str) -> Option<&str> {
    Path::new(name).file_stem()?.to_str()?.rsplit_once('_').map(|(_, language)| language)
}

/// Kind of the documents that hold labels, named by language; stored.
const KIND: &str = "labels";

/// Most languages whose labels are kept. ESCO has 28.
pub const MAX_LABEL_LANGUAGES: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Protection;

    const SKILL: &str = "http://data.europa.eu/esco/skill/110d7aa3-e44e-4cce-a927-8d4de615f3d9";

    fn session() -> (tempfile::TempDir, Session) {
        let folder = tempfile::tempdir().unwrap();
        let ports = crate::fakes::ports("2026-11-22T12:00:00Z".parse().unwrap());
        let mut session = Session::new(folder.path().to_owned(), ports);
        session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
        (folder, session)
    }

    fn table(label: &str) -> Vec<u8> {
        format!("conceptUri,preferredLabel\n{SKILL},{label}\n").into_bytes()
    }

    #[test]
    fn labels_are_kept_by_language_and_removed() {
        let (_folder, mut session) = session();
        assert_eq!(session.label_tables().unwrap(), []);
        let finnish = LabelTable { language: "fi".to_owned(), terms: 1 };
        assert_eq!(session.add_labels("skills_fi.csv", &table("vanha"), None).unwrap(), finnish);
        session.add_labels("skills.csv", &table("uusi"), Some("FI")).unwrap();
        session.lock().unwrap();
        session.unlock(Some("four words in a row".to_owned())).unwrap();
        assert_eq!(session.label_tables().unwrap(), [finnish]);
        assert_eq!(session.open().unwrap().labels().unwrap()[0].label(SKILL), Some("uusi"));
        session.remove_labels("fi").unwrap();
        assert_eq!(session.label_tables().unwrap(), []);
        assert_eq!(session.remove_labels("fi").unwrap_err().code(), "labels_unknown");
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let (_folder, mut session) = session();
        let mut refused =
            |name: &str, bytes: &[u8]| session.add_labels(name, bytes, None).unwrap_err().code();
        assert_eq!(refused("skills.csv", &table("a")), "labels_language");
        assert_eq!(refused("skills_fi.csv", b"no table"), "labels_unreadable");
        for number in 0..MAX_LABEL_LANGUAGES {
            session
                .add_labels(
                    "",
                    &table("a"),
                    Some(&format!("x{}{}", letter(number / 26), letter(number % 26))),
                )
                .unwrap();
        }
        assert_eq!(session.add_labels("a_fi.csv", &table("a"), None).unwrap_err().code(), "labels_languages");
        assert_eq!(session.label_tables().unwrap().len(), MAX_LABEL_LANGUAGES);
    }

    fn letter(number: usize) -> char {
        char::from(b'a' + u8::try_from(number).unwrap())
    }

    #[test]
    fn name_of_a_file_says_its_language() {
        for (name, expected) in [
            ("skills_fi.csv", Some("fi")),
            ("a/b_c/skills_pt.csv", Some("pt")),
            ("skills.csv", None),
            ("", None),
        ] {
            assert_eq!(language_of(name), expected, "{name}");
        }
    }
}
