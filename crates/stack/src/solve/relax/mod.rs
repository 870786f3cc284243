//! The question without the rule that an award counts once: solved exactly, condition by condition.
//!
//! Each target may use the awards that fit it as if it had them alone. Then a table of partial sums, from the leaves
//! to the root, gives the best that is possible. When its solution uses nothing twice, it is the answer; when it does,
//! its value is still a bound, and the search tells the two uses apart.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    cover,
    front::{Front, MANDATORY, NUMBER, State, effort},
    problem::{COUNT_BITS, Child, Entry, LeafKind, Node, Problem, STEP_BITS, field, sum},
};

/// What the search has decided so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Decisions {
    /// At most so many awards of a class in a leaf.
    pub(super) most: FxHashMap<(usize, usize), u16>,
    /// At least so many.
    pub(super) fixed: Vec<(usize, usize, u16)>,
    /// Classes that do not count.
    pub(super) barred: FxHashSet<usize>,
    /// Leaves that stay empty.
    pub(super) closed: FxHashSet<usize>,
    /// Leaves that must hold an award.
    pub(super) filled: FxHashSet<usize>,
    /// Leaves in which nothing is to be earned.
    pub(super) unearned: FxHashSet<usize>,
    /// Whether something may be earned at all.
    pub(super) earning: bool,
    /// Whether the decisions contradict each other.
    pub(super) impossible: bool,
}

/// How much is missing, and what is spent. Smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    pub(super) missing: u32,
    pub(super) need: u32,
    pub(super) effort: u128,
}

impl Value {
    pub(super) fn is_met(self) -> bool {
        self.missing == 0 && self.need == 0
    }
}

/// A solution of the relaxed question.
#[derive(Debug, Clone)]
pub(super) struct Relaxed {
    pub(super) value: Value,
    /// How many awards of a class are in a leaf: leaf, class, number.
    pub(super) uses: Vec<(usize, usize, u16)>,
    /// What is to be earned in a leaf: steps.
    pub(super) earned: Vec<(usize, u32)>,
    /// Nested conditions and outcomes that are pursued although they need not be: node or leaf.
    pub(super) pursued: Vec<Pursued>,
    /// Whether the tables were cut, so that the value is no bound.
    pub(super) cut: bool,
}

/// Something that is pursued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pursued {
    Node(usize),
    Leaf(usize),
}

/// Solves the relaxed question. `None`: the decisions leave nothing.
pub(super) fn relax(problem: &Problem<'_>, decisions: &Decisions) -> Option<Relaxed> {
    if decisions.impossible {
        return None;
    }
    let mut tables = Tables {
        problem,
        decisions,
        leaves: (0..problem.leaves.len()).map(|_| LeafTable::default()).collect(),
        nodes: (0..problem.nodes.len()).map(|_| NodeTable::default()).collect(),
        cut: false,
    };
    tables.node(0);
    let root = &tables.nodes[0].states;
    let value = |state: &State| Value { missing: state.missing, need: state.need, effort: state.effort };
    let (best, state) = root.iter().enumerate().min_by_key(|(_, state)| value(state))?;
    let mut relaxed = Relaxed {
        value: value(state),
        uses: Vec::new(),
        earned: Vec::new(),
        pursued: Vec::new(),
        cut: tables.cut,
    };
    tables.read_node(0, best, &mut relaxed);
    Some(relaxed)
}

/// A chain of what is in a leaf.
#[derive(Debug, Clone, Copy)]
struct Pick {
    before: u32,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Class(usize, u16),
    Earned(u32),
}

#[derive(Default)]
struct LeafTable {
    /// `from.0` is the last pick, `from.1` whether the leaf is taken.
    states: Vec<State>,
    picks: Vec<Pick>,
}

#[derive(Default)]
struct NodeTable {
    /// After each child; `from` is the state before it and the state of the child.
    layers: Vec<Vec<State>>,
    /// `from.0` is a state of the last layer.
    states: Vec<State>,
}

struct Tables<'p, 'a> {
    problem: &'p Problem<'a>,
    decisions: &'p Decisions,
    leaves: Vec<LeafTable>,
    nodes: Vec<NodeTable>,
    cut: bool,
}

const NOTHING: u32 = u32::MAX;
const TAKEN: u32 = 1;
/// In the word of a leaf, the field that counts says whether it is taken.
const TAKEN_WORD: u128 = 1;
const START: State = State { word: 0, missing: 0, need: 0, effort: 0, from: (NOTHING, 0) };

/// Most steps by which one open slot is filled up with something to earn.
const MAX_EARNED_STEPS: u32 = 1_000;

impl Tables<'_, '_> {
    /// Fills in the table of a condition. Whether a leaf below it must be filled.
    fn node(&mut self, index: usize) -> bool {
        let node = &self.problem.nodes[index];
        let mut bound = false;
        let mut layer = vec![START];
        let mut layers = Vec::with_capacity(node.children.len());
        for child in &node.children {
            let child_bound = match child {
                Child::Leaf(leaf) => {
                    self.leaf(*leaf);
                    self.decisions.filled.contains(leaf)
                }
                Child::Node(nested) => self.node(*nested),
            };
            bound |= child_bound;
            let (states, nests) = match child {
                Child::Leaf(leaf) => {
                    let outcomes = matches!(self.problem.leaves[*leaf].kind, LeafKind::Outcomes { .. });
                    (&self.leaves[*leaf].states, outcomes)
                }
                Child::Node(nested) => (&self.nodes[*nested].states, true),
            };
            let mut front = Front::default();
            for (before, state) in layer.iter().enumerate() {
                if nests && node.optional && !child_bound {
                    front.offer(State { from: (before as u32, NOTHING), ..*state });
                }
                for (after, more) in states.iter().enumerate() {
                    let Some(word) = node.step(state.word, more.word, nests) else { continue };
                    front.offer(State {
                        word,
                        missing: state.missing + more.missing,
                        need: state.need + more.need,
                        effort: state.effort + more.effort,
                        from: (before as u32, after as u32),
                    });
                }
            }
            self.cut |= front.cut;
            layers.push(std::mem::replace(&mut layer, front.into_states()));
        }
        let mut front = Front::default();
        for (last, state) in layer.iter().enumerate() {
            front.offer(node.closed(*state, last as u32));
        }
        self.cut |= front.cut;
        layers.push(layer);
        self.nodes[index] = NodeTable { layers, states: front.into_states() };
        bound
    }

