//! Three people with three sample credentials: every field of the document read back, in order, and nothing else there. Then
//! the rules of the importer, point by point, on each of them.

use std::collections::BTreeSet;

use super::*;

#[test]
fn learner_with_a_sealed_credential_is_read_back_whole() {
    let person = json!({
        "given_name": "Aino Maria", "family_name": "Virtanen", "email": "aino@example.org",
        "phone": {"dialling": "00358", "number": "(0)40 123-4567", "country": "FI"},
        "birth_date": "2000-02-29", "nationality": "fi", "mother_tongues": ["fi", "sv-FI"], "cv_language": "en",
    });
    reads(
        &person,
        "battery-industry.jsonld",
        "en",
        &[
            ("PersonName/GivenName", "Aino Maria"),
            ("PersonName/FamilyName", "Virtanen"),
            ("Communication/ChannelCode", "Email"),
            ("Communication/URI", "aino@example.org"),
            ("Communication/ChannelCode", "Telephone"),
            ("Communication/UseCode", "mobile"),
            ("Communication/CountryDialing", "358"),
            ("Communication/DialNumber", "0401234567"),
            ("Communication/CountryCode", "fi"),
            ("NationalityCode", "fi"),
            ("BirthDate", "2000-02-29"),
            ("PrimaryLanguageCode", "fin"),
            ("PrimaryLanguageCode", "swe"),
        ],
        &[
            ("OrganizationName", "Pohjankaari Vocational College"),
            ("OrganizationContact/Communication/Address/CountryCode", "fi"),
            ("OrganizationContact/Communication/ChannelCode", "Web"),
            ("OrganizationContact/Communication/URI", "https://pohjankaari.example"),
            ("AttendancePeriod/EndDate/FormattedDateTime", "2026-05-30"),
            ("AttendancePeriod/Ongoing", "false"),
            ("EducationDegree/DegreeName", "Working in the battery industry"),
            (
                "EducationDegree/OccupationalSkillsCovered",
                "<p>A vocational unit for the whole value chain of batteries, completed at a cell factory.</p>\
             <ul><li>Plans the work from written and spoken instructions in English (follow written instructions, \
             understand spoken English, work in teams)</li>\
             <li>Knows the value chain, common raw materials and the parts of a cell (battery chemistry, battery components)</li>\
             <li>Runs and watches a workstation, and acts on production problems (perform machine maintenance, \
             record production data)</li>\
             <li>Works safely with electrical and chemical risks (apply health and safety standards, \
             use personal protection equipment)</li>\
             <li>Sorts waste and handles chemicals as instructed (sort waste, handle chemicals)</li>\
             <li>15 competence points</li></ul>",
            ),
            ("EducationDegree/FinalGrade/ScoreText", "Good (4)"),
            ("EducationLevelCode", "4"),
        ],
    );
}

#[test]
fn learner_with_a_badge_and_a_year_of_birth_is_read_back_whole() {
    let person = json!({
        "given_name": "Žofia", "family_name": "O’Néill-李",
        "phone": {"dialling": "+1", "number": "202 555 0143"},
        "birth_date": "1999", "mother_tongues": ["Karelian", "GLE"], "cv_language": "FI",
    });
    reads(
        &person,
        "badge-safety.json",
        "fi",
        &[
            ("PersonName/GivenName", "Žofia"),
            ("PersonName/FamilyName", "O’Néill-李"),
            ("Communication/ChannelCode", "Telephone"),
            ("Communication/UseCode", "mobile"),
            ("Communication/CountryDialing", "1"),
            ("Communication/DialNumber", "2025550143"),
            ("BirthDate", "1999"),
            ("PrimaryLanguageCode", "Karelian"),
            ("PrimaryLanguageCode", "gle"),
        ],
        &[
            ("OrganizationName", "Hohtava Cells"),
            ("OrganizationContact/Communication/ChannelCode", "Web"),
            ("OrganizationContact/Communication/URI", "https://hohtava.example"),
            ("AttendancePeriod/StartDate/FormattedDateTime", "2026-03-09"),
            ("AttendancePeriod/EndDate/FormattedDateTime", "2026-05-08"),
            ("AttendancePeriod/Ongoing", "false"),
            ("EducationDegree/DegreeName", "Safe operation"),
            (
                "EducationDegree/OccupationalSkillsCovered",
                "<p>Works safely with electrical and chemical risks, and acts in an emergency.</p>\
             <ul><li>Safe operation (apply health and safety standards, identify hazards in the workplace, \
             use personal protection equipment)</li></ul>",
            ),
            ("EducationDegree/FinalGrade/ScoreText", "4"),
        ],
    );
}

#[test]
fn learner_with_a_token_and_a_name_alone_is_read_back_whole() {
    reads(
        &json!({"given_name": "Ann", "family_name": "Lee"}),
        "diploma.sd-jwt",
        "en",
        &[("PersonName/GivenName", "Ann"), ("PersonName/FamilyName", "Lee")],
        &[
            ("OrganizationName", "pohjankaari.example"),
            ("AttendancePeriod/EndDate/FormattedDateTime", "2026-06-05"),
            ("AttendancePeriod/Ongoing", "false"),
            ("EducationDegree/DegreeName", "Vocational diploma"),
        ],
    );
}

