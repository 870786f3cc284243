//! What is spent on one file, at most.

use std::cell::Cell;

use jsonld::{Canonical, Dataset, Hash, Reading, Refusal, canonicalise_within};

use crate::limits::{MAX_CANON_WORK, MAX_VIEW_BYTES, MAX_VIEWS_BYTES, ORDINARY_VIEW_BYTES};

/// What may still be spent on a credential with everything that it carries: its proofs, the credentials
/// nested in it, its status lists. Each alone may be bearable and all together not; so may be the
/// credentials of one file, which share evenly, so that no verdict depends on the order of judging.
#[derive(Debug)]
pub(crate) struct Work {
    steps: Cell<usize>,
    view_bytes: Cell<usize>,
}

impl Work {
    /// For one of `siblings` credentials in a file: its share of [`MAX_CANON_WORK`], and of
    /// [`MAX_VIEWS_BYTES`] as much as an ordinary credential needs at least.
    pub(crate) fn share(siblings: usize) -> Self {
        let siblings = siblings.max(1);
        let view_bytes = (MAX_VIEWS_BYTES / siblings).clamp(ORDINARY_VIEW_BYTES, MAX_VIEW_BYTES);
        Self { steps: Cell::new(MAX_CANON_WORK / siblings), view_bytes: Cell::new(view_bytes) }
    }

    /// How large views may still become, in bytes.
    pub(crate) fn view_bytes(&self) -> usize {
        self.view_bytes.get()
    }

    /// Says how much of [`Work::view_bytes`] is left.
    pub(crate) fn leave_view_bytes(&self, left: usize) {
        self.view_bytes.set(left);
    }

    /// What may still be spent.
    pub(crate) fn left(&self) -> Expense {
        Expense { steps: self.steps.get(), view_bytes: self.view_bytes.get() }
    }

    /// Spends what something cost before; false, and nothing spent, when there is less left.
    pub(crate) fn spend(&self, expense: Expense) -> bool {
        let left = self.left();
        let enough = left.steps >= expense.steps && left.view_bytes >= expense.view_bytes;
        if enough {
            self.steps.set(left.steps - expense.steps);
            self.view_bytes.set(left.view_bytes - expense.view_bytes);
        }
        enough
    }

    /// Canonicalises a dataset. What is easy to canonicalise costs nothing and always passes.
    pub(crate) fn canonicalise(
        &self,
        dataset: &Dataset<'_>,
        hash: Hash,
        reading: Reading,
    ) -> Result<Canonical, Refusal> {
        let mut steps = self.steps.get();
        let canonical = canonicalise_within(dataset, hash, reading, &mut steps);
        self.steps.set(steps);
        canonical
    }
}

/// Part of a [`Work`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expense {
    steps: usize,
    view_bytes: usize,
}

impl Expense {
    /// What was spent between `self` and what is left now.
    pub(crate) fn until(self, now: Self) -> Self {
        Self {
            steps: self.steps.saturating_sub(now.steps),
            view_bytes: self.view_bytes.saturating_sub(now.view_bytes),
        }
    }
}
