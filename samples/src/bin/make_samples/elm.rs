//! Building blocks of the European Learning Model: nodes, terms, organisations, certificates' pages.
//!
//! As in credentials made by Europass, a single value stands without a list, and a node is written out in
//! full wherever it is mentioned.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use samples::forge::Organisation;
use serde_json::{Map, Value, json};

/// A language: its code in the European authority table, its BCP 47 tag, its English name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Language(pub(crate) &'static str, pub(crate) &'static str, pub(crate) &'static str);

pub(crate) const ENGLISH: Language = Language("ENG", "en", "English");
pub(crate) const FINNISH: Language = Language("FIN", "fi", "Finnish");
pub(crate) const PORTUGUESE: Language = Language("POR", "pt", "Portuguese");
pub(crate) const CZECH: Language = Language("CES", "cs", "Czech");

/// A country: its code in the European authority table, its English name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country(pub(crate) &'static str, pub(crate) &'static str);

pub(crate) const FINLAND: Country = Country("FIN", "Finland");
pub(crate) const PORTUGAL: Country = Country("PRT", "Portugal");
pub(crate) const CZECHIA: Country = Country("CZE", "Czechia");

impl Language {
    pub(crate) fn term(self) -> Value {
        authority_term("language", self.0, self.2)
    }
}

impl Country {
    pub(crate) fn term(self) -> Value {
        authority_term("country", self.0, self.1)
    }
}

/// A node: its type, its identifier inside the credential, its members.
macro_rules! node {
    ($kind:literal, $id:expr, { $($members:tt)* }) => {
        $crate::elm::assemble($kind, $id.as_ref(), serde_json::json!({ $($members)* }))
    };
}
pub(crate) use node;

/// What [`node!`] makes: `id` and `type` come first.
pub(crate) fn assemble(kind: &str, id: &str, members: Value) -> Value {
    let mut node = Map::new();
    node.insert("id".into(), format!("urn:epass:{id}").into());
    node.insert("type".into(), kind.into());
    if let Value::Object(members) = members {
        node.extend(members);
    }
    Value::Object(node)
}

/// A node with one more member.
fn with(mut node: Value, member: &str, value: Value) -> Value {
    node[member] = value;
    node
}

/// A term of a Europass vocabulary.
pub(crate) fn term(vocabulary: &str, code: &str, label: &str) -> Value {
    let base = format!("http://data.europa.eu/snb/{vocabulary}");
    concept(&format!("{base}/{code}"), &format!("{base}/25831c2"), json!({ "en": label }))
}

/// A skill or a piece of knowledge in ESCO.
fn esco(code: &str, label: &str) -> Value {
    let base = "http://data.europa.eu/esco";
    concept(&format!("{base}/skill/{code}"), &format!("{base}/concept-scheme/skills"), json!({ "en": label }))
}

/// A term that no shared vocabulary has.
pub(crate) fn local_term(id: &str, label: Value) -> Value {
    concept(&format!("urn:epass:concept:{id}"), &format!("urn:epass:conceptScheme:{id}"), label)
}

fn authority_term(table: &str, code: &str, label: &str) -> Value {
    let base = format!("http://publications.europa.eu/resource/authority/{table}");
    with(concept(&format!("{base}/{code}"), &base, json!({ "en": label })), "notation", table.into())
}

fn concept(id: &str, scheme: &str, label: Value) -> Value {
    json!({
        "id": id,
        "type": "Concept",
        "inScheme": { "id": scheme, "type": "ConceptScheme" },
        "prefLabel": label
    })
}

/// An organisation at an address. The nodes inside it share `id`.
pub(crate) fn organisation(id: &str, name: Value, country: Country, address: &str, homepage: &str) -> Value {
    node!("Organisation", format!("org:{id}"), {
        "legalName": name,
        "location": location(id, country, address),
        "homepage": node!("WebResource", format!("webResource:{id}"), { "contentURL": homepage })
    })
}

/// A place.
fn location(id: &str, country: Country, address: &str) -> Value {
    node!("Location", format!("location:{id}"), {
        "address": node!("Address", format!("address:{id}"), {
            "countryCode": country.term(),
            "fullAddress": note(&format!("address:{id}"), json!({ "en": address }))
        })
    })
}

/// The issuer as the sealing tool writes it: from the seal certificate and from nothing else.
pub(crate) fn issuer(seal: &Organisation, country: Country) -> Value {
    let spatial = country.term();
    let identifier = json!({
        "id": "urn:certificateIdentifier:1",
        "type": "LegalIdentifier",
        "spatial": spatial,
        "notation": seal.identifier
    });
    let address = json!({ "id": "urn:certificateAddress:1", "type": "Address", "countryCode": spatial });
    let location = json!({ "id": "urn:certificateLocation:1", "type": "Location", "address": address });
    node!("Organisation", "org:seal", {
        "eIDASIdentifier": identifier,
        "location": location,
        "altLabel": { "en": seal.common_name },
        "legalName": { "en": seal.name }
    })
}

/// Who awarded it, and when.
pub(crate) fn awarded(id: &str, by: &Value, on: &str) -> Value {
    node!("AwardingProcess", format!("awardingProcess:{id}"), {
        "awardingBody": by,
        "awardingDate": on
    })
}

pub(crate) fn note(id: &str, text: Value) -> Value {
    node!("Note", format!("note:{id}"), { "noteLiteral": text })
}

/// A learning outcome with skills in ESCO, given as code and label.
pub(crate) fn outcome(id: &str, title: Value, skills: &[(&str, &str)]) -> Value {
    let outcome = node!("LearningOutcome", format!("learningOutcome:{id}"), { "title": title });
    let skills: Vec<Value> = skills.iter().map(|(code, label)| esco(code, label)).collect();
    match skills.as_slice() {
        [] => outcome,
        [only] => with(outcome, "relatedESCOSkill", only.clone()),
        several => with(outcome, "relatedESCOSkill", several.into()),
    }
}

pub(crate) fn credit(number: usize, framework: Value, points: &str) -> Value {
    node!("CreditPoint", format!("creditPoint:{number}"), { "framework": framework, "point": points })
}

/// One page of the certificate in one language.
pub(crate) fn page((language, png): &(Language, Vec<u8>)) -> Value {
    let tag = language.1;
    let image = node!("MediaObject", format!("mediaObject:{tag}"), {
        "content": STANDARD.encode(png),
        "contentEncoding": term("encoding", "6146cde7dd", "base64"),
        "contentType": authority_term("file-type", "PNG", "PNG")
    });
    let detail = node!("DisplayDetail", format!("displayDetail:{tag}"), { "image": image, "page": 1 });
    node!("IndividualDisplay", format!("individualDisplay:{tag}"), {
        "language": language.term(),
        "displayDetail": detail
    })
}
