//! European Digital Credentials for Learning: the European Learning Model 3, application profile 1.1.0.
//!
//! JSON is read by the names of the profile's context, which is the only one accepted. A node may be
//! repeated in full or referred to by id; a value may stand alone or in a list.

mod beside;
mod claim;
mod image;
mod index;
mod language;
pub(crate) mod legacy;
mod node;
mod outcome;
mod reader;
mod rules;
mod shapes;
#[cfg(test)]
mod tests;
mod variant;
mod view;

use jiff::Timestamp;
use serde_json::Value;

use self::index::Index;
use self::node::{Object, many, sole_string, strings};
use super::dates::{Edge, instant};
use super::{Profile, Reading, ReadingFault, StatusEntry, written};
use crate::linked::Linked;
use crate::report::{Code, ProfileId};

/// The EDC profile.
pub(crate) struct Edc;

impl Profile for Edc {
    fn id(&self) -> ProfileId {
        ProfileId::Edc
    }

    fn recognises(&self, document: &Value) -> bool {
        strings(document.get("type")).any(|class| class == "EuropeanDigitalCredential")
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        let document = linked.document();
        let Some(credential) = document.as_object() else {
            let value = written(document);
            return Reading {
                format: Some(ReadingFault { code: Code::Malformed, value }),
                ..Reading::default()
            };
        };
        let index = Index::of(document);
        let (view, complete) = view::read(credential, &index, linked);
        let (validity, unreadable_date) = Validity::read(credential);
        Reading {
            view,
            issuer_identifier: issuer_identifier(credential, &index),
            valid_from: validity.from,
            valid_until: validity.until,
            status: status(credential),
            unsigned: Vec::new(), // the seal covers bytes: all of them
            format: context_fault(credential, &index).or_else(|| budget_fault(complete)),
            unreadable_date,
            broken_rules: rules::broken(&index),
        }
    }
}

/// The contexts of the profile, in their order.
const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"];

/// Another context, or one given inline, would change what the names mean.
fn context_fault(credential: &Object, index: &Index<'_>) -> Option<ReadingFault> {
    let context = credential.get("@context");
    let contexts = many(context);
    let unknown = contexts.iter().find(|value| !CONTEXTS.iter().any(|known| *value == known));
    let exact = contexts.iter().eq(CONTEXTS.iter());
    let fault = unknown.or(index.inner_context());
    if fault.is_none() && exact {
        return None;
    }
    let value = written(fault.or(context).unwrap_or(&Value::Null));
    Some(ReadingFault { code: Code::ContextUnknown, value })
}

/// A view that leaves something out would be a half-truth.
fn budget_fault(complete: bool) -> Option<ReadingFault> {
    (!complete).then(|| ReadingFault { code: Code::OverBudget, value: "claims".to_owned() })
}

/// The legal identifier that the sealing tool writes from the certificate. Nothing when it is not one.
fn issuer_identifier(credential: &Object, index: &Index<'_>) -> Option<String> {
    let issuer = sole(index.follow(credential, "issuer"))?;
    let identifier = sole(index.follow(issuer, "eIDASIdentifier"))?;
    sole_string(identifier.get("notation")).map(str::to_owned)
}

fn status(credential: &Object) -> Vec<StatusEntry> {
    let entries = many(credential.get("credentialStatus"));
    let text = |entry: &Value, name: &str| sole_string(entry.get(name)).map(str::to_owned);
    let entry = |entry: &Value| StatusEntry {
        id: text(entry, "id"),
        kind: text(entry, "type").unwrap_or_default(),
        purpose: text(entry, "statusPurpose"),
        index: text(entry, "statusListIndex"),
        list: text(entry, "statusListCredential"),
        size: text(entry, "statusSize"),
        messages: Vec::new(),
    };
    entries.iter().map(entry).collect()
}

fn sole<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    first.filter(|_| items.next().is_none())
}

/// From when until when a credential is in force.
#[derive(Default)]
struct Validity {
    from: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl Validity {
    /// Reads the dates that decide; the second is the first of them that cannot be read.
    ///
    /// VC 1.1 lets `issuanceDate` begin the validity. The sealing tool uses it for the time of sealing
    /// and states the beginning in `validFrom`, so that one decides, and `issuanceDate` only where it is
    /// absent.
    fn read(credential: &Object) -> (Self, Option<(String, String)>) {
        let stated = !many(credential.get("validFrom")).is_empty();
        let from = if stated { "validFrom" } else { "issuanceDate" };
        let mut validity = Validity::default();
        let mut unreadable = None;
        for (name, edge) in [(from, Edge::Start), ("validUntil", Edge::End), ("expirationDate", Edge::End)] {
            for value in many(credential.get(name)) {
                match (value.as_str().and_then(|text| instant(text, edge)), edge) {
                    (Some(time), Edge::Start) => validity.from = validity.from.max(Some(time)),
                    (Some(time), Edge::End) => {
                        validity.until = Some(validity.until.map_or(time, |until| until.min(time)));
                    }
                    (None, _) => unreadable = unreadable.or_else(|| Some((name.to_owned(), written(value)))),
                }
            }
        }
        (validity, unreadable)
    }
}
