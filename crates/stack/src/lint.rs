//! Rules that contradict themselves, or ask nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    credits::{Credits, Share},
    limits,
    qualification::{Condition, Constraint, CreditRange, FORMAT, Logical, NodeId, Qualification, Target},
};

/// One contradiction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} (at {at:?})", .what.code())]
pub struct Mistake {
    /// JSON pointer.
    pub at: String,
    /// What.
    pub what: What,
}

/// Kinds of contradictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// `format` is not one that is read here.
    UnknownFormat,
    /// An EQF level is not 1 to 8.
    LevelOutOfRange,
    /// The same id twice.
    DuplicateId,
    /// The same outcome twice in one target.
    DuplicateOutcome,
    /// A minimum above its maximum.
    MinAboveMax,
    /// More targets, outcomes or choices are asked than there are.
    AsksMoreThanThereIs,
    /// A number of 0 is asked.
    AsksNone,
    /// Neither an amount nor a share is given, or both are.
    PortionUnclear,
    /// A share of a condition that asks no credits.
    ShareOfNothing,
    /// A constraint names a target that is not a unit or slot below it.
    UnknownTarget,
    /// A unit is its own prerequisite.
    CircularPrerequisite,
    /// A grade is asked that is not on the scale.
    UnknownGrade,
    /// A list that must name something is empty.
    EmptyList,
    /// Larger or deeper than [`limits`] allow.
    TooLarge,
    /// Rules that start after they end.
    NeverInForce,
}

impl What {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown_format",
            Self::LevelOutOfRange => "level_out_of_range",
            Self::DuplicateId => "duplicate_id",
            Self::DuplicateOutcome => "duplicate_outcome",
            Self::MinAboveMax => "min_above_max",
            Self::AsksMoreThanThereIs => "asks_more_than_there_is",
            Self::AsksNone => "asks_none",
            Self::PortionUnclear => "portion_unclear",
            Self::ShareOfNothing => "share_of_nothing",
            Self::UnknownTarget => "unknown_target",
            Self::CircularPrerequisite => "circular_prerequisite",
            Self::UnknownGrade => "unknown_grade",
            Self::EmptyList => "empty_list",
            Self::TooLarge => "too_large",
            Self::NeverInForce => "never_in_force",
        }
    }
}

/// Every contradiction in `qualification`, in the order of its file.
#[must_use]
pub fn mistakes(qualification: &Qualification) -> Vec<Mistake> {
    let mut linter = Linter { qualification, found: Vec::new(), ids: BTreeSet::new(), nodes: 0 };
    linter.head();
    linter.condition(&qualification.root, "/root", 0);
    linter.found
}

struct Linter<'a> {
    qualification: &'a Qualification,
    found: Vec<Mistake>,
    ids: BTreeSet<&'a NodeId>,
    nodes: usize,
}

impl<'a> Linter<'a> {
    fn head(&mut self) {
        let Qualification { format, eqf_level, in_force, .. } = self.qualification;
        self.expect(format == FORMAT, "/format", What::UnknownFormat);
        self.level(*eqf_level, "/eqf_level");
        if let (Some(from), Some(to)) = (in_force.from, in_force.to) {
            self.expect(from <= to, "/in_force", What::NeverInForce);
        }
    }

    fn condition(&mut self, condition: &'a Condition, at: &str, depth: usize) {
        self.id(&condition.id, at);
        if depth >= limits::MAX_DEPTH || self.nodes > limits::MAX_NODES {
            return self.note(at, What::TooLarge);
        }
        self.range(condition.credits, &format!("{at}/credits"));
        let targets = condition.targets.len();
        if let Some(number) = condition.required_number {
            self.expect(
                number.max.is_none_or(|max| number.min <= max),
                &format!("{at}/required_number"),
                What::MinAboveMax,
            );
            let nested = condition
                .targets
                .iter()
                .filter(|one| matches!(one, Target::Condition(_) | Target::Outcomes(_)));
            let forced = if condition.logical == Logical::All { nested.count() } else { 0 };
            let room = number.max.is_none_or(|max| usize::from(max) >= forced.max(1));
            self.expect(room, &format!("{at}/required_number"), What::AsksMoreThanThereIs);
            self.expect(
                usize::from(number.min) <= targets,
                &format!("{at}/required_number"),
                What::AsksMoreThanThereIs,
            );
        }
        match condition.logical {
            Logical::All => {}
            Logical::Any(wanted) => {
                self.expect(wanted > 0, &format!("{at}/logical"), What::AsksNone);
                self.expect(
                    usize::from(wanted) <= targets,
                    &format!("{at}/logical"),
                    What::AsksMoreThanThereIs,
                );
            }
            Logical::ExactlyOne => {
                self.expect(targets > 0, &format!("{at}/logical"), What::AsksMoreThanThereIs)
            }
        }
        for (index, target) in condition.targets.iter().enumerate() {
            self.target(target, &format!("{at}/targets/{index}"), depth);
        }
        let leaves = leaves(condition);
        for (index, constraint) in condition.constraints.iter().enumerate() {
            self.constraint(constraint, condition, &leaves, &format!("{at}/constraints/{index}"));
        }
    }

