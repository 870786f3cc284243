//! What a single target may hold, as if it had all awards to itself.

use rustc_hash::FxHashMap;

use super::{
    super::{
        budget::Spent,
        cover,
        front::{Front, MANDATORY, NUMBER, State, effort},
        problem::{Entry, LeafKind, sum},
    },
    LeafTable, NOTHING, Pick, START, TAKEN, TAKEN_WORD, Tables, What, within,
};

/// Most steps by which one open slot is filled up with something to earn.
const MAX_EARNED_STEPS: u32 = 1_000;

impl Tables<'_, '_> {
    pub(super) fn leaf(&mut self, index: usize) -> Result<(), Spent> {
        let leaf = &self.problem.leaves[index];
        let mut table = LeafTable::default();
        let empty = State { from: (NOTHING, 0), ..START };
        if self.decisions.closed.contains(&index) {
            table.states = vec![self.left_empty(index, empty)];
            self.leaves[index] = table;
            return Ok(());
        }
        match leaf.kind {
            LeafKind::Unit { .. } => self.unit(index, &mut table),
            LeafKind::Slot { .. } => self.slot(index, &mut table)?,
            LeafKind::Outcomes { .. } => self.outcomes(index, &mut table),
        }
        if self.decisions.filled.contains(&index) {
            table.states.retain(|state| state.from.1 == TAKEN);
        }
        self.leaves[index] = table;
        Ok(())
    }

    fn left_empty(&self, index: usize, state: State) -> State {
        match self.problem.leaves[index].kind {
            LeafKind::Unit { mandatory: true, min, .. } => State { missing: MANDATORY, need: min, ..state },
            LeafKind::Outcomes { required } => State { missing: NUMBER * u32::from(required), ..state },
            LeafKind::Unit { .. } | LeafKind::Slot { .. } => state,
        }
    }

    /// One award, or none.
    fn unit(&mut self, index: usize, table: &mut LeafTable) {
        let leaf = &self.problem.leaves[index];
        let fixed: Vec<_> = self.fixed_in(index).collect();
        let mut front = Front::default();
        if fixed.is_empty() {
            front.offer(self.left_empty(index, START));
        }
        for entry in &leaf.entries {
            let wanted = fixed.is_empty() && self.most(entry.class, index) > 0
                || matches!(fixed.as_slice(), [(class, 1)] if *class == entry.class);
            if wanted && within(&leaf.caps, entry.word) {
                let from = table.pick(NOTHING, What::Class(entry.class, 1));
                let word = entry.word | TAKEN_WORD;
                front.offer(State { word, effort: effort::AWARD, from, ..START });
            }
        }
        if let LeafKind::Unit { min, max, .. } = leaf.kind
            && self.may_earn(index)
            && fixed.is_empty()
        {
            for steps in min..=max.min(min.saturating_add(MAX_EARNED_STEPS)) {
                let word = leaf.earned * u128::from(steps);
                if within(&leaf.caps, word) {
                    let from = table.pick(NOTHING, What::Earned(steps));
                    let effort = effort::UNIT + effort::STEP * u128::from(steps);
                    front.offer(State { word: word | TAKEN_WORD, effort, from, ..START });
                }
            }
        }
        self.cut |= front.cut;
        table.states = front.into_states();
    }

