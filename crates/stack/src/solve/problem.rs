//! A question in the numbers that the search works with.
//!
//! Credits become whole steps of their greatest common divisor. What a state has counted so far is one packed word:
//! the number of targets taken, the credits, and up to [`MAX_MEASURES`](limits::MAX_MEASURES) partial sums for floors
//! and caps. Words add up by plain addition.

use super::fitting::Place;
use crate::{
    credits::Credits,
    limits,
    qualification::{Condition, Target},
};

/// Number of targets taken: the lowest field of a packed word.
pub(super) const COUNT_BITS: u32 = 16;
/// Each further field: credits, then measures.
pub(super) const STEP_BITS: u32 = 22;
/// One such field, as the lowest bits.
pub(super) const STEP_MASK: u128 = (1 << STEP_BITS) - 1;

/// The field of a packed word that holds sum number `index`: 0 is the credits, the rest are measures.
pub(super) const fn field(index: usize) -> u32 {
    COUNT_BITS + STEP_BITS * index as u32
}

/// Sum number `index` of a packed word.
pub(super) const fn sum(word: u128, index: usize) -> u32 {
    ((word >> field(index)) & STEP_MASK) as u32
}

/// A condition.
pub(super) struct Node<'a> {
    pub(super) rules: &'a Condition,
    pub(super) children: Vec<Child>,
    /// Whether nested conditions and outcomes need not be pursued.
    pub(super) optional: bool,
    pub(super) least: u16,
    pub(super) most: Option<u16>,
    /// Floors: field and steps. The minimum of credits is one of them.
    pub(super) floors: Vec<(usize, u32)>,
    /// Caps of this condition and those around it: field and steps.
    pub(super) caps: Vec<(usize, u32)>,
    /// Fields that conditions around this one still need.
    pub(super) outer: u128,
}

/// What a condition is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Child {
    Leaf(usize),
    Node(usize),
}

/// A unit, slot or outcomes target.
pub(super) struct Leaf<'a> {
    pub(super) target: &'a Target,
    pub(super) around: Vec<&'a Condition>,
    pub(super) places: Vec<Place<'a>>,
    /// The codes that an award of it carries or stands for, if it is a unit.
    pub(super) codes: Vec<&'a str>,
    pub(super) kind: LeafKind,
    pub(super) caps: Vec<(usize, u32)>,
    /// Awards of one class, with what they count here: class, packed word, proven outcomes.
    pub(super) entries: Vec<Entry>,
    /// What earning one step here counts in all floors around.
    pub(super) earned: u128,
}

/// What kind of leaf, in steps.
#[derive(Debug, Clone, Copy)]
pub(super) enum LeafKind {
    Unit { mandatory: bool, min: u32, max: u32 },
    Slot { min: u32 },
    Outcomes { required: u16 },
}

/// Awards of one class in one leaf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) class: usize,
    pub(super) word: u128,
    pub(super) mask: u128,
}

/// Awards that are alike in everything that matters here, by id.
pub(super) struct Class<'a> {
    pub(super) awards: Vec<u32>,
    /// Those of its codes that an award of a unit of this qualification carries or stands for.
    pub(super) unit_codes: Vec<&'a str>,
    /// The first of the sets of classes of which it is one and only one may count.
    pub(super) clique: Option<usize>,
}

/// The question in numbers.
pub(super) struct Problem<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) leaves: Vec<Leaf<'a>>,
    pub(super) classes: Vec<Class<'a>>,
    /// Sets of classes of which at most one award may count.
    pub(super) cliques: Vec<Vec<usize>>,
    /// A class of one award, and the classes of its parts.
    pub(super) nested: Vec<(usize, Vec<usize>)>,
    /// Leaves of which at most one may hold an award.
    pub(super) exclusive: Vec<Vec<usize>>,
    /// Leaves that must, and may then, hold an award.
    pub(super) prerequisites: Vec<(usize, usize)>,
    /// Thousandths of a credit in one step.
    pub(super) step: u64,
}

/// Whether awards with open questions take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Certain,
    WithOpen,
}

impl Problem<'_> {
    pub(super) fn credits(&self, steps: u32) -> Credits {
        Credits::from_thousandths(u64::from(steps) * self.step)
    }
}

impl Leaf<'_> {
    /// Whole fields of which [`Leaf::earned`] or a cap has a bit.
    pub(super) fn earned_fields(&self) -> u128 {
        let mut fields = 0;
        for place in 0..=limits::MAX_MEASURES {
            let asked =
                self.earned >> field(place) & 1 == 1 || self.caps.iter().any(|(one, _)| *one == place);
            fields |= if asked { STEP_MASK << field(place) } else { 0 };
        }
        fields
    }
}
