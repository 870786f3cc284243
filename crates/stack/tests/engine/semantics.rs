//! One test for each rule of what counts.

use stack::{
    Change, Outlook, Policy, Question, Reason, Scenario, Verdict,
    plan::{Plan, Proof},
};

use crate::rules::{ects, plan, plan_under, rules, rules_with};

const TWO_UNITS: &str = r#"{"id": "root", "logical": "all", "credits": {"min": "10", "max": "10"}, "targets": [
    {"unit": {"id": "a", "code": "A", "credits": {"min": "5", "max": "5"}}},
    {"open_slot": {"id": "s", "credits": {"min": "1", "max": "10"}}}]}"#;

fn reason(plan: &Plan, award: &str) -> Option<Reason> {
    plan.unused.iter().find(|unused| unused.award.0 == award).map(|unused| unused.reason)
}

fn place<'a>(plan: &'a Plan, award: &str) -> Option<&'a str> {
    plan.assignment.iter().find(|one| one.award.0 == award).map(|one| one.target.0.as_str())
}

#[test]
fn an_award_is_not_split_over_two_places() {
    let plan = plan(&rules(TWO_UNITS), &[ects("x", "A", "10", "")]);
    // Ten credits do not fit the unit of five, and a unit of this qualification does not fit its slot for others.
    assert_eq!((plan.result, plan.assignment.len()), (Outlook::NotMet, 0));
    assert_eq!(reason(&plan, "x"), Some(Reason::CreditsAboveTarget));
}

