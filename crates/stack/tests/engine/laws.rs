//! What must hold for any question.

use proptest::prelude::*;
use stack::{
    Award, AwardCredits, AwardId, Budget, Change, Kind, Outlook, Plan, Scenario, Shortfall, Verdict, check,
    qualification::{Condition, Target},
};

use crate::dice::{Case, Size, cases, config};

const MIDDLING: Size = Size { leaves: 7, choices: 3, awards: 7, constraints: true };

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn order_changes_nothing(case in cases(MIDDLING), turns in prop::collection::vec(any::<prop::sample::Index>(), 10)) {
        let answer = |case: &Case| serde_json::to_string(&stack::solve(&case.question()).expect("a plan")).expect("JSON");
        let mut shuffled = case.clone();
        for (index, turn) in turns.iter().enumerate() {
            let number = shuffled.awards.len();
            shuffled.awards.swap(index % number, turn.index(number));
        }
        shuffled.equivalences.reverse();
        prop_assert_eq!(answer(&case), answer(&shuffled));
    }

    #[test]
    fn one_award_more_never_lowers_a_result(case in cases(Size { constraints: false, ..MIDDLING }), code in "[A-E]", five in any::<bool>()) {
        let mut more = case.clone();
        more.awards.push(another(&code, if five { "5" } else { "2.5" }));
        let before = stack::solve(&case.question()).expect("a plan");
        let after = stack::solve(&more.question()).expect("a plan");
        // What was counted before still may be, so nothing proven about the larger question can pass it.
        prop_assert!(after.bound <= missed(&case, &before));
        // A search that ended early may know less about either.
        if before.proven_best && after.proven_best {
            prop_assert!(after.result >= before.result, "{:?} became {:?}", before.result, after.result);
            prop_assert!(after.bound <= before.bound);
        }
    }

    #[test]
    fn unknown_is_never_rounded_up(case in cases(MIDDLING)) {
        let mut doubtful = case.clone();
        doubtful.awards.iter_mut().for_each(|award| {
            if award.verdict == Verdict::Verified {
                award.verdict = Verdict::Undetermined;
            }
        });
        let plan = stack::solve(&doubtful.question()).expect("a plan");
        prop_assert!(plan.assignment.is_empty());
        let certain = stack::solve(&case.question()).expect("a plan");
        prop_assert!(certain.result != Outlook::Met || plan.result != Outlook::NotMet);
    }

    #[test]
    fn a_search_that_ends_early_still_tells_the_truth(case in cases(MIDDLING), nodes in 1..12_u64, pairs in 1..3_000_u64) {
        let question = case.question();
        let early = stack::solve_within(&question, &Budget { nodes, pairs, ..Budget::default() }).expect("a plan");
        let confirmed = check::check(&question, &early);
        prop_assert!(confirmed.is_ok(), "{:?}", confirmed);
        let whole = stack::solve(&question).expect("a plan");
        prop_assert!(early.result == whole.result || early.result == Outlook::Unknown);
        prop_assert!(early.bound <= whole.bound && whole.bound <= missed(&case, &early));
    }

    #[test]
    fn whoever_earns_a_next_step_meets_the_rules(case in cases(MIDDLING)) {
        let plan = stack::solve(&case.question()).expect("a plan");
        for step in &plan.next_steps {
            let mut scenario = Scenario::of(&case.question());
            for one in &step.add {
                let earn = Change::Earn { target: one.target.clone(), credits: Some(one.credits) };
                scenario.change(earn).expect("a target of the rules");
            }
            let after = stack::solve(&scenario.question()).expect("a plan");
            prop_assert_eq!(after.result, Outlook::Met, "{:#?} after {:#?}", after, step);
        }
    }

    #[test]
    fn a_scan_says_what_plans_say(case in cases(MIDDLING)) {
        let plan = stack::solve(&case.question()).expect("a plan");
        let catalogue = [case.qualification.clone()];
        let near = stack::scan(&catalogue, &case.awards, &case.equivalences, &case.policy, &Budget::default()).expect("a scan");
        prop_assert_eq!((near[0].result, near[0].credits), (plan.result, plan.credits));
        prop_assert_eq!(near[0].missing, missed(&case, &plan));
    }

    #[test]
    fn the_next_step_meets_the_rules_and_nothing_cheaper_does(
        case in cases(Size { leaves: 5, choices: 2, awards: 4, constraints: false })
    ) {
        prop_assume!(only_units(&case.qualification.root));
        // Earning a unit so that it is recognised as another may be cheaper, and is not proposed.
        prop_assume!(case.equivalences.iter().all(|one| one.credits.is_none()));
        let plan = stack::solve(&case.question()).expect("a plan");
        let cheapest = cheapest_units(&case);
        let proposed = plan.next_steps.first().map(|step| (step.cost, step.add.len()));
        if plan.result == Outlook::Met {
            prop_assert_eq!(proposed, None);
        } else {
            prop_assert_eq!(proposed, cheapest, "{:#?}", plan);
        }
        let costs: Vec<_> = plan.next_steps.iter().map(|step| (step.cost, step.add.len())).collect();
        prop_assert!(costs.is_sorted() && costs.len() <= 3);
    }
}

