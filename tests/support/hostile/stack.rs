//! Rules and awards: read, written, and counted on a small budget.

use ::stack::import::{self, Provenance};
use ::stack::{Award, Budget, Policy, Qualification, Question, check, solve_within};
use jiff::civil::{Date, date};

/// The day of counting.
const TODAY: Date = date(2026, 11, 22);

/// A fiftieth of what a question may cost.
const BUDGET: Budget<'static> = Budget { nodes: 40, pairs: 1_000_000, cancelled: None };

/// Bytes as rules of any format; what is read is counted.
pub(super) fn rules(bytes: &[u8]) {
    let provenance = Provenance { retrieved: TODAY, licence: "CC0-1.0".to_owned() };
    for imported in import::read(bytes, &provenance).into_iter().flatten().take(2) {
        let written = serde_json::to_vec(&imported.qualification).expect("rules can be written");
        if let Ok(read) = Qualification::from_json(&written) {
            assert_eq!(read, imported.qualification);
            count(&read, &own_awards());
        }
    }
}

/// Bytes as awards; what is read is counted toward rules of this project.
pub(super) fn awards(bytes: &[u8]) {
    let Ok(awards) = Award::list_from_json(bytes) else { return };
    let written = serde_json::to_vec(&awards).expect("awards can be written");
    assert_eq!(Award::list_from_json(&written).expect("awards can be read"), awards);
    count(&own_rules(), &awards);
}

/// An answer is one that the checker confirms, or there is none.
fn count(qualification: &Qualification, awards: &[Award]) {
    let policy = Policy::on(TODAY);
    let question = Question { qualification, awards, equivalences: &[], policy: &policy };
    if let Ok(plan) = solve_within(&question, &BUDGET) {
        let confirmed = check::check(&question, &plan);
        assert!(confirmed.is_ok(), "{:?}", confirmed.err());
    }
}

fn own_awards() -> Vec<Award> {
    Award::list_from_json(samples::VEHICLE_AWARDS).expect("the awards of the samples")
}

fn own_rules() -> Qualification {
    Qualification::from_json(CATALOGUE[0].as_bytes()).expect("rules of the catalogue")
}

/// Rules of this project, and the shapes of others.
pub(super) fn rule_files() -> Vec<Vec<u8>> {
    CATALOGUE.iter().chain(&FOREIGN).map(|text| text.as_bytes().to_vec()).collect()
}

/// Awards of this project.
pub(super) fn award_files() -> Vec<Vec<u8>> {
    let one = r#"[{"id":"1","codes":["A"],"credits":{"value":"5","framework":"ects"},"kind":"formal","verdict":"verified"}]"#;
    vec![samples::VEHICLE_AWARDS.to_vec(), one.as_bytes().to_vec()]
}

const CATALOGUE: [&str; 3] = [
    include_str!("../../../catalogue/fi-battery-unit-107377.json"),
    include_str!("../../../catalogue/example-university-microcredential-stack.json"),
    include_str!("../../../catalogue/example-card-battery-assembly-technician.json"),
];

const FOREIGN: [&str; 2] = [
    r#"{"@graph":[{"@id":"https://a.example/q","@type":"ceterms:Certificate","ceterms:name":{"en":"Q"},"ceterms:requires":[{"@type":"ceterms:ConditionProfile","ceterms:targetComponent":["https://a.example/c"]}]},{"@id":"https://a.example/c","@type":"ceterms:CourseComponent","ceterms:name":{"en":"C"}}]}"#,
    r#"{"id":1,"nimi":{"fi":"T"},"suoritustavat":[{"suoritustapakoodi":"reformi","rakenne":{"osat":[],"muodostumisSaanto":{"laajuus":{"minimi":1,"maksimi":1}}},"tutkinnonOsaViitteet":[]}]}"#,
];