fn reads(person: &Value, sample: &str, language: &str, who: &[(&str, &str)], learned: &[(&str, &str)]) {
    let person: Person = serde_json::from_value(person.clone()).unwrap();
    let person = person.checked().unwrap();
    let bytes = samples::SAMPLES.iter().find(|one| one.name == sample).unwrap().bytes;
    let unverified = vc::parse(bytes).unwrap().remove(0).unwrap();
    let at = samples::JUDGED_AT.parse().unwrap();
    let report = Verifier::default().verify(&unverified, &Evidence::none(), at);
    let xml = Candidate { person: &person, entries: &entries(&report, "en") }.to_xml();
    let document = Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert_eq!(leaves(child(root, "CandidatePerson")), owned(who), "{sample}");
    let profile = child(root, "CandidateProfile");
    assert_eq!(profile.attribute("languageCode"), Some(language), "{sample}");
    let history = child(profile, "EducationHistory");
    assert_eq!(leaves(child(history, "EducationOrganizationAttendance")), owned(learned), "{sample}");
    assert_eq!(children(history, "EducationOrganizationAttendance").count(), 1, "{sample}");
    honours_the_importer(root, sample);
}

/// The format description of the importer, rule by rule (reference: what bites when it is not honoured).
fn honours_the_importer(root: Node<'_, '_>, sample: &str) {
    let names: Vec<_> = root.descendants().filter(Node::is_element).map(|node| node.tag_name()).collect();
    let has = |name: &str| names.iter().any(|tag| tag.name() == name);
    let texts = |name: &'static str| {
        let of_name = root.descendants().filter(move |node| node.tag_name().name() == name);
        of_name.filter_map(|node| node.text()).collect::<Vec<_>>()
    };
    // A person has a name, wherever the person is named.
    assert_eq!((texts("GivenName").len(), texts("FamilyName").len()), (2, 2), "{sample}");
    // A telephone has its dialling code, in digits.
    assert_eq!(texts("DialNumber").len(), texts("CountryDialing").len(), "{sample}");
    assert!(
        texts("CountryDialing").iter().all(|code| code.bytes().all(|at| at.is_ascii_digit())),
        "{sample}"
    );
    // A date exists, and its precision is one of three.
    for date in texts("FormattedDateTime").into_iter().chain(texts("BirthDate")) {
        assert_eq!(date::day(date).as_deref(), Some(date), "{sample}");
    }
    // A section is shown when it is listed.
    assert_eq!(text(root, "RenderingInformation/Design/SectionsOrder/Section/Title"), "education-training");
    // What the importer passes over is not used.
    assert!(!has("Certifications") && !has("CourseCertifications"), "{sample}");
    // Countries in two small letters, languages in three or in words of their own.
    for code in texts("CountryCode").into_iter().chain(texts("NationalityCode")) {
        assert!(code.len() == 2 && code.bytes().all(|at| at.is_ascii_lowercase()), "{sample}: {code}");
    }
    for tongue in root.descendants().filter(|node| node.tag_name().name() == "PrimaryLanguageCode") {
        let code = tongue.text().unwrap();
        let listed = code.len() == 3 && code.bytes().all(|at| at.is_ascii_lowercase());
        assert_eq!(tongue.attribute("name"), Some(if listed { "NORMAL" } else { "FREE_TEXT" }), "{sample}");
    }
    // Each name stands in the namespace that the importer looks for it in.
    let hr = ["DocumentID", "PartyID", "PartyName", "PrecedenceCode", "FamilyName", "BirthDate", "ID"];
    let hr = BTreeSet::from_iter(hr.into_iter().chain([
        "OrganizationName",
        "DegreeName",
        "FormattedDateTime",
        "ScoreText",
    ]));
    let oa = BTreeSet::from(["GivenName", "URI", "DialNumber"]);
    for tag in names {
        let space = match tag.name() {
            name if hr.contains(name) => "http://www.hr-xml.org/3",
            name if oa.contains(name) => "http://www.openapplications.org/oagis/9",
            _ => "http://www.europass.eu/1.0",
        };
        assert_eq!(tag.namespace(), Some(space), "{sample}: {}", tag.name());
    }
}

fn owned(lines: &[(&str, &str)]) -> Vec<(String, String)> {
    lines.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Each text with where it stands below the element, in order.
fn leaves(node: Node<'_, '_>) -> Vec<(String, String)> {
    fn walk(node: Node<'_, '_>, path: &str, found: &mut Vec<(String, String)>) {
        for child in node.children().filter(Node::is_element) {
            let path = if path.is_empty() {
                child.tag_name().name().to_owned()
            } else {
                format!("{path}/{}", child.tag_name().name())
            };
            match child.children().any(|it| it.is_element()) {
                true => walk(child, &path, found),
                false => found.push((path, child.text().unwrap_or_default().to_owned())),
            }
        }
    }
    let mut found = Vec::new();
    walk(node, "", &mut found);
    found
}
