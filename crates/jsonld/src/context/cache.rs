//! Processed contexts, kept between documents.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::Context;
use super::local::Local;
use crate::limits::MAX_CACHED_CONTEXTS;

/// What one processor has learnt about contexts.
///
/// A document takes a snapshot when it begins and hands in what it added when it ends: two short locks.
#[derive(Default)]
pub(crate) struct Cache {
    pub(super) numbers: Numbers,
    known: RwLock<Arc<Known>>,
}

/// Numbers that tell contexts apart; those below [`FIRST_NUMBER`] are the empty contexts.
#[derive(Default)]
pub(crate) struct Numbers(AtomicU64);

const FIRST_NUMBER: u64 = 2;

impl Numbers {
    pub(crate) fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed) + FIRST_NUMBER
    }
}

/// One local context, applied to one active context in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) active: u64,
    pub(super) local: u64,
    pub(super) override_protected: bool,
    pub(super) propagate: bool,
}

/// A context document.
pub(super) struct Document {
    pub(super) url: Arc<str>,
    pub(super) local: Local,
}

/// An immutable snapshot.
#[derive(Default, Clone)]
pub(super) struct Known {
    pub(super) contexts: HashMap<Key, Arc<Context>, FxBuildHasher>,
    pub(super) documents: HashMap<Arc<str>, Arc<Document>, FxBuildHasher>,
}

impl Cache {
    pub(super) fn snapshot(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes what a document has added, as far as there is room.
    ///
    /// Where another document was faster, its contexts stay, and what was built upon the others is let go.
    pub(super) fn learn(&self, documents: Vec<Arc<Document>>, contexts: Vec<(Key, Arc<Context>)>) {
        if documents.is_empty() && contexts.is_empty() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.contexts.len() >= MAX_CACHED_CONTEXTS {
            return;
        }
        let mut next = Known::clone(&known);
        let mut lost = HashSet::new();
        for document in documents {
            if next.documents.len() >= MAX_CACHED_CONTEXTS || next.documents.contains_key(&document.url) {
                lost.insert(document.local.number);
            } else {
                next.documents.insert(Arc::clone(&document.url), document);
            }
        }
        for (key, context) in contexts {
            let full = next.contexts.len() >= MAX_CACHED_CONTEXTS;
            if full
                || lost.contains(&key.active)
                || lost.contains(&key.local)
                || next.contexts.contains_key(&key)
            {
                lost.insert(context.number);
            } else {
                next.contexts.insert(key, context);
            }
        }
        *known = Arc::new(next);
    }

    /// Number of contexts kept.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.snapshot().contexts.len()
    }
}
