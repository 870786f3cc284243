//! "Working in the battery industry": a unit of Finnish vocational qualifications, code 107377.
//!
//! A college without a seal awards it; its consortium seals it under a mandate.

use samples::forge::RANNIKKO;
use serde_json::{Value, json};

use crate::certificate_page::CertificatePage;
use crate::credential::Credential;
use crate::elm::{
    ENGLISH, FINLAND, FINNISH, Language, awarded, credit, local_term, node, note, organisation, outcome, term,
};

const AWARDED_ON: &str = "2026-05-30T10:00:00+03:00";

pub(crate) fn credential() -> Credential {
    Credential {
        uuid: "5f0c8f2e-3a57-4c1e-9d0b-6a2f2f107377",
        title: title(),
        description: json!({
            "en": "has shown the competence of this unit at work",
            "fi": "on osoittanut tutkinnon osan osaamisen työssä"
        }),
        languages: [FINNISH, ENGLISH],
        pages: pages(),
        claim: achievement(),
        sealed_by: &RANNIKKO,
        country: FINLAND,
        issued: "2026-05-30T12:14:00+03:00",
        valid_from: AWARDED_ON,
        valid_until: None,
        evidence: Some(mandate()),
    }
}

fn title() -> Value {
    json!({ "en": "Working in the battery industry", "fi": "Akkuteollisuudessa toimiminen" })
}

fn pages() -> Vec<(Language, Vec<u8>)> {
    let english = CertificatePage {
        provider: "Pohjankaari Vocational College",
        verb: "awards",
        title: "Working in the battery industry",
        facts: "15 competence points · EQF level 4",
        date: "30 May 2026",
    };
    let finnish = CertificatePage {
        provider: "Pohjankaaren ammattiopisto",
        verb: "myöntää",
        title: "Akkuteollisuudessa toimiminen",
        facts: "15 osaamispistettä · EQF-taso 4",
        date: "30.5.2026",
    };
    vec![(FINNISH, finnish.png()), (ENGLISH, english.png())]
}

fn achievement() -> Value {
    let college = college();
    let parts: Vec<Value> =
        THEMES.iter().enumerate().map(|(at, theme)| theme.part(at + 1, &college)).collect();
    node!("LearningAchievement", "learningAchievement:1", {
        "title": title(),
        "description": {
            "en": "A vocational unit for the whole value chain of batteries, completed at a cell factory.",
            "fi": "Koko akkuarvoketjua palveleva tutkinnon osa, suoritettu kennotehtaalla."
        },
        "awardedBy": awarded("1", &college, AWARDED_ON),
        "provenBy": assessment(&college),
        "specifiedBy": qualification(),
        "hasPart": parts
    })
}

fn college() -> Value {
    let name = json!({ "en": "Pohjankaari Vocational College", "fi": "Pohjankaaren ammattiopisto" });
    organisation("college", name, FINLAND, "Satamakatu 4, Pohjankaari", "https://pohjankaari.example")
}

/// Shown at work, judged by a teacher and a workplace instructor.
fn assessment(college: &Value) -> Value {
    let title = json!({ "en": "Competence demonstration at work", "fi": "Näyttö työpaikalla" });
    let scheme = node!("GradingScheme", "gradingScheme:1", {
        "title": { "en": "Vocational scale 1 to 5", "fi": "Ammatillinen asteikko 1–5" },
        "description": { "en": "1 and 2 satisfactory, 3 and 4 good, 5 excellent" }
    });
    let specification = node!("LearningAssessmentSpecification", "learningAssessmentSpec:1", {
        "title": title,
        "dcType": term("assessment", "6a4db9f11d", "practical assessment"),
        "mode": term("learning-assessment", "729f3bed4b", "Work based"),
        "gradingScheme": scheme
    });
    node!("LearningAssessment", "learningAssessment:1", {
        "title": title,
        "description": { "en": "By a qualified teacher and a workplace instructor, against the national requirements." },
        "awardedBy": awarded("1", college, AWARDED_ON),
        "assessedBy": college,
        "dateIssued": "2026-05-22T15:30:00+03:00",
        "grade": note("grade", json!({ "en": "Good (4)", "fi": "Hyvä (4)" })),
        "idVerification": term("supervision-verification", "70be69aaf9", "Supervised with ID Verification"),
        "specifiedBy": specification
    })
}

fn qualification() -> Value {
    let points = json!({ "en": "competence points", "fi": "osaamispistettä" });
    node!("Qualification", "qualification:1", {
        "identifier": node!("Identifier", "identifier:unit", {
            "schemeName": "ePerusteet",
            "notation": "107377"
        }),
        "title": title(),
        "eqfLevel": term("eqf", "4", "Level 4"),
        "nqfLevel": term("qdr", "c_cbf250da", "FiNQF Level 4"),
        "isPartialQualification": true,
        "creditPoint": credit(1, local_term("competence-points", points), "15"),
        "learningOutcome": outcomes(),
        "learningSetting": term("learning-setting", "6fd4685715", "formal learning"),
        "mode": term("learning-assessment", "729f3bed4b", "Work based"),
        "language": FINNISH.term(),
        "thematicArea": term("isced-f", "0711", "Chemical engineering and processes"),
        "dcType": term("learning-opportunity", "0f7dac46ca", "Programme module")
    })
}

