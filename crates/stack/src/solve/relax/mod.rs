//! The question without the rule that an award counts once: solved exactly, condition by condition.
//!
//! Each target may use the awards that fit it as if it had them alone. Then a table of partial sums, from the leaves
//! to the root, gives the best that is possible. When its solution uses nothing twice, it is the answer; when it does,
//! its value is still a bound, and the search tells the two uses apart.

mod leaf;
mod read;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    budget::{Allowance, Spent},
    front::{Front, NUMBER, State, effort},
    problem::{COUNT_BITS, Child, LeafKind, Node, Problem, STEP_BITS, field, sum},
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
///
/// # Errors
/// When the allowance is spent before it is solved.
pub(super) fn relax(
    problem: &Problem<'_>,
    decisions: &Decisions,
    allowance: &Allowance,
) -> Result<Option<Relaxed>, Spent> {
    if decisions.impossible {
        return Ok(None);
    }
    let mut tables = Tables {
        problem,
        decisions,
        allowance,
        leaves: (0..problem.leaves.len()).map(|_| LeafTable::default()).collect(),
        nodes: (0..problem.nodes.len()).map(|_| NodeTable::default()).collect(),
        cut: false,
    };
    tables.node(0)?;
    let root = &tables.nodes[0].states;
    let value = |state: &State| Value { missing: state.missing, need: state.need, effort: state.effort };
    let Some((best, state)) = root.iter().enumerate().min_by_key(|(_, state)| value(state)) else {
        return Ok(None);
    };
    let mut relaxed = Relaxed {
        value: value(state),
        uses: Vec::new(),
        earned: Vec::new(),
        pursued: Vec::new(),
        cut: tables.cut,
    };
    tables.read_node(0, best, &mut relaxed);
    Ok(Some(relaxed))
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
    allowance: &'p Allowance,
    leaves: Vec<LeafTable>,
    nodes: Vec<NodeTable>,
    cut: bool,
}

const NOTHING: u32 = u32::MAX;
const TAKEN: u32 = 1;
/// In the word of a leaf, the field that counts says whether it is taken.
const TAKEN_WORD: u128 = 1;
const START: State = State { word: 0, missing: 0, need: 0, effort: 0, from: (NOTHING, 0) };

impl Tables<'_, '_> {
    /// Fills in the table of a condition. Whether a leaf below it must be filled.
    fn node(&mut self, index: usize) -> Result<bool, Spent> {
        let node = &self.problem.nodes[index];
        let mut bound = false;
        let mut layer = vec![START];
        let mut layers = Vec::with_capacity(node.children.len());
        for child in &node.children {
            let child_bound = match child {
                Child::Leaf(leaf) => {
                    self.leaf(*leaf)?;
                    self.decisions.filled.contains(leaf)
                }
                Child::Node(nested) => self.node(*nested)?,
            };
            bound |= child_bound;
            let (states, nests) = match child {
                Child::Leaf(leaf) => {
                    let outcomes = matches!(self.problem.leaves[*leaf].kind, LeafKind::Outcomes { .. });
                    (&self.leaves[*leaf].states, outcomes)
                }
                Child::Node(nested) => (&self.nodes[*nested].states, true),
            };
            self.allowance.spend(layer.len() * (states.len() + 1))?;
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
        Ok(bound)
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
