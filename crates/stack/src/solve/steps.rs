//! Credits become whole steps; floors and caps come to rest where they are tested.

use rustc_hash::FxHashMap;

use super::{
    build::Builder,
    measure::{Bound, Measure, measured},
    problem::{Child, Leaf, STEP_MASK, field},
};
use crate::{credits::Credits, limits, qualification::Target, question::Refused};

impl Builder<'_, '_> {
    /// The greatest common divisor of all credits, in thousandths.
    pub(super) fn step(&self) -> Result<u64, Refused> {
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
    pub(super) fn bounds(&mut self, step: u64) {
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
