//! Badges made to hurt: the work stays in proportion, and ends.

use serde_json::{Value, json};

use super::read;
use super::sample::{alignment, badge, change, png};
use crate::limits::{MAX_BROKEN_RULES, MAX_CLAIMS, MAX_IMAGES};
use crate::report::Code;

#[test]
fn any_value_in_any_place_is_read() {
    let junk = [
        json!(null),
        json!(true),
        json!(0.5),
        json!("x"),
        json!("urn:x"),
        json!([]),
        json!({}),
        json!([[1]]),
        json!({"@value": 1}),
        json!({"@list": ["a", {"id": "urn:a"}]}),
        json!({"@id": "urn:badge:1"}),
    ];
    let document = badge();
    let mut places = Vec::new();
    collect(&document, String::new(), &mut places);
    assert!(places.len() > 100, "{}", places.len());
    for at in &places {
        for value in &junk {
            let mut document = document.clone();
            *document.pointer_mut(at).unwrap() = value.clone();
            let reading = read(&document);
            assert!(reading.broken_rules.len() <= MAX_BROKEN_RULES, "{at} = {value}");
        }
    }
}

/// Pointers to every value below the outermost object.
fn collect(value: &Value, at: String, places: &mut Vec<String>) {
    let mut inner = |step: String, value: &Value| {
        let at = format!("{at}/{}", step.replace('~', "~0").replace('/', "~1"));
        places.push(at.clone());
        collect(value, at, places);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| inner(name.clone(), value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| inner(index.to_string(), value));
        }
        _ => {}
    }
}

#[test]
fn badge_that_goes_in_circles_ends() {
    let at = "/credentialSubject/achievement/related";
    let circle = json!({"id": "urn:achievement:1", "type": "Related"});
    let reading = read(&change(&badge(), at, circle));
    assert_eq!(reading.format, None);
    assert_eq!(reading.view.claims.len(), 1);
    let mut own = badge();
    own["credentialSubject"]["https://school.example/terms#knows"] = json!({"@id": "did:key:learner"});
    let reading = read(&own);
    assert_eq!(reading.format, None);
    assert_eq!(reading.view.subjects.len(), 1);
}

#[test]
fn too_many_claims_are_a_fault() {
    let achievements: Vec<_> = (0..=MAX_CLAIMS).map(|at| json!({"id": format!("urn:a:{at}")})).collect();
    let reading = read(&change(&badge(), "/credentialSubject/achievement", json!(achievements)));
    assert_eq!(reading.view.claims.len(), MAX_CLAIMS);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
}

#[test]
fn shared_nodes_do_not_multiply() {
    // Each of 1,000 results points to one description with 1,000 alignments: a million, if all were shown.
    let alignments: Vec<_> =
        (0..1_000).map(|at| alignment("A", &format!("https://a.example/{at}"))).collect();
    let at = "/credentialSubject/achievement/resultDescription/0/alignment";
    let result = |value: usize| json!({"type": "Result", "resultDescription": "urn:result:skill", "value": value.to_string()});
    let results: Vec<_> = (0..1_000).map(result).collect();
    let document =
        change(&change(&badge(), at, json!(alignments)), "/credentialSubject/result", json!(results));
    let start = std::time::Instant::now();
    let reading = read(&document);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
    // Work without a bound would take minutes.
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn rules_are_judged_once_for_each_node() {
    // 3,000 subjects with one achievement that has 3,000 alignments without a name.
    let alignments: Vec<_> =
        (0..3_000).map(|at| json!({"type": "Alignment", "targetUrl": format!("https://a.example/{at}"), "targetName": "A"})).collect();
    let mut subjects = vec![badge()["credentialSubject"].clone()];
    subjects[0]["achievement"]["alignment"] = json!(alignments);
    subjects.extend((0..3_000).map(|at| {
        json!({"id": format!("urn:s:{at}"), "type": "AchievementSubject", "achievement": {"id": "urn:achievement:1"}})
    }));
    let start = std::time::Instant::now();
    let reading = read(&change(&badge(), "/credentialSubject", json!(subjects)));
    assert_eq!(reading.broken_rules.len(), 1);
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn no_more_than_the_limit_of_pictures_is_looked_at() {
    let picture = |at: usize| {
        let image = json!({"id": format!("data:image/png;base64,{}", png()), "type": "Image"});
        json!({"id": format!("urn:a:{at}"), "type": "Achievement", "name": "A", "image": image})
    };
    let achievements: Vec<_> = (0..MAX_IMAGES + 5).map(picture).collect();
    let view = read(&change(&badge(), "/credentialSubject/achievement", json!(achievements))).view;
    let shown = view.claims.iter().filter(|claim| claim.image.is_some()).count();
    assert_eq!(shown, MAX_IMAGES);
}

#[test]
fn list_that_loops_ends() {
    let first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
    let rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
    let cell = json!({"id": "urn:cell", first: "A", rest: {"id": "urn:cell"}});
    let description = json!({
        "id": "urn:result:grade",
        "type": "ResultDescription",
        "https://purl.imsglobal.org/spec/vc/ob/vocab.html#allowedValue": cell,
    });
    let at = "/credentialSubject/achievement/resultDescription/1";
    let reading = read(&change(&badge(), at, description));
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
}
