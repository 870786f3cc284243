//! The definitions that come with the program, and how one is found among these and the learner's own.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use stack::Qualification;

use super::entry::Unexpressed;
use crate::fault::WalletFault;
use crate::session::Wallet;
use vault::Document;

/// The rules of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What they ask.
    pub qualification: Qualification,
    /// Whether the learner added them; the others come with the program.
    pub added: bool,
    /// What their file could not say as rules.
    pub unexpressed: Vec<Unexpressed>,
}

/// The definitions that come with the program.
#[must_use]
pub fn catalogue() -> &'static [Rules] {
    &BUILT_IN
}

static BUILT_IN: LazyLock<Vec<Rules>> = LazyLock::new(|| {
    let read = |file: &&str| {
        let qualification =
            Qualification::from_json(file.as_bytes()).expect("a test reads every built-in file");
        Rules { qualification, added: false, unexpressed: Vec::new() }
    };
    FILES.iter().map(read).collect()
});

/// Published rules first, then drafts, then examples.
const FILES: &[&str] = &[
    include_str!("../../../../catalogue/fi-vehicle-sector-2017.json"),
    include_str!("../../../../catalogue/fi-battery-unit-107377.json"),
    include_str!("../../../../catalogue/cz-battery-technician-draft.json"),
    include_str!("../../../../catalogue/pt-battery-technician-draft.json"),
    include_str!("../../../../catalogue/example-card-battery-assembly-technician.json"),
    include_str!("../../../../catalogue/example-card-battery-recycling-operator.json"),
    include_str!("../../../../catalogue/example-card-cell-production-operator.json"),
    include_str!("../../../../catalogue/example-high-voltage-certificate.json"),
    include_str!("../../../../catalogue/example-maritime-safety-certificate.json"),
    include_str!("../../../../catalogue/example-university-microcredential-stack.json"),
];

/// Rules that the learner added, as they are stored.
#[derive(Serialize, Deserialize)]
struct StoredRules {
    version: u32,
    qualification: Qualification,
    unexpressed: Vec<Unexpressed>,
}

const STORED_VERSION: u32 = 1;

/// Kind of the documents that hold them.
const KIND: &str = "goal";

impl Wallet {
    /// All rules: those of the program, then those of the learner by id.
    pub(crate) fn all_rules(&self) -> Result<Vec<Rules>, WalletFault> {
        let mut all = catalogue().to_vec();
        for document in self.vault.kept(KIND)? {
            let StoredRules { qualification, unexpressed, .. } = serde_json::from_str(&document.text)?;
            all.push(Rules { qualification, added: true, unexpressed });
        }
        Ok(all)
    }

    pub(crate) fn rules(&self, id: &str) -> Result<Rules, WalletFault> {
        let found = self.all_rules()?.into_iter().find(|rules| rules.qualification.id == id);
        found.ok_or_else(|| WalletFault::GoalUnknown { id: id.to_owned() })
    }

    /// Keeps rules; true when they took the place of others with the same id.
    pub(super) fn keep_rules(&mut self, rules: &Rules) -> Result<bool, WalletFault> {
        let Rules { qualification, unexpressed, .. } = rules.clone();
        let stored = StoredRules { version: STORED_VERSION, qualification, unexpressed };
        let text = serde_json::to_string(&stored)?;
        Ok(self.vault.keep(KIND, &Document { name: stored.qualification.id, text })?)
    }

    pub(super) fn forget_rules(&mut self, id: &str) -> Result<(), WalletFault> {
        let unknown = || WalletFault::GoalUnknown { id: id.to_owned() };
        if self.vault.forget(KIND, id)? { Ok(()) } else { Err(unknown()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_catalogue_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue");
        let files = std::fs::read_dir(folder).unwrap();
        let json = |entry: &std::io::Result<std::fs::DirEntry>| {
            entry.as_ref().unwrap().path().extension().is_some_and(|end| end == "json")
        };
        assert_eq!(files.filter(json).count(), FILES.len());
        assert_eq!(catalogue().len(), FILES.len());
    }
}
