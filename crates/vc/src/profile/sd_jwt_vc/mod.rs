//! SD-JWT VC (IETF draft): claims by name, with a type in `vct`.
//!
//! The claims have no context that would explain them, so they are shown as they are written. Type metadata
//! is not looked up: who serves it could change how a credential looks after it was issued.

mod claims;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde_json::{Map, Value};

use self::claims::Claims;
use super::{BrokenRule, Profile, Reading, ReadingFault, StatusEntry, written};
use crate::linked::Linked;
use crate::report::{Code, ProfileId};
use crate::securing::jws::numeric_date;
use crate::status::TOKEN_STATUS_LIST;
use crate::view::{CredentialView, Described, Party, Subject, Text};

/// The SD-JWT VC profile.
pub(crate) struct SdJwtVc;

impl Profile for SdJwtVc {
    fn id(&self) -> ProfileId {
        ProfileId::SdJwtVc
    }

    fn recognises(&self, document: &Value) -> bool {
        document.get("vct").is_some() && document.get("@context").is_none()
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        let document = linked.document();
        let Some(claims) = document.as_object() else {
            let format = Some(ReadingFault { code: Code::Malformed, value: written(document) });
            return Reading { format, ..Reading::default() };
        };
        let mut dates = Dates::default();
        let (valid_from, valid_until, issued) =
            (dates.read(claims, "nbf"), dates.read(claims, "exp"), dates.read(claims, "iat"));
        let mut shown = Claims::new();
        let about = Described {
            id: text(claims, "sub").map(str::to_owned),
            kinds: Vec::new(),
            statements: shown.statements(claims, &NOT_SHOWN),
        };
        let date = |time: Option<Timestamp>| time.map(|time| time.to_string());
        Reading {
            view: CredentialView {
                id: text(claims, "jti").map(str::to_owned),
                title: title(claims),
                issuer: Party { id: text(claims, "iss").map(str::to_owned), ..Party::default() },
                subject: Subject { id: about.id.clone(), name: person(claims), ..Subject::default() },
                issued: date(issued),
                valid_from: date(valid_from),
                valid_until: date(valid_until),
                kinds: text(claims, "vct").map(str::to_owned).into_iter().collect(),
                subjects: vec![about],
                ..CredentialView::default()
            },
            issuer_identifier: text(claims, "iss").map(str::to_owned),
            valid_from,
            valid_until,
            status: status(claims),
            format: shown
                .is_over_budget()
                .then(|| ReadingFault { code: Code::OverBudget, value: "claims".to_owned() }),
            unreadable_date: dates.unreadable,
            broken_rules: broken_rules(claims),
            ..Reading::default()
        }
    }
}

/// Claims that have their place elsewhere, or speak about the token.
const NOT_SHOWN: [&str; 11] =
    ["iss", "sub", "nbf", "exp", "iat", "jti", "vct", "vct#integrity", "cnf", "status", "_sd_alg"];

/// The dates of the token, in seconds since 1970.
#[derive(Default)]
struct Dates {
    unreadable: Option<(String, String)>,
}

impl Dates {
    fn read(&mut self, claims: &Map<String, Value>, name: &str) -> Option<Timestamp> {
        let value = claims.get(name)?;
        let time = numeric_date(value);
        // When it was issued decides nothing.
        if time.is_none() && name != "iat" {
            self.unreadable.get_or_insert_with(|| (name.to_owned(), written(value)));
        }
        time
    }
}

/// The type in words: the last part of its name that is more than a version, `urn:eudi:diploma:1` or
/// `https://school.example/types/diploma`.
fn title(claims: &Map<String, Value>) -> Text {
    let class = text(claims, "vct").unwrap_or_default();
    let is_version = |part: &str| {
        part.strip_prefix('v').unwrap_or(part).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let name = class.rsplit(['#', '/', ':']).find(|part| !is_version(part)).unwrap_or(class);
    Text([("und".to_owned(), claims::capitalised(name))].into())
}

/// What somebody is called, as far as it is disclosed (OpenID Connect Core §5.1, whose names the IANA registry of JWT claims
/// has): `name`, or else `given_name` and `family_name`.
fn person(claims: &Map<String, Value>) -> Text {
    let said = |name| text(claims, name).map(str::trim).filter(|text| !text.is_empty());
    let parts = || ["given_name", "family_name"].into_iter().filter_map(said).collect::<Vec<_>>().join(" ");
    let name = said("name").map_or_else(parts, str::to_owned);
    if name.is_empty() { Text::default() } else { Text([("und".to_owned(), name)].into()) }
}

/// `status.status_list` (Token Status List §6.2). Another mechanism is an entry that is not understood.
fn status(claims: &Map<String, Value>) -> Vec<StatusEntry> {
    let Some(status) = claims.get("status") else { return Vec::new() };
    let mechanisms = status.as_object().filter(|mechanisms| !mechanisms.is_empty());
    let Some(mechanisms) = mechanisms else { return vec![StatusEntry::default()] };
    let entry = |(name, entry): (&String, &Value)| StatusEntry {
        kind: if name == "status_list" { TOKEN_STATUS_LIST.to_owned() } else { name.clone() },
        index: entry.get("idx").and_then(Value::as_u64).map(|index| index.to_string()),
        list: entry.get("uri").and_then(Value::as_str).map(str::to_owned),
        ..StatusEntry::default()
    };
    mechanisms.iter().map(entry).collect()
}

/// The shape of the registered claims (SD-JWT VC §3.2.2.2).
fn broken_rules(claims: &Map<String, Value>) -> Vec<BrokenRule> {
    let is_text = |name: &str| claims.get(name).is_none_or(Value::is_string);
    let rules = [
        ("vct", "SdJwtVc.vct is text", is_text("vct")),
        ("iss", "SdJwtVc.iss is text", is_text("iss")),
        ("sub", "SdJwtVc.sub is text", is_text("sub")),
        ("iat", "SdJwtVc.iat is a number", claims.get("iat").is_none_or(Value::is_number)),
        ("cnf", "SdJwtVc.cnf is an object", claims.get("cnf").is_none_or(Value::is_object)),
    ];
    let broken = rules.into_iter().filter(|(_, _, holds)| !holds);
    broken.map(|(name, rule, _)| BrokenRule { rule: rule.to_owned(), at: format!("/{name}") }).collect()
}

fn text<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}