fn outcomes() -> [Value; 5] {
    [
        outcome(
            "1",
            json!({
                "en": "Plans the work from written and spoken instructions in English",
                "fi": "Suunnittelee työnsä englanninkielisten ohjeiden mukaan"
            }),
            &[
                ("54d68400-9da3-4077-a7ee-52e68b390ef6", "follow written instructions"),
                ("64ff8d5f-58a8-4efb-af5a-e161854b3e9a", "understand spoken English"),
                ("60c78287-22eb-4103-9c8c-28deaa460da0", "work in teams"),
            ],
        ),
        outcome(
            "2",
            json!({
                "en": "Knows the value chain, common raw materials and the parts of a cell",
                "fi": "Tuntee arvoketjun, tavalliset raaka-aineet ja kennon osat"
            }),
            &[
                ("84cc8c9d-db57-42ec-8948-9b632bf06124", "battery chemistry"),
                ("8cf03262-b6b0-4fe8-9d66-91063bb32db3", "battery components"),
            ],
        ),
        outcome(
            "3",
            json!({
                "en": "Runs and watches a workstation, and acts on production problems",
                "fi": "Käyttää ja valvoo työpistettä ja toimii häiriötilanteissa"
            }),
            &[
                ("8a4e99e0-f259-4931-888f-604cfdc15b31", "perform machine maintenance"),
                ("c5efe5ad-c5e3-4bd1-9c8b-4a514940f4d6", "record production data"),
            ],
        ),
        outcome(
            "4",
            json!({
                "en": "Works safely with electrical and chemical risks",
                "fi": "Työskentelee turvallisesti sähkö- ja kemikaaliriskien kanssa"
            }),
            &[
                ("dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb", "apply health and safety standards"),
                ("51754b8a-3e2c-4cc1-86e6-cf510d9c6fe4", "use personal protection equipment"),
            ],
        ),
        outcome(
            "5",
            json!({
                "en": "Sorts waste and handles chemicals as instructed",
                "fi": "Lajittelee jätteet ja käsittelee kemikaalit ohjeiden mukaan"
            }),
            &[
                ("110d7aa3-e44e-4cce-a927-8d4de615f3d9", "sort waste"),
                ("2416dc09-6384-409e-8b1d-80bb7a2e7369", "handle chemicals"),
            ],
        ),
    ]
}

/// One of the unit's five themes: title in both languages, what the student shows.
struct Theme(&'static str, &'static str, &'static [&'static str]);

impl Theme {
    fn part(&self, number: usize, college: &Value) -> Value {
        let title = json!({ "en": self.0, "fi": self.1 });
        let shown = |(at, text): (usize, &&str)| {
            outcome(&format!("1.{number}.{}", at + 1), json!({ "en": text }), &[])
        };
        let outcomes: Vec<Value> = self.2.iter().enumerate().map(shown).collect();
        let id = format!("learningAchievementSpec:1.{number}");
        node!("LearningAchievement", format!("learningAchievement:1.{number}"), {
            "title": title,
            "awardedBy": awarded("1", college, AWARDED_ON),
            "specifiedBy": node!("LearningAchievementSpecification", id, {
                "title": title,
                "learningOutcome": outcomes
            })
        })
    }
}

const THEMES: [Theme; 5] = [
    Theme(
        "Preparing for the job",
        "Työhön valmistautuminen",
        &[
            "Keeps to working hours",
            "Learns the tasks and plans the own work",
            "Understands written and spoken instructions in English",
            "Works in a multicultural community",
        ],
    ),
    Theme(
        "Operating environment and materials",
        "Toimintaympäristö ja materiaalit",
        &[
            "Explains the industry and its value chain",
            "Names common raw materials and how they are produced",
            "Names the parts of a cell and their chemical properties",
            "Knows the electrical and chemical risks of finished packs",
            "Knows how materials are traced and batteries recycled",
        ],
    ),
    Theme(
        "Working at the workstation",
        "Työpisteessä toimiminen",
        &[
            "Keeps the cleanliness that cell production needs",
            "Uses and monitors machines and processes",
            "Finds production problems and acts as instructed",
            "Does daily maintenance, reports and checks quality",
        ],
    ),
    Theme(
        "Safe operation",
        "Turvallinen toiminta",
        &[
            "Follows the rules of occupational safety",
            "Sees risks, and reports deviations and damage",
            "Uses protective equipment as instructed",
            "Acts in an emergency",
        ],
    ),
    Theme(
        "Responsibility",
        "Vastuullisuus",
        &[
            "Keeps area, tools and machines clean and in order",
            "Keeps waste small and sorts it",
            "Finds the safety data sheets of chemicals in use",
        ],
    ),
];

fn mandate() -> Value {
    node!("Evidence", "evidence:mandate", {
        "evidenceStatement": "The college named as awarding body answers for what is claimed. The consortium seals on its behalf and confirms that the claim comes from the college.",
        "dcType": term("evidence-type", "c_18016257", "Mandate")
    })
}
