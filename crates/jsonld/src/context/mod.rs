//! Contexts: what the names of a document mean (JSON-LD 1.1 API §4).
//!
//! A processed context is immutable and shared. It holds what it adds itself and refers to what lies below,
//! so a scoped context of three terms costs three terms.

mod cache;
mod define;
mod definition;
mod draft;
mod iri;
mod keyword;
mod load;
mod local;
mod process;
#[cfg(test)]
mod tests;

use std::hash::Hasher as _;
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

pub(crate) use cache::Cache;
pub(crate) use definition::{Container, Definition, Direction, Mapping, Scoped, TypeMapping};
pub(crate) use iri::Expanded;
pub(crate) use keyword::Keyword;
pub(crate) use process::Contexts;

use crate::refusal::Limit;
use definition::Term;

/// Why a context cannot be used; the caller knows where in the document it is named.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Nobody here knows the context at this address.
    Unknown(String),
    /// An error code of the JSON-LD API.
    Code(&'static str),
    Limit(Limit),
}

/// A processed context: an "active context" of the specification.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// Tells it from all others of the same processor.
    number: u64,
    /// True when it comes from context sources alone, so that it means the same in every document.
    shared: bool,
    terms: Arc<Terms>,
    aliases: Aliases,
    vocab: Option<Arc<str>>,
    base: Base,
    language: Option<Arc<str>>,
    direction: Option<Direction>,
    previous: Option<Arc<Context>>,
}

/// The terms that stand for keywords: a handful, and found faster than among all terms.
#[derive(Debug, Clone, Default)]
struct Aliases(Vec<(Arc<Term>, Keyword)>);

impl Aliases {
    /// Beyond this they are looked up as all terms are.
    const FEW: usize = 16;

    fn find(&self, name: &str, terms: &Terms) -> Option<Keyword> {
        if self.0.len() <= Self::FEW {
            return self.0.iter().find(|(term, _)| *term.name == *name).map(|(_, keyword)| *keyword);
        }
        terms.find(name)?.keyword()
    }

    /// Notes what a name stands for now.
    fn set(&mut self, term: &Arc<Term>) {
        if self.0.len() <= Self::FEW {
            self.0.retain(|(alias, _)| alias.name != term.name);
            self.0.extend(term.keyword().map(|keyword| (Arc::clone(term), keyword)));
        }
    }
}

/// What relative references resolve against.
#[derive(Debug, Clone)]
enum Base {
    /// Whatever the document's base is.
    Document,
    None,
    Iri(Arc<str>),
}

impl Base {
    /// The base IRI, in a document with the given one.
    fn within<'b>(&'b self, document: Option<&'b str>) -> Option<&'b str> {
        match self {
            Self::Document => document,
            Self::None => None,
            Self::Iri(iri) => Some(iri),
        }
    }
}

/// A layer of terms over others.
#[derive(Debug, Default)]
struct Terms {
    own: HashTable<Arc<Term>>,
    below: Option<Arc<Terms>>,
    /// Number of layers.
    depth: usize,
}

impl Context {
    /// The definition of a term.
    pub(crate) fn definition(&self, term: &str) -> Option<&Definition> {
        self.terms.find(term)?.definition.as_ref()
    }

    /// The keyword that a key is or stands for.
    pub(crate) fn keyword(&self, key: &str) -> Option<Keyword> {
        if key.starts_with('@') {
            return Keyword::read(key);
        }
        iri::Scope::alias(self, key)
    }

    /// The default language.
    pub(crate) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The default direction of texts.
    pub(crate) fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// What holds again inside a nested node, where this context does not propagate.
    pub(crate) fn previous(&self) -> Option<&Arc<Context>> {
        self.previous.as_ref()
    }
}

impl Terms {
    fn find(&self, name: &str) -> Option<&Arc<Term>> {
        let hash = hash(name);
        let mut layer = self;
        loop {
            match layer.own.find(hash, |term| *term.name == *name) {
                None => layer = layer.below.as_deref()?,
                found => return found,
            }
        }
    }

    fn set(&mut self, term: Arc<Term>) {
        let hash = hash(&term.name);
        match self.own.find_mut(hash, |known| known.name == term.name) {
            Some(known) => *known = term,
            None => _ = self.own.insert_unique(hash, term, |term| self::hash(&term.name)),
        }
    }

    /// True when some term in sight is protected.
    fn any_protected(&self) -> bool {
        let mut layer = Some(self);
        while let Some(terms) = layer {
            let in_sight =
                |term: &Arc<Term>| self.find(&term.name).is_some_and(|seen| Arc::ptr_eq(seen, term));
            let protected = |term: &&Arc<Term>| term.definition.as_ref().is_some_and(|known| known.protected);
            if terms.own.iter().filter(protected).any(in_sight) {
                return true;
            }
            layer = terms.below.as_deref();
        }
        false
    }

    /// All terms in sight in one layer.
    fn flattened(&self) -> Self {
        let mut layers = vec![self];
        while let Some(below) = layers.last().and_then(|layer| layer.below.as_deref()) {
            layers.push(below);
        }
        let mut flat = Self::default();
        for term in layers.iter().rev().flat_map(|layer| layer.own.iter()) {
            flat.set(Arc::clone(term));
        }
        flat
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}
