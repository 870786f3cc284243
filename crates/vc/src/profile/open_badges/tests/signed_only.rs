//! Only what the quads say is shown, however it is written.

use jsonld::TextDirection;
use serde_json::{Value, json};

use super::sample::{OB_3_0_3, VCDM_2, badge, change, endorsement, without};
use super::{OpenBadges, plain, read, text};
use crate::context::Pinned;
use crate::linked::{Linked, Way};
use crate::profile::Profile;
use crate::report::Code;

#[test]
fn same_quads_in_other_words_give_the_same_view() {
    let vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
    let mut other = badge();
    rename(&mut other, "/credentialSubject", "role", &format!("{vocabulary}role"));
    rename(&mut other, "/credentialSubject/achievement", "name", "https://schema.org/name");
    rename(&mut other, "", "id", "@id");
    rename(&mut other, "", "issuer", "https://www.w3.org/2018/credentials#issuer");
    let class = format!("{vocabulary}OpenBadgeCredential");
    other["type"] =
        json!(["https://www.w3.org/2018/credentials#VerifiableCredential", "VerifiableCredential", class]);
    let (said, same) = (read(&badge()), read(&other));
    assert_eq!((same.format, same.unsigned), (None, Vec::new()));
    assert_eq!(same.view, said.view);
    assert_eq!(same.issuer_identifier, said.issuer_identifier);
}

#[test]
fn order_of_members_does_not_matter() {
    // Two results swapped by another order of the same array would be other results; members are not.
    let mut turned = serde_json::Map::new();
    for (name, value) in badge().as_object().unwrap().iter().rev() {
        turned.insert(name.clone(), value.clone());
    }
    assert_eq!(read(&Value::Object(turned)).view, read(&badge()).view);
}

#[test]
fn undefined_term_is_named_and_never_shown() {
    for at in ["", "/issuer", "/credentialSubject", "/credentialSubject/achievement", "/evidence"] {
        let place = format!("{at}/honours");
        let reading = read(&change(&badge(), &place, json!("summa cum laude")));
        let fault = reading.format.unwrap();
        assert_eq!((fault.code, fault.value.as_str()), (Code::UnsignedContent, place.as_str()));
        let [part] = reading.unsigned.as_slice() else { panic!("one part") };
        assert_eq!((part.at.as_str(), part.why.as_str()), (place.as_str(), "undefined_term"));
        assert_eq!(part.value, "summa cum laude");
        assert_eq!(reading.view, read(&badge()).view, "{at}");
    }
}

#[test]
fn unsigned_values_are_shortened() {
    let reading = read(&change(&badge(), "/honours", json!({"text": "x".repeat(100_000)})));
    assert!(reading.unsigned.iter().all(|part| part.value.len() <= 200), "{:?}", reading.unsigned);
    assert!(!reading.unsigned.is_empty());
}

#[test]
fn direction_of_a_text_is_no_fault_and_named_where_it_is_not_signed() {
    let name = json!({"@value": "Cell assembly", "@language": "EN", "@direction": "ltr"});
    let document = change(&badge(), "/name", name);
    let signed = read(&document);
    let left_out = Way { direction: TextDirection::LeftOut, ..Way::default() };
    let unsigned = OpenBadges.read(&Linked::read(&document, left_out));
    assert_eq!((signed.format, unsigned.format), (None, None));
    assert_eq!((signed.unsigned.len(), unsigned.unsigned[0].why.as_str()), (0, "text_direction"));
    assert_eq!(signed.view.title, text("en", "Cell assembly"));
    assert_eq!(signed.view, unsigned.view);
}

/// The addresses without a version have meant something else before.
#[test]
fn badge_of_a_draft_is_read_alike() {
    const UNVERSIONED: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    let older = Pinned::editions(UNVERSIONED).iter().skip(1);
    let mut document =
        change(&badge(), "/@context", json!(["https://www.w3.org/2018/credentials/v1", UNVERSIONED]));
    document = change(&document, "/issuanceDate", json!("2026-06-01T00:00:00Z"));
    // What they have no names for.
    for missing in [
        "/awardedDate",
        "/credentialStatus",
        "/credentialSchema",
        "/credentialSubject/achievement/inLanguage",
    ] {
        document = without(&document, missing);
    }
    let newest = read(&document).view;
    assert_eq!(newest.claims[0].title, plain("Cell assembly"));
    assert_eq!(older.len(), 2);
    for edition in older {
        let reading =
            OpenBadges.read(&Linked::read(&document, Way { edition: Some(edition), ..Way::default() }));
        let (claim, same) = (&reading.view.claims[0], &newest.claims[0]);
        assert_eq!((&claim.title, &claim.criteria), (&same.title, &same.criteria), "{}", edition.name());
        assert_eq!(claim.alignments, same.alignments, "{}", edition.name());
        assert_eq!(claim.outcomes[0].skills, same.outcomes[0].skills, "{}", edition.name());
        assert_eq!(reading.view.issuer, newest.issuer, "{}", edition.name());
        assert_eq!(reading.view.subject.identifiers.len(), 1, "{}", edition.name());
    }
}

