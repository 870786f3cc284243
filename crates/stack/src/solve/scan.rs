//! One learner, a whole catalogue: what do I almost have?

use super::{
    Budget, best,
    fitting::Holdings,
    problem::{Problem, Scope},
    report::Filled,
    shortfall,
};
use crate::{
    award::{Award, Equivalence, Policy},
    credits::Credits,
    plan::{Outlook, Shortfall},
    qualification::Qualification,
    question::{Question, Refused},
};

/// How near a qualification is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Its position in the catalogue.
    pub index: usize,
    /// Whether its rules are met.
    pub result: Outlook,
    /// Credits that count.
    pub credits: Credits,
    /// What is missing, at least.
    pub missing: Shortfall,
}

/// How near each qualification of a catalogue is, the nearest first. The results are those of
/// [`solve`](crate::solve()), without the plans.
///
/// # Errors
/// See [`Refused`].
pub fn scan(
    catalogue: &[Qualification],
    awards: &[Award],
    equivalences: &[Equivalence],
    policy: &Policy,
    budget: &Budget<'_>,
) -> Result<Vec<Near>, Refused> {
    let Some(first) = catalogue.first() else { return Ok(Vec::new()) };
    let question = Question { qualification: first, awards, equivalences, policy };
    question.refuse_nonsense()?;
    let mut holdings = Holdings::new(question);
    let mut near = Vec::with_capacity(catalogue.len());
    for (index, qualification) in catalogue.iter().enumerate() {
        holdings.about(Question { qualification, ..question });
        let problem = Problem::new(&holdings, Scope::Certain)?;
        let found = best(&problem, budget)?;
        let result = super::conclude(&holdings, &found, budget)?.result;
        let missing = shortfall(&problem, found.solution.value);
        near.push(Near {
            index,
            result,
            credits: Filled::of(&problem, &holdings, &found.solution).credits(),
            missing,
        });
    }
    near.sort_by_key(|near| (near.missing, near.index));
    Ok(near)
}
