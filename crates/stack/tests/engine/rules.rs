//! Rules and awards for tests, in few words.

use stack::{Award, Policy, Qualification, Question};

/// A qualification in ECTS with this root, as JSON.
pub(crate) fn rules(root: &str) -> Qualification {
    rules_with("", root)
}

/// The same, with more members.
pub(crate) fn rules_with(members: &str, root: &str) -> Qualification {
    let text = format!(
        r#"{{"format": "tessera-qualification/1", "id": "test", "title": {{"en": "Test"}}, "version": "1",
            "in_force": {{"from": null, "to": null}}, "credit_framework": "ects", {members}
            "source": {{"url": "urn:test", "retrieved": "2026-01-01", "licence": "none"}}, "root": {root}}}"#
    );
    Qualification::from_json(text.as_bytes()).expect("rules that make sense")
}

/// An award of competence points.
pub(crate) fn award(id: &str, code: &str, value: &str) -> Award {
    award_in(id, code, value, "fi-competence-point", "")
}

/// Awards of competence points: id, code, value.
pub(crate) fn awards(list: &[(&str, &str, &str)]) -> Vec<Award> {
    list.iter().map(|(id, code, value)| award(id, code, value)).collect()
}

/// A verified award of ECTS credits, with more members.
pub(crate) fn ects(id: &str, code: &str, value: &str, members: &str) -> Award {
    award_in(id, code, value, "ects", members)
}

fn award_in(id: &str, code: &str, value: &str, framework: &str, members: &str) -> Award {
    let mut award = serde_json::json!({
        "id": id, "codes": [code], "credits": {"value": value, "framework": framework}, "kind": "formal",
        "verdict": "verified",
    });
    let more: serde_json::Value = serde_json::from_str(&format!("{{{members}}}")).expect("members");
    award.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    serde_json::from_value(award).expect("an award")
}

/// Solved on 2026-11-22, and confirmed.
pub(crate) fn plan(qualification: &Qualification, awards: &[Award]) -> stack::Plan {
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    plan_under(&Question { qualification, awards, equivalences: &[], policy: &policy })
}

/// Solved, and confirmed.
pub(crate) fn plan_under(question: &Question<'_>) -> stack::Plan {
    let plan = stack::solve(question).expect("a plan");
    if let Err(faults) = stack::check::check(question, &plan) {
        panic!("{faults:#?} in {plan:#?}");
    }
    plan
}
