//! Verifiable presentations of the W3C data model, versions 1.1 and 2.0: credentials that somebody shows, and who.
//!
//! Each credential in one has a report of its own; a presentation vouches for none of them.

mod rules;
#[cfg(test)]
mod tests;

use jsonld::Node;
use serde_json::{Map, Value};

use super::vcdm::credential::read_root;
use super::vcdm::reader::Reader;
use super::vcdm::shape::Broken;
use super::vcdm::statements::{about, kinds};
use super::vcdm::terms::Term;
use super::vcdm::{Version, is_credential, party, title_of_kind, types};
use super::{Profile, Reading, many};
use crate::linked::Linked;
use crate::report::{DocumentKind, ProfileId};
use crate::view::{CredentialView, Subject};

/// Presentations of version 2.0.
pub(crate) struct Presentation2;

/// Presentations of version 1.1.
pub(crate) struct Presentation1;

impl Profile for Presentation2 {
    fn id(&self) -> ProfileId {
        ProfileId::Vcdm2
    }

    fn kind(&self) -> DocumentKind {
        DocumentKind::Presentation
    }

    fn recognises(&self, document: &Value) -> bool {
        is_presentation(document) && Version::of(document) == Version::V2
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        read(linked, Version::V2)
    }
}

impl Profile for Presentation1 {
    fn id(&self) -> ProfileId {
        ProfileId::Vcdm1
    }

    fn kind(&self) -> DocumentKind {
        DocumentKind::Presentation
    }

    fn recognises(&self, document: &Value) -> bool {
        is_presentation(document) && Version::of(document) == Version::V1
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        read(linked, Version::V1)
    }
}

/// True when the document says that it is a presentation, and not a credential too.
pub(crate) fn is_presentation(document: &Value) -> bool {
    types(document).any(is_presentation_type) && !is_credential(document)
}

/// The same for the members of a document.
pub(crate) fn is_presentation_of(members: &Map<String, Value>) -> bool {
    let types = || ["type", "@type"].into_iter().flat_map(|name| many(members.get(name)));
    types().filter_map(Value::as_str).any(is_presentation_type)
}

/// What a presentation holds, as it is written.
pub(crate) fn contents(document: &Value) -> &[Value] {
    many(document.get("verifiableCredential"))
}

fn is_presentation_type(class: &str) -> bool {
    class == "VerifiablePresentation" || class == PRESENTATION
}

fn read(linked: &Linked<'_>, version: Version) -> Reading {
    read_root(linked, PRESENTATION, |node, reader| {
        let holders = reader.nodes(node, HOLDER);
        let mut broken = Broken::default();
        rules::judge(&mut broken, version, linked.document(), node);
        Reading {
            view: view(reader, node, holders.first().copied()),
            issuer_identifier: match holders.as_slice() {
                [holder] => holder.iri().map(str::to_owned),
                _ => None,
            },
            broken_rules: broken.into_rules(),
            ..Reading::default()
        }
    })
}

fn view(reader: &mut Reader, node: Node<'_>, holder: Option<Node<'_>>) -> CredentialView {
    let kinds = kinds(reader, node);
    CredentialView {
        id: reader.iri(node),
        title: kinds.first().map(|kind| title_of_kind(kind)).unwrap_or_default(),
        kinds,
        subject: holder.map(|holder| subject(reader, holder)).unwrap_or_default(),
        statements: about(reader, node, &[HOLDER, VERIFIABLE_CREDENTIAL]).statements,
        ..CredentialView::default()
    }
}

/// Whoever shows it.
fn subject(reader: &mut Reader, holder: Node<'_>) -> Subject {
    Subject { id: reader.iri(holder), name: party::name(reader, holder), ..Subject::default() }
}

const PRESENTATION: &str = "https://www.w3.org/2018/credentials#VerifiablePresentation";
const HOLDER: Term = &["https://www.w3.org/2018/credentials#holder"];
const VERIFIABLE_CREDENTIAL: Term = &["https://www.w3.org/2018/credentials#verifiableCredential"];
