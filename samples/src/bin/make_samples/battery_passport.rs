//! "Battery passport and traceability": a micro-credential of 3 ECTS with every element that the Council
//! Recommendation of 2022 (Annex I) asks for.

use samples::forge::FOZ_DO_ALCAIDE;
use serde_json::{Value, json};

use crate::certificate_page::CertificatePage;
use crate::credential::Credential;
use crate::elm::{
    ENGLISH, Language, PORTUGAL, PORTUGUESE, awarded, credit, node, note, organisation, outcome, term,
};

const AWARDED_ON: &str = "2026-03-11T10:00:00Z";

pub(crate) fn credential() -> Credential {
    Credential {
        uuid: "0b8e4a52-77d1-4f6b-8c39-2d5e9a3f0e03",
        title: title(),
        description: json!({
            "en": "has completed the micro-credential",
            "pt": "concluiu a microcredencial"
        }),
        languages: [PORTUGUESE, ENGLISH],
        pages: pages(),
        claim: achievement(),
        sealed_by: &FOZ_DO_ALCAIDE,
        country: PORTUGAL,
        issued: "2026-03-12T09:30:00Z",
        valid_from: AWARDED_ON,
        valid_until: None,
        evidence: None,
    }
}

fn title() -> Value {
    json!({
        "en": "Battery passport and traceability",
        "pt": "Passaporte de baterias e rastreabilidade"
    })
}

fn pages() -> Vec<(Language, Vec<u8>)> {
    let english = CertificatePage {
        provider: "Instituto Técnico da Foz do Alcaide",
        verb: "awards",
        title: "Battery passport and traceability",
        facts: "3 ECTS · EQF level 5",
        date: "11 March 2026",
    };
    vec![(ENGLISH, english.png())]
}

fn achievement() -> Value {
    let institute = institute();
    node!("LearningAchievement", "learningAchievement:1", {
        "title": title(),
        "awardedBy": awarded("1", &institute, AWARDED_ON),
        "influencedBy": course(&institute),
        "provenBy": assessment(&institute),
        "specifiedBy": qualification()
    })
}

fn institute() -> Value {
    let name = json!({ "pt": FOZ_DO_ALCAIDE.name, "en": FOZ_DO_ALCAIDE.name });
    organisation(
        "institute",
        name,
        PORTUGAL,
        "Rua do Cais 12, Foz do Alcaide",
        "https://foz-do-alcaide.example",
    )
}

fn course(institute: &Value) -> Value {
    let title = json!({ "en": "Evening course, spring 2026", "pt": "Curso noturno, primavera de 2026" });
    node!("LearningActivity", "activity:1", {
        "title": title,
        "awardedBy": awarded("1", institute, AWARDED_ON),
        "directedBy": institute,
        "workload": "PT81H",
        "temporal": node!("PeriodOfTime", "period:1", {
            "startDate": "2026-01-14T18:00:00Z",
            "endDate": "2026-03-04T21:00:00Z"
        }),
        "specifiedBy": node!("LearningActivitySpecification", "learningActivitySpec:1", {
            "title": title,
            "dcType": term("learning-activity", "ff436ea7c9", "classroom coursework"),
            "mode": term("learning-assessment", "e92d221e4d", "Blended"),
            "language": PORTUGUESE.term()
        })
    })
}

fn assessment(institute: &Value) -> Value {
    let title = json!({ "en": "Passport of a real pack", "pt": "Passaporte de uma bateria real" });
    node!("LearningAssessment", "learningAssessment:1", {
        "title": title,
        "awardedBy": awarded("1", institute, AWARDED_ON),
        "assessedBy": institute,
        "dateIssued": "2026-03-06T17:00:00Z",
        "grade": note("grade", json!({ "en": "17 of 20", "pt": "17 valores" })),
        "idVerification": term("supervision-verification", "70be69aaf9", "Supervised with ID Verification"),
        "specifiedBy": node!("LearningAssessmentSpecification", "learningAssessmentSpec:1", {
            "title": title,
            "dcType": term("assessment", "795dac4096", "project work"),
            "mode": term("learning-assessment", "9191af2ed9", "Presential"),
            "gradingScheme": node!("GradingScheme", "gradingScheme:1", {
                "title": { "en": "0 to 20, pass at 10", "pt": "0 a 20, aprovação a partir de 10" }
            })
        })
    })
}

fn qualification() -> Value {
    let ects = term("education-credit", "6fcec5c5af", "European Credit Transfer System");
    node!("Qualification", "qualification:1", {
        "title": title(),
        "eqfLevel": term("eqf", "5", "Level 5"),
        "nqfLevel": term("qdr", "c_d2b47671", "QNQ Level 5"),
        "isPartialQualification": true,
        "creditPoint": credit(1, ects, "3"),
        "volumeOfLearning": "PT81H",
        "entryRequirement": note("entry", json!({
            "en": "Upper secondary education, or two years of work in the field",
            "pt": "Ensino secundário ou dois anos de trabalho na área"
        })),
        "learningOutcome": outcomes(),
        "learningSetting": term("learning-setting", "6fd4685715", "formal learning"),
        "mode": term("learning-assessment", "e92d221e4d", "Blended"),
        "language": PORTUGUESE.term(),
        "thematicArea": term("isced-f", "0713", "Electricity and energy"),
        "dcType": term("learning-opportunity", "74a4a268e8", "Short learning programme"),
        "accreditation": accreditation()
    })
}

fn outcomes() -> [Value; 3] {
    [
        outcome(
            "1",
            json!({
                "en": "Says which facts about a battery must be recorded, by whom and for whom",
                "pt": "Indica que dados de uma bateria se registam, por quem e para quem"
            }),
            &[("6f5850ea-5785-4e2c-b062-743066fd5bdb", "environmental legislation")],
        ),
        outcome(
            "2",
            json!({
                "en": "Follows materials from the mine to the pack and back",
                "pt": "Acompanha os materiais da mina à bateria e de volta"
            }),
            &[
                ("a031d739-c760-441e-955b-b667502e9af2", "implement traceability systems"),
                ("22c45bf7-e52b-475f-847b-c32a87f65a5d", "circular economy"),
            ],
        ),
        outcome(
            "3",
            json!({
                "en": "Fills in a battery passport and finds its gaps",
                "pt": "Preenche um passaporte de bateria e encontra as suas lacunas"
            }),
            &[
                ("e2d0daae-2aa1-40cc-99e2-b340b02f97d3", "product data management"),
                ("713fb616-118e-40bc-9366-4a69879a49d5", "implement data quality processes"),
            ],
        ),
    ]
}

fn accreditation() -> Value {
    let name = json!({ "en": "Agency for Short Courses", "pt": "Agência dos Cursos Breves" });
    node!("Accreditation", "accreditation:1", {
        "title": { "en": "Accredited short course, 2025 to 2028", "pt": "Curso breve acreditado, 2025 a 2028" },
        "dcType": term("accreditation", "820101cba6", "Program Quality Assurance"),
        "accreditingAgent": organisation("agency", name, PORTUGAL, "Largo da Prova 1, Foz do Alcaide", "https://cursos-breves.example")
    })
}
