//! Credentials inside a credential or presentation: as objects, in envelopes, and as tokens where those may stand.
//! Each is judged by itself.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;

use super::enveloped;
use super::unverified::Unverified;
use crate::container::{self, Piece};
use crate::limits::{MAX_NESTED, MAX_NESTED_DEPTH};
use crate::report::NestedKind;

/// A credential inside another.
pub(crate) struct Nested {
    /// JSON pointer to it.
    pub(crate) at: String,
    /// What it is there for.
    pub(crate) kind: NestedKind,
    /// Identifier of the object that carries it.
    pub(crate) parent: Option<String>,
    /// It, with nothing proven.
    pub(crate) credential: Unverified,
}

/// How many more credentials are looked for inside one, and how deep.
pub(crate) struct Room {
    depth: usize,
    left: Rc<Cell<usize>>,
    /// True once there was one too many.
    over: Rc<Cell<bool>>,
}

impl Room {
    /// All there is: [`MAX_NESTED`] credentials, down to [`MAX_NESTED_DEPTH`].
    pub(super) fn whole() -> Self {
        let (left, over) = (Rc::new(Cell::new(MAX_NESTED)), Rc::default());
        Self { depth: MAX_NESTED_DEPTH, left, over }
    }

    /// True when there were more credentials than are looked for.
    pub(super) fn is_over(&self) -> bool {
        self.over.get()
    }

    fn inside(&self) -> Option<Self> {
        let (left, over) = (Rc::clone(&self.left), Rc::clone(&self.over));
        Some(Self { depth: self.depth.checked_sub(1)?, left, over })
    }

    fn take(&self) -> bool {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.unwrap_or(0));
        self.over.set(self.over.get() || left.is_none());
        left.is_some()
    }
}

/// The credentials directly inside a document, each with those inside it, as far as there is room.
///
/// Found by their type, which every credential has; whether they are part of what the outer signature
/// covers is the outer credential's matter.
pub(super) fn find(document: &Value, sha256: &str, room: &Room) -> Vec<Nested> {
    let mut found = Vec::new();
    if let Some(room) = room.inside() {
        Search { sha256, room, found: &mut found }.inside(document, None, &mut String::new(), false);
    }
    found
}

struct Search<'a> {
    sha256: &'a str,
    room: Room,
    found: &'a mut Vec<Nested>,
}

