//! Answers in which one thing is wrong.

use proptest::{prelude::*, test_runner::TestRunner};
use stack::{
    AwardId, NodeId, Outlook, Plan, Reason, check,
    plan::{Deficit, OpenQuestion, Proof, Unused},
};

use crate::dice::{Size, cases, config};

const REJECTED: u32 = 10_000;

#[test]
fn corrupted_answers_are_rejected() {
    let size = Size { leaves: 6, choices: 3, awards: 5, constraints: true };
    let rejected = std::cell::Cell::new(0_u32);
    let mut kinds = std::collections::BTreeMap::new();
    let mut runner = TestRunner::new(config(1_500));
    let kinds_seen = std::cell::RefCell::new(&mut kinds);
    let outcome = runner.run(&(cases(size), any::<prop::sample::Index>()), |(case, index)| {
        let question = case.question();
        let plan = stack::solve(&question).expect("a plan");
        prop_assert!(check::check(&question, &plan).is_ok());
        for (kind, wrong) in corruptions(&plan, index) {
            prop_assert_ne!(&plan, &wrong, "{}", kind);
            prop_assert!(check::check(&question, &wrong).is_err(), "{} passed: {:#?}", kind, wrong);
            rejected.set(rejected.get() + 1);
            *kinds_seen.borrow_mut().entry(kind).or_insert(0_u32) += 1;
        }
        Ok(())
    });
    outcome.expect("every corruption is rejected");
    assert!(rejected.get() >= REJECTED, "only {} corrupted plans", rejected.get());
    assert!(kinds.len() == 20 && kinds.values().all(|number| *number > 50), "{kinds:?}");
}

/// Every way to spoil the plan that there is for it. `index` says which entry.
fn corruptions(plan: &Plan, index: prop::sample::Index) -> Vec<(&'static str, Plan)> {
    let mut wrong = Vec::new();
    let mut spoil = |kind: &'static str, how: &dyn Fn(&mut Plan)| {
        let mut spoilt = plan.clone();
        how(&mut spoilt);
        wrong.push((kind, spoilt));
    };
    let one = stack::Credits::whole(1);
    spoil("hash", &|plan| {
        plan.inputs_sha256.replace_range(0..1, if plan.inputs_sha256.starts_with('0') { "1" } else { "0" })
    });
    spoil("format", &|plan| plan.format.push('x'));
    spoil("rules", &|plan| plan.qualification.version.push('x'));
    spoil("credits", &|plan| plan.credits = plan.credits + one);
    spoil("missing credits", &|plan| plan.missing_credits = plan.missing_credits + one);
    spoil("bound", &|plan| plan.bound.number += 1);
    spoil("unknown choice", &|plan| plan.choices.push(NodeId("nowhere".to_owned())));
    spoil("unknown award", &|plan| {
        plan.unused.push(Unused {
            award: AwardId("nobody".to_owned()),
            reason: Reason::NoTarget,
            about: None,
        });
    });
    spoil("deficit added", &|plan| {
        plan.deficits.push(Deficit {
            condition: NodeId("c1".to_owned()),
            missing_credits: one,
            missing_number: 0,
            missing_mandatory: Vec::new(),
            missing_share: Vec::new(),
            missing_outcomes: Vec::new(),
        });
    });
    match plan.result {
        Outlook::Met => spoil("met becomes not met", &|plan| {
            plan.result = Outlook::NotMet;
            plan.proof = Some(Proof::Searched);
        }),
        Outlook::NotMet => {
            spoil("not met becomes met", &|plan| {
                plan.result = Outlook::Met;
                plan.proof = None;
            });
            spoil("not met becomes unknown", &|plan| {
                plan.result = Outlook::Unknown;
                plan.proof = None;
                plan.open_questions =
                    vec![OpenQuestion { award: Some(AwardId("nobody".to_owned())), reason: None }];
            });
            spoil("proof of something else", &|plan| {
                plan.proof = Some(Proof::NoAwardFor { target: NodeId("nowhere".to_owned()) });
            });
        }
        Outlook::Unknown => spoil("unknown becomes met", &|plan| {
            plan.result = Outlook::Met;
            plan.open_questions.clear();
        }),
    }
    if !plan.assignment.is_empty() {
        let at = index.index(plan.assignment.len());
        spoil("award dropped", &|plan| drop(plan.assignment.remove(at)));
        spoil("award doubled", &|plan| plan.assignment.push(plan.assignment[at].clone()));
        spoil("other target", &|plan| plan.assignment[at].target = NodeId("nowhere".to_owned()));
        spoil("other credits", &|plan| {
            plan.assignment[at].credits = plan.assignment[at].credits + one;
            plan.credits = plan.credits + one;
        });
    }
    if !plan.unused.is_empty() {
        let at = index.index(plan.unused.len());
        spoil("unused award lost", &|plan| drop(plan.unused.remove(at)));
    }
    if !plan.deficits.is_empty() {
        let at = index.index(plan.deficits.len());
        spoil("deficit lost", &|plan| drop(plan.deficits.remove(at)));
    }
    wrong
}
