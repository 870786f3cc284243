//! Open Badges: what is read, what is refused, what is broken.

#[expect(clippy::disallowed_methods, reason = "tests measure the time that hostile documents take")]
mod hostile;
#[expect(clippy::disallowed_methods, reason = "tests find the public badges in files")]
mod public;
mod sample;
mod signed_only;

use serde_json::{Value, json};

use self::sample::{OB_3_0_3, alignment, badge, change, endorsement, png, without};
use super::OpenBadges;
use crate::linked::Linked;
use crate::profile::{PROFILES, Profile, Reading, StatusEntry};
use crate::report::ProfileId;
use crate::view::{ClaimKind, Identifier, Text};

#[test]
fn complete_badge_breaks_nothing() {
    let reading = read(&badge());
    assert_eq!(reading.format, None);
    assert_eq!(reading.unsigned, []);
    assert_eq!(rules(&reading), []);
    assert_eq!(reading.unreadable_date, None);
    assert_eq!(reading.issuer_identifier.as_deref(), Some("did:web:school.example"));
    assert_eq!(reading.valid_from, Some("2026-06-01T00:00:00Z".parse().unwrap()));
    assert_eq!(reading.valid_until, Some("2031-06-01T00:00:00Z".parse().unwrap()));
    let entry = StatusEntry {
        id: Some("https://school.example/status/1#94567".to_owned()),
        kind: "BitstringStatusListEntry".to_owned(),
        purpose: Some("revocation".to_owned()),
        index: Some("94567".to_owned()),
        list: Some("https://school.example/status/1".to_owned()),
        ..StatusEntry::default()
    };
    assert_eq!(reading.status, [entry]);
}

#[test]
fn badges_and_endorsements_are_recognised() {
    let of = |types: Value| {
        let document = change(&badge(), "/type", types);
        PROFILES.iter().find(|profile| profile.recognises(&document)).map(|profile| profile.id())
    };
    for class in ["OpenBadgeCredential", "AchievementCredential", "EndorsementCredential"] {
        assert_eq!(of(json!([class, "VerifiableCredential"])), Some(ProfileId::OpenBadges3), "{class}");
    }
    let whole = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";
    assert_eq!(of(json!(["VerifiableCredential", whole])), Some(ProfileId::OpenBadges3));
    assert_eq!(of(json!(["VerifiableCredential", "ClrCredential"])), Some(ProfileId::Clr2));
    assert_eq!(of(json!("OpenBadgeCredential")), None);
}

#[test]
fn view_says_what_the_badge_says() {
    let view = read(&badge()).view;
    assert_eq!(view.title, text("en", "Cell assembly"));
    assert_eq!(view.description.0.len(), 2);
    assert_eq!(view.issued.as_deref(), Some("2026-05-30T00:00:00Z"));
    assert_eq!(view.valid_from.as_deref(), Some("2026-06-01T02:00:00+02:00"));
    assert_eq!(view.kinds, ["OpenBadgeCredential"]);
    assert_eq!(view.languages, ["en", "sv"]);
    assert_eq!(view.schemas, ["https://school.example/schema"]);
    assert_eq!(view.remote_images, 1);
    assert_eq!((view.subjects.as_slice(), view.statements.as_slice()), (&[][..], &[][..]));

    assert_eq!(view.issuer.name, plain("Battery School"));
    assert_eq!(view.issuer.homepage.as_deref(), Some("https://school.example/"));
    assert_eq!(view.issuer.country.map(|country| country.label), Some(plain("Finland")));
    assert_eq!(view.subject.id.as_deref(), Some("did:key:learner"));
    assert_eq!(view.subject.name, plain("Mira Lind"));
    let identifier = Identifier {
        kind: Some("emailAddress".to_owned()),
        value: "sha256$0123".to_owned(),
        hashed: true,
        salt: Some("pepper".to_owned()),
    };
    assert_eq!(view.subject.identifiers, [identifier]);
    assert_eq!(view.evidence[0].narrative, plain("Twelve modules"));
    assert_eq!(view.evidence[0].kinds, ["Evidence"]);
}

