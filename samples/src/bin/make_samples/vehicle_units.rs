//! "Units completed, vehicle sector": a transcript of the units of a Finnish vocational qualification.
//!
//! With the unit of the battery industry, which may stand for a unit from another qualification, they come to
//! 180 points. The transcript itself counts nothing: what was achieved are its parts.

use samples::forge::RANNIKKO;
use serde_json::{Value, json};

use crate::certificate_page::CertificatePage;
use crate::credential::Credential;
use crate::elm::{ENGLISH, FINLAND, FINNISH, awarded, credit, local_term, node, note, organisation, term};

const AWARDED_ON: &str = "2026-06-05T12:00:00+03:00";

pub(crate) fn credential() -> Credential {
    let page = CertificatePage {
        provider: "Pohjankaari Vocational College",
        verb: "confirms for",
        title: "Units completed, vehicle sector",
        facts: "9 units · 165 competence points",
        date: "5 June 2026",
    };
    Credential {
        uuid: "0b7f5d34-6c1e-4e0a-8a55-276220170165",
        title: json!({ "en": "Units completed, vehicle sector", "fi": "Suoritetut tutkinnon osat, autoala" }),
        description: json!({
            "en": "has completed the units listed here",
            "fi": "on suorittanut tässä luetellut tutkinnon osat"
        }),
        languages: [FINNISH, ENGLISH],
        pages: vec![(ENGLISH, page.png())],
        claim: transcript(),
        sealed_by: &RANNIKKO,
        country: FINLAND,
        issued: "2026-06-05T13:20:00+03:00",
        valid_from: AWARDED_ON,
        valid_until: None,
        evidence: None,
    }
}

fn transcript() -> Value {
    let name = json!({ "en": "Pohjankaari Vocational College", "fi": "Pohjankaaren ammattiopisto" });
    let college =
        organisation("college", name, FINLAND, "Satamakatu 4, Pohjankaari", "https://pohjankaari.example");
    let title =
        json!({ "en": "Units completed, vehicle sector", "fi": "Suoritetut tutkinnon osat, autoala" });
    let parts: Vec<Value> = UNITS.iter().enumerate().map(|(at, unit)| unit.part(at + 1, &college)).collect();
    node!("LearningAchievement", "learningAchievement:1", {
        "title": title,
        "awardedBy": awarded("1", &college, AWARDED_ON),
        "specifiedBy": node!("LearningAchievementSpecification", "learningAchievementSpec:1", {
            "title": title,
            "learningSetting": term("learning-setting", "6fd4685715", "formal learning"),
            "language": FINNISH.term(),
            "thematicArea": term("isced-f", "0716", "Motor vehicles, ships and aircraft")
        }),
        "hasPart": parts
    })
}

/// A completed unit.
struct Unit {
    /// In ePerusteet; the college's own for what it offers itself.
    code: &'static str,
    english: &'static str,
    finnish: &'static str,
    points: &'static str,
    /// On the scale 1 to 5.
    grade: &'static str,
}

const UNITS: [Unit; 9] = [
    unit("105705", "Servicing a car or motorcycle", "Auton tai moottoripyörän huoltaminen", "45", "4"),
    unit("105703", "Repairing a car", "Auton korjaaminen", "45", "3"),
    unit(
        "105730",
        "Measuring and repairing electrical equipment",
        "Sähkövarusteiden mittaus ja korjaus",
        "15",
        "5",
    ),
    unit("105728", "Tyre work", "Rengastyöt", "15", "4"),
    unit(
        "pohjankaari-2026-17",
        "Higher education studies: energy storage",
        "Korkeakouluopinnot: energian varastointi",
        "10",
        "4",
    ),
    unit(
        "400012",
        "Communication and interaction competence",
        "Viestintä- ja vuorovaikutusosaaminen",
        "11",
        "4",
    ),
    unit(
        "400013",
        "Mathematics and science competence",
        "Matemaattis-luonnontieteellinen osaaminen",
        "6",
        "3",
    ),
    unit("400014", "Citizenship and working life competence", "Yhteiskunta- ja työelämäosaaminen", "9", "4"),
    unit(
        "pohjankaari-2026-03",
        "Optional learning outcomes of the common units",
        "Yhteisten tutkinnon osien valinnaiset osaamistavoitteet",
        "9",
        "4",
    ),
];

const fn unit(
    code: &'static str,
    english: &'static str,
    finnish: &'static str,
    points: &'static str,
    grade: &'static str,
) -> Unit {
    Unit { code, english, finnish, points, grade }
}

impl Unit {
    fn part(&self, number: usize, college: &Value) -> Value {
        let title = json!({ "en": self.english, "fi": self.finnish });
        let points = json!({ "en": "competence points", "fi": "osaamispistettä" });
        node!("LearningAchievement", format!("learningAchievement:1.{number}"), {
            "title": title,
            "awardedBy": awarded("1", college, AWARDED_ON),
            "provenBy": node!("LearningAssessment", format!("learningAssessment:1.{number}"), {
                "title": title,
                "awardedBy": awarded("1", college, AWARDED_ON),
                "grade": note(&format!("grade.{number}"), json!({ "en": self.grade, "fi": self.grade }))
            }),
            "specifiedBy": node!("LearningAchievementSpecification", format!("learningAchievementSpec:1.{number}"), {
                "identifier": node!("Identifier", format!("identifier:unit.{number}"), {
                    "schemeName": "ePerusteet",
                    "notation": self.code
                }),
                "title": title,
                "creditPoint": credit(number, local_term("competence-points", points), self.points),
                "learningSetting": term("learning-setting", "6fd4685715", "formal learning")
            })
        })
    }
}
