//! Which awards may be where: the policy, the codes, and the rules about single awards.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    award::{Award, AwardCredits, AwardId, Equivalence, Kind, Policy, Verdict},
    credits::Credits,
    plan::Reason,
    qualification::{Condition, Outcomes, Target},
    question::Question,
};

/// Awards, sorted by id, with what is the same for every qualification.
pub(super) struct Holdings<'a> {
    pub(super) question: Question<'a>,
    pub(super) awards: Vec<&'a Award>,
    /// Awards that others are part of.
    pub(super) wholes: FxHashSet<&'a AwardId>,
    /// Why an award does not count, or may not, whatever the target.
    standing: Vec<Option<Reason>>,
    by_code: FxHashMap<&'a str, Vec<u32>>,
    by_outcome: FxHashMap<&'a str, Vec<u32>>,
    /// Decisions of recognition by the code that they lead to, each list by id.
    decisions: FxHashMap<&'a str, Vec<&'a Equivalence>>,
}

/// An award in a target that it fits, or may fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) award: u32,
    pub(super) credits: Credits,
    pub(super) by: Option<&'a str>,
    /// Why it is not certain.
    pub(super) open: Option<Reason>,
}

impl<'a> Holdings<'a> {
    pub(super) fn new(question: Question<'a>) -> Self {
        let mut awards: Vec<&Award> = question.awards.iter().collect();
        awards.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_code: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut by_outcome: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (index, award) in (0..).zip(&awards) {
            for code in &award.codes {
                push_new(by_code.entry(code).or_default(), index);
            }
            for outcome in &award.outcomes {
                push_new(by_outcome.entry(&outcome.uri).or_default(), index);
            }
        }
        let mut decisions: FxHashMap<&str, Vec<&Equivalence>> = FxHashMap::default();
        for one in question.equivalences {
            decisions.entry(&one.to).or_default().push(one);
        }
        decisions.values_mut().for_each(|list| list.sort_by(|a, b| a.id.cmp(&b.id)));
        let standing = awards.iter().map(|award| standing(question.policy, award)).collect();
        let wholes = awards.iter().filter_map(|award| award.parent.as_ref()).collect();
        Self { question, awards, wholes, standing, by_code, by_outcome, decisions }
    }

    /// The same awards, asked about another qualification.
    pub(super) fn about(&mut self, question: Question<'a>) {
        self.question = question;
    }

