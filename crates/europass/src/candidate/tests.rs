//! What is written, read back with another parser, and what would cost the whole file.

mod profiles;

use roxmltree::{Document, Node};
use serde_json::{Value, json};
use vc::{Evidence, Report, Verifier};

use super::*;

#[test]
fn every_field_of_a_full_cv_is_read_back() {
    let person = aino().checked().unwrap();
    let entries = entries(&report(&credential()), "en");
    let xml = Candidate { person: &person, entries: &entries }.to_xml();
    let document = Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.europass.eu/1.0"));
    assert_eq!(child(root, "DocumentID").attribute("schemeVersionID"), Some("4.0"));
    assert_eq!(text(root, "CandidateSupplier/PersonContact/PersonName/FamilyName"), "Virtanen");
    let person = child(root, "CandidatePerson");
    for (path, expected) in [
        ("PersonName/GivenName", "Aino Maria"),
        ("PersonName/FamilyName", "Virtanen"),
        ("NationalityCode", "fi"),
        ("BirthDate", "2001-02-28"),
        ("PrimaryLanguageCode", "fin"),
    ] {
        assert_eq!(text(person, path), expected, "{path}");
    }
    let channels: Vec<_> = children(person, "Communication").collect();
    assert_eq!(text(channels[0], "URI"), "aino@example.org");
    let phone = ["ChannelCode", "UseCode", "CountryDialing", "DialNumber", "CountryCode"];
    assert_eq!(phone.map(|name| text(channels[1], name)), ["Telephone", "mobile", "358", "401234567", "fi"]);
    let tongues: Vec<_> = children(person, "PrimaryLanguageCode").collect();
    assert_eq!(
        tongues.iter().map(|it| it.attribute("name").unwrap()).collect::<Vec<_>>(),
        ["NORMAL", "FREE_TEXT"]
    );
    assert_eq!(tongues[1].text(), Some("Karelian"));

    let profile = child(root, "CandidateProfile");
    assert_eq!(profile.attribute("languageCode"), Some("en"));
    let entry = child(child(profile, "EducationHistory"), "EducationOrganizationAttendance");
    for (path, expected) in [
        ("OrganizationName", "School of Energy"),
        ("OrganizationContact/Communication/Address/CountryCode", "fi"),
        ("AttendancePeriod/EndDate/FormattedDateTime", "2026-05-30"),
        ("AttendancePeriod/Ongoing", "false"),
        ("EducationDegree/DegreeName", "Safe work on batteries"),
        ("EducationDegree/FinalGrade/ScoreText", "Pass"),
        ("EducationDegree/CreditType", "ECTS"),
        ("EducationDegree/NumberOfCredit", "2"),
        ("EducationLevelCode", "4"),
    ] {
        assert_eq!(text(entry, path), expected, "{path}");
    }
    let description = text(entry, "EducationDegree/OccupationalSkillsCovered");
    assert_eq!(
        description,
        "<p>Two days in a workshop</p><ul><li>Isolate a battery (assemble batteries)</li></ul>"
    );
    let order = text(root, "RenderingInformation/Design/SectionsOrder/Section/Title");
    assert_eq!(order, "education-training");
}

#[test]
fn smallest_cv_has_a_name_and_its_section() {
    let person = named("Ann", "Lee").checked().unwrap();
    let xml = Candidate { person: &person, entries: &entries(&report(&badge("Batteries", "Do it")), "fi") }
        .to_xml();
    let document = Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert_eq!(text(root, "CandidatePerson/PersonName/GivenName"), "Ann");
    assert_eq!(children(child(root, "CandidatePerson"), "Communication").count(), 0);
    let entry = "CandidateProfile/EducationHistory/EducationOrganizationAttendance";
    assert_eq!(text(root, &format!("{entry}/OrganizationName")), "School");
    assert_eq!(
        text(root, &format!("{entry}/OrganizationContact/Communication/URI")),
        "https://school.example"
    );
    assert_eq!(text(root, &format!("{entry}/EducationDegree/DegreeName")), "Batteries");
    assert_eq!(text(root, &format!("{entry}/Link")), "https://school.example/badges/1");
    // Five credits of nothing in particular are not ECTS.
    assert!(!xml.contains("CreditType") && !xml.contains("EducationLevelCode"));
    // Ignored by the importer, so never used.
    assert!(!xml.contains("Certification"));
}

#[test]
fn several_credentials_are_entries_in_their_order() {
    let person = named("Ann", "Lee").checked().unwrap();
    let mut all = entries(&report(&badge("Second", "")), "en");
    all.extend(entries(&report(&credential()), "en"));
    all.extend(entries(&report(&badge("First", "")), "en"));
    let xml = Candidate { person: &person, entries: &all }.to_xml();
    let document = Document::parse(&xml).unwrap();
    let history = child(child(document.root_element(), "CandidateProfile"), "EducationHistory");
    let titles =
        children(history, "EducationOrganizationAttendance").map(|it| text(it, "EducationDegree/DegreeName"));
    assert_eq!(titles.collect::<Vec<_>>(), ["Second", "Safe work on batteries", "First"]);
}