    fn target(&mut self, target: &'a Target, at: &str, depth: usize) {
        match target {
            Target::Condition(condition) => self.condition(condition, &format!("{at}/condition"), depth + 1),
            Target::Unit(unit) => {
                let at = format!("{at}/unit");
                self.id(&unit.id, &at);
                self.expect(!unit.code.is_empty(), &format!("{at}/code"), What::EmptyList);
                self.range(unit.credits, &format!("{at}/credits"));
            }
            Target::OpenSlot(slot) => {
                let at = format!("{at}/open_slot");
                self.id(&slot.id, &at);
                self.range(Some(slot.credits), &format!("{at}/credits"));
                self.level(slot.accepts.min_eqf, &format!("{at}/accepts/min_eqf"));
            }
            Target::Outcomes(outcomes) => {
                let at = format!("{at}/outcomes");
                self.id(&outcomes.id, &at);
                self.expect(outcomes.required > 0, &format!("{at}/required"), What::AsksNone);
                let most = outcomes.items.len();
                self.expect(
                    usize::from(outcomes.required) <= most,
                    &format!("{at}/required"),
                    What::AsksMoreThanThereIs,
                );
                self.expect(most <= limits::MAX_OUTCOMES, &format!("{at}/items"), What::TooLarge);
                let mut uris = BTreeSet::new();
                for (index, item) in outcomes.items.iter().enumerate() {
                    self.expect(
                        uris.insert(&item.uri),
                        &format!("{at}/items/{index}"),
                        What::DuplicateOutcome,
                    );
                }
            }
        }
    }

    fn constraint(
        &mut self,
        constraint: &Constraint,
        of: &Condition,
        leaves: &BTreeMap<&NodeId, bool>,
        at: &str,
    ) {
        match constraint {
            Constraint::LevelShare(rule) => {
                self.level(Some(rule.min_eqf), at);
                self.portion(rule.share, rule.credits, of, at);
            }
            Constraint::AwardingBodyShare(rule) => {
                self.expect(!rule.bodies.is_empty(), at, What::EmptyList);
                self.portion(rule.share, rule.credits, of, at);
            }
            Constraint::PriorLearningCap(rule) | Constraint::NonFormalCap(rule) => {
                self.portion(rule.share, rule.credits, of, at);
            }
            Constraint::Recency(_) | Constraint::Accredited(_) | Constraint::SharingLimit(_) => {}
            Constraint::MinGrade(rule) => {
                self.expect(self.qualification.grade_scale.contains(&rule.min), at, What::UnknownGrade);
            }
            Constraint::AssessmentKind(rule) | Constraint::AssessorKinds(rule) => {
                self.expect(!rule.kinds.is_empty(), at, What::EmptyList);
            }
            Constraint::MutuallyExclusive(targets) => {
                self.expect(targets.len() > 1, at, What::EmptyList);
                let known = targets.iter().all(|target| leaves.contains_key(target));
                self.expect(known, at, What::UnknownTarget);
                let different: BTreeSet<_> = targets.iter().collect();
                self.expect(different.len() == targets.len(), at, What::DuplicateId);
            }
            Constraint::Prerequisite(rule) => {
                let single = |target| leaves.get(target).is_some_and(|outcomes| !outcomes);
                self.expect(single(&rule.from) && single(&rule.to), at, What::UnknownTarget);
                self.expect(rule.from != rule.to, at, What::CircularPrerequisite);
            }
        }
    }

    fn portion(&mut self, share: Option<Share>, credits: Option<Credits>, of: &Condition, at: &str) {
        self.expect(share.is_some() != credits.is_some(), at, What::PortionUnclear);
        self.expect(share.is_none() || of.credits.is_some(), at, What::ShareOfNothing);
    }

    fn range(&mut self, range: Option<CreditRange>, at: &str) {
        if let Some(CreditRange { min, max: Some(max) }) = range {
            self.expect(min <= max, at, What::MinAboveMax);
        }
    }

    fn level(&mut self, level: Option<u8>, at: &str) {
        self.expect(level.is_none_or(|level| (1..=8).contains(&level)), at, What::LevelOutOfRange);
    }

    fn id(&mut self, id: &'a NodeId, at: &str) {
        self.nodes += 1;
        let new = self.ids.insert(id);
        self.expect(new && !id.0.is_empty(), &format!("{at}/id"), What::DuplicateId);
    }

    fn expect(&mut self, holds: bool, at: &str, what: What) {
        if !holds {
            self.note(at, what);
        }
    }

    fn note(&mut self, at: &str, what: What) {
        self.found.push(Mistake { at: at.to_owned(), what });
    }
}

/// Ids of the units, slots and outcomes anywhere below, and whether they are outcomes.
fn leaves(condition: &Condition) -> BTreeMap<&NodeId, bool> {
    let mut found = BTreeMap::new();
    let mut rest = vec![condition];
    while let Some(condition) = rest.pop() {
        for target in &condition.targets {
            match target {
                Target::Condition(nested) => rest.push(nested),
                Target::Outcomes(outcomes) => drop(found.insert(&outcomes.id, true)),
                Target::Unit(_) | Target::OpenSlot(_) => drop(found.insert(target.id(), false)),
            }
        }
    }
    found
}
