//! What is spent on one credential, at most.

use std::cell::Cell;

use jsonld::{Canonical, Dataset, Hash, Reading, Refusal, canonicalise_within};

use crate::limits::MAX_CANON_WORK;

/// What may still be spent on a credential with everything that it carries: its proofs, the credentials
/// nested in it, its status lists. Each alone may be bearable and all together not.
#[derive(Debug)]
pub(crate) struct Work {
    steps: Cell<usize>,
}

impl Work {
    /// For one credential: [`MAX_CANON_WORK`].
    pub(crate) fn new() -> Self {
        Self { steps: Cell::new(MAX_CANON_WORK) }
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