#[test]
fn hostile_text_stays_text() {
    let title = "</hr:DegreeName><evil attribute=\"x\">&amp;&#0;]]>\u{0}\u{b}\u{ffff}";
    let narrative = "<script>alert(1)</script>\n<b>bold</b> & more";
    let person = named("A<b>", "\"&'").checked().unwrap();
    let xml =
        Candidate { person: &person, entries: &entries(&report(&badge(title, narrative)), "en") }.to_xml();
    let document = Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert!(document.descendants().all(|node| node.tag_name().name() != "evil"));
    assert_eq!(text(root, "CandidatePerson/PersonName/GivenName"), "A<b>");
    assert_eq!(text(root, "CandidatePerson/PersonName/FamilyName"), "\"&'");
    let degree = "CandidateProfile/EducationHistory/EducationOrganizationAttendance/EducationDegree";
    let shown = text(root, &format!("{degree}/DegreeName"));
    assert!(shown.starts_with("</hr:DegreeName><evil attribute=\"x\">&amp;&#0;]]>"), "{shown}");
    let description = text(root, &format!("{degree}/OccupationalSkillsCovered"));
    assert_eq!(
        description,
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;b&gt;bold&lt;/b&gt; &amp; more</p>"
    );
}

#[test]
fn issuer_without_a_name_is_called_by_its_domain_if_it_has_one() {
    for (id, organisation) in [
        ("did:web:school.example", "school.example"),
        ("did:web:school.example%3A8443:units:law", "school.example"),
        ("did:webvh:QmfGEUAcMpzo25kF2Rhn8L5FAXysfGnkzjwdKoNPi615XQ:school.example:law", "school.example"),
        // What would pass for another name stays what it is.
        ("did:web:school", "did:web:school"),
        ("did:web:school.example%2Fother.example", "did:web:school.example%2Fother.example"),
        ("did:web:", "did:web:"),
        (
            "did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG",
            "did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG",
        ),
        ("https://school.example/issuer", "https://school.example/issuer"),
    ] {
        let mut badge = badge("Batteries", "");
        badge["issuer"] = json!({"id": id, "type": "Profile"});
        assert_eq!(entries(&report(&badge), "en")[0].organisation, organisation, "{id}");
    }
}

#[test]
fn issuer_without_a_name_and_a_domain_is_called_as_the_trust_list_that_vouches_for_it_does() {
    let mut badge = badge("Batteries", "");
    badge["issuer"] = json!({"id": "did:key:z6Mk", "type": "Profile"});
    let mut report = report(&badge);
    let organisation = |report: &Report| entries(report, "en")[0].organisation.clone();
    let recognition = report.checks.iter_mut().find(|result| result.check == vc::Check::Recognition).unwrap();
    recognition.detail.insert("name".to_owned(), "Harbour School".to_owned());
    assert_eq!(organisation(&report), "did:key:z6Mk", "nobody vouches for it yet");
    let recognition = report.checks.iter_mut().find(|result| result.check == vc::Check::Recognition).unwrap();
    recognition.outcome = vc::Outcome::Pass;
    assert_eq!(organisation(&report), "Harbour School");
}

#[test]
fn impossible_dates_are_left_out() {
    let mut badge = badge("Batteries", "");
    badge["credentialSubject"]["activityStartDate"] = json!("2026-02-31");
    badge["credentialSubject"]["activityEndDate"] = json!("2026-02-28T23:59:59-11:00");
    let entry = entries(&report(&badge), "en").remove(0);
    assert_eq!((entry.start.as_deref(), entry.end.as_deref()), (None, Some("2026-02-28")));
}

