//! Contexts in the making.

use std::sync::Arc;

use super::definition::{Definition, Direction, Term};
use super::iri::Scope;
use super::keyword::Keyword;
use super::{Aliases, Base, Context, Terms};
use crate::limits::MAX_CONTEXT_LAYERS;

/// A context in the making.
pub(super) struct Draft {
    shared: bool,
    pub(super) terms: Terms,
    aliases: Aliases,
    pub(super) vocab: Option<Arc<str>>,
    pub(super) base: Base,
    pub(super) language: Option<Arc<str>>,
    pub(super) direction: Option<Direction>,
    previous: Option<Arc<Context>>,
}

impl Draft {
    pub(super) fn over(active: &Context, shared: bool) -> Self {
        Self {
            shared: active.shared && shared,
            terms: Terms::over(&active.terms),
            aliases: active.aliases.clone(),
            vocab: active.vocab.clone(),
            base: active.base.clone(),
            language: active.language.clone(),
            direction: active.direction,
            previous: active.previous.clone(),
        }
    }

    /// Notes that it means something else in another document.
    pub(super) fn depends_on_document(&mut self) {
        self.shared = false;
    }

    pub(super) fn finish(self, number: u64) -> Context {
        let Self { shared, terms, aliases, vocab, base, language, direction, previous } = self;
        Context {
            number,
            shared,
            terms: Arc::new(terms),
            aliases,
            vocab,
            base,
            language,
            direction,
            previous,
        }
    }

    /// It as it is now, while it is still in the making.
    pub(super) fn so_far(&self, number: u64) -> Context {
        Context {
            number,
            shared: self.shared,
            terms: Arc::new(Terms {
                own: self.terms.own.clone(),
                below: self.terms.below.clone(),
                depth: self.terms.depth,
            }),
            aliases: self.aliases.clone(),
            vocab: self.vocab.clone(),
            base: self.base.clone(),
            language: self.language.clone(),
            direction: self.direction,
            previous: self.previous.clone(),
        }
    }

    pub(super) fn set(&mut self, name: &str, definition: Option<Definition>) {
        let term = Arc::new(Term { name: name.into(), definition });
        self.aliases.set(&term);
        self.terms.set(term);
    }
}

impl Scope for Draft {
    fn term(&self, name: &str) -> Option<&Definition> {
        self.terms.find(name)?.definition.as_ref()
    }

    fn alias(&self, name: &str) -> Option<Keyword> {
        self.aliases.find(name, &self.terms)
    }

    fn vocabulary(&self) -> Option<&str> {
        self.vocab.as_deref()
    }
}

impl Terms {
    /// An empty layer over others; layers that have become many are made one.
    fn over(below: &Arc<Terms>) -> Self {
        let below =
            if below.depth < MAX_CONTEXT_LAYERS { Arc::clone(below) } else { Arc::new(below.flattened()) };
        Self { depth: below.depth + 1, below: Some(below), ..Self::default() }
    }
}
