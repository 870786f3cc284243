//! Open Badges 2.0 and 1.1: assertions, whose badge class and issuer stand inside or lie at an address.
//!
//! Read as JSON by the names of the specification: what is signed, if anything is, is the text. What lies
//! elsewhere is not fetched to be shown, since no signature covers it.

mod reader;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde_json::Value;

use self::reader::{Reader, id, text};
use super::dates::{Edge, instant};
use super::{BrokenRule, Profile, Reading, ReadingFault, many, written};
use crate::linked::Linked;
use crate::report::{Code, ProfileId};
use crate::view::{
    Alignment, Claim, CredentialEvidence, CredentialView, Criteria, Identifier, Party, Subject,
};

/// The profile of Open Badges before 3.0.
pub(crate) struct OpenBadges2;

impl Profile for OpenBadges2 {
    fn id(&self) -> ProfileId {
        ProfileId::OpenBadges2
    }

    fn recognises(&self, document: &Value) -> bool {
        is_assertion(document)
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        let document = linked.document();
        let mut reader = Reader::new(linked.view_bytes());
        let view = view(document, &mut reader);
        linked.leave(reader.left());
        let mut unreadable_date = None;
        let until = document.get("expires").filter(|value| !value.is_null());
        let valid_until: Option<Timestamp> = until.and_then(|value| {
            let read = value.as_str().and_then(|text| instant(text, Edge::End));
            if read.is_none() {
                unreadable_date = Some(("expires".to_owned(), written(value)));
            }
            read
        });
        Reading {
            issuer_identifier: view.issuer.id.clone(),
            view,
            valid_until,
            unreadable_date,
            format: reader
                .is_over_budget()
                .then(|| ReadingFault { code: Code::OverBudget, value: "text".to_owned() }),
            broken_rules: broken_rules(document),
            ..Reading::default()
        }
    }
}

/// True for an assertion, by its context and type.
pub(crate) fn is_assertion(document: &Value) -> bool {
    let has = |member: &str, names: &[&str]| {
        many(document.get(member)).iter().filter_map(Value::as_str).any(|name| names.contains(&name))
    };
    has("@context", &CONTEXTS) && has("type", &["Assertion"])
}

/// How an assertion says that it is to be verified: `verification`, in edition 1.1 `verify`.
pub(crate) fn verification(document: &Value) -> Option<&Value> {
    document.get("verification").or_else(|| document.get("verify"))
}

/// True when it says that it is signed.
pub(crate) fn says_signed(document: &Value) -> bool {
    let kinds = verification(document).and_then(|verification| verification.get("type"));
    many(kinds).iter().any(|kind| kind == "SignedBadge" || kind == "signed")
}

/// The issuer as it stands inside the badge class, whole or by its address; `None` where the badge class
/// lies elsewhere.
pub(crate) fn issuer(document: &Value) -> Option<&Value> {
    document.get("badge")?.get("issuer")
}

/// An object's identifier, or the address that stands for it.
pub(crate) fn identifier(value: &Value) -> Option<&str> {
    id(value)
}

const CONTEXTS: [&str; 3] =
    ["https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/v1", "https://openbadgespec.org/v1"];

fn view(document: &Value, reader: &mut Reader) -> CredentialView {
    let badge = document.get("badge").unwrap_or(&Value::Null);
    let issuer = badge.get("issuer").map(|issuer| party(issuer, reader)).unwrap_or_default();
    let subject =
        Subject { identifiers: recipient(document, reader).into_iter().collect(), ..Subject::default() };
    let claim = claim(document, badge, reader);
    CredentialView {
        id: reader.string(document.get("id")),
        title: claim.title.clone(),
        issuer,
        subject,
        issued: reader.string(document.get("issuedOn")),
        valid_until: reader.string(document.get("expires")),
        languages: reader.string(document.get("@language").or(badge.get("@language"))).into_iter().collect(),
        kinds: vec!["Assertion".to_owned()],
        evidence: evidence(document, reader),
        remote_images: [document.get("image"), badge.get("image")].into_iter().flatten().map(|_| 1).sum(),
        claims: vec![claim],
        ..CredentialView::default()
    }
}

