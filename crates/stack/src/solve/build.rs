//! From rules and awards to numbers.

use rustc_hash::FxHashMap;

use super::{
    classes::Grouped,
    fitting::{Holdings, OwnUnits},
    measure::{Measure, measured},
    problem::{Child, Leaf, LeafKind, Node, Problem, Scope},
};
use crate::{
    credits::Credits,
    limits,
    plan::Reason,
    qualification::{Condition, Constraint, Logical, NodeId, Target},
    question::Refused,
};

impl<'a> Problem<'a> {
    /// The question in numbers.
    ///
    /// # Errors
    /// When there are too many measures, or the credits are too fine.
    pub(super) fn new(holdings: &Holdings<'a>, scope: Scope) -> Result<Self, Refused> {
        let mut builder = Builder {
            holdings,
            scope,
            own: OwnUnits::of(&holdings.question.qualification.root),
            measures: Vec::new(),
            nodes: Vec::new(),
            leaves: Vec::new(),
        };
        let root = &holdings.question.qualification.root;
        builder.measures_of(root)?;
        builder.condition(root, &mut Vec::new());
        builder.finish()
    }
}

/// A question on its way into numbers.
pub(super) struct Builder<'a, 'h> {
    pub(super) holdings: &'h Holdings<'a>,
    pub(super) scope: Scope,
    pub(super) own: OwnUnits<'a>,
    pub(super) measures: Vec<Measure<'a>>,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) leaves: Vec<Leaf<'a>>,
}

impl<'a> Builder<'a, '_> {
    fn measures_of(&mut self, condition: &'a Condition) -> Result<(), Refused> {
        for constraint in &condition.constraints {
            if let Some((measure, _)) = measured(condition, constraint)
                && !self.measures.contains(&measure)
            {
                self.measures.push(measure);
            }
        }
        if self.measures.len() > limits::MAX_MEASURES {
            return Err(Refused::TooManyMeasures);
        }
        condition.targets.iter().try_for_each(|target| match target {
            Target::Condition(nested) => self.measures_of(nested),
            _ => Ok(()),
        })
    }

    /// Adds a condition and everything below it. Steps are filled in later.
    fn condition(&mut self, rules: &'a Condition, around: &mut Vec<&'a Condition>) -> usize {
        let index = self.nodes.len();
        let (least, most) = match rules.logical {
            Logical::All => (0, None),
            Logical::Any(wanted) => (wanted, None),
            Logical::ExactlyOne => (1, Some(1)),
        };
        let asked = rules.required_number;
        let asked_most = asked.and_then(|number| number.max);
        self.nodes.push(Node {
            rules,
            children: Vec::new(),
            optional: rules.logical != Logical::All,
            least: least.max(asked.map_or(0, |number| number.min)),
            most: most.into_iter().chain(asked_most).min(),
            floors: Vec::new(),
            caps: Vec::new(),
            outer: 0,
        });
        around.push(rules);
        for target in &rules.targets {
            let child = match target {
                Target::Condition(nested) => Child::Node(self.condition(nested, around)),
                _ => Child::Leaf(self.leaf(target, around)),
            };
            self.nodes[index].children.push(child);
        }
        around.pop();
        index
    }

    fn leaf(&mut self, target: &'a Target, around: &[&'a Condition]) -> usize {
        let mut places = self.holdings.places(target, around, &self.own);
        places.retain(|place| match place.open {
            None => true,
            Some(reason) => self.scope == Scope::WithOpen && reason != Reason::ConversionUnknown,
        });
        let kind = match target {
            Target::Outcomes(outcomes) => LeafKind::Outcomes { required: outcomes.required },
            _ => LeafKind::Slot { min: 0 },
        };
        let codes = match target {
            Target::Unit(unit) => self.holdings.standing_for(vec![&unit.code]),
            _ => Vec::new(),
        };
        let around = around.to_vec();
        self.leaves.push(Leaf {
            target,
            around,
            places,
            codes,
            kind,
            caps: Vec::new(),
            entries: Vec::new(),
            earned: 0,
        });
        self.leaves.len() - 1
    }

    fn finish(mut self) -> Result<Problem<'a>, Refused> {
        let step = self.step()?;
        self.bounds(step);
        for leaf in &mut self.leaves {
            leaf.kind = match leaf.target {
                Target::Unit(unit) => {
                    let steps = |credits: Credits| (credits.thousandths() / step) as u32;
                    let min = unit.credits.map_or(0, |range| steps(range.min));
                    let max = unit.credits.map_or(0, |range| range.max.map_or(min, steps));
                    LeafKind::Unit { mandatory: unit.mandatory, min, max }
                }
                Target::OpenSlot(slot) => {
                    LeafKind::Slot { min: (slot.credits.min.thousandths() / step) as u32 }
                }
                Target::Outcomes(outcomes) => LeafKind::Outcomes { required: outcomes.required },
                Target::Condition(_) => leaf.kind,
            };
        }
        let Grouped { classes, cliques, nested } = self.classes(step);
        let (exclusive, prerequisites) = self.ties();
        Ok(Problem {
            nodes: self.nodes,
            leaves: self.leaves,
            classes,
            cliques,
            nested,
            exclusive,
            prerequisites,
            step,
        })
    }

    fn ties(&self) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
        let place: FxHashMap<&NodeId, usize> =
            self.leaves.iter().enumerate().map(|(index, leaf)| (leaf.target.id(), index)).collect();
        let mut exclusive = Vec::new();
        let mut prerequisites = Vec::new();
        for constraint in self.nodes.iter().flat_map(|node| &node.rules.constraints) {
            match constraint {
                Constraint::MutuallyExclusive(targets) => {
                    exclusive.push(targets.iter().filter_map(|id| place.get(id).copied()).collect());
                }
                Constraint::Prerequisite(rule) => {
                    if let (Some(from), Some(to)) = (place.get(&rule.from), place.get(&rule.to)) {
                        prerequisites.push((*from, *to));
                    }
                }
                _ => {}
            }
        }
        (exclusive, prerequisites)
    }
}
