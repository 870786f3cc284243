//! How a failed call reaches the page: a stable code, and the values that belong to it.

use std::collections::BTreeMap;

use platform::files::FileFault;
use serde::Serialize;
use wallet::WalletFault;

/// Rejects the promise of the page. The words for it are the page's matter.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Failure {
    code: &'static str,
    detail: BTreeMap<&'static str, String>,
}

impl Failure {
    /// A call that the page should not have made so.
    pub(crate) fn malformed_call() -> Self {
        Self { code: "internal", detail: [("cause", "malformed call".to_owned())].into() }
    }

    /// A failure that its code says whole.
    pub(crate) fn of_code(code: &'static str) -> Self {
        Self { code, detail: BTreeMap::new() }
    }

    /// With a value that belongs to it.
    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.detail.insert(name, value);
        self
    }

    /// Something that a person can do nothing about.
    pub(crate) fn internal(cause: &dyn std::error::Error) -> Self {
        Self { code: "internal", detail: [("cause", cause.to_string())].into() }
    }
}

impl From<WalletFault> for Failure {
    fn from(fault: WalletFault) -> Self {
        Self { code: fault.code(), detail: fault.detail() }
    }
}

impl From<FileFault> for Failure {
    fn from(fault: FileFault) -> Self {
        match &fault {
            FileFault::Full { path } | FileFault::Denied { path } | FileFault::Exists { path } => {
                Self { code: fault.code(), detail: [("path", path.display().to_string())].into() }
            }
            FileFault::TooLarge { .. } | FileFault::NotFound { .. } | FileFault::Unusable { .. } => {
                Self::of_code(fault.code())
            }
            FileFault::NoHome => Self::internal(&fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_is_a_code_and_its_values() {
        let failure = Failure::from(WalletFault::PassphraseTooShort { minimum: 12 });
        let json = serde_json::to_value(failure).unwrap();
        let expected = serde_json::json!({ "code": "passphrase_too_short", "detail": { "minimum": "12" } });
        assert_eq!(json, expected);
    }
}