#[test]
fn claim_says_what_the_achievement_says() {
    let claims = read(&badge()).view.claims;
    let [claim] = claims.as_slice() else { panic!("one claim") };
    assert_eq!(claim.kind, ClaimKind::Achievement);
    assert_eq!(claim.id.as_deref(), Some("urn:achievement:1"));
    assert_eq!(claim.title, plain("Cell assembly"));
    assert_eq!(claim.awarded_on.as_deref(), Some("2026-05-30T00:00:00Z"));
    assert_eq!(claim.awarded_by[0].name, plain("Cell Works"));
    assert_eq!(claim.created_by[0].name, plain("Skills Council"));
    assert_eq!(claim.achievement_type.as_deref(), Some("Competency"));
    let criteria = claim.criteria.as_ref().unwrap();
    assert_eq!(criteria.narrative, plain("Assemble *twelve* modules."));
    assert_eq!(criteria.url.as_deref(), Some("https://school.example/criteria"));
    assert_eq!(claim.field_of_study, plain("Electrical engineering"));
    assert_eq!(claim.specialization, plain("Batteries"));
    assert_eq!(claim.code.as_deref(), Some("BAT-2"));
    assert_eq!(claim.tags, ["battery", "assembly"]);
    assert_eq!(claim.version.as_deref(), Some("2"));
    assert_eq!(claim.credits_available.as_deref(), Some("15"));
    assert_eq!(claim.started_on.as_deref(), Some("2026-01-07"));
    assert_eq!(claim.ended_on.as_deref(), Some("2026-05-29"));
    assert_eq!(claim.role, plain("Assembler"));
    assert_eq!(claim.term, plain("Spring"));
    assert_eq!(claim.license_number.as_deref(), Some("L-7"));
    assert_eq!(claim.outcome_summary, plain("Worked on a real line"));
    assert_eq!(claim.related[0].id.as_deref(), Some("urn:achievement:0"));
    assert_eq!(claim.image.as_ref().map(|image| image.base64.clone()), Some(png()));
    assert_eq!(claim.alignments.len(), 2);
    assert_eq!(claim.alignments[0].framework, plain("Framework"));
    assert_eq!(claim.eqf_level.as_ref().unwrap().label, plain("EQF level 4"));
}

#[test]
fn credits_are_never_rounded() {
    let cases = [
        (json!(7.5), "7.5"),
        (json!(15), "15"),
        (json!(15.0), "15"),
        (json!(0.25), "0.25"),
        (json!("2.50"), "2.50"),
        (json!(1234.5), "1234.5"),
    ];
    for (issued, shown) in cases {
        let reading = read(&change(&badge(), "/credentialSubject/creditsEarned", issued));
        assert_eq!(reading.view.claims[0].credits[0].points, shown);
    }
}

#[test]
fn results_are_placed_on_their_scales() {
    let claims = read(&badge()).view.claims;
    let [skill, grade] = claims[0].results.as_slice() else { panic!("two results") };
    assert_eq!(skill.title, plain("Skill"));
    assert_eq!(skill.kind.as_deref(), Some("RubricCriterionLevel"));
    assert_eq!(skill.levels.len(), 2);
    assert_eq!(skill.achieved_level.as_ref().unwrap().name, plain("Practitioner"));
    assert_eq!(skill.achieved_level.as_ref().unwrap().points.as_deref(), Some("4"));
    assert_eq!(skill.required_level.as_ref().unwrap().name, plain("Beginner"));
    assert_eq!(grade.value.as_deref(), Some("B"));
    assert_eq!(grade.status.as_deref(), Some("Completed"));
    assert_eq!(grade.allowed_values, ["C", "B", "A"]);
    assert_eq!(grade.required_value.as_deref(), Some("C"));
    assert_eq!((grade.minimum.as_deref(), grade.maximum.as_deref()), (Some("C"), Some("A")));
    assert_eq!(grade.alignments[0].url.as_deref(), Some("https://school.example/scale"));
}

#[test]
fn description_of_another_achievement_describes_nothing() {
    let at = "/credentialSubject/result/0/resultDescription";
    let claims = read(&change(&badge(), at, json!("urn:elsewhere"))).view.claims;
    let result = &claims[0].results[0];
    assert_eq!((&result.title, &result.achieved_level), (&Text::default(), &None));
}

#[test]
fn skills_are_outcomes_with_the_level_that_was_reached() {
    let outcomes = |document: &Value| read(document).view.claims.remove(0).outcomes;
    let [outcome] = outcomes(&badge()).try_into().unwrap();
    assert_eq!(outcome.title, plain("Cell assembly"));
    assert_eq!(outcome.skills[0].id.as_deref(), Some("http://data.europa.eu/esco/skill/1a2b"));
    assert_eq!(outcome.level.unwrap().level.as_deref(), Some("2"));

    // Two levels, and nothing says which of them is that of the skill.
    let second =
        json!({"type": "Result", "resultDescription": "urn:result:skill", "achievedLevel": "urn:level:1"});
    let [outcome] = outcomes(&change(&badge(), "/credentialSubject/result/1", second)).try_into().unwrap();
    assert_eq!(outcome.level, None);

    // A result that names its own skill.
    let at = "/credentialSubject/achievement/resultDescription/0/alignment";
    let own = alignment("Weld", "http://data.europa.eu/esco/skill/9z");
    let [general, own] = outcomes(&change(&badge(), at, own)).try_into().unwrap();
    assert_eq!((general.level, own.title), (None, plain("Skill")));
    assert_eq!(own.level.unwrap().name, plain("Practitioner"));
}

#[test]
fn two_levels_of_one_framework_are_no_level() {
    let at = "/credentialSubject/achievement/alignment/0";
    let other = alignment("EQF level 5", "http://data.europa.eu/snb/eqf/5");
    assert_eq!(read(&change(&badge(), at, other)).view.claims[0].eqf_level, None);
    let same = alignment("EQF 4", "http://data.europa.eu/snb/eqf/4");
    assert!(read(&change(&badge(), at, same)).view.claims[0].eqf_level.is_some());
}

