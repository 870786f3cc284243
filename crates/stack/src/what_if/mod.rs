//! Trying something out: a question that is like another one but for some changes.

mod earned;

use jiff::civil::Date;

use crate::{
    award::{Award, AwardId, Equivalence, Policy},
    credits::Credits,
    qualification::{Condition, NodeId, Qualification, Target},
    question::Question,
};

/// A question of one's own, to change and to ask. Nothing outside it changes.
///
/// The answer's `inputs_sha256` is that of the changed question, so it cannot be taken for one about the wallet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The rules.
    pub qualification: Qualification,
    /// The awards.
    pub awards: Vec<Award>,
    /// Decisions of recognition.
    pub equivalences: Vec<Equivalence>,
    /// The policy.
    pub policy: Policy,
}

/// Something to try out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// With this award as well.
    Add(Box<Award>),
    /// As if this unit, slot or outcomes target were earned, as the rules ask. Earning a slot twice fills it twice.
    Earn {
        /// Which.
        target: NodeId,
        /// With so many credits; `None`: with the fewest that it takes.
        credits: Option<Credits>,
    },
    /// Without this award.
    Drop(AwardId),
    /// As if this award had run out the day before.
    Expire(AwardId),
    /// Of these targets to choose from, only this one.
    Pursue {
        /// The condition with the choice.
        condition: NodeId,
        /// What is chosen.
        target: NodeId,
    },
    /// Counted for another day.
    On(Date),
    /// With this decision of recognition switched on or off.
    Switch {
        /// Its id.
        equivalence: String,
        /// On or off.
        enabled: bool,
    },
}

/// The change is about something that is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {0}")]
pub struct NotThere(pub String);

impl Scenario {
    /// The same question, so far.
    #[must_use]
    pub fn of(question: &Question<'_>) -> Self {
        Self {
            qualification: question.qualification.clone(),
            awards: question.awards.to_vec(),
            equivalences: question.equivalences.to_vec(),
            policy: question.policy.clone(),
        }
    }

    /// To be asked.
    #[must_use]
    pub fn question(&self) -> Question<'_> {
        Question {
            qualification: &self.qualification,
            awards: &self.awards,
            equivalences: &self.equivalences,
            policy: &self.policy,
        }
    }

    /// Makes one change.
    ///
    /// # Errors
    /// When it is about an award, condition, target or decision that is not there.
    pub fn change(&mut self, change: Change) -> Result<(), NotThere> {
        match change {
            Change::Add(award) => self.awards.push(*award),
            Change::Earn { target, credits } => {
                let award = earned::earned(&self.qualification, &target, credits, self.policy.date);
                let award = award.ok_or(NotThere(target.0))?;
                self.awards.push(self.named_apart(award));
            }
            Change::Drop(id) => {
                let place = self.awards.iter().position(|award| award.id == id).ok_or(NotThere(id.0))?;
                self.awards.remove(place);
            }
            Change::Expire(id) => {
                let yesterday = self.policy.date.yesterday().ok();
                let award = self.awards.iter_mut().find(|award| award.id == id).ok_or(NotThere(id.0))?;
                award.valid_until = yesterday;
            }
            Change::Pursue { condition, target } => {
                let found = find(&mut self.qualification.root, &condition).ok_or(NotThere(condition.0))?;
                if !found.targets.iter().any(|one| *one.id() == target) {
                    return Err(NotThere(target.0));
                }
                found.targets.retain(|one| *one.id() == target);
            }
            Change::On(date) => self.policy.date = date,
            Change::Switch { equivalence, enabled } => {
                let one = self.equivalences.iter_mut().find(|one| one.id == equivalence);
                one.ok_or(NotThere(equivalence))?.enabled = enabled;
            }
        }
        Ok(())
    }

    /// The award under a name that no other has, and a slot's under a code of its own.
    fn named_apart(&self, mut award: Award) -> Award {
        let first = award.id.clone();
        let mut number = 1;
        while self.awards.iter().any(|other| other.id == award.id) {
            number += 1;
            award.id = AwardId(format!("{first}:{number}"));
        }
        if award.codes == [first.0] {
            award.codes = vec![award.id.0.clone()];
        }
        award
    }
}

fn find<'a>(condition: &'a mut Condition, id: &NodeId) -> Option<&'a mut Condition> {
    if condition.id == *id {
        return Some(condition);
    }
    condition.targets.iter_mut().find_map(|target| match target {
        Target::Condition(nested) => find(nested, id),
        _ => None,
    })
}
