//! What would happen if: questions that differ in one thing, and leave the first as it was.

use stack::{Change, NodeId, Outlook, Policy, Question, Scenario};

use crate::rules::{ects, plan_under, rules_with};

/// Everything that can be asked of a single award, around one unit, one slot and one set of outcomes.
const DEMANDING: &str = r#"{"id": "root", "logical": "all", "credits": {"min": "9"}, "targets": [
    {"unit": {"id": "u", "code": "U", "credits": {"min": "5", "max": "6"}, "mandatory": true}},
    {"open_slot": {"id": "s", "credits": {"min": "2", "max": "4"}, "accepts": {"min_eqf": 5, "kinds": ["work_based"], "awarded_by": ["Y"]}}},
    {"outcomes": {"id": "o", "required": 1, "items": [{"uri": "urn:1", "min_level": "expert"}]}}],
  "constraints": [{"level_share": {"min_eqf": 7, "credits": "5"}}, {"recency": {"max_years": 1}}, {"accredited": {"scheme": "S"}},
    {"min_grade": {"min": "2"}}, {"assessment_kind": {"kinds": ["exam"]}}, {"assessor_kinds": {"kinds": ["teacher", "instructor"]}}]}"#;

fn node(id: &str) -> NodeId {
    NodeId(id.to_owned())
}

#[test]
fn what_is_earned_is_earned_as_the_rules_ask() {
    let rules = rules_with(r#""grade_scale": ["1", "2", "3"],"#, DEMANDING);
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question = Question { qualification: &rules, awards: &[], equivalences: &[], policy: &policy };
    let mut scenario = Scenario::of(&question);
    let earn = |target: &str, credits: Option<u32>| Change::Earn {
        target: node(target),
        credits: credits.map(stack::Credits::whole),
    };
    scenario.change(earn("u", None)).expect("a unit");
    scenario.change(earn("s", None)).expect("a slot");
    scenario.change(earn("o", None)).expect("outcomes");
    let two_short = plan_under(&scenario.question());
    assert_eq!((two_short.result, two_short.missing_credits.to_string().as_str()), (Outlook::NotMet, "2"));
    // A slot can be filled again; the two are different awards.
    scenario.change(earn("s", Some(2))).expect("a slot");
    let met = plan_under(&scenario.question());
    assert_eq!((met.result, met.credits.to_string().as_str()), (Outlook::Met, "9"));
    assert_eq!(plan_under(&question).credits, stack::Credits::ZERO);
    for nowhere in ["root", "none"] {
        assert_eq!(scenario.change(earn(nowhere, None)).expect_err("no target").0, nowhere);
    }
}

#[test]
fn another_day_is_another_answer() {
    let rules = rules_with(
        "",
        r#"{"id": "root", "logical": "all", "credits": {"min": "5"}, "targets": [
        {"unit": {"id": "u", "code": "U", "credits": {"min": "5", "max": "5"}}}]}"#,
    );
    let awards = [ects("x", "U", "5", r#""valid_until": "2027-01-31""#)];
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question = Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy };
    let on = |date: &str| {
        let mut scenario = Scenario::of(&question);
        scenario.change(Change::On(date.parse().expect("a date"))).expect("any day");
        plan_under(&scenario.question()).result
    };
    assert_eq!((on("2027-01-31"), on("2027-02-01")), (Outlook::Met, Outlook::NotMet));
}