    pub(super) fn award(&self, index: u32) -> &'a Award {
        self.awards[index as usize]
    }

    /// Everything that fits, or may fit, `target`, with the conditions `around` it. By award.
    pub(super) fn places(
        &self,
        target: &'a Target,
        around: &[&'a Condition],
        own: &OwnUnits<'_>,
    ) -> Vec<Place<'a>> {
        let mut candidates: Vec<u32> = Vec::new();
        match target {
            Target::Condition(_) => {}
            Target::Unit(unit) => {
                candidates.extend(self.by_code.get(unit.code.as_str()).into_iter().flatten());
                for decision in self.decisions_for(&unit.code) {
                    candidates.extend(self.by_code.get(decision.from.as_str()).into_iter().flatten());
                }
            }
            Target::OpenSlot(slot) if slot.accepts.codes.is_empty() => {
                candidates.extend((0..).take(self.awards.len()));
            }
            Target::OpenSlot(slot) => {
                for code in &slot.accepts.codes {
                    candidates.extend(self.by_code.get(code.as_str()).into_iter().flatten());
                }
            }
            Target::Outcomes(outcomes) => {
                for item in &outcomes.items {
                    candidates.extend(self.by_outcome.get(item.uri.as_str()).into_iter().flatten());
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().filter_map(|index| self.place(index, target, around, own).ok()).collect()
    }

    /// Why an award does not count, or may not, whatever the target.
    pub(super) fn standing(&self, index: u32) -> Option<Reason> {
        self.standing[index as usize]
    }

    /// Awards that fit somewhere, but with credits that nobody stated.
    pub(super) fn without_credits(&self) -> Vec<AwardId> {
        let own = &self.question.qualification.credit_framework;
        let foreign = |credits: &AwardCredits| credits.framework != *own;
        let suspect = (0..).zip(&self.awards).filter(|(_, award)| {
            let decided = self.question.equivalences.iter().filter(|one| award.codes.contains(&one.from));
            award.credits.as_ref().is_some_and(foreign)
                || decided.filter_map(|one| one.credits.as_ref()).any(foreign)
        });
        let suspect: Vec<u32> = suspect.map(|(index, _)| index).collect();
        if suspect.is_empty() {
            return Vec::new();
        }
        let units = OwnUnits::of(&self.question.qualification.root);
        let leaves = leaves_of(&self.question.qualification.root);
        let unclear = |index: &u32| {
            leaves.iter().any(|(target, around)| {
                let place = self.place(*index, target, around, &units);
                place.is_ok_and(|place| place.open == Some(Reason::ConversionUnknown))
            })
        };
        suspect.into_iter().filter(unclear).map(|index| self.award(index).id.clone()).collect()
    }

    /// The award in the target, or why it is not there.
    pub(super) fn place(
        &self,
        index: u32,
        target: &'a Target,
        around: &[&'a Condition],
        own: &OwnUnits<'_>,
    ) -> Result<Place<'a>, Reason> {
        let mut open = self.standing[index as usize];
        if let Some(reason) = open.filter(|reason| !reason.is_open()) {
            return Err(reason);
        }
        let award = self.award(index);
        let (credits, by, unclear) = match target {
            Target::Condition(_) => return Err(Reason::NoTarget),
            Target::Unit(unit) => self.in_unit(award, unit)?,
            Target::OpenSlot(slot) => self.in_slot(award, slot, own)?,
            Target::Outcomes(outcomes) => match mask(outcomes, award) {
                0 if names_none(outcomes, award) => return Err(Reason::NoTarget),
                0 => return Err(Reason::OutcomesNotProven),
                _ => (Credits::ZERO, None, None),
            },
        };
        for constraint in around.iter().flat_map(|condition| &condition.constraints) {
            match self.refused(constraint, award) {
                Some(reason) if reason.is_open() => open = open.or(Some(reason)),
                Some(reason) => return Err(reason),
                None => {}
            }
        }
        // That nobody knows the credits weighs more than any other open question.
        Ok(Place { award: index, credits, by, open: unclear.or(open) })
    }

    /// The codes by which an award is the same unit as another: its own, and those that they stand for.
    pub(super) fn codes(&self, award: &'a Award) -> Vec<&'a str> {
        self.standing_for(award.codes.iter().map(String::as_str).collect())
    }

    /// Codes, and those that they stand for by a decision of recognition.
    pub(super) fn standing_for(&self, mut codes: Vec<&'a str>) -> Vec<&'a str> {
        let own = codes.len();
        for one in self.question.equivalences {
            if one.applies(&self.question.qualification.id, self.question.policy.date)
                && codes[..own].contains(&one.from.as_str())
            {
                codes.push(&one.to);
            }
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    pub(super) fn decisions_for(&self, code: &str) -> impl Iterator<Item = &'a Equivalence> {
        let Question { qualification, policy, .. } = self.question;
        let all = self.decisions.get(code).map(Vec::as_slice).unwrap_or_default();
        all.iter().copied().filter(move |one| one.applies(&qualification.id, policy.date))
    }
}

/// The codes of the units of a qualification.
pub(super) struct OwnUnits<'a>(pub(super) FxHashSet<&'a str>);

impl<'a> OwnUnits<'a> {
    pub(super) fn of(root: &'a Condition) -> Self {
        let mut found = FxHashSet::default();
        let mut rest = vec![root];
        while let Some(condition) = rest.pop() {
            for target in &condition.targets {
                match target {
                    Target::Unit(unit) => drop(found.insert(unit.code.as_str())),
                    Target::Condition(nested) => rest.push(nested),
                    Target::Outcomes(_) | Target::OpenSlot(_) => {}
                }
            }
        }
        Self(found)
    }
}

/// The units, slots and outcomes targets below a condition, with the conditions around each.
pub(super) fn leaves_of(root: &Condition) -> Vec<(&Target, Vec<&Condition>)> {
    fn walk<'a>(
        condition: &'a Condition,
        around: &mut Vec<&'a Condition>,
        found: &mut Vec<(&'a Target, Vec<&'a Condition>)>,
    ) {
        around.push(condition);
        for target in &condition.targets {
            match target {
                Target::Condition(nested) => walk(nested, around, found),
                _ => found.push((target, around.clone())),
            }
        }
        around.pop();
    }
    let mut found = Vec::new();
    walk(root, &mut Vec::new(), &mut found);
    found
}

/// The items that an award proves, as bits.
pub(super) fn mask(outcomes: &Outcomes, award: &Award) -> u128 {
    let mut mask = 0;
    for (bit, item) in outcomes.items.iter().enumerate() {
        let shows = award.outcomes.iter().any(|one| one.uri == item.uri && one.level >= item.min_level);
        mask |= u128::from(shows) << bit;
    }
    mask
}

fn names_none(outcomes: &Outcomes, award: &Award) -> bool {
    !outcomes.items.iter().any(|item| award.outcomes.iter().any(|one| one.uri == item.uri))
}

/// Why an award does not count, or may not, whatever is asked.
pub(super) fn standing(policy: &Policy, award: &Award) -> Option<Reason> {
    let date = policy.date;
    if award.kind == Kind::SelfDeclared {
        Some(Reason::SelfDeclared)
    } else if award.verdict == Verdict::Invalid {
        Some(Reason::CredentialInvalid)
    } else if award.valid_until.is_some_and(|until| until < date) {
        Some(Reason::Expired)
    } else if award.awarded_on.is_some_and(|on| on > date) {
        Some(Reason::NotYetAwarded)
    } else if award.verdict == Verdict::Undetermined {
        Some(Reason::VerdictUnknown)
    } else {
        (!policy.counts.contains(&award.verdict)).then_some(Reason::VerdictNotCounted)
    }
}

/// Adds an award to a list that is in order.
fn push_new(list: &mut Vec<u32>, index: u32) {
    if list.last() != Some(&index) {
        list.push(index);
    }
}
