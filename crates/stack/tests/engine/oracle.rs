//! Brute force: every assignment under every choice, judged by the checker.

use proptest::{prelude::*, test_runner::TestRunner};
use stack::{
    NodeId, Outlook, Question, Shortfall, Verdict,
    check::{self, Confirmed},
    qualification::{Condition, Logical, Target},
};

use crate::dice::{Case, Size, cases, config};

const CASES: u32 = 10_000;

#[test]
fn small_questions_equal_brute_force() {
    let size = Size { leaves: 5, choices: 2, awards: 4, constraints: true };
    let tally = compare(size, CASES);
    // Results of every kind must occur, or nothing was compared.
    assert!(tally.met > 500 && tally.not_met > 1_000 && tally.unknown > 20 && tally.tied > 200, "{tally:?}");
}

#[test]
fn wider_questions_equal_brute_force() {
    let tally = compare(Size { leaves: 6, choices: 1, awards: 6, constraints: true }, 600);
    assert!(tally.met > 20, "{tally:?}");
}

#[derive(Debug, Default)]
struct Seen {
    met: u32,
    not_met: u32,
    unknown: u32,
    tied: u32,
}

fn compare(size: Size, number: u32) -> Seen {
    let seen = std::cell::RefCell::new(Seen::default());
    let mut runner = TestRunner::new(config(number));
    let outcome = runner.run(&cases(size), |case| {
        let plan = stack::solve(&case.question()).expect("a plan");
        let best = brute_force(&case.question());
        prop_assert!(plan.proven_best);
        let pairs: Vec<_> =
            plan.assignment.iter().map(|one| (position(&case, &one.award), one.target.clone())).collect();
        let (shortfall, short) =
            check::shortfall_of(&case.question(), &pairs, &plan.choices).expect("no rule is broken");
        prop_assert_eq!((shortfall, short, pairs.len()), best, "{:#?}", plan);
        prop_assert_eq!(plan.bound, shortfall);
        let expected = if best.0 == Shortfall::NONE {
            Outlook::Met
        } else if unclear_credits(&case) || brute_force(&hopeful(&case).question()).0 == Shortfall::NONE {
            Outlook::Unknown
        } else {
            Outlook::NotMet
        };
        prop_assert_eq!(plan.result, expected, "{:#?}", plan);
        let confirmed = check::check(&case.question(), &plan);
        prop_assert!(confirmed.is_ok(), "{:?} {:#?}", confirmed, plan);
        let mut seen = seen.borrow_mut();
        match expected {
            Outlook::Met => seen.met += 1,
            Outlook::NotMet => seen.not_met += 1,
            Outlook::Unknown => seen.unknown += 1,
        }
        seen.tied += u32::from(confirmed == Ok(Confirmed::NotMet));
        Ok(())
    });
    outcome.expect("equal to brute force");
    seen.into_inner()
}

fn position(case: &Case, id: &stack::AwardId) -> usize {
    case.awards.iter().position(|award| award.id == *id).expect("an award of the case")
}

/// The same case, with all that is not known turning out well.
fn hopeful(case: &Case) -> Case {
    let mut case = case.clone();
    for award in &mut case.awards {
        if award.verdict == Verdict::Undetermined {
            award.verdict = Verdict::Verified;
        }
    }
    case
}

/// Whether an award in hours would fit somewhere if they were credits of some number.
fn unclear_credits(case: &Case) -> bool {
    let hours =
        |award: &stack::Award| award.credits.as_ref().is_some_and(|credits| credits.framework == "hours");
    let mut clear = hopeful(case);
    let suspects: Vec<usize> = (0..clear.awards.len()).filter(|index| hours(&clear.awards[*index])).collect();
    suspects.iter().any(|index| {
        let anyway = check::fitting(&clear.question(), *index);
        ["1", "2", "3", "5", "2.5", "4", "4.5", "6", "7", "3.5"].iter().any(|value| {
            let credits = clear.awards[*index].credits.as_mut().expect("hours");
            credits.framework = "ects".to_owned();
            credits.value = value.parse().expect("credits");
            let fits = check::fitting(&clear.question(), *index);
            let new = |target: &&NodeId| !target.0.starts_with('o') && !anyway.contains(target);
            fits.iter().filter(new).any(|target| counts_credits(&clear.qualification.root, target))
        })
    })
}

fn counts_credits(condition: &Condition, id: &NodeId) -> bool {
    condition.targets.iter().any(|target| match target {
        Target::Condition(nested) => counts_credits(nested, id),
        Target::Unit(unit) => unit.id == *id && unit.credits.is_some(),
        other => other.id() == id,
    })
}

/// The least that is missing, over the fewest conditions, with the fewest awards.
type Best = (Shortfall, u16, usize);

fn brute_force(question: &Question<'_>) -> Best {
    let mut choices = Vec::new();
    optional(&question.qualification.root, &mut choices);
    let fitting: Vec<Vec<NodeId>> =
        (0..question.awards.len()).map(|award| check::fitting(question, award)).collect();
    let mut best = None;
    for subset in 0..1_usize << choices.len() {
        let chosen: Vec<NodeId> = choices
            .iter()
            .enumerate()
            .filter(|(bit, _)| subset >> bit & 1 == 1)
            .map(|(_, id)| id.clone())
            .collect();
        assign(question, &fitting, &chosen, &mut Vec::new(), 0, &mut best);
    }
    best.expect("to count nothing is an assignment")
}

fn assign(
    question: &Question<'_>,
    fitting: &[Vec<NodeId>],
    chosen: &[NodeId],
    pairs: &mut Vec<(usize, NodeId)>,
    award: usize,
    best: &mut Option<Best>,
) {
    if award == fitting.len() {
        if let Some((shortfall, short)) = check::shortfall_of(question, pairs, chosen) {
            let this = (shortfall, short, pairs.len());
            *best = Some(best.map_or(this, |best| best.min(this)));
        }
        return;
    }
    assign(question, fitting, chosen, pairs, award + 1, best);
    for target in &fitting[award] {
        pairs.push((award, target.clone()));
        assign(question, fitting, chosen, pairs, award + 1, best);
        pairs.pop();
    }
}

/// Nested conditions and outcomes that need not be pursued.
fn optional(condition: &Condition, found: &mut Vec<NodeId>) {
    for target in &condition.targets {
        if let Target::Condition(nested) = target {
            optional(nested, found);
        }
        if condition.logical != Logical::All && matches!(target, Target::Condition(_) | Target::Outcomes(_)) {
            found.push(target.id().clone());
        }
    }
}
