//! The rules of the Verifiable Credentials Data Model, versions 1.1 and 2.0.
//!
//! Checked are the rules about the shape of a credential. Not checked: what a type or a schema that it names
//! asks for, and whether addresses lead anywhere.

use jsonld::Node;
use serde_json::Value;

use super::Version;
use super::credential::{Credential, contexts};
use super::shape::{At, Broken, Kind, Shape};
use super::terms::{self, Term, local_name};
use crate::profile::dates::{Edge, instant, stamp};

/// Holds a credential against the rules of its version.
pub(in crate::profile) fn judge(
    broken: &mut Broken,
    version: Version,
    document: &Value,
    credential: Credential<'_>,
) {
    let node = credential.node;
    if contexts(document).first() != Some(&Some(version.context())) {
        broken.add(format!("VerifiableCredential.@context is {} first", version.context()), &At::Root);
    }
    broken.judge(version.credential(), node, &At::Root);
    issuer(broken, version, node);
    subjects(broken, node);
    dates(broken, version, node);
    if version == Version::V2 {
        order_of_dates(broken, node);
        texts(broken, "VerifiableCredential", node);
    }
    for (shape, term) in version.parts() {
        broken.judge_all(shape, node, (shape.class, term));
    }
}

fn issuer(broken: &mut Broken, version: Version, node: Node<'_>) {
    let Some(value) = node.all_of(terms::ISSUER).next() else { return };
    match value.node() {
        Some(issuer) if issuer.iri().is_some() => {
            if version == Version::V2 {
                texts(broken, "issuer", issuer);
            }
        }
        _ => broken.add("VerifiableCredential.issuer is a URL".to_owned(), &At::Value(value)),
    }
}

/// Every subject is the subject of something: it has an identifier or a claim.
fn subjects(broken: &mut Broken, node: Node<'_>) {
    for value in node.all_of(terms::CREDENTIAL_SUBJECT) {
        let said = value.node().is_some_and(|it| it.iri().is_some() || it.is_described());
        if !said {
            broken.add("credentialSubject.claim 1..*".to_owned(), &At::Value(value));
        }
        if broken.is_full() {
            return;
        }
    }
}

fn dates(broken: &mut Broken, version: Version, node: Node<'_>) {
    for term in [terms::VALID_FROM, terms::VALID_UNTIL, terms::ISSUANCE_DATE, terms::EXPIRATION_DATE] {
        for value in node.all_of(term) {
            let literal = value.literal();
            let text = literal.as_ref().map(|literal| &*literal.text).unwrap_or_default();
            if !version.is_date(text) {
                let rule = format!("VerifiableCredential.{} is {}", local_name(term[0]), version.date());
                broken.add(rule, &At::Value(value));
            }
            if broken.is_full() {
                return;
            }
        }
    }
}

/// It does not end before it begins.
fn order_of_dates(broken: &mut Broken, node: Node<'_>) {
    let date = |term: Term| {
        let literal = node.all_of(term).find_map(|value| value.literal())?;
        stamp(&literal.text)
    };
    if let (Some(from), Some(until)) = (date(terms::VALID_FROM), date(terms::VALID_UNTIL))
        && until < from
    {
        broken.add("VerifiableCredential.validUntil is not before validFrom".to_owned(), &At::Root);
    }
}

/// Names and descriptions are texts. Version 1.1 does not speak of them.
fn texts(broken: &mut Broken, class: &str, node: Node<'_>) {
    for (name, term) in [("name", terms::NAME), ("description", terms::DESCRIPTION)] {
        let mut values = node.all_of(term);
        if let Some(value) = values.find(|value| value.literal().is_none()) {
            broken.add(format!("{class}.{name} is text"), &At::Value(value));
        }
    }
}

impl Version {
    /// The context that comes first.
    pub(in crate::profile) fn context(self) -> &'static str {
        match self {
            Version::V1 => "https://www.w3.org/2018/credentials/v1",
            Version::V2 => "https://www.w3.org/ns/credentials/v2",
        }
    }

    fn credential(self) -> &'static Shape {
        match self {
            Version::V1 => &CREDENTIAL_1,
            Version::V2 => &CREDENTIAL_2,
        }
    }

    /// What its parts must have. Version 1.1 asks for identifiers where version 2.0 does not.
    fn parts(self) -> [(&'static Shape, Term); 6] {
        let (status, refresh_service) = match self {
            Version::V1 => (&STATUS_1, &REFRESH_SERVICE_1),
            Version::V2 => (&STATUS_2, &REFRESH_SERVICE_2),
        };
        [
            (status, terms::CREDENTIAL_STATUS),
            (&SCHEMA, terms::CREDENTIAL_SCHEMA),
            (refresh_service, terms::REFRESH_SERVICE),
            (&TERMS_OF_USE, terms::TERMS_OF_USE),
            (&EVIDENCE, terms::EVIDENCE),
            (&RELATED_RESOURCE, terms::RELATED_RESOURCE),
        ]
    }

    /// The datatype of its dates.
    fn date(self) -> &'static str {
        match self {
            Version::V1 => "dateTime",
            Version::V2 => "dateTimeStamp",
        }
    }

    fn is_date(self, text: &str) -> bool {
        match self {
            Version::V1 => text.contains('T') && instant(text, Edge::Start).is_some(),
            Version::V2 => stamp(text).is_some(),
        }
    }
}

static CREDENTIAL_1: Shape = Shape {
    exactly_one: &[("issuer", terms::ISSUER), ("issuanceDate", terms::ISSUANCE_DATE)],
    at_least_one: &[("credentialSubject", terms::CREDENTIAL_SUBJECT)],
    at_most_one: &[("expirationDate", terms::EXPIRATION_DATE)],
    ..Shape::of("VerifiableCredential")
};
static CREDENTIAL_2: Shape = Shape {
    exactly_one: &[("issuer", terms::ISSUER)],
    at_least_one: &[("credentialSubject", terms::CREDENTIAL_SUBJECT)],
    at_most_one: &[("validFrom", terms::VALID_FROM), ("validUntil", terms::VALID_UNTIL)],
    ..Shape::of("VerifiableCredential")
};
static STATUS_1: Shape = Shape { kind: Kind::Some, id: true, ..Shape::of("credentialStatus") };
static STATUS_2: Shape = Shape { kind: Kind::Some, ..Shape::of("credentialStatus") };
static SCHEMA: Shape = Shape { kind: Kind::Some, id: true, ..Shape::of("credentialSchema") };
static REFRESH_SERVICE_1: Shape = Shape { kind: Kind::Some, id: true, ..Shape::of("refreshService") };
static REFRESH_SERVICE_2: Shape = Shape { kind: Kind::Some, ..Shape::of("refreshService") };
static TERMS_OF_USE: Shape = Shape { kind: Kind::Some, ..Shape::of("termsOfUse") };
static EVIDENCE: Shape = Shape { kind: Kind::Some, ..Shape::of("evidence") };
static RELATED_RESOURCE: Shape =
    Shape { id: true, at_least_one: &[("digest", terms::DIGEST)], ..Shape::of("relatedResource") };
