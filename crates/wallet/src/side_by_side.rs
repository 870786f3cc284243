//! Several wallets side by side, told without opening any.

use std::path::Path;

use serde::Serialize;

use crate::open::{self, Protection};

/// A wallet among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WalletLine {
    /// What it is called; empty for the first one.
    pub name: String,
    /// Whether it is the one in use.
    pub current: bool,
    /// What protects it; nothing when it was not made yet, or that cannot be told.
    pub protection: Option<Protection>,
    /// Why that cannot be told.
    pub code: Option<String>,
    /// Its folder.
    pub location: String,
}

impl WalletLine {
    /// The wallet in a folder.
    #[must_use]
    pub fn of(name: &str, folder: &Path, current: bool) -> Self {
        let protection = open::protection(folder);
        let code = protection.as_ref().err().map(|fault| fault.code().to_owned());
        let (name, location) = (name.to_owned(), folder.display().to_string());
        Self { name, current, protection: protection.unwrap_or_default(), code, location }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wallet_is_told_without_opening_it() {
        let folder = tempfile::tempdir().unwrap();
        let line = WalletLine::of("a", folder.path(), true);
        assert_eq!((line.protection, line.code), (None, None));
        let ports = crate::fakes::ports("2026-11-22T12:00:00Z".parse().unwrap());
        let mut session = crate::Session::new(folder.path().to_owned(), ports);
        session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
        assert_eq!(WalletLine::of("a", folder.path(), true).protection, Some(Protection::Passphrase));
        std::fs::write(folder.path().join("wallet.key"), "").unwrap();
        let line = WalletLine::of("a", folder.path(), true);
        assert_eq!((line.protection, line.code.as_deref()), (None, Some("wallet_damaged")));
    }
}
