//! What a document says, for people.

use super::index::{Index, id_of};
use super::node::{Object, many};
use super::reader::Reader;
use super::{beside, claim, image, language, variant};
use crate::linked::Linked;
use crate::view::{Claim, ClaimKind, Concept, CredentialView, Party, Subject, Supplement, Text};

/// The view of `credential`, within the budget of `linked`, and whether all of it fitted.
pub(super) fn read<'a>(
    credential: &'a Object,
    index: &'a Index<'a>,
    linked: &Linked<'_>,
) -> (CredentialView, bool) {
    let mut reader = Reader::within(linked.view_bytes(), index);
    let display = reader.first(credential, "displayParameter");
    let issuer = reader.first(credential, "issuer");
    let subject = reader.first(credential, "credentialSubject");
    let claims = subject.map(|subject| claim::all(&mut reader, credential, subject)).unwrap_or_default();

    let view = CredentialView {
        id: reader.string(credential, "id"),
        title: title(&mut reader, display, &claims),
        description: display.map(|display| reader.text(display, "description")).unwrap_or_default(),
        issuer: issuer.map(|issuer| sealing_party(&mut reader, issuer)).unwrap_or_default(),
        subject: subject.map(|subject| person(&mut reader, subject)).unwrap_or_default(),
        issued: reader.string(credential, "issued").or_else(|| reader.string(credential, "issuanceDate")),
        valid_from: reader
            .string(credential, "validFrom")
            .or_else(|| reader.string(credential, "issuanceDate")),
        valid_until: reader
            .string(credential, "validUntil")
            .or_else(|| reader.string(credential, "expirationDate")),
        claims,
        images: display.map(|display| image::pages(&mut reader, display)).unwrap_or_default(),
        languages: display.map(languages).unwrap_or_default(),
        variants: variant::all(credential),
        evidence: variant::evidence(&mut reader, credential),
        documents: documents(&mut reader, credential),
        ..CredentialView::default()
    };
    linked.leave(reader.left());
    (view, !reader.exhausted())
}

/// What is attached to the credential, and what its evidence carries or names.
fn documents<'a>(reader: &mut Reader<'a>, credential: &'a Object) -> Vec<Supplement> {
    let mut found = Vec::new();
    beside::documents(reader, credential, "attachment", &mut found);
    for evidence in reader.follow(credential, "evidence") {
        for name in ["embeddedEvidence", "supplementaryDocument"] {
            beside::documents(reader, evidence, name, &mut found);
        }
    }
    found
}

/// What a person would call the credential.
///
/// The title on the certificate is often the kind of paper ("Micro-Credential", "Certificate of
/// Participation"). So where one thing was achieved, or the credential makes one claim, that gives the
/// name; else the certificate does.
fn title<'a>(reader: &mut Reader<'a>, display: Option<&'a Object>, claims: &[Claim]) -> Text {
    let mut achievements = claims.iter().filter(|claim| claim.kind == ClaimKind::Achievement);
    let sole = match (achievements.next(), achievements.next(), claims) {
        (Some(achievement), None, _) => Some(achievement),
        (None, _, [claim]) => Some(claim),
        _ => None,
    };
    let on_paper = display.map(|display| reader.text(display, "title")).unwrap_or_default();
    sole.map(|claim| claim.title.clone())
        .into_iter()
        .chain([on_paper])
        .chain(claims.first().map(|claim| claim.title.clone()))
        .find(|title| !title.is_empty())
        .unwrap_or_default()
}

/// An organisation, person or group.
pub(super) fn party<'a>(reader: &mut Reader<'a>, agent: &'a Object) -> Party {
    const NAMES: [&str; 4] = ["legalName", "prefLabel", "fullName", "altLabel"];
    Party {
        id: reader.string(agent, "id"),
        name: NAMES
            .iter()
            .map(|name| reader.text(agent, name))
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        legal_identifier: identifier(reader, agent, "eIDASIdentifier")
            .or_else(|| identifier(reader, agent, "registration")),
        country: country(reader, agent),
        homepage: homepage(reader, agent),
        ..Party::default()
    }
}

/// The issuer: an organisation as its seal describes it.
///
/// The sealing tool writes name and eIDAS identifier from the certificate, but adds the certificate's
/// country *after* the locations it found. So the country is that of the identifier.
fn sealing_party<'a>(reader: &mut Reader<'a>, issuer: &'a Object) -> Party {
    let identifier = reader.first(issuer, "eIDASIdentifier");
    let party = party(reader, issuer);
    let country = identifier.and_then(|identifier| reader.concept(identifier, "spatial"));
    Party { country: country.or(party.country), ..party }
}

fn identifier<'a>(reader: &mut Reader<'a>, agent: &'a Object, name: &str) -> Option<String> {
    let identifier = reader.first(agent, name)?;
    reader.string(identifier, "notation")
}

fn country<'a>(reader: &mut Reader<'a>, agent: &'a Object) -> Option<Concept> {
    let location = reader.first(agent, "location")?;
    let address = reader.first(location, "address")?;
    reader.concept(address, "countryCode")
}

fn homepage<'a>(reader: &mut Reader<'a>, agent: &'a Object) -> Option<String> {
    let page = reader.first(agent, "homepage")?;
    reader.string(page, "contentURL")
}

fn person<'a>(reader: &mut Reader<'a>, person: &'a Object) -> Subject {
    let full = reader.text(person, "fullName");
    let name = if full.is_empty() { joined_name(reader, person) } else { full };
    Subject {
        id: reader.string(person, "id"),
        name,
        date_of_birth: reader.string(person, "dateOfBirth"),
        identifiers: Vec::new(),
    }
}

/// Given and family name, by language.
fn joined_name<'a>(reader: &mut Reader<'a>, person: &'a Object) -> Text {
    let mut name = reader.text(person, "givenName");
    for (language, family) in reader.text(person, "familyName").0 {
        let joined = name.0.entry(language).or_default();
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&family);
    }
    name
}

/// The languages of the certificate, main language first, each once.
fn languages(display: &Object) -> Vec<String> {
    /// The Union has 24 languages.
    const MAX_LANGUAGES: usize = 64;

    let main = many(display.get("primaryLanguage"));
    let all = main.iter().chain(many(display.get("language"))).take(MAX_LANGUAGES);
    let mut tags: Vec<String> = Vec::new();
    for tag in all.filter_map(id_of).map(language::tag) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
