//! From rules and awards to numbers.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    fitting::{Holdings, OwnUnits, mask},
    measure::{Bound, Measure, measured},
    problem::{Child, Class, Entry, Leaf, LeafKind, Node, Problem, STEP_MASK, Scope, field},
};
use crate::{
    award::Award,
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

/// Sets of awards that share a code, and awards with those of their parts.
type Related = (Vec<Vec<u32>>, Vec<(u32, Vec<u32>)>);

/// Classes, sets of which one award may count, and classes with those of their parts.
type Classes<'a> = (Vec<Class<'a>>, Vec<Vec<usize>>, Vec<(usize, Vec<usize>)>);

struct Builder<'a, 'h> {
    holdings: &'h Holdings<'a>,
    scope: Scope,
    own: OwnUnits<'a>,
    measures: Vec<Measure<'a>>,
    nodes: Vec<Node<'a>>,
    leaves: Vec<Leaf<'a>>,
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
        let around = around.to_vec();
        self.leaves.push(Leaf {
            target,
            around,
            places,
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
        let (classes, cliques, nested) = self.classes(step);
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

    /// The greatest common divisor of all credits, in thousandths.
    fn step(&self) -> Result<u64, Refused> {
        let mut step = 0;
        let mut largest = 0_u64;
        let mut all = 0_u64;
        let mut see = |credits: Credits| {
            step = gcd(step, credits.thousandths());
            largest = largest.max(credits.thousandths());
        };
        for node in &self.nodes {
            if let Some(range) = node.rules.credits {
                see(range.min);
                range.max.into_iter().for_each(&mut see);
            }
            for constraint in &node.rules.constraints {
                if let Some((_, Bound::Floor(credits) | Bound::Cap(credits))) =
                    measured(node.rules, constraint)
                {
                    see(credits);
                }
            }
        }
        let mut worth: FxHashMap<u32, u64> = FxHashMap::default();
        for leaf in &self.leaves {
            let range = match leaf.target {
                Target::Unit(unit) => unit.credits,
                Target::OpenSlot(slot) => Some(slot.credits),
                _ => None,
            };
            if let Some(range) = range {
                see(range.min);
                range.max.into_iter().for_each(&mut see);
                all = all.saturating_add(range.max.unwrap_or(range.min).thousandths());
            }
            for place in &leaf.places {
                see(place.credits);
                let most = worth.entry(place.award).or_default();
                *most = (*most).max(place.credits.thousandths());
            }
        }
        let step = step.max(1);
        let sum = worth.values().fold(all, |sum, one| sum.saturating_add(*one)).saturating_add(largest);
        if sum / step > limits::MAX_STEPS { Err(Refused::TooFine) } else { Ok(step) }
    }

    /// Floors and caps of every condition and leaf, in steps.
    fn bounds(&mut self, step: u64) {
        let mut caps: Vec<Vec<(usize, u32)>> = vec![Vec::new(); self.nodes.len()];
        let mut fields: Vec<u128> = vec![0; self.nodes.len()];
        for index in 0..self.nodes.len() {
            let rules = self.nodes[index].rules;
            let steps = |credits: Credits| (credits.thousandths() / step) as u32;
            if let Some(range) = rules.credits {
                self.nodes[index].floors.push((0, steps(range.min)));
                fields[index] |= STEP_MASK << field(0);
                range.max.into_iter().for_each(|max| tighten(&mut caps[index], 0, steps(max)));
            }
            for constraint in &rules.constraints {
                let Some((measure, bound)) = measured(rules, constraint) else { continue };
                let place = self.measures.iter().position(|one| *one == measure).map_or(0, |place| place + 1);
                fields[index] |= STEP_MASK << field(place);
                match bound {
                    Bound::Floor(credits) => self.nodes[index].floors.push((place, steps(credits))),
                    Bound::Cap(credits) => tighten(&mut caps[index], place, steps(credits)),
                }
            }
            for child in self.nodes[index].children.clone() {
                match child {
                    Child::Node(nested) => {
                        // Conditions come before what is inside them.
                        self.nodes[nested].outer = fields[index];
                        fields[nested] |= fields[index];
                        let outer = caps[index].clone();
                        outer.into_iter().for_each(|(place, most)| tighten(&mut caps[nested], place, most));
                    }
                    Child::Leaf(leaf) => {
                        let leaf = &mut self.leaves[leaf];
                        leaf.caps.clone_from(&caps[index]);
                        if let Target::OpenSlot(slot) = leaf.target {
                            fields_of_slot(leaf, slot.credits.max.map(steps));
                        }
                        leaf.earned =
                            self.measures.iter().enumerate().fold(1 << field(0), |word, (place, measure)| {
                                let is_floor = matches!(measure, Measure::Level(_) | Measure::Bodies(_));
                                if is_floor { word | 1 << field(place + 1) } else { word }
                            });
                        let own = if matches!(leaf.target, Target::OpenSlot(_)) {
                            STEP_MASK << field(0)
                        } else {
                            0
                        };
                        leaf.earned &= fields[index] | own;
                    }
                }
            }
            self.nodes[index].caps.clone_from(&caps[index]);
        }
    }

    /// Groups awards that are alike, and fills in what each class counts in each leaf.
    fn classes(&mut self, step: u64) -> Classes<'a> {
        let mut options: FxHashMap<u32, Vec<(usize, u128, u128)>> = FxHashMap::default();
        for (index, leaf) in self.leaves.iter().enumerate() {
            for place in &leaf.places {
                let award = self.holdings.award(place.award);
                let mask = match leaf.target {
                    Target::Outcomes(outcomes) => mask(outcomes, award),
                    _ => 0,
                };
                let word = self.word(award, place.credits, step, leaf.earned_fields());
                options.entry(place.award).or_default().push((index, word, mask));
            }
        }
        let mut awards: Vec<u32> = options.keys().copied().collect();
        awards.sort_unstable();
        let (same_unit, parts) = self.related(&awards);
        let mut alone: FxHashSet<u32> = same_unit.iter().flatten().copied().collect();
        alone.extend(parts.iter().flat_map(|(one, parts)| parts.iter().copied().chain([*one])));
        let elsewhere = |leaf: &usize| !matches!(self.leaves[*leaf].target, Target::Unit(_));
        let unit_codes: FxHashMap<u32, Vec<&'a str>> = awards
            .iter()
            .map(|award| (*award, self.own.among(self.holdings.codes(self.holdings.award(*award)))))
            .filter(|(award, codes)| {
                codes.len() > 1
                    || !codes.is_empty() && options[award].iter().any(|(leaf, ..)| elsewhere(leaf))
            })
            .collect();
        alone.extend(unit_codes.keys());
        let mut classes: Vec<Class<'a>> = Vec::new();
        let mut of_award: FxHashMap<u32, usize> = FxHashMap::default();
        let mut alike: FxHashMap<&[(usize, u128, u128)], usize> = FxHashMap::default();
        for award in awards {
            let signature = options[&award].as_slice();
            let class = match alike.get(signature) {
                Some(class) if !alone.contains(&award) => *class,
                _ => {
                    let unit_codes = unit_codes.get(&award).cloned().unwrap_or_default();
                    classes.push(Class { awards: Vec::new(), unit_codes });
                    let class = classes.len() - 1;
                    if !alone.contains(&award) {
                        alike.insert(signature, class);
                    }
                    for (leaf, word, mask) in signature {
                        self.leaves[*leaf].entries.push(Entry { class, word: *word, mask: *mask });
                    }
                    class
                }
            };
            classes[class].awards.push(award);
            of_award.insert(award, class);
        }
        self.prefer(&classes);
        let to_classes = |list: Vec<u32>| list.iter().map(|award| of_award[award]).collect();
        let cliques = same_unit.into_iter().map(to_classes).collect();
        let nested = parts.into_iter().map(|(one, parts)| (of_award[&one], to_classes(parts))).collect();
        (classes, cliques, nested)
    }

    /// Awards that share a code, and awards with their parts.
    fn related(&self, awards: &[u32]) -> Related {
        let mut by_code: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let place: FxHashMap<_, u32> =
            awards.iter().map(|award| (&self.holdings.award(*award).id, *award)).collect();
        let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let has_parts = self.holdings.awards.iter().any(|award| award.parent.is_some());
        let parents: FxHashMap<_, _> = if has_parts {
            self.holdings.awards.iter().map(|award| (&award.id, award.parent.as_ref())).collect()
        } else {
            FxHashMap::default()
        };
        for award in awards {
            let one = self.holdings.award(*award);
            for code in self.holdings.codes(one) {
                by_code.entry(code).or_default().push(*award);
            }
            let mut above = one.parent.as_ref();
            while let Some(id) = above {
                if let Some(whole) = place.get(id) {
                    parts.entry(*whole).or_default().push(*award);
                }
                above = parents.get(id).copied().flatten();
            }
        }
        (by_code.into_values().filter(|list| list.len() > 1).collect(), parts.into_iter().collect())
    }

    /// In a unit, the better grade comes first, then the later award, then the id.
    fn prefer(&mut self, classes: &[Class<'_>]) {
        let scale = &self.holdings.question.qualification.grade_scale;
        for leaf in &mut self.leaves {
            if matches!(leaf.target, Target::Unit(_)) {
                leaf.entries.sort_by_key(|entry| {
                    let first = classes[entry.class].awards[0];
                    let award = self.holdings.award(first);
                    let grade =
                        award.grade.as_ref().and_then(|grade| scale.iter().position(|one| one == grade));
                    (std::cmp::Reverse((grade, award.awarded_on)), first)
                });
            }
        }
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

    /// What an award counts, in the fields that are asked for.
    fn word(&self, award: &Award, credits: Credits, step: u64, fields: u128) -> u128 {
        let steps = u128::from(credits.thousandths() / step);
        let mut word = steps << field(0);
        for (place, measure) in self.measures.iter().enumerate() {
            if measure.counts(award) {
                word |= steps << field(place + 1);
            }
        }
        word & fields
    }
}

fn fields_of_slot(leaf: &mut Leaf<'_>, max: Option<u32>) {
    if let Some(max) = max {
        tighten(&mut leaf.caps, 0, max);
    }
}

fn tighten(caps: &mut Vec<(usize, u32)>, place: usize, most: u32) {
    match caps.iter_mut().find(|(one, _)| *one == place) {
        Some((_, cap)) => *cap = most.min(*cap),
        None => caps.push((place, most)),
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