impl Search<'_> {
    /// `parent` identifies the object that `value` is a value of; `tokens` is true where tokens may stand.
    fn inside(&mut self, value: &Value, parent: Option<&str>, at: &mut String, tokens: bool) {
        match value {
            Value::Object(members) => {
                let id = ["id", "@id"].iter().find_map(|name| members.get(*name)).and_then(Value::as_str);
                for (name, member) in members {
                    let tokens = TOKEN_MEMBERS.contains(&name.as_str());
                    if has_parts(member) || tokens {
                        let step = name.replace('~', "~0").replace('/', "~1");
                        self.step(member, id, at, &step, tokens);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate().filter(|(_, item)| has_parts(item) || tokens) {
                    self.step(item, parent, at, &index.to_string(), tokens);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, value: &Value, parent: Option<&str>, at: &mut String, step: &str, tokens: bool) {
        let length = at.len();
        at.push('/');
        at.push_str(step);
        match value {
            Value::String(text) if tokens => {
                if let Some(token) = container::token(text.as_bytes()) {
                    self.take(token, parent, at);
                }
            }
            _ if is_credential(value) => self.take(Piece::Json(value.clone()), parent, at),
            _ => self.inside(value, parent, at, tokens),
        }
        at.truncate(length);
    }

    fn take(&mut self, piece: Piece, parent: Option<&str>, at: &str) {
        if !self.room.take() {
            return;
        }
        if let Ok(credential) = Unverified::read(piece, self.sha256, &self.room) {
            let is_endorsement = |document| types(document).any(|class| class == "EndorsementCredential");
            let kind = match credential.document.as_ref().is_ok_and(is_endorsement) {
                true => NestedKind::Endorsement,
                false => NestedKind::Credential,
            };
            let (at, parent) = (at.to_owned(), parent.map(str::to_owned));
            self.found.push(Nested { at, kind, parent, credential });
        }
    }
}

fn has_parts(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// Members under which credentials stand as tokens (VC 1.1 §6.3.1, Open Badges 3.0 §B).
const TOKEN_MEMBERS: [&str; 2] = ["verifiableCredential", "endorsementJwt"];

fn is_credential(value: &Value) -> bool {
    types(value).any(|class| class == "VerifiableCredential") || enveloped::is_envelope(value)
}

fn types(value: &Value) -> impl Iterator<Item = &str> {
    let of = |name| match value.get(name) {
        Some(Value::Array(types)) => types.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    [of("type"), of("@type")].into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{MAX_NESTED, MAX_NESTED_DEPTH};
    use crate::verify::evidence::Evidence;
    use crate::{Check, Code, NestedKind, NestedReport, Outcome, Report, Verdict, Verifier};

    const CONTEXTS: [&str; 2] = [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ];

    #[test]
    fn endorsements_are_found_wherever_they_may_stand() {
        for (carrier, id) in [
            ("", "urn:badge"),
            ("/issuer", "did:web:school.example"),
            ("/credentialSubject/achievement", "urn:achievement"),
            ("/credentialSubject/achievement/creator", "https://council.example/"),
        ] {
            let report = report(&carrying(carrier, json!([endorsement(id)])));
            assert_eq!(report.check(Check::Format).unwrap().outcome, Outcome::Pass, "{carrier}");
            let [nested] = report.nested.as_slice() else { panic!("one endorsement on {carrier}") };
            assert_eq!(nested.at, format!("{carrier}/endorsement/0"));
            assert_eq!((nested.kind, nested.about_parent), (NestedKind::Endorsement, true), "{carrier}");
            assert_eq!(nested.report.claims.endorsement.as_ref().unwrap().of.as_deref(), Some(id));
        }
    }

    #[test]
    fn endorsement_of_something_else_is_not_about_its_carrier() {
        for of in ["urn:achievement", "urn:other", "did:key:learner"] {
            let report = report(&carrying("/issuer", json!(endorsement(of))));
            assert!(!report.nested[0].about_parent, "{of}");
        }
    }

    #[test]
    fn carrier_without_an_identifier_is_not_the_one_around_it() {
        let mut badge = carrying("/credentialSubject/achievement", endorsement("did:key:learner"));
        badge["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("id");
        assert!(!report(&badge).nested[0].about_parent);
        badge["credentialSubject"]["achievement"]["@id"] = json!("did:key:learner");
        assert!(report(&badge).nested[0].about_parent);
    }

    #[test]
    fn injected_endorsement_is_judged_and_its_carrier_refused() {
        let mut badge = badge();
        badge["praise"] = endorsement("urn:badge");
        let report = report(&badge);
        assert_eq!(report.check(Check::Format).unwrap().code, Some(Code::UnsignedContent));
        assert_eq!(report.nested.iter().map(|nested| nested.at.as_str()).collect::<Vec<_>>(), ["/praise"]);
    }

    #[test]
    fn each_has_a_report_of_its_own() {
        let mut expired = endorsement("urn:badge");
        expired["validUntil"] = json!("2026-06-03T00:00:00Z");
        let report = report(&carrying("", json!([expired, endorsement("urn:badge")])));
        let validity = |nested: &NestedReport| nested.report.check(Check::Validity).unwrap().code;
        assert_eq!(validity(&report.nested[0]), Some(Code::Expired));
        assert_ne!(validity(&report.nested[1]), Some(Code::Expired));
        assert_ne!(report.check(Check::Validity).unwrap().code, Some(Code::Expired));
        assert!(report.nested.iter().all(|nested| nested.report.verdict == Verdict::Invalid)); // nobody signed them
    }

    #[test]
    fn no_more_are_read_than_there_is_room_for() {
        let many = vec![endorsement("urn:badge"); MAX_NESTED + 5];
        let report_on_many = report(&carrying("", json!(many)));
        assert_eq!(report_on_many.nested.len(), MAX_NESTED);
        let format = report_on_many.check(Check::Format).unwrap();
        assert_eq!(format.code, Some(Code::OverBudget), "that some are left out is said");

        let mut pair = endorsement("urn:badge");
        pair["endorsement"] = endorsement("urn:endorsement");
        let pairs = report(&carrying("", json!(vec![pair; MAX_NESTED]))).nested;
        assert_eq!(pairs.iter().map(|outer| 1 + outer.report.nested.len()).sum::<usize>(), MAX_NESTED);

        let mut deep = endorsement("urn:badge");
        for _ in 0..2 * MAX_NESTED_DEPTH {
            let inner = deep;
            deep = endorsement("urn:badge");
            deep["endorsement"] = inner;
        }
        let mut depth = 0;
        let mut nested = report(&carrying("", deep)).nested;
        while let Some(inner) = nested.pop() {
            depth += 1;
            nested = inner.report.nested;
        }
        assert_eq!(depth, MAX_NESTED_DEPTH);
    }

    fn report(document: &Value) -> Report {
        let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
        Verifier::default().verify(&unverified, &Evidence::none(), "2026-11-22T12:00:00Z".parse().unwrap())
    }

    fn carrying(carrier: &str, endorsement: Value) -> Value {
        let mut badge = badge();
        badge.pointer_mut(carrier).unwrap()["endorsement"] = endorsement;
        badge
    }

    fn badge() -> Value {
        json!({
            "@context": CONTEXTS,
            "id": "urn:badge",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": "Badge",
            "issuer": {"id": "did:web:school.example", "type": "Profile", "name": "School"},
            "validFrom": "2026-06-01T00:00:00Z",
            "credentialSubject": {
                "id": "did:key:learner",
                "type": "AchievementSubject",
                "achievement": {
                    "id": "urn:achievement",
                    "type": "Achievement",
                    "name": "Badge",
                    "description": "What was done",
                    "criteria": {"narrative": "Do it"},
                    "creator": {"id": "https://council.example/", "type": "Profile", "name": "Council"},
                },
            },
        })
    }

    fn endorsement(of: &str) -> Value {
        json!({
            "@context": CONTEXTS,
            "id": "urn:endorsement",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": "Good standing",
            "issuer": {"id": "did:web:council.example", "type": "Profile"},
            "validFrom": "2026-06-02T00:00:00Z",
            "credentialSubject": {"id": of, "type": "EndorsementSubject", "endorsementComment": "We know them"},
        })
    }
}