fn claim(document: &Value, badge: &Value, reader: &mut Reader) -> Claim {
    Claim {
        id: reader.string(badge.get("id").or(Some(badge))),
        title: reader.text(badge.get("name")),
        description: reader.text(badge.get("description")),
        awarded_on: reader.string(document.get("issuedOn")),
        criteria: badge.get("criteria").map(|criteria| match criteria {
            Value::String(_) => Criteria { url: reader.string(Some(criteria)), ..Criteria::default() },
            _ => Criteria {
                narrative: reader.text(criteria.get("narrative")),
                url: reader.string(criteria.get("id")),
            },
        }),
        tags: reader.strings(badge.get("tags")),
        alignments: reader
            .items(badge.get("alignment"))
            .map(|target| Alignment {
                name: reader.text(target.get("targetName").or(target.get("name"))),
                url: reader.string(target.get("targetUrl").or(target.get("url"))),
                code: reader.string(target.get("targetCode")),
                kind: None,
                framework: reader.text(target.get("targetFramework")),
                description: reader.text(target.get("targetDescription").or(target.get("description"))),
            })
            .collect(),
        ..Claim::default()
    }
}

fn party(issuer: &Value, reader: &mut Reader) -> Party {
    Party {
        id: id(issuer).map(str::to_owned),
        name: reader.text(issuer.get("name")),
        homepage: reader.string(issuer.get("url")),
        description: reader.text(issuer.get("description")),
        ..Party::default()
    }
}

/// Whom it is about: an address of mail or the like, mostly as a hash with a salt.
fn recipient(document: &Value, reader: &mut Reader) -> Option<Identifier> {
    let recipient = document.get("recipient")?;
    let value = reader.string(recipient.get("identity"))?;
    Some(Identifier {
        kind: match text(recipient, "type") {
            Some("email") => Some("emailAddress".to_owned()),
            _ => reader.string(recipient.get("type")),
        },
        hashed: recipient.get("hashed") == Some(&Value::Bool(true)) || value.starts_with("sha256$"),
        salt: reader.string(recipient.get("salt")),
        value,
    })
}

fn evidence(document: &Value, reader: &mut Reader) -> Vec<CredentialEvidence> {
    let mut found: Vec<CredentialEvidence> = reader
        .items(document.get("evidence"))
        .map(|one| CredentialEvidence {
            id: reader.string(Some(one).filter(|one| one.is_string()).or(one.get("id"))),
            name: reader.text(one.get("name")),
            description: reader.text(one.get("description")),
            narrative: reader.text(one.get("narrative")),
            genre: reader.text(one.get("genre")),
            audience: reader.text(one.get("audience")),
            ..CredentialEvidence::default()
        })
        .collect();
    if let Some(narrative) = document.get("narrative") {
        found.push(CredentialEvidence {
            narrative: reader.text(Some(narrative)),
            ..CredentialEvidence::default()
        });
    }
    found
}

/// What an assertion, its recipient and a badge class inside it must have (Open Badges 2.0 §Assertion, §BadgeClass).
fn broken_rules(document: &Value) -> Vec<BrokenRule> {
    let mut broken = Vec::new();
    let mut require = |class: &str, at: &str, names: &[&str]| {
        let Some(Value::Object(members)) = document.pointer(at) else { return };
        let missing = names.iter().filter(|name| !members.contains_key(**name));
        broken.extend(
            missing.map(|name| BrokenRule { rule: format!("{class}.{name} 1..1"), at: at.to_owned() }),
        );
    };
    require("Assertion", "", &["id", "recipient", "badge", "issuedOn"]);
    require("IdentityObject", "/recipient", &["type", "hashed", "identity"]);
    require("BadgeClass", "/badge", &["id", "name", "description", "image", "criteria", "issuer"]);
    require("Profile", "/badge/issuer", &["id", "name", "url"]);
    if verification(document).is_none() {
        broken.push(BrokenRule { rule: "Assertion.verification 1..1".to_owned(), at: String::new() });
    }
    broken
}