#[test]
fn other_contexts_are_faults() {
    let unknown = json!([VCDM_2, OB_3_0_3, "https://school.example/context"]);
    let fault = read(&change(&badge(), "/@context", unknown)).format.unwrap();
    assert_eq!((fault.code, fault.value.as_str()), (Code::ContextUnknown, "https://school.example/context"));

    let inline = json!([VCDM_2, OB_3_0_3, {"honours": null}]);
    let fault = read(&change(&badge(), "/@context", inline)).format.unwrap();
    assert_eq!(fault.code, Code::ContextInline);
    let nested = change(&badge(), "/credentialSubject/@context", json!({"honours": null}));
    assert_eq!(read(&nested).format.unwrap().code, Code::ContextInline);
}

#[test]
fn names_of_open_badges_without_its_context_mean_nothing() {
    let reading = read(&change(&badge(), "/@context", json!([VCDM_2])));
    assert_eq!(reading.format.unwrap().code, Code::UnsignedContent);
    assert_eq!(reading.view.claims, []);
}

#[test]
fn endorsement_of_the_badge_itself_is_no_fault() {
    let reading = read(&change(&badge(), "/endorsement", json!([endorsement("urn:badge:1")])));
    assert_eq!(reading.format, None);
    // It has a report of its own: the badge does not speak for it.
    assert_eq!(reading.view, read(&badge()).view);
}

/// The quads of a credential that holds another one can be written around the inner one.
#[test]
fn badge_inside_another_credential_is_not_read_as_the_outer_one() {
    let outer = json!({
        "id": "urn:outer",
        "type": "VerifiableCredential",
        "issuer": "did:web:school.example",
        "validUntil": "2020-01-01T00:00:00Z",
    });
    for property in ["endorsement", "relatedResource", "credentialSubject", "evidence"] {
        let property = match property {
            "endorsement" => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsement".to_owned(),
            name => format!("https://www.w3.org/2018/credentials#{name}"),
        };
        let inside_out = change(&badge(), "/@reverse", json!({property.clone(): outer}));
        let fault = read(&inside_out).format.unwrap();
        assert_eq!(
            (fault.code, fault.value.as_str()),
            (Code::Malformed, "part of another object"),
            "{property}"
        );
    }
}

#[test]
fn two_issuers_are_none() {
    let both = json!(["did:web:school.example", "did:web:other.example"]);
    let reading = read(&change(&badge(), "/issuer", both));
    assert_eq!(reading.issuer_identifier, None);
    assert_eq!(reading.broken_rules[0].rule, "VerifiableCredential.issuer 1..1");
}

#[test]
fn endorsement_that_takes_the_badge_s_name_cannot_change_its_issuer() {
    let mut impostor = endorsement("urn:achievement:1");
    impostor["id"] = json!("urn:badge:1");
    let reading = read(&change(&badge(), "/endorsement", json!([impostor])));
    // Both say who issued `urn:badge:1`; then nobody is known to have.
    assert_eq!(reading.issuer_identifier, None);
}

#[test]
fn what_has_no_place_in_claims_is_stated() {
    let mut document = badge();
    document["credentialSubject"]["achievement"]["https://school.example/terms#roomNumber"] = json!("B7");
    let reading = read(&document);
    assert_eq!(reading.format, None);
    let [described] = reading.view.subjects.as_slice() else { panic!("one thing") };
    assert_eq!(described.id.as_deref(), Some("urn:achievement:1"));
    assert_eq!(described.statements[0].label, "room number");
    assert_eq!(reading.view.claims[0].title, plain("Cell assembly"));
}

fn rename(document: &mut Value, at: &str, name: &str, other: &str) {
    let members = document.pointer_mut(at).and_then(Value::as_object_mut).unwrap();
    let value = members.remove(name).unwrap();
    members.insert(other.to_owned(), value);
}
