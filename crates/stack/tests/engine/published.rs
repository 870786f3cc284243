//! The published schema, the reader and the catalogue agree.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::{Value, json};
use stack::{
    Outlook, Policy, Qualification, Question,
    import::{Provenance, Untold, read},
    qualification::Standing,
};

use crate::{
    eperusteet::mechanic,
    rules::{ects, plan, plan_under},
};

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(stack::QUALIFICATION_SCHEMA).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn catalogue() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let entries =
        std::fs::read_dir(folder).expect("the catalogue").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| {
            (
                path.file_stem().expect("a name").to_string_lossy().into_owned(),
                std::fs::read(&path).expect("a file"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_definition_is_sound_sourced_and_marked() {
    let schema = schema();
    let files = catalogue();
    assert!(files.len() >= 10);
    let mut ids = BTreeSet::new();
    for (name, bytes) in &files {
        let json: Value = serde_json::from_slice(bytes).expect("JSON");
        let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let rules = Qualification::from_json(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(ids.insert(rules.id.clone()), "{name}");
        assert!(rules.source.url.starts_with("https://") && !rules.source.licence.is_empty(), "{name}");
        let standing = match name {
            name if name.ends_with("-draft") => Standing::DraftNotAuthoritative,
            name if name.starts_with("example-") => Standing::Example,
            _ => Standing::Published,
        };
        assert_eq!(rules.standing, standing, "{name}");
        let marked = |mark: &str| {
            rules.title["en"].contains(mark)
                && rules.notes.iter().any(|note| {
                    note["en"].starts_with(&mark[1..2].to_uppercase()) || note["en"].contains("example")
                })
        };
        assert!(standing != Standing::DraftNotAuthoritative || marked("(draft)"), "{name}");
        assert!(standing != Standing::Example || marked("(example)"), "{name}");
        // Whoever has nothing is told what to earn: the rules can be met.
        let nothing = plan(&rules, &[]);
        assert_eq!(nothing.result, Outlook::NotMet, "{name}");
        assert!(!nothing.next_steps.is_empty(), "{name}");
    }
}

#[test]
fn the_vehicle_sector_of_the_catalogue_comes_to_180() {
    let (_, bytes) =
        catalogue().into_iter().find(|(name, _)| name == "fi-vehicle-sector-2017").expect("in the catalogue");
    let rules = Qualification::from_json(&bytes).expect("rules");
    let mut awards = mechanic();
    let all = plan(&rules, &awards);
    assert_eq!((all.result, all.credits.to_string().as_str()), (Outlook::Met, "180"));
    let battery = all.assignment.iter().find(|one| one.award.0 == "battery").expect("it counts");
    assert_eq!(battery.target.0, "1722/other");
    awards.retain(|award| award.id.0 != "battery");
    let less = plan(&rules, &awards);
    assert_eq!((less.result, less.credits.to_string().as_str()), (Outlook::NotMet, "165"));
    assert_eq!(less.deficits.last().map(|deficit| deficit.condition.0.as_str()), Some("1722-optional"));
}

#[test]
fn a_field_is_pursued_even_when_its_mandatory_units_are_missing() {
    let (_, bytes) =
        catalogue().into_iter().find(|(name, _)| name == "fi-vehicle-sector-2017").expect("in the catalogue");
    let rules = Qualification::from_json(&bytes).expect("rules");
    let started: Vec<_> = mechanic().into_iter().filter(|award| award.id.0 != "repair").collect();
    let plan = plan(&rules, &started);
    assert_eq!(plan.choices, [stack::NodeId("1722".to_owned())]);
    assert_eq!((plan.credits.to_string().as_str(), plan.bound.mandatory), ("135", 1));
    assert_eq!(plan.next_steps[0].add[0].code.as_deref(), Some("105703"));
}

#[test]
fn a_catalogue_is_scanned_with_the_results_of_plans() {
    let rules: Vec<Qualification> =
        catalogue().iter().map(|(_, bytes)| Qualification::from_json(bytes).expect("rules")).collect();
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let awards = mechanic();
    let near = stack::scan(&rules, &awards, &[], &policy, &stack::Budget::default()).expect("a scan");
    assert_eq!(near.len(), rules.len());
    assert!(near.windows(2).all(|pair| pair[0].missing <= pair[1].missing));
    for one in near {
        let question = Question {
            qualification: &rules[one.index],
            awards: &awards,
            equivalences: &[],
            policy: &policy,
        };
        let plan = plan_under(&question);
        assert_eq!((one.result, one.missing), (plan.result, plan.bound));
    }
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let schema = schema();
    let (_, bytes) = catalogue()
        .into_iter()
        .find(|(name, _)| name == "example-university-microcredential-stack")
        .expect("there");
    let sound: Value = serde_json::from_slice(&bytes).expect("JSON");
    let spoilt: [(&[&str], Value); 11] = [
        (&["colour"], json!("red")),
        (&["format"], json!("tessera-qualification/2")),
        (&["eqf_level"], json!(9)),
        (&["root", "credits", "min"], json!(30)),
        (&["root", "credits", "min"], json!("30,0")),
        (&["root", "credits", "min"], json!("1e1")),
        (&["root", "logical"], json!({"any": 0})),
        (&["root", "logical"], json!("some")),
        (&["root", "constraints", "0", "level_share", "share"], json!("0.8")),
        (&["root", "targets", "0", "condition", "targets", "0", "unit", "weight"], json!(1)),
        (&["source", "retrieved"], json!("yesterday")),
    ];
    for (steps, value) in spoilt {
        let at = steps.join("/");
        let mut wrong = sound.clone();
        let (member, parents) = steps.split_last().expect("a member");
        let parent: String = parents.iter().map(|step| format!("/{step}")).collect();
        wrong
            .pointer_mut(&parent)
            .expect("a parent")
            .as_object_mut()
            .expect("an object")
            .insert((*member).to_owned(), value.clone());
        assert!(!schema.is_valid(&wrong), "schema: {at} {value}");
        assert!(
            Qualification::from_json(&serde_json::to_vec(&wrong).expect("JSON")).is_err(),
            "reader: {at} {value}"
        );
    }
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let text = "{\"format\": \"tessera-qualification/1\", \"root\": {\"id\": \"r\", \"logical\": \"all\",\n \"targets\": [{\"unit\": {\"id\": \"u\", \"code\": \"U\", \"credits\": {\"min\": \"x\"}}}]}}";
    let error = Qualification::from_json(text.as_bytes()).expect_err("no credits");
    let stack::ReadError::Shape { at, line, column, problem } = error else { panic!("{error:?}") };
    let steps: Vec<&str> = at.split('/').collect();
    assert_eq!((steps, line), (vec!["", "root", "targets", "0", "unit", "credits", "min"], 2));
    assert!(column > 0 && problem.contains("\"x\""), "{problem}");
}

#[test]
fn a_pathway_is_read_and_says_what_it_leaves_out() {
    let pathway = json!({"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [
        {"@id": "urn:p", "@type": "ceterms:Pathway", "ceterms:name": {"en": "Technician"}, "ceterms:ctid": "ce-1",
         "ceterms:hasDestinationComponent": ["urn:goal"]},
        {"@id": "urn:goal", "@type": "ceterms:CredentialComponent", "ceterms:hasCondition": [
            {"@type": "ceterms:ComponentCondition", "ceterms:requiredNumber": 1, "ceterms:targetComponent": ["urn:a", "urn:b"],
             "ceterms:hasConstraint": [{"@type": "ceterms:Constraint"}]},
            {"@type": "ceterms:ComponentCondition", "ceterms:logicalOperator": "logicOp:And",
             "ceterms:targetComponent": ["urn:c", "urn:d", "urn:missing"]}]},
        {"@id": "urn:a", "@type": "ceterms:CourseComponent", "ceterms:proxyFor": "A"},
        {"@id": "urn:b", "@type": "ceterms:CourseComponent", "ceterms:proxyFor": "B"},
        {"@id": "urn:c", "@type": "ceterms:CourseComponent", "ceterms:ctid": "ce-c", "ceterms:creditValue": [{"schema:value": 3}]},
        {"@id": "urn:d", "@type": "ceterms:CourseComponent", "ceterms:ctid": "ce-d", "ceterms:prerequisite": ["urn:c"]},
    ]});
    let provenance =
        Provenance { retrieved: "2026-11-22".parse().expect("a date"), licence: "none".to_owned() };
    let imported =
        read(&serde_json::to_vec(&pathway).expect("JSON"), &provenance).expect("a pathway").remove(0);
    let told: Vec<_> = imported.unexpressed.iter().map(|one| one.what).collect();
    for what in [Untold::Constraint, Untold::Reference, Untold::CreditValue] {
        assert!(told.contains(&what), "{what:?} in {told:?}");
    }
    assert_eq!(told.len(), 3);
    let rules = &imported.qualification;
    let [b, c, d] = ["B", "ce-c", "ce-d"].map(|code| ects(code, code, "1", ""));
    assert_eq!(plan(rules, &[b.clone(), c.clone(), d.clone()]).result, Outlook::Met);
    assert_eq!(plan(rules, &[c, d.clone()]).bound.number, 1);
    // Without its prerequisite, the second of the two does not count either.
    assert_eq!(plan(rules, &[b, d]).bound.mandatory, 2);
    assert!(read(br#"{"@graph": []}"#, &provenance).is_err());
}
