//! How long a search may take.

use std::{
    cell::Cell,
    sync::atomic::{AtomicBool, Ordering::Relaxed as Loosely},
};

use crate::{limits, question::Refused};

/// How much work each part of an answer may take: the best assignment, what open questions could change, and the next
/// steps. What ends a search is counted, not timed: the answer stays a function of the question.
#[derive(Debug, Clone, Copy)]
pub struct Budget<'a> {
    /// Relaxations solved, at most.
    pub nodes: u64,
    /// Pairs of partial sums that they may try together.
    pub pairs: u64,
    /// Set to true from another thread, it ends the search.
    pub cancelled: Option<&'a AtomicBool>,
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Self { nodes: limits::DEFAULT_NODES, pairs: limits::DEFAULT_PAIRS, cancelled: None }
    }
}

/// What is left of a budget.
pub(super) struct Work<'a> {
    pub(super) nodes: u64,
    pub(super) allowance: Allowance,
    cancelled: Option<&'a AtomicBool>,
}

impl<'a> Work<'a> {
    pub(super) fn within(budget: &Budget<'a>) -> Self {
        Self { nodes: budget.nodes, allowance: Allowance::of(budget.pairs), cancelled: budget.cancelled }
    }

    pub(super) fn go_on(&self) -> Result<(), Refused> {
        let cancelled = self.cancelled.is_some_and(|flag| flag.load(Loosely));
        if cancelled { Err(Refused::Cancelled) } else { Ok(()) }
    }
}

/// Pairs of partial sums that may still be tried.
pub(super) struct Allowance(Cell<u64>);

/// An allowance is used up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spent;

impl Allowance {
    pub(super) fn of(pairs: u64) -> Self {
        Self(Cell::new(pairs))
    }

    /// Takes so many away.
    pub(super) fn spend(&self, pairs: usize) -> Result<(), Spent> {
        let left = self.0.get().checked_sub(pairs as u64);
        self.0.set(left.unwrap_or(0));
        if left.is_some() { Ok(()) } else { Err(Spent) }
    }
}