#[test]
fn a_whole_and_its_part_never_both_count() {
    let rules = rules(TWO_UNITS);
    let whole = ects("whole", "W", "5", "");
    let part = ects("part", "A", "5", r#""parent": "whole""#);
    let both = plan(&rules, &[whole, part.clone()]);
    assert_eq!((both.result, both.credits.to_string().as_str()), (Outlook::NotMet, "5"));
    assert!(both.unused.iter().any(|one| one.reason == Reason::NestedCounted));
    let apart = plan(&rules, &[ects("other", "W", "5", ""), part]);
    assert_eq!(apart.result, Outlook::Met);
}

#[test]
fn a_part_counts_rather_than_the_whole_when_that_is_better() {
    let whole = ects("whole", "W", "2", "");
    let parts = [ects("p1", "A", "5", r#""parent": "whole""#), ects("p2", "B", "5", r#""parent": "whole""#)];
    let plan = plan(&rules(TWO_UNITS), &[whole, parts[0].clone(), parts[1].clone()]);
    assert_eq!(plan.result, Outlook::Met);
    assert_eq!(reason(&plan, "whole"), Some(Reason::NestedCounted));
}

#[test]
fn a_part_without_credits_of_what_counts_belongs_to_it() {
    let without = |parent: &str| stack::Award { credits: None, ..ects("theme", "T", "1", parent) };
    let whole = ects("whole", "W", "5", "");
    let part = plan(&rules(TWO_UNITS), &[whole.clone(), without(r#""parent": "whole""#)]);
    assert_eq!(reason(&part, "theme"), Some(Reason::NestedCounted));
    let stranger = plan(&rules(TWO_UNITS), &[whole, without("")]);
    assert_eq!(reason(&stranger, "theme"), Some(Reason::CreditsNotStated));
}

#[test]
fn of_two_awards_of_a_unit_the_better_grade_counts_then_the_later_then_the_id() {
    let rules = rules_with(r#""grade_scale": ["1", "2", "3"],"#, TWO_UNITS);
    let choose = |left: &str, right: &str| {
        let plan = plan(&rules, &[ects("x", "A", "5", left), ects("y", "A", "5", right)]);
        assert!(plan.unused.iter().all(|one| one.reason == Reason::SameUnitCounted && one.about.is_some()));
        plan.assignment[0].award.0.clone()
    };
    let (old, new) = (r#""awarded_on": "2020-01-01""#, r#""awarded_on": "2024-01-01""#);
    assert_eq!(choose(&format!(r#""grade": "2", {new}"#), &format!(r#""grade": "3", {old}"#)), "y");
    assert_eq!(choose(&format!(r#""grade": "3", {old}"#), &format!(r#""grade": "3", {new}"#)), "y");
    assert_eq!(choose(new, new), "x");
}

/// Five copies of one award, and slots that would take each: found when a law failed on a search that had ended early.
#[test]
fn copies_of_one_award_do_not_lengthen_the_search() {
    let slot = |id: &str, min: &str, max: &str| {
        format!(
            r#"{{"open_slot": {{"id": "{id}", "credits": {{"min": "{min}", "max": "{max}"}}, "accepts": {{"own_units": true}}}}}}"#
        )
    };
    let rules = rules(&format!(
        r#"{{"id": "root", "logical": "all", "credits": {{"min": "9", "max": "9"}}, "targets": [
            {{"unit": {{"id": "a", "code": "A", "credits": {{"min": "2.5", "max": "2.5"}}}}}}, {}, {}, {}]}}"#,
        slot("s1", "3", "6"),
        slot("s2", "5", "8"),
        slot("s3", "1", "4"),
    ));
    let mut awards: Vec<_> = (0..40).map(|number| ects(&format!("a{number:02}"), "A", "1", "")).collect();
    awards[7].awarded_on = Some("2025-01-01".parse().expect("a date"));
    awards.push(ects("free", "FREE", "1", ""));
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question = Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy };
    let plan = stack::solve_within(&question, &stack::Budget { nodes: 20, ..stack::Budget::default() })
        .expect("a plan");
    stack::check::check(&question, &plan).expect("confirmed");
    assert!(plan.proven_best);
    assert_eq!((plan.missing_credits.to_string().as_str(), place(&plan, "a07")), ("7", Some("s3")));
    assert_eq!(reason(&plan, "a00"), Some(Reason::SameUnitCounted));
}

#[test]
fn surplus_is_unused_and_carried_nowhere() {
    let group = r#"{"id": "root", "logical": "all", "credits": {"min": "9", "max": "14"}, "targets": [
        {"open_slot": {"id": "s", "credits": {"min": "1", "max": "14"}}}]}"#;
    let plan =
        plan(&rules(group), &[ects("x", "X", "9", ""), ects("y", "Y", "8", ""), ects("z", "Z", "15", "")]);
    assert_eq!((plan.result, plan.credits.to_string().as_str()), (Outlook::Met, "9"));
    assert_eq!(reason(&plan, "y"), Some(Reason::Surplus));
    assert_eq!(reason(&plan, "z"), Some(Reason::CreditsAboveTarget));
}

#[test]
fn an_unknown_verdict_makes_the_result_unknown_and_never_met() {
    let rules = rules(TWO_UNITS);
    let mut awards = [ects("x", "A", "5", ""), ects("y", "Y", "5", "")];
    awards[1].verdict = Verdict::Undetermined;
    let open = plan(&rules, &awards);
    assert_eq!((open.result, open.credits.to_string().as_str()), (Outlook::Unknown, "5"));
    assert_eq!(open.open_questions[0].award.as_ref().map(|id| id.0.as_str()), Some("y"));
    assert_eq!(reason(&open, "y"), Some(Reason::VerdictUnknown));
    // Where even the best outcome would not do, the answer is no.
    assert_eq!(plan(&rules, &awards[1..]).result, Outlook::NotMet);
}

#[test]
fn what_is_revoked_after_it_counted_drops_out_and_says_why() {
    let rules = rules(TWO_UNITS);
    let mut awards = [ects("x", "A", "5", ""), ects("y", "Y", "5", "")];
    assert_eq!(plan(&rules, &awards).result, Outlook::Met);
    awards[1].verdict = Verdict::Invalid;
    awards[1].verdict_code = Some("revoked".to_owned());
    let after = plan(&rules, &awards);
    assert_eq!(after.result, Outlook::NotMet);
    let unused = &after.unused[0];
    assert_eq!((unused.reason, unused.about.as_deref()), (Reason::CredentialInvalid, Some("revoked")));
}

#[test]
fn credits_change_their_framework_only_by_a_stated_rate() {
    let rules = rules(TWO_UNITS);
    let mut awards = [ects("x", "A", "5", ""), ects("y", "Y", "10", "")];
    awards[1].credits.as_mut().expect("credits").framework = "hours".to_owned();
    let unclear = plan(&rules, &awards);
    assert_eq!((unclear.result, reason(&unclear, "y")), (Outlook::Unknown, Some(Reason::ConversionUnknown)));
    let policy: Policy = stack::parse(
        br#"{"date": "2026-11-22", "conversions": [{"from": "hours", "to": "ects", "factor": "0.5", "source": "urn:rate"}]}"#,
    )
    .expect("a policy");
    let clear =
        plan_under(&Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy });
    assert_eq!((clear.result, clear.credits.to_string().as_str()), (Outlook::Met, "10"));
}

#[test]
fn the_learners_own_word_counts_nothing() {
    let mine = ects("mine", "A", "5", r#""kind": "self_declared""#);
    let plan = plan(&rules(TWO_UNITS), &[mine]);
    assert_eq!((plan.credits.to_string().as_str(), reason(&plan, "mine")), ("0", Some(Reason::SelfDeclared)));
}

#[test]
fn unrecognised_counts_only_when_the_policy_says_so() {
    let rules = rules(TWO_UNITS);
    let awards = [ects("x", "A", "5", ""), ects("y", "Y", "5", r#""verdict": "unrecognised""#)];
    let strict = plan(&rules, &awards);
    assert_eq!((strict.result, reason(&strict, "y")), (Outlook::NotMet, Some(Reason::VerdictNotCounted)));
    let mut policy = Policy::on("2026-11-22".parse().expect("a date"));
    policy.counts.push(Verdict::Unrecognised);
    let lenient =
        plan_under(&Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy });
    assert_eq!(lenient.result, Outlook::Met);
    // Nothing makes an invalid credential count.
    policy.counts.push(Verdict::Invalid);
    let mut bad = awards;
    bad[1].verdict = Verdict::Invalid;
    let plan =
        plan_under(&Question { qualification: &rules, awards: &bad, equivalences: &[], policy: &policy });
    assert_eq!(plan.result, Outlook::NotMet);
}

#[test]
fn a_decision_of_recognition_counts_while_it_is_switched_on_and_is_named() {
    let rules = rules(TWO_UNITS);
    let awards = [ects("x", "FOREIGN", "4", ""), ects("y", "Y", "5", "")];
    let equivalences = stack::parse::<Vec<stack::Equivalence>>(
        br#"[{"id": "e1", "from": "FOREIGN", "to": "A", "credits": {"value": "5", "framework": "ects"},
              "decided_by": "University", "date": "2026-05-01", "evidence": "urn:letter", "enabled": true}]"#,
    )
    .expect("equivalences");
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question =
        Question { qualification: &rules, awards: &awards, equivalences: &equivalences, policy: &policy };
    let on = plan_under(&question);
    assert_eq!((on.result, on.assignment[0].equivalence.as_deref()), (Outlook::Met, Some("e1")));
    let mut scenario = Scenario::of(&question);
    scenario.change(Change::Switch { equivalence: "e1".to_owned(), enabled: false }).expect("it is there");
    let off = plan_under(&scenario.question());
    assert_eq!(off.result, Outlook::NotMet);
    assert!(off.assignment.iter().all(|one| one.equivalence.is_none()));
    // Nor does it count before it was made.
    let policy = Policy::on("2026-04-30".parse().expect("a date"));
    assert_eq!(plan_under(&Question { policy: &policy, ..question }).result, Outlook::NotMet);
}

/// Found by a law: an award of A stands for C as well, so earning both would count once.
#[test]
fn the_next_step_earns_nothing_that_a_decision_makes_the_same_unit() {
    let unit = |id: &str| {
        format!(
            r#"{{"unit": {{"id": "{id}", "code": "{id}", "credits": {{"min": "1", "max": "1"}}, "mandatory": true}}}}"#
        )
    };
    let rules =
        rules(&format!(r#"{{"id": "root", "logical": "all", "targets": [{}, {}]}}"#, unit("A"), unit("C")));
    let equivalences = stack::parse::<Vec<stack::Equivalence>>(
        br#"[{"id": "e", "from": "A", "to": "C", "decided_by": "University", "date": "2026-05-01",
              "evidence": "urn:letter", "enabled": true}]"#,
    )
    .expect("equivalences");
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question =
        Question { qualification: &rules, awards: &[], equivalences: &equivalences, policy: &policy };
    assert!(plan_under(&question).next_steps.is_empty());
    let without = Question { equivalences: &[], ..question };
    assert_eq!(plan_under(&without).next_steps[0].add.len(), 2);
}

#[test]
fn floors_caps_and_ages_are_obeyed_and_named() {
    let root = r#"{"id": "root", "logical": "all", "credits": {"min": "10"}, "targets": [
        {"open_slot": {"id": "s", "credits": {"min": "1"}}}],
        "constraints": [{"level_share": {"min_eqf": 6, "share": "0.75"}}, {"prior_learning_cap": {"share": "0.3"}},
                        {"recency": {"max_years": 5}}]}"#;
    let rules = rules(root);
    let fresh = r#""awarded_on": "2024-01-01""#;
    let high = format!(r#""eqf_level": 7, {fresh}"#);
    let low = format!(r#""eqf_level": 4, {fresh}"#);
    let prior = format!(r#""eqf_level": 7, "kind": "prior_learning", {fresh}"#);
    let met = plan(&rules, &[ects("h", "H", "8", &high), ects("l", "L", "2", &low)]);
    assert_eq!(met.result, Outlook::Met);
    let flat = plan(&rules, &[ects("h", "H", "7", &high), ects("l", "L", "9", &low)]);
    assert_eq!((flat.result, flat.missing_credits.to_string().as_str()), (Outlook::NotMet, "0.5"));
    assert_eq!(flat.deficits[0].missing_share[0].credits.to_string(), "0.5");
    assert!(matches!(flat.proof, Some(Proof::FloorOutOfReach { .. })), "{:?}", flat.proof);
    let capped = plan(&rules, &[ects("h", "H", "6", &high), ects("p", "P", "4", &prior)]);
    assert_eq!((capped.result, reason(&capped, "p")), (Outlook::NotMet, Some(Reason::Surplus)));
    let old = plan(&rules, &[ects("h", "H", "10", r#""eqf_level": 7, "awarded_on": "2021-11-21""#)]);
    assert_eq!((old.result, reason(&old, "h")), (Outlook::NotMet, Some(Reason::TooOld)));
    let just = plan(&rules, &[ects("h", "H", "10", r#""eqf_level": 7, "awarded_on": "2021-11-22""#)]);
    assert_eq!(just.result, Outlook::Met);
    let undated = plan(&rules, &[ects("h", "H", "10", r#""eqf_level": 7"#)]);
    assert_eq!((undated.result, reason(&undated, "h")), (Outlook::Unknown, Some(Reason::DateUnknown)));
}

#[test]
fn prerequisites_and_exclusions_hold() {
    let root = r#"{"id": "root", "logical": "all", "credits": {"min": "10"}, "targets": [
        {"unit": {"id": "a", "code": "A", "credits": {"min": "5", "max": "5"}}},
        {"unit": {"id": "b", "code": "B", "credits": {"min": "5", "max": "5"}}},
        {"unit": {"id": "c", "code": "C", "credits": {"min": "5", "max": "5"}}}],
        "constraints": [{"prerequisite": {"from": "a", "to": "b"}}, {"mutually_exclusive": ["a", "c"]}]}"#;
    let rules = rules(root);
    let [a, b, c] = ["A", "B", "C"].map(|code| ects(code, code, "5", ""));
    assert_eq!(plan(&rules, &[a.clone(), b.clone()]).result, Outlook::Met);
    assert_eq!(plan(&rules, &[b.clone(), c.clone()]).result, Outlook::NotMet);
    assert_eq!(plan(&rules, &[a, c]).result, Outlook::NotMet);
}

#[test]
fn outcomes_compare_levels_and_count_together() {
    let root = r#"{"id": "root", "logical": "all", "targets": [{"outcomes": {"id": "role", "required": 2, "items": [
        {"uri": "urn:1", "min_level": "practitioner"}, {"uri": "urn:2", "min_level": "awareness"}, {"uri": "urn:3"}]}}]}"#;
    let rules = rules(root);
    let shows = |id: &str, uri: &str, level: &str| {
        ects(id, id, "1", &format!(r#""outcomes": [{{"uri": "{uri}", "level": "{level}"}}]"#))
    };
    let some = plan(&rules, &[shows("x", "urn:1", "awareness"), shows("y", "urn:2", "practitioner")]);
    assert_eq!((some.result, some.bound.number), (Outlook::NotMet, 1));
    assert_eq!(reason(&some, "x"), Some(Reason::OutcomesNotProven));
    assert_eq!(some.deficits[0].missing_outcomes, ["urn:1", "urn:3"]);
    assert_eq!(some.next_steps[0].add[0].outcomes, ["urn:1"]);
    let all = plan(&rules, &[shows("x", "urn:1", "expert"), shows("y", "urn:2", "practitioner")]);
    assert_eq!((all.result, place(&all, "x")), (Outlook::Met, Some("role")));
}

#[test]
fn one_field_is_chosen_and_another_can_be_tried() {
    let field = |id: &str, code: &str| {
        format!(
            r#"{{"condition": {{"id": "{id}", "logical": "all", "targets": [
                {{"unit": {{"id": "{id}1", "code": "{code}1", "mandatory": true}}}},
                {{"unit": {{"id": "{id}2", "code": "{code}2", "mandatory": true}}}}]}}}}"#
        )
    };
    let rules = rules(&format!(
        r#"{{"id": "root", "logical": "exactly_one", "targets": [{}, {}]}}"#,
        field("x", "X"),
        field("y", "Y")
    ));
    let awards = [ects("1", "X1", "5", ""), ects("2", "Y1", "5", ""), ects("3", "Y2", "5", "")];
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question = Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy };
    let best = plan_under(&question);
    assert_eq!((best.result, best.choices[0].0.as_str()), (Outlook::Met, "y"));
    assert_eq!(reason(&best, "1"), Some(Reason::OtherChoice));
    let mut scenario = Scenario::of(&question);
    let pursue =
        Change::Pursue { condition: stack::NodeId("root".into()), target: stack::NodeId("x".into()) };
    scenario.change(pursue).expect("a field");
    let other = plan_under(&scenario.question());
    assert_eq!((other.result, other.next_steps[0].add[0].code.as_deref()), (Outlook::NotMet, Some("X2")));
    assert_ne!(other.inputs_sha256, best.inputs_sha256);
    let mut scenario = Scenario::of(&question);
    scenario.change(Change::Expire(stack::AwardId("3".into()))).expect("an award");
    let expired = plan_under(&scenario.question());
    assert_eq!((expired.result, reason(&expired, "3")), (Outlook::NotMet, Some(Reason::Expired)));
    assert!(scenario.change(Change::Drop(stack::AwardId("none".into()))).is_err());
}

#[test]
fn nonsense_is_refused_with_its_name() {
    let rules = rules(TWO_UNITS);
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let refuse = |awards: &[stack::Award]| {
        let question = Question { qualification: &rules, awards, equivalences: &[], policy: &policy };
        stack::solve(&question).expect_err("nonsense").code()
    };
    assert_eq!(refuse(&[ects("x", "A", "5", ""), ects("x", "B", "5", "")]), "duplicate_award");
    let circle = [ects("x", "A", "5", r#""parent": "y""#), ects("y", "B", "5", r#""parent": "x""#)];
    assert_eq!(refuse(&circle), "part_of_itself");
}

#[test]
fn a_cancelled_search_says_so_and_an_ended_one_claims_nothing() {
    let slots: Vec<String> = (0..4)
        .map(|index| {
            format!(r#"{{"open_slot": {{"id": "s{index}", "credits": {{"min": "17", "max": "17"}}}}}}"#)
        })
        .collect();
    let root = format!(
        r#"{{"id": "root", "logical": "all", "credits": {{"min": "68"}}, "targets": [{}]}}"#,
        slots.join(",")
    );
    let rules = rules(&root);
    let awards: Vec<_> = (0..9)
        .map(|index| ects(&index.to_string(), &index.to_string(), if index % 2 == 0 { "8" } else { "9" }, ""))
        .collect();
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question =
        Question { qualification: &rules, awards: &awards[..7], equivalences: &[], policy: &policy };
    let flag = std::sync::atomic::AtomicBool::new(true);
    let budget = stack::Budget { nodes: 5, cancelled: Some(&flag), ..stack::Budget::default() };
    assert_eq!(stack::solve_within(&question, &budget).expect_err("cancelled").code(), "cancelled");
    let budget = stack::Budget { nodes: 1, ..stack::Budget::default() };
    let plan = stack::solve_within(&question, &budget).expect("a plan");
    assert_ne!(plan.result, Outlook::Met);
    stack::check::check(&question, &plan).expect("confirmed");
    let question = Question { awards: &awards[..8], ..question };
    assert_eq!(plan_under(&question).result, Outlook::Met);
}