    fn leaf(&mut self, index: usize) {
        let leaf = &self.problem.leaves[index];
        let mut table = LeafTable::default();
        let empty = State { from: (NOTHING, 0), ..START };
        if self.decisions.closed.contains(&index) {
            table.states = vec![self.left_empty(index, empty)];
            self.leaves[index] = table;
            return;
        }
        match leaf.kind {
            LeafKind::Unit { .. } => self.unit(index, &mut table),
            LeafKind::Slot { .. } => self.slot(index, &mut table),
            LeafKind::Outcomes { .. } => self.outcomes(index, &mut table),
        }
        if self.decisions.filled.contains(&index) {
            table.states.retain(|state| state.from.1 == TAKEN);
        }
        self.leaves[index] = table;
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
    fn slot(&mut self, index: usize, table: &mut LeafTable) {
        let leaf = &self.problem.leaves[index];
        let LeafKind::Slot { min } = leaf.kind else { return };
        let fixed: FxHashMap<usize, u16> = self.fixed_in(index).collect();
        let mut states = vec![START];
        let clique = |entry: &Entry| self.problem.classes[entry.class].clique;
        for together in
            leaf.entries.chunk_by(|one, other| clique(one).is_some() && clique(one) == clique(other))
        {
            let must = together.iter().any(|entry| fixed.contains_key(&entry.class));
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
                for steps in 1..=MAX_EARNED_STEPS {
                    let word = state.word + leaf.earned * u128::from(steps);
                    if !within(&leaf.caps, word) {
                        break;
                    }
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

    fn read_node(&self, index: usize, state: usize, into: &mut Relaxed) {
        let node = &self.problem.nodes[index];
        let table = &self.nodes[index];
        let mut at = table.states[state].from.0 as usize;
        let mut children = Vec::with_capacity(node.children.len());
        for (child, layer) in node.children.iter().zip(&table.layers[1..]).rev() {
            let (before, after) = layer[at].from;
            children.push((*child, after));
            at = before as usize;
        }
        for (child, after) in children.into_iter().rev() {
            if after == NOTHING {
                continue;
            }
            match child {
                Child::Node(nested) => {
                    if node.optional {
                        into.pursued.push(Pursued::Node(nested));
                    }
                    self.read_node(nested, after as usize, into);
                }
                Child::Leaf(leaf) => {
                    let outcomes = matches!(self.problem.leaves[leaf].kind, LeafKind::Outcomes { .. });
                    if node.optional && outcomes {
                        into.pursued.push(Pursued::Leaf(leaf));
                    }
                    self.read_leaf(leaf, after as usize, into);
                }
            }
        }
    }

    fn read_leaf(&self, index: usize, state: usize, into: &mut Relaxed) {
        let table = &self.leaves[index];
        let mut pick = table.states[state].from.0;
        while let Some(one) = table.picks.get(pick as usize) {
            match one.what {
                What::Class(class, number) => into.uses.push((index, class, number)),
                What::Earned(steps) => into.earned.push((index, steps)),
            }
            pick = one.before;
        }
    }
}

impl LeafTable {
    fn pick(&mut self, before: u32, what: What) -> (u32, u32) {
        self.picks.push(Pick { before, what });
        (self.picks.len() as u32 - 1, TAKEN)
    }
}

impl Node<'_> {
    /// Two partial sums together, if that passes no cap and no number.
    fn step(&self, word: u128, more: u128, nests: bool) -> Option<u128> {
        let taken = nests || more & COUNT_MASK == TAKEN_WORD;
        let mut word = word + (more & !COUNT_MASK);
        if taken && (self.least > 0 || self.most.is_some()) {
            let count = (word & COUNT_MASK) as u16;
            if self.most.is_some_and(|most| count >= most) {
                return None;
            }
            if self.most.is_some() || count < self.least {
                word += 1;
            }
        }
        within(&self.caps, word).then_some(word)
    }

    /// The condition's own rules, once everything below it is known.
    fn closed(&self, state: State, last: u32) -> State {
        let count = (state.word & COUNT_MASK) as u16;
        let number = u32::from(self.least.saturating_sub(count));
        let short = |(place, least): &(usize, u32)| least.saturating_sub(sum(state.word, *place));
        let need = self.floors.iter().map(short).max().unwrap_or(0).max(state.need);
        let effort = if need > 0 || number > 0 { state.effort + effort::SHORT } else { state.effort };
        State {
            word: state.word & self.outer,
            missing: state.missing + NUMBER * number,
            need,
            effort,
            from: (last, 0),
        }
    }
}

const COUNT_MASK: u128 = (1 << COUNT_BITS) - 1;

fn within(caps: &[(usize, u32)], word: u128) -> bool {
    caps.iter().all(|(place, most)| sum(word, *place) <= *most)
}

const _: () = assert!(field(crate::limits::MAX_MEASURES) + STEP_BITS <= u128::BITS);