/// What a plan misses, added up without the solver.
fn missed(case: &Case, plan: &Plan) -> Shortfall {
    let position =
        |id: &AwardId| case.awards.iter().position(|award| award.id == *id).expect("an award of the case");
    let pairs: Vec<_> =
        plan.assignment.iter().map(|one| (position(&one.award), one.target.clone())).collect();
    check::shortfall_of(&case.question(), &pairs, &plan.choices).expect("no rule is broken").0
}

fn another(code: &str, value: &str) -> Award {
    Award {
        id: AwardId(format!("more-{code}")),
        codes: vec![code.to_owned()],
        title: String::new(),
        credits: Some(AwardCredits { value: value.parse().expect("credits"), framework: "ects".to_owned() }),
        eqf_level: Some(8),
        kind: Kind::Formal,
        awarded_by: Some("X".to_owned()),
        awarded_on: None,
        valid_until: None,
        grade: None,
        outcomes: Vec::new(),
        assessment: None,
        accredited_by: None,
        counted_in: Vec::new(),
        verdict: Verdict::Verified,
        verdict_code: None,
        parent: None,
        credential: None,
    }
}

/// Whether every unit is worth one amount, and there is nothing but units.
fn only_units(condition: &Condition) -> bool {
    condition.targets.iter().all(|target| match target {
        Target::Unit(unit) => unit.credits.is_none_or(|range| range.max == Some(range.min)),
        Target::Condition(nested) => only_units(nested),
        Target::Outcomes(_) | Target::OpenSlot(_) => false,
    })
}

/// By brute force: the cheapest set of units that, earned, meets the rules.
fn cheapest_units(case: &Case) -> Option<(stack::Credits, usize)> {
    let mut units = Vec::new();
    collect(&case.qualification.root, &mut units);
    let mut best = None;
    for subset in 1..1_u32 << units.len() {
        let chosen: Vec<_> = units
            .iter()
            .enumerate()
            .filter(|(bit, _)| subset >> bit & 1 == 1)
            .map(|(_, unit)| unit)
            .collect();
        let mut with = case.clone();
        for (index, (code, credits)) in chosen.iter().enumerate() {
            let mut award = another(code, &credits.to_string());
            award.id = AwardId(format!("earned-{index}"));
            with.awards.push(award);
        }
        if stack::solve(&with.question()).expect("a plan").result == Outlook::Met {
            let this = (chosen.iter().map(|(_, credits)| *credits).sum(), chosen.len());
            best = Some(best.map_or(this, |best: (stack::Credits, usize)| best.min(this)));
        }
    }
    best
}

fn collect(condition: &Condition, units: &mut Vec<(String, stack::Credits)>) {
    for target in &condition.targets {
        match target {
            Target::Unit(unit) => {
                units.push((unit.code.clone(), unit.credits.map_or(stack::Credits::ZERO, |range| range.min)))
            }
            Target::Condition(nested) => collect(nested, units),
            Target::Outcomes(_) | Target::OpenSlot(_) => {}
        }
    }
}
