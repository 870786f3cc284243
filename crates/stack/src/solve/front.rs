//! The best ways to reach each partial sum.

use rustc_hash::FxHashMap;

use crate::limits;

/// One way to come to a partial sum, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    /// The partial sums: a packed word.
    pub(super) word: u128,
    /// Targets and outcomes missing by number, above 16 bits of mandatory units missing.
    pub(super) missing: u32,
    /// Steps of credit to earn at least.
    pub(super) need: u32,
    /// What is spent: see [`effort`].
    pub(super) effort: u128,
    /// How it came about: two indices whose meaning is the owner's.
    pub(super) from: (u32, u32),
}

/// Effort is compared as one number and adds up: conditions that are short, then steps to earn, then units to earn,
/// then how many of those are open, then awards used.
pub(super) mod effort {
    /// One award used.
    pub(in super::super) const AWARD: u128 = 1;
    /// One award earned that is not a unit with a code.
    pub(in super::super) const OPEN: u128 = 1 << 20;
    /// One award earned.
    pub(in super::super) const UNIT: u128 = 1 << 40;
    /// One step of credit earned.
    pub(in super::super) const STEP: u128 = 1 << 64;
    /// One condition or slot that is short of credits, or of targets by number.
    pub(in super::super) const SHORT: u128 = 1 << 96;
}

/// One mandatory unit missing.
pub(super) const MANDATORY: u32 = 1;
/// One target or outcome missing by number. It weighs more: to pursue no field at all is no way around its mandatory units.
pub(super) const NUMBER: u32 = 1 << 16;

/// For each partial sum, the states that no other is better than.
///
/// Fewer things missing is better in any case, because it adds up. Of need and effort, neither can be given up for the
/// other: a group around may need more anyway.
#[derive(Default)]
pub(super) struct Front {
    states: Vec<State>,
    /// Once they are many: the state before with the same sum, and the last one of each sum.
    before: Vec<u32>,
    last: FxHashMap<u128, u32>,
    /// Whether states were refused because there were too many.
    pub(super) cut: bool,
}

const NONE: u32 = u32::MAX;
const DEAD: u32 = u32::MAX;

/// So many states are compared one by one: most tables are small, and need no map.
const FEW: usize = 16;

impl Front {
    /// Keeps the state unless another is as good. Of equals, the first stays.
    pub(super) fn offer(&mut self, state: State) {
        if self.states.len() <= FEW {
            for other in self.states.iter_mut().rev().filter(|other| other.word == state.word) {
                if !other.yields_to(&state) {
                    return;
                }
            }
            self.states.push(state);
            if self.states.len() > FEW {
                self.chain();
            }
            return;
        }
        let last = self.last.get(&state.word).copied().unwrap_or(NONE);
        let mut at = last;
        while at != NONE {
            if !self.states[at as usize].yields_to(&state) {
                return;
            }
            at = self.before[at as usize];
        }
        if self.states.len() >= limits::MAX_STATES {
            self.cut = true;
            return;
        }
        self.last.insert(state.word, self.states.len() as u32);
        self.states.push(state);
        self.before.push(last);
    }

    fn chain(&mut self) {
        for (index, state) in (0..).zip(&self.states) {
            self.before.push(self.last.insert(state.word, index).unwrap_or(NONE));
        }
    }

    /// The states, in the order in which they came.
    pub(super) fn into_states(mut self) -> Vec<State> {
        self.states.retain(|state| state.missing != DEAD);
        self.states
    }
}

impl State {
    /// Whether another with the same sum may stand beside this one; if it is better in everything, this one dies.
    fn yields_to(&mut self, other: &Self) -> bool {
        if self.missing < other.missing
            || self.missing == other.missing && self.need <= other.need && self.effort <= other.effort
        {
            return false;
        }
        if self.missing > other.missing
            || self.missing == other.missing && self.need >= other.need && self.effort >= other.effort
        {
            self.missing = DEAD;
        }
        true
    }
}