    /// Any number of awards, up to the maximum.
    fn slot(&mut self, index: usize, table: &mut LeafTable) -> Result<(), Spent> {
        let leaf = &self.problem.leaves[index];
        let LeafKind::Slot { min } = leaf.kind else { return Ok(()) };
        let fixed: FxHashMap<usize, u16> = self.fixed_in(index).collect();
        let mut states = vec![START];
        let clique = |entry: &Entry| self.problem.classes[entry.class].clique;
        for together in
            leaf.entries.chunk_by(|one, other| clique(one).is_some() && clique(one) == clique(other))
        {
            let must = together.iter().any(|entry| fixed.contains_key(&entry.class));
            self.allowance.spend(states.len() * (together.len() + 1))?;
            let mut front = Front::default();
            for state in states.iter().filter(|_| !must) {
                front.offer(*state);
            }
            for entry in together {
                let least = fixed.get(&entry.class).copied().unwrap_or(0);
                if must && least == 0 {
                    continue;
                }
                let most = self.most(entry.class, index).saturating_add(least);
                for state in &states {
                    let mut word = state.word;
                    for number in 1..=most {
                        word += entry.word;
                        if !within(&leaf.caps, word) {
                            break;
                        }
                        if number >= least {
                            let from = table.pick(state.from.0, What::Class(entry.class, number));
                            let effort = state.effort + effort::AWARD * u128::from(number);
                            front.offer(State { word: word | TAKEN_WORD, effort, from, ..START });
                        }
                    }
                }
            }
            self.cut |= front.cut;
            states = front.into_states();
        }
        if self.may_earn(index) {
            let mut front = Front::default();
            states.iter().for_each(|state| front.offer(*state));
            for state in &states {
                self.allowance.spend(1)?;
                for steps in 1..=MAX_EARNED_STEPS {
                    let word = state.word + leaf.earned * u128::from(steps);
                    if !within(&leaf.caps, word) {
                        break;
                    }
                    self.allowance.spend(1)?;
                    let from = table.pick(state.from.0, What::Earned(steps));
                    let effort =
                        state.effort + effort::UNIT + effort::OPEN + effort::STEP * u128::from(steps);
                    front.offer(State { word: word | TAKEN_WORD, effort, from, ..START });
                }
            }
            self.cut |= front.cut;
            states = front.into_states();
        }
        for state in &mut states {
            if state.from.1 == TAKEN {
                state.need = min.saturating_sub(sum(state.word, 0));
                state.effort += if state.need > 0 { effort::SHORT } else { 0 };
            }
        }
        table.states = states;
        Ok(())
    }

    /// The awards that prove most of what is asked, and of those the fewest.
    fn outcomes(&mut self, index: usize, table: &mut LeafTable) {
        let leaf = &self.problem.leaves[index];
        let LeafKind::Outcomes { required } = leaf.kind else { return };
        let fixed: Vec<usize> = self.fixed_in(index).map(|(class, _)| class).collect();
        let open = leaf
            .entries
            .iter()
            .filter(|entry| !fixed.contains(&entry.class) && self.most(entry.class, index) > 0);
        let candidates: Vec<(usize, u128)> = open.map(|entry| (entry.class, entry.mask)).collect();
        let given = leaf.entries.iter().filter(|entry| fixed.contains(&entry.class));
        let start = given.fold(0, |mask, entry| mask | entry.mask);
        let found = cover::fewest(&candidates, start, required);
        self.cut |= !found.exact;
        let classes: Vec<usize> = fixed.iter().chain(&found.classes).copied().collect();
        let mut from = (NOTHING, 0);
        for class in &classes {
            from = table.pick(from.0, What::Class(*class, 1));
        }
        let missing = u32::from(required).saturating_sub(found.shown);
        let effort = effort::AWARD * classes.len() as u128;
        table.states = vec![State { missing: NUMBER * missing, effort, from, ..START }];
        if missing > 0 && self.may_earn(index) {
            let from = table.pick(from.0, What::Earned(missing));
            let effort = effort + effort::UNIT * u128::from(missing);
            table.states = vec![State { effort, from, ..START }];
        }
    }

    fn may_earn(&self, leaf: usize) -> bool {
        self.decisions.earning && !self.decisions.unearned.contains(&leaf)
    }

    /// How many more awards of a class a leaf may use, beside those that are fixed there.
    fn most(&self, class: usize, leaf: usize) -> u16 {
        if self.decisions.barred.contains(&class) {
            return 0;
        }
        let fixed: u16 =
            self.decisions.fixed.iter().filter(|(_, one, _)| *one == class).map(|(.., number)| *number).sum();
        let left = (self.problem.classes[class].awards.len() as u16).saturating_sub(fixed);
        self.decisions.most.get(&(class, leaf)).copied().unwrap_or(u16::MAX).min(left)
    }

    fn fixed_in(&self, leaf: usize) -> impl Iterator<Item = (usize, u16)> {
        let mut numbers: Vec<(usize, u16)> = Vec::new();
        for (at, class, number) in &self.decisions.fixed {
            if *at == leaf && !self.decisions.barred.contains(class) {
                match numbers.iter_mut().find(|(one, _)| one == class) {
                    Some((_, sum)) => *sum += number,
                    None => numbers.push((*class, *number)),
                }
            }
        }
        numbers.into_iter()
    }
}

impl LeafTable {
    fn pick(&mut self, before: u32, what: What) -> (u32, u32) {
        self.picks.push(Pick { before, what });
        (self.picks.len() as u32 - 1, TAKEN)
    }
}
