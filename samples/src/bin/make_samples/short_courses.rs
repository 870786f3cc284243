//! Two short courses of a training centre in Czechia.

use samples::forge::HORNI_JAVOR;
use serde_json::{Value, json};

use crate::certificate_page::CertificatePage;
use crate::credential::Credential;
use crate::elm::{CZECH, CZECHIA, ENGLISH, awarded, node, note, organisation, outcome, term};

/// "High-voltage safety, level 2": 24 hours, to be renewed after a year.
pub(crate) fn high_voltage_safety() -> Credential {
    Course {
        uuid: "c3d61b7a-15f0-4b9e-a1c4-8e7720240114",
        title: ["High-voltage safety, level 2", "Bezpečnost vysokého napětí, stupeň 2"],
        facts: "24 hours · valid until 14 January 2027",
        date: "14 January 2026",
        awarded: "2026-01-14T15:00:00+01:00",
        sealed: "2026-01-15T08:05:00+01:00",
        valid_until: Some("2027-01-14T15:00:00+01:00"),
        volume: "PT24H",
        grade: ["Passed", "Prospěla"],
        assessment: ["Making a vehicle safe", "Zajištění vozidla"],
        outcomes: &[
            (
                [
                    "Switches a vehicle's high-voltage system off and proves that it is dead",
                    "Odpojí vysokonapěťovou soustavu vozidla a ověří beznapěťový stav",
                ],
                ("970af2f2-9a19-41a0-b42b-b1f36b083d28", "comply with electrical safety regulations"),
            ),
            (
                ["Chooses and checks protective equipment", "Zvolí a zkontroluje ochranné prostředky"],
                ("6122d586-5978-431f-8e7a-96e61fc1f3fc", "wear appropriate protective gear"),
            ),
            (
                ["Gives first aid after an electric shock", "Poskytne první pomoc po úrazu elektřinou"],
                ("f7464f30-662b-4177-85a0-3df9693e9e58", "first aid"),
            ),
        ],
    }
    .credential()
}

/// "Battery pack dismantling": 40 hours.
pub(crate) fn pack_dismantling() -> Credential {
    Course {
        uuid: "7e2f90ab-4c6d-4f3a-b8a5-1c9020261008",
        title: ["Battery pack dismantling", "Demontáž bateriových sad"],
        facts: "40 hours",
        date: "8 October 2026",
        awarded: "2026-10-08T14:00:00+02:00",
        sealed: "2026-10-09T10:40:00+02:00",
        valid_until: None,
        volume: "PT40H",
        grade: ["Passed with merit", "Prospěla s vyznamenáním"],
        assessment: ["Taking a pack apart", "Rozebrání sady"],
        outcomes: &[
            (
                ["Takes a pack apart down to its modules", "Rozebere sadu až na moduly"],
                ("2562fa92-6ecf-4ba9-831e-0ce94acb8991", "disassemble equipment"),
            ),
            (
                ["Stores and labels damaged modules", "Uloží a označí poškozené moduly"],
                ("40fa39b5-0f69-432a-b5ea-b01b5d98649a", "dispose of hazardous waste"),
            ),
        ],
    }
    .credential()
}

/// A text in English and in Czech.
type Both = [&'static str; 2];

/// What differs between the centre's courses.
struct Course {
    uuid: &'static str,
    title: Both,
    /// The line below the title on the certificate.
    facts: &'static str,
    /// The date on the certificate.
    date: &'static str,
    awarded: &'static str,
    sealed: &'static str,
    valid_until: Option<&'static str>,
    /// ISO 8601 duration.
    volume: &'static str,
    grade: Both,
    assessment: Both,
    /// Each with a skill in ESCO.
    outcomes: &'static [(Both, (&'static str, &'static str))],
}

impl Course {
    fn credential(&self) -> Credential {
        let page = CertificatePage {
            provider: HORNI_JAVOR.name,
            verb: "awards",
            title: self.title[0],
            facts: self.facts,
            date: self.date,
        };
        Credential {
            uuid: self.uuid,
            title: both(self.title),
            description: both(["has completed the course", "absolvovala kurz"]),
            languages: [CZECH, ENGLISH],
            pages: vec![(ENGLISH, page.png())],
            claim: self.achievement(),
            sealed_by: &HORNI_JAVOR,
            country: CZECHIA,
            issued: self.sealed,
            valid_from: self.awarded,
            valid_until: self.valid_until,
            evidence: None,
        }
    }

    fn achievement(&self) -> Value {
        let name = both([HORNI_JAVOR.name; 2]);
        let centre =
            organisation("centre", name, CZECHIA, "Dílenská 8, Horní Javor", "https://horni-javor.example");
        node!("LearningAchievement", "learningAchievement:1", {
            "title": both(self.title),
            "awardedBy": awarded("1", &centre, self.awarded),
            "provenBy": self.assessment(&centre),
            "specifiedBy": self.specification()
        })
    }

    fn assessment(&self, centre: &Value) -> Value {
        node!("LearningAssessment", "learningAssessment:1", {
            "title": both(self.assessment),
            "awardedBy": awarded("1", centre, self.awarded),
            "grade": note("grade", both(self.grade)),
            "idVerification": term("supervision-verification", "70be69aaf9", "Supervised with ID Verification"),
            "specifiedBy": node!("LearningAssessmentSpecification", "learningAssessmentSpec:1", {
                "title": both(self.assessment),
                "dcType": term("assessment", "6a4db9f11d", "practical assessment")
            })
        })
    }

    fn specification(&self) -> Value {
        let numbered = self.outcomes.iter().enumerate();
        let outcomes: Vec<Value> = numbered
            .map(|(at, (title, skill))| outcome(&(at + 1).to_string(), both(*title), &[*skill]))
            .collect();
        node!("LearningAchievementSpecification", "learningAchievementSpec:1", {
            "title": both(self.title),
            "volumeOfLearning": self.volume,
            "learningOutcome": outcomes,
            "learningSetting": term("learning-setting", "e207a81fc7", "non-formal learning"),
            "mode": term("learning-assessment", "9191af2ed9", "Presential"),
            "language": CZECH.term(),
            "thematicArea": term("isced-f", "0716", "Motor vehicles, ships and aircraft")
        })
    }
}

fn both([english, czech]: Both) -> Value {
    json!({ "en": english, "cs": czech })
}
