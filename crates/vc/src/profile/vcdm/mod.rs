//! W3C Verifiable Credentials, of no type that is known more closely: the data model, versions 1.1 and 2.0.
//!
//! Shown is what the quads say, which are what signatures cover; never what a JSON name suggests. What every
//! credential has in common is read here for the profiles built on the data model too.

pub(super) mod credential;
mod decimal;
pub(super) mod party;
pub(super) mod reader;
pub(super) mod rules;
pub(super) mod shape;
pub(super) mod statements;
pub(super) mod terms;
#[cfg(test)]
pub(super) mod tests;
mod text;
mod unsigned;

use serde_json::Value;

use self::credential::{Credential, contexts, read};
use self::reader::Reader;
use self::shape::Broken;
use self::statements::{about, words};
use self::terms::{Term, VERIFIABLE_CREDENTIAL};
use super::{Profile, Reading, many};
use crate::linked::Linked;
use crate::report::ProfileId;
use crate::view::{CredentialView, Statement, StatementValue, Text};

/// Version 2.0.
pub(crate) struct Vcdm2;

/// Version 1.1.
pub(crate) struct Vcdm1;

impl Profile for Vcdm2 {
    fn id(&self) -> ProfileId {
        ProfileId::Vcdm2
    }

    fn recognises(&self, document: &Value) -> bool {
        is_credential(document) && Version::of(document) == Version::V2
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        read_generic(linked, Version::V2)
    }
}

impl Profile for Vcdm1 {
    fn id(&self) -> ProfileId {
        ProfileId::Vcdm1
    }

    fn recognises(&self, document: &Value) -> bool {
        is_credential(document) && Version::of(document) == Version::V1
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        read_generic(linked, Version::V1)
    }
}

/// A version of the data model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.1.
    V1,
    /// 2.0.
    V2,
}

impl Version {
    /// The version of a document: 1.1 when it names that context and not the later one.
    pub(super) fn of(document: &Value) -> Self {
        let names = |version: Self| contexts(document).contains(&Some(version.context()));
        if names(Self::V1) && !names(Self::V2) { Self::V1 } else { Self::V2 }
    }
}

/// True when the document says that it is a verifiable credential.
pub(super) fn is_credential(document: &Value) -> bool {
    types(document).any(|class| class == "VerifiableCredential" || class == VERIFIABLE_CREDENTIAL)
}

/// The types of a document, as written.
pub(super) fn types(document: &Value) -> impl Iterator<Item = &str> {
    let types = ["type", "@type"].into_iter().flat_map(|name| many(document.get(name)));
    types.filter_map(Value::as_str)
}

fn read_generic(linked: &Linked<'_>, version: Version) -> Reading {
    read(linked, |credential, reader, reading| {
        describe(credential, reader, &mut reading.view);
        let mut broken = Broken::default();
        rules::judge(&mut broken, version, linked.document(), credential);
        reading.broken_rules = broken.into_rules();
    })
}

/// Adds the subjects with all that is said about them, and what else the credential says.
fn describe(credential: Credential<'_>, reader: &mut Reader, view: &mut CredentialView) {
    let subjects = credential.subjects(reader);
    if let Some(subject) = subjects.first() {
        view.subject.id = reader.iri(*subject);
        view.subject.name = party::name(reader, *subject);
    }
    view.subjects = subjects.into_iter().map(|subject| about(reader, subject, &[])).collect();
    view.statements = more(reader, credential, &[]);
    if view.title.is_empty()
        && let Some(kind) = view.kinds.first()
    {
        view.title = title_of_kind(kind);
    }
}

/// A title for what has none: its type in words.
pub(super) fn title_of_kind(kind: &str) -> Text {
    Text([("und".to_owned(), capitalised(&words(kind)))].into())
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// What a credential says about itself and its issuer beyond the common part of the view.
///
/// The properties in `shown` have their place elsewhere.
pub(super) fn more(reader: &mut Reader, credential: Credential<'_>, shown: &[Term]) -> Vec<Statement> {
    let mut statements = about(reader, credential.node, &[SHOWN, shown].concat()).statements;
    if let Some(issuer) = reader.node(credential.node, terms::ISSUER) {
        let issuer = about(reader, issuer, &[party::SHOWN, shown].concat());
        if !issuer.statements.is_empty() {
            let (property, label) = (terms::ISSUER[0].to_owned(), "issuer".to_owned());
            let values = vec![StatementValue::Thing(issuer)];
            statements.push(Statement { property, label, values });
        }
    }
    statements
}

/// Properties of a credential that the common part of the view shows.
const SHOWN: &[Term] = &[
    terms::NAME,
    terms::DESCRIPTION,
    terms::IMAGE,
    terms::ISSUER,
    terms::CREDENTIAL_SUBJECT,
    terms::VALID_FROM,
    terms::VALID_UNTIL,
    terms::ISSUANCE_DATE,
    terms::EXPIRATION_DATE,
    terms::ISSUED,
    terms::CREDENTIAL_STATUS,
    terms::CREDENTIAL_SCHEMA,
    terms::EVIDENCE,
];
