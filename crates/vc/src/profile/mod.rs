//! What claims mean: one folder per data model.
//!
//! A new profile is a folder with an implementation of [`Profile`] and one line in [`PROFILES`].

mod clr;
pub(crate) mod dates;
pub(crate) mod edc;
mod open_badges;
pub(crate) mod open_badges_2;
mod picture;
pub(crate) mod presentation;
mod sd_jwt_vc;
mod vcdm;

use std::io;

use jiff::Timestamp;
use serde_json::Value;

use crate::linked::Linked;
use crate::report::{Code, DocumentKind, ProfileId, UnsignedPart};
use crate::view::CredentialView;

/// All profiles. The first that recognises a document reads it.
pub(crate) static PROFILES: &[&dyn Profile] = &[
    &edc::Edc,
    &clr::Clr,
    &open_badges::OpenBadges,
    &open_badges_2::OpenBadges2,
    &vcdm::Vcdm2,
    &vcdm::Vcdm1,
    &presentation::Presentation2,
    &presentation::Presentation1,
    &sd_jwt_vc::SdJwtVc,
];

/// A data model: recognises its documents and reads them.
pub(crate) trait Profile: Sync {
    /// Its name in reports.
    fn id(&self) -> ProfileId;
    /// What kind of documents it reads.
    fn kind(&self) -> DocumentKind {
        DocumentKind::Credential
    }
    /// True when the document says it is of this profile. Looks at the type only.
    fn recognises(&self, document: &Value) -> bool;
    /// Reads the document. Total: what is missing is left empty, what is broken is a finding.
    ///
    /// A profile of linked data reads its dataset and nothing else, since that is what is signed.
    fn read(&self, linked: &Linked<'_>) -> Reading;
}

/// What a profile makes of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// For people.
    pub(crate) view: CredentialView,
    /// For the issuer check: what must agree with the certificate; for presentations, who the holder is. `None`: the
    /// document does not say.
    pub(crate) issuer_identifier: Option<String>,
    /// Latest of the dates from which it is in force.
    pub(crate) valid_from: Option<Timestamp>,
    /// Earliest of the dates until which it is in force.
    pub(crate) valid_until: Option<Timestamp>,
    /// The status entries it declares.
    pub(crate) status: Vec<StatusEntry>,
    /// What stands in it and is said by no quad.
    pub(crate) unsigned: Vec<UnsignedPart>,
    /// Why the format check does not pass, if so.
    pub(crate) format: Option<ReadingFault>,
    /// A date that decides about validity and cannot be read, as `field = value`.
    pub(crate) unreadable_date: Option<(String, String)>,
    /// Rules of the profile that are broken, in document order.
    pub(crate) broken_rules: Vec<BrokenRule>,
}

impl Reading {
    /// Takes into account that a signature covers the text: what is said by no quad is signed all the same,
    /// but means nothing.
    pub(crate) fn all_signed(&mut self) {
        self.unsigned.clear();
        if let Some(fault) = self.format.as_mut().filter(|fault| fault.code == Code::UnsignedContent) {
            fault.code = Code::TermUndefined;
        }
    }
}

/// Where a credential says its status can be looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StatusEntry {
    /// Its own identifier. A revocation list of 1EdTech is found under it.
    pub(crate) id: Option<String>,
    /// Its type: the last part of the IRI, or the name as written.
    pub(crate) kind: String,
    /// `statusPurpose`.
    pub(crate) purpose: Option<String>,
    /// `statusListIndex`.
    pub(crate) index: Option<String>,
    /// `statusListCredential`.
    pub(crate) list: Option<String>,
    /// `statusSize`: bits for each entry of the list, 1 unless it says otherwise.
    pub(crate) size: Option<String>,
    /// `statusMessage`: what the values of an entry stand for.
    pub(crate) messages: Vec<StatusMessage>,
}

/// What a value of a status entry stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StatusMessage {
    /// The value, in hexadecimal as it is written: `0x1`.
    pub(crate) status: Option<String>,
    /// What it stands for, in the issuer's words.
    pub(crate) message: Option<String>,
}

/// Why a document does not parse as its profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadingFault {
    /// The code to report.
    pub(crate) code: Code,
    /// The value at fault.
    pub(crate) value: String,
}

/// A rule of the profile that the document breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BrokenRule {
    /// The rule's name: `<Class>.<property> <min>..<max>`, `<Class>.<property> in <scheme>` as in the
    /// published shapes, or `<Class>.<property> is <what>`.
    pub(crate) rule: String,
    /// JSON pointer to the object that breaks it.
    pub(crate) at: String,
}

/// The values of a property that may be absent, one value or a list.
fn many(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
    }
}

/// Most characters of a foreign value that a report shows.
const MAX_SHOWN_CHARS: usize = 200;

/// A value as it is written, cut to what a report can show.
pub(crate) fn written(value: &Value) -> String {
    if let Value::String(text) = value {
        return shown(text);
    }
    let mut start = Start(Vec::new());
    // Fails as soon as there is enough: the value may be megabytes.
    _ = serde_json::to_writer(&mut start, value);
    shown(&String::from_utf8_lossy(&start.0))
}

/// `text` cut to what a report can show, at a character boundary.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN_CHARS).collect()
}

/// The start of what is written to it: bytes enough for [`MAX_SHOWN_CHARS`].
struct Start(Vec<u8>);

impl io::Write for Start {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = MAX_SHOWN_CHARS * 4 - self.0.len();
        if room == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        let taken = &bytes[..bytes.len().min(room)];
        self.0.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_shown_as_they_are_written() {
        assert_eq!(written(&json!("a \"b\"")), "a \"b\"");
        assert_eq!(written(&json!({"a": [1, null]})), r#"{"a":[1,null]}"#);
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        for value in [json!("ä".repeat(1_000)), json!(["𝄞".repeat(1_000)]), json!(vec![1; 1_000_000])] {
            assert_eq!(written(&value).chars().count(), MAX_SHOWN_CHARS);
        }
    }
}
