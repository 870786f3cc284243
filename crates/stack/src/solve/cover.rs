//! The fewest awards that prove enough outcomes.

use crate::limits;

/// A choice of classes.
pub(super) struct Cover {
    pub(super) classes: Vec<usize>,
    /// Outcomes proven.
    pub(super) shown: u32,
    /// Whether it is proven that fewer will not do.
    pub(super) exact: bool,
}

/// The fewest of `candidates` that, with what `start` proves already, prove `required` outcomes, or all that can be.
pub(super) fn fewest(candidates: &[(usize, u128)], start: u128, required: u16) -> Cover {
    let union = candidates.iter().fold(start, |mask, (_, more)| mask | more);
    let goal = union.count_ones().min(u32::from(required));
    let mut useful: Vec<(usize, u128)> = Vec::new();
    for (index, (class, mask)) in candidates.iter().enumerate() {
        let new = mask & !start;
        let beaten = candidates.iter().enumerate().any(|(other, (_, more))| {
            let more = more & !start;
            other != index && new & !more == 0 && (new != more || other < index)
        });
        if new != 0 && !beaten {
            useful.push((*class, new));
        }
    }
    useful.sort_by_key(|(_, mask)| std::cmp::Reverse(mask.count_ones()));
    let mut search = Search { useful, goal, steps: 0, chosen: Vec::new() };
    let least = search.greedy(start);
    let mut best = least.clone();
    for size in 0..least.len() {
        search.chosen.clear();
        if search.reach(start, 0, size) {
            best.clone_from(&search.chosen);
            break;
        }
        if search.steps >= limits::MAX_COVER_STEPS {
            break;
        }
    }
    let exact = search.steps < limits::MAX_COVER_STEPS;
    let mask = best.iter().fold(start, |mask, one| mask | search.useful[*one].1);
    Cover { classes: best.iter().map(|one| search.useful[*one].0).collect(), shown: mask.count_ones(), exact }
}

struct Search {
    useful: Vec<(usize, u128)>,
    goal: u32,
    steps: u64,
    chosen: Vec<usize>,
}

impl Search {
    /// Whether the goal is reached with `left` more, none before `from`.
    fn reach(&mut self, mask: u128, from: usize, left: usize) -> bool {
        self.steps += 1;
        if mask.count_ones() >= self.goal {
            return true;
        }
        if left == 0 || self.steps >= limits::MAX_COVER_STEPS || !self.could_reach(mask, from, left) {
            return false;
        }
        for next in from..self.useful.len() {
            let more = self.useful[next].1;
            if more & !mask == 0 {
                continue;
            }
            self.chosen.push(next);
            if self.reach(mask | more, next + 1, left - 1) {
                return true;
            }
            self.chosen.pop();
        }
        false
    }

    /// A bound: the largest gains of the rest, as if they did not overlap.
    fn could_reach(&self, mask: u128, from: usize, left: usize) -> bool {
        let mut gains: Vec<u32> =
            self.useful[from..].iter().map(|(_, more)| (more & !mask).count_ones()).collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        mask.count_ones() + gains.iter().take(left).sum::<u32>() >= self.goal
    }

    fn greedy(&self, start: u128) -> Vec<usize> {
        let mut mask = start;
        let mut chosen = Vec::new();
        while mask.count_ones() < self.goal {
            let gain = |index: &usize| (self.useful[*index].1 & !mask).count_ones();
            let Some(best) = (0..self.useful.len()).rev().max_by_key(gain) else { break };
            mask |= self.useful[best].1;
            chosen.push(best);
        }
        drop_needless(&mut chosen, &self.useful, start, self.goal);
        chosen
    }
}

/// Takes out what the others prove as well.
fn drop_needless(chosen: &mut Vec<usize>, useful: &[(usize, u128)], start: u128, goal: u32) {
    let mut index = 0;
    while index < chosen.len() {
        let without = chosen
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != index)
            .fold(start, |mask, (_, one)| mask | useful[*one].1);
        if without.count_ones() >= goal {
            chosen.remove(index);
        } else {
            index += 1;
        }
    }
}
