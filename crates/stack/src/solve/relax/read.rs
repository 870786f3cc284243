//! From the tables back to what is in each target.

use super::{
    super::problem::{Child, LeafKind},
    NOTHING, Pursued, Relaxed, Tables, What,
};

impl Tables<'_, '_> {
    pub(super) fn read_node(&self, index: usize, state: usize, into: &mut Relaxed) {
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
