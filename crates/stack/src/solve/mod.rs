//! Finds the best assignment of awards to targets.

mod budget;
mod build;
mod classes;
mod conflict;
mod cover;
mod fitting;
mod front;
mod measure;
mod next;
mod problem;
mod proof;
mod relax;
mod report;
mod scan;
mod search;
pub mod skills;
mod steps;
mod unused;
mod worth;

use crate::{
    credits::Credits,
    plan::{OpenQuestion, Outlook, Plan, Proof, Reason, Shortfall},
    question::{Question, Refused},
};
use budget::Work;
use fitting::Holdings;
use problem::{Problem, Scope};
use relax::{Decisions, Value};
use report::Filled;
use search::{Found, Goal, search};

pub use budget::Budget;
pub use scan::{Near, scan};

/// Finds the assignment that meets the rules or, failing that, misses least: targets and outcomes asked for by number
/// first, then mandatory units, then credits. Among equals, what is missing is spread over the fewest conditions, and
/// the fewest awards are used.
///
/// The answer depends on nothing but the question, and not on the order of awards or equivalences.
///
/// # Errors
/// See [`Refused`].
pub fn solve(question: &Question<'_>) -> Result<Plan, Refused> {
    solve_within(question, &Budget::default())
}

/// [`solve`], with a budget. When it ends first, the plan says so: `proven_best` is false, and what is not proven
/// to be missing is `unknown`.
///
/// # Errors
/// See [`Refused`].
pub fn solve_within(question: &Question<'_>, budget: &Budget<'_>) -> Result<Plan, Refused> {
    question.refuse_nonsense()?;
    let holdings = Holdings::new(*question);
    let certain = Problem::new(&holdings, Scope::Certain)?;
    let found = best(&certain, budget)?;
    let conclusion = conclude(&holdings, &found, budget)?;
    let filled = Filled::of(&certain, &holdings, &found.solution);
    let next_steps = match conclusion.result {
        Outlook::Met => Vec::new(),
        Outlook::NotMet | Outlook::Unknown => next::steps(&certain, &holdings, budget)?,
    };
    let (deficits, sums) = filled.deficits();
    Ok(Plan {
        format: crate::plan::FORMAT.to_owned(),
        qualification: crate::plan::Rules {
            id: question.qualification.id.clone(),
            version: question.qualification.version.clone(),
            title: question.qualification.title.clone(),
        },
        result: conclusion.result,
        credits: sums.credits,
        missing_credits: sums.need,
        choices: filled.choices(&found.solution),
        assignment: filled.assignment(),
        unused: filled.unused(),
        deficits,
        proof: conclusion.proof,
        open_questions: conclusion.open_questions,
        bound: if found.proven { sums.shortfall() } else { shortfall(&certain, found.bound) },
        proven_best: found.proven,
        next_steps,
        inputs_sha256: question.sha256(),
    })
}

/// The best solution. There always is one, unless the rules forbid even to count nothing.
fn best(problem: &Problem<'_>, budget: &Budget<'_>) -> Result<Found, Refused> {
    search(problem, Decisions::default(), Goal::Best, &mut Work::within(budget))?
        .ok_or(Refused::Contradictory)
}

struct Conclusion {
    result: Outlook,
    proof: Option<Proof>,
    open_questions: Vec<OpenQuestion>,
}

/// Met, or not met whatever turns out, or unknown.
fn conclude(holdings: &Holdings<'_>, found: &Found, budget: &Budget<'_>) -> Result<Conclusion, Refused> {
    let unknown = |open_questions| Conclusion { result: Outlook::Unknown, proof: None, open_questions };
    if found.solution.value.is_met() {
        return Ok(Conclusion { result: Outlook::Met, proof: None, open_questions: Vec::new() });
    }
    let unclear = holdings.without_credits();
    if !unclear.is_empty() {
        let open = |award| OpenQuestion { award: Some(award), reason: Some(Reason::ConversionUnknown) };
        return Ok(unknown(unclear.into_iter().map(open).collect()));
    }
    let with_open = Problem::new(holdings, Scope::WithOpen)?;
    let any_open = with_open.leaves.iter().flat_map(|leaf| &leaf.places).any(|place| place.open.is_some());
    let mut searched = found.proven || !found.bound.is_met();
    if any_open {
        match search(&with_open, Decisions::default(), Goal::Met, &mut Work::within(budget))? {
            Some(hopeful) if hopeful.solution.value.is_met() => {
                return Ok(unknown(Filled::of(&with_open, holdings, &hopeful.solution).open_questions()));
            }
            Some(_) => searched = false,
            None => {}
        }
    }
    // What is not searched to the end may still have a short proof.
    let proof = proof::of(&with_open, holdings).or((searched && found.proven).then_some(Proof::Searched));
    Ok(match proof {
        Some(proof) => Conclusion { result: Outlook::NotMet, proof: Some(proof), open_questions: Vec::new() },
        None => unknown(vec![OpenQuestion { award: None, reason: None }]),
    })
}

fn shortfall(problem: &Problem<'_>, value: Value) -> Shortfall {
    Shortfall {
        number: (value.missing / front::NUMBER) as u16,
        mandatory: (value.missing % front::NUMBER) as u16,
        credits: problem.credits(value.need),
    }
}

/// What an assignment comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    credits: Credits,
    need: Credits,
    mandatory: u16,
    number: u16,
}

impl Sums {
    fn shortfall(self) -> Shortfall {
        Shortfall { mandatory: self.mandatory, number: self.number, credits: self.need }
    }
}