#[test]
fn what_the_importer_would_refuse_is_refused_first() {
    let phone = |dialling: &str, number: &str| Phone {
        dialling: dialling.into(),
        number: number.into(),
        country: None,
    };
    let with_phone = |phone| Person { phone: Some(phone), ..aino() };
    let cases = [
        (named("", "Lee"), PersonFault::NameMissing),
        (named("Ann", " "), PersonFault::NameMissing),
        (named(&"a".repeat(201), "Lee"), PersonFault::TooLong),
        (Person { mother_tongues: vec!["fi".into(); 9], ..aino() }, PersonFault::TooLong),
        (Person { email: Some("aino".into()), ..aino() }, PersonFault::Email),
        (Person { email: Some("a b@example.org".into()), ..aino() }, PersonFault::Email),
        (with_phone(phone("", "401234567")), PersonFault::Phone),
        (with_phone(phone("+", "401234567")), PersonFault::Phone),
        (with_phone(phone("3580", "401234567")), PersonFault::Phone),
        (with_phone(phone("358", "")), PersonFault::Phone),
        (with_phone(phone("358", "ext. 5")), PersonFault::Phone),
        (with_phone(phone("358", "1234567890123")), PersonFault::Phone),
        (Person { birth_date: Some("2001-02-30".into()), ..aino() }, PersonFault::BirthDate),
        (Person { nationality: Some("Finland".into()), ..aino() }, PersonFault::Country),
        (Person { cv_language: "xx".into(), ..aino() }, PersonFault::CvLanguage),
    ];
    for (person, expected) in cases {
        assert_eq!(person.checked().err(), Some(expected), "{expected}");
    }
    for (dialling, number) in [("+358", "40 123-4567"), ("00358", "(40) 1234567"), ("358", "401234567")] {
        let checked = with_phone(phone(dialling, number)).checked().unwrap().phone.unwrap();
        assert_eq!((checked.dialling.as_str(), checked.number.as_str()), ("358", "401234567"));
    }
}

#[test]
fn long_texts_and_long_lists_are_cut() {
    let entry = entries(&report(&badge(&"ä".repeat(10_000), &"<".repeat(10_000))), "en").remove(0);
    assert_eq!(entry.title.chars().count(), crate::limits::MAX_ENTRY_CHARACTERS);
    assert!(entry.description.len() < 20_000);
}

fn aino() -> Person {
    serde_json::from_value(json!({
        "given_name": " Aino Maria ", "family_name": "Virtanen", "email": "aino@example.org",
        "phone": {"dialling": "+358", "number": "40 123 4567", "country": "FI"},
        "birth_date": "2001-02-28", "nationality": "FI", "mother_tongues": ["fi", "Karelian"],
    }))
    .unwrap()
}

fn named(given_name: &str, family_name: &str) -> Person {
    serde_json::from_value(json!({"given_name": given_name, "family_name": family_name})).unwrap()
}

/// Judged without anybody's signature: only what it says is asked here.
fn report(document: &Value) -> Report {
    let unverified = vc::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    Verifier::default().verify(&unverified, &Evidence::none(), "2026-11-22T12:00:00Z".parse().unwrap())
}

fn credential() -> Value {
    let term = |vocabulary: &str, code: &str| json!({"id": format!("http://data.europa.eu/snb/{vocabulary}/{code}"), "type": "Concept"});
    json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issued": "2026-06-01T00:00:00Z",
        "issuer": {"id": "urn:epass:org:1", "type": "Organisation", "legalName": {"en": "Seal Office"}},
        "credentialSubject": {"type": "Person", "hasClaim": {
            "type": "LearningAchievement",
            "title": {"en": "Safe work on batteries", "fi": "Akkutyön turvallisuus"},
            "description": {"en": "Two days in a workshop"},
            "awardedBy": {"type": "AwardingProcess", "awardingDate": "2026-05-30T10:00:00Z", "awardingBody": {
                "type": "Organisation",
                "legalName": {"en": "School of Energy"},
                "location": {"type": "Location", "address": {"type": "Address", "countryCode": {
                    "id": "http://publications.europa.eu/resource/authority/country/FIN", "type": "Concept"}}},
            }},
            "provenBy": {"type": "LearningAssessment", "grade": {"type": "Note", "noteLiteral": {"en": "Pass"}}},
            "specifiedBy": {
                "type": "Qualification",
                "creditPoint": {"type": "CreditPoint", "framework": term("education-credit", "6fcec5c5af"), "point": "2"},
                "eqfLevel": term("eqf", "4"),
                "learningOutcome": {"type": "LearningOutcome", "title": {"en": "Isolate a battery"}, "relatedESCOSkill": {
                    "id": "http://data.europa.eu/esco/skill/42f92768-cc76-488d-a721-e90c59ccaade",
                    "type": "Concept", "prefLabel": {"en": "assemble batteries"}}},
            },
        }},
    })
}

fn badge(title: &str, narrative: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "https://school.example/badges/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": {"id": "did:web:school.example", "type": "Profile", "name": "School", "url": "https://school.example"},
        "validFrom": "2026-06-01T00:00:00Z",
        "credentialSubject": {"type": "AchievementSubject", "creditsEarned": 5, "achievement": {
            "id": "urn:uuid:1", "type": "Achievement", "name": title, "description": narrative,
            "criteria": {"narrative": "Do it"},
        }},
    })
}

fn children<'d>(node: Node<'d, 'd>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn child<'d>(node: Node<'d, 'd>, name: &str) -> Node<'d, 'd> {
    node.children().find(|child| child.tag_name().name() == name).unwrap_or_else(|| panic!("no {name}"))
}

fn text<'d>(node: Node<'d, 'd>, path: &str) -> &'d str {
    path.split('/').fold(node, |node, name| child(node, name)).text().unwrap_or_default()
}