#[test]
fn claims_of_every_subject_are_read() {
    let mut second = badge()["credentialSubject"].clone();
    second["id"] = json!("did:key:other");
    second["achievement"]["id"] = json!("urn:achievement:2");
    let both = json!([badge()["credentialSubject"], second]);
    let reading = read(&change(&badge(), "/credentialSubject", both));
    let about: Vec<_> = reading.view.claims.iter().map(|claim| claim.about.as_deref()).collect();
    assert_eq!(about, [Some("did:key:learner"), Some("did:key:other")]);
    assert_eq!(rules(&reading), [("AchievementCredential.credentialSubject 1..1", "")]);
}

#[test]
fn identifier_counts_as_hashed_unless_it_says_no() {
    let hashed = |value: Value| {
        let document = change(&badge(), "/credentialSubject/identifier/hashed", value);
        read(&document).view.subject.identifiers[0].hashed
    };
    assert!(!hashed(json!(false)));
    assert!(hashed(json!("no")));
    assert!(
        read(&without(&badge(), "/credentialSubject/identifier/hashed")).view.subject.identifiers[0].hashed
    );
}

#[test]
fn pictures_elsewhere_are_counted_and_never_shown() {
    let at = "/credentialSubject/achievement/image/id";
    let view = read(&change(&badge(), at, json!("https://school.example/badge.png"))).view;
    assert_eq!((view.claims[0].image.as_ref(), view.remote_images), (None, 2));
    for unshown in ["data:image/svg+xml;base64,PHN2Zy8+PHN2Zy8+PHN2Zy8+", "data:text/html,hello", "data:,"] {
        let view = read(&change(&badge(), at, json!(unshown))).view;
        assert_eq!((view.claims[0].image.as_ref(), view.remote_images), (None, 1), "{unshown}");
    }
}

#[test]
fn endorsement_says_what_it_endorses() {
    let reading = read(&endorsement("urn:achievement:1"));
    assert_eq!((reading.format, reading.broken_rules), (None, Vec::new()));
    let said = reading.view.endorsement.unwrap();
    assert_eq!(said.of.as_deref(), Some("urn:achievement:1"));
    assert_eq!(said.comment, plain("We know them"));
    assert_eq!(reading.view.subject.id.as_deref(), Some("urn:achievement:1"));
    assert_eq!(reading.view.claims, []);
}

#[test]
fn required_fields_that_are_missing_are_named() {
    let achievement = "/credentialSubject/achievement";
    let cases = [
        ("/name", "AchievementCredential.name 1..*", ""),
        ("/id", "AchievementCredential.id 1..1", ""),
        ("/validFrom", "OpenBadgeCredential.validFrom 1..1", ""),
        ("/issuer/type", "Profile.type is Profile", "/issuer"),
        ("/credentialSubject/type", "AchievementSubject.type is AchievementSubject", "/credentialSubject"),
        ("/credentialSubject/achievement", "AchievementSubject.achievement 1..1", "/credentialSubject"),
        ("/credentialSubject/achievement/id", "Achievement.id 1..1", achievement),
        ("/credentialSubject/achievement/name", "Achievement.name 1..*", achievement),
        ("/credentialSubject/achievement/description", "Achievement.description 1..*", achievement),
        ("/credentialSubject/achievement/criteria", "Achievement.criteria 1..1", achievement),
        ("/evidence/type", "evidence.type 1..*", "/evidence"),
    ];
    for (missing, rule, at) in cases {
        let reading = read(&without(&badge(), missing));
        assert!(rules(&reading).contains(&(rule, at)), "{missing}: {:?}", rules(&reading));
    }
    let nameless = without(&without(&badge(), "/credentialSubject/id"), "/credentialSubject/identifier");
    assert_eq!(rules(&read(&nameless)), [("AchievementSubject.id or identifier 1..*", "/credentialSubject")]);
}

#[test]
fn parts_of_the_wrong_type_are_named() {
    let alignment = "/credentialSubject/achievement/alignment/1";
    let reading = read(&without(&badge(), &format!("{alignment}/targetUrl")));
    assert_eq!(rules(&reading), [("Alignment.targetUrl 1..1", alignment)]);
    let level = "/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel/1";
    let reading = read(&without(&badge(), &format!("{level}/name")));
    assert_eq!(rules(&reading), [("RubricCriterionLevel.name 1..*", level)]);
}

#[test]
fn context_of_open_badges_stands_second() {
    let swapped = json!([
        "https://www.w3.org/ns/credentials/v2",
        "https://w3id.org/security/data-integrity/v2",
        OB_3_0_3
    ]);
    let reading = read(&change(&badge(), "/@context", swapped));
    assert_eq!(rules(&reading), [("VerifiableCredential.@context is Open Badges 3.0 second", "")]);
}

fn read(document: &Value) -> Reading {
    OpenBadges.read(&Linked::new(document))
}

fn rules(reading: &Reading) -> Vec<(&str, &str)> {
    reading.broken_rules.iter().map(|broken| (broken.rule.as_str(), broken.at.as_str())).collect()
}

fn plain(said: &str) -> Text {
    text("und", said)
}

fn text(language: &str, said: &str) -> Text {
    Text([(language.to_owned(), said.to_owned())].into())
}
