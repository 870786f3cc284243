//! Context processing (JSON-LD 1.1 API §5.1).

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use serde_json::Value;

use super::cache::{Cache, Document, Key, Known};
use super::define::Definer;
use super::draft::Draft;
use super::iri::{self, Relative};
use super::local::{ContextMap, Item, Local};
use super::{Aliases, Base, Context, Direction, Expanded, Fault, Scoped};
use crate::limits::{MAX_CONTEXT_DEPTH, MAX_CONTEXTS};
use crate::processor::{ContextSource, Mode, Processor};
use crate::refusal::Limit;

/// The contexts of one document.
pub(crate) struct Contexts<'p> {
    pub(super) source: &'p dyn ContextSource,
    pub(super) cache: &'p Cache,
    pub(super) mode: Mode,
    /// The base IRI of the document.
    base: Option<&'p str>,
    pub(super) known: Arc<Known>,
    /// All contexts that this document has used.
    used: HashMap<Key, Arc<Context>, FxBuildHasher>,
    /// Those that nobody had used before and others may use too.
    added: Vec<(Key, Arc<Context>)>,
    /// Context documents that nobody had read before.
    pub(super) documents: Vec<Arc<Document>>,
    /// Contexts read so far.
    count: usize,
    /// Terms that wait for one another, or for a context inside them.
    pub(super) waiting: usize,
}

/// How a local context is applied.
#[derive(Clone, Copy)]
pub(super) struct Manner<'b> {
    /// What relative context addresses resolve against.
    pub(super) base: Option<&'b str>,
    pub(super) override_protected: bool,
    pub(super) propagate: bool,
    /// How many contexts have named one another so far; 0 is not remote.
    pub(super) depth: usize,
}

impl<'p> Contexts<'p> {
    pub(crate) fn new(processor: &'p Processor, mode: Mode, base: Option<&'p str>) -> Self {
        let Processor { source, cache } = processor;
        Self {
            source: &**source,
            cache,
            mode,
            base,
            known: cache.snapshot(),
            used: HashMap::with_capacity_and_hasher(28, FxBuildHasher),
            added: Vec::new(),
            documents: Vec::new(),
            count: 0,
            waiting: 0,
        }
    }

    /// Hands what was learnt to the documents that follow.
    pub(crate) fn finish(self) {
        self.cache.learn(self.documents, self.added);
    }

    /// The context of a document that names none.
    pub(crate) fn empty(&self) -> Arc<Context> {
        Arc::new(Context {
            number: match self.mode {
                Mode::JsonLd11 => 0,
                Mode::JsonLd10 => 1,
            },
            shared: true,
            terms: Arc::default(),
            aliases: Aliases::default(),
            vocab: None,
            base: Base::Document,
            language: None,
            direction: None,
            previous: None,
        })
    }

    /// Applies the context at an address.
    pub(crate) fn address(&mut self, active: &Arc<Context>, url: &str) -> Result<Arc<Context>, Fault> {
        let manner = Manner { base: self.base, override_protected: false, propagate: true, depth: 0 };
        let document = self.named(url, manner.base)?;
        self.remember(active, &document.local, manner, |contexts, manner| {
            contexts.remote(active, &document, manner)
        })
    }

    /// Applies a context that is written into the document.
    pub(crate) fn inline(&mut self, active: &Arc<Context>, context: &Value) -> Result<Arc<Context>, Fault> {
        let local = Local::read(context.clone(), false, &self.cache.numbers)?;
        let manner = Manner { base: self.base, override_protected: false, propagate: true, depth: 0 };
        self.process(active, &local, manner)
    }

    /// Applies the context of a type or, with `for_property`, of a property.
    pub(crate) fn scoped(
        &mut self,
        active: &Arc<Context>,
        scoped: &Scoped,
        for_property: bool,
    ) -> Result<Arc<Context>, Fault> {
        let manner = Manner {
            base: scoped.base.as_deref(),
            override_protected: for_property,
            propagate: for_property,
            depth: 0,
        };
        self.remember(active, &scoped.local, manner, |contexts, manner| {
            contexts.process(active, &scoped.local, manner)
        })
    }

    /// The result for these inputs, made now if this is the first time.
    fn remember(
        &mut self,
        active: &Arc<Context>,
        local: &Local,
        manner: Manner<'_>,
        make: impl FnOnce(&mut Self, Manner<'_>) -> Result<Arc<Context>, Fault>,
    ) -> Result<Arc<Context>, Fault> {
        let Manner { override_protected, propagate, .. } = manner;
        let key = Key { active: active.number, local: local.number, override_protected, propagate };
        if let Some(known) = self.used.get(&key) {
            return Ok(Arc::clone(known));
        }
        self.spend()?;
        let context = match self.known.contexts.get(&key) {
            Some(known) => Arc::clone(known),
            None => {
                let made = make(self, manner)?;
                if active.shared && local.shared && made.shared {
                    self.added.push((key, Arc::clone(&made)));
                }
                made
            }
        };
        self.used.insert(key, Arc::clone(&context));
        Ok(context)
    }

    /// Counts a context of this document.
    fn spend(&mut self) -> Result<(), Fault> {
        self.count += 1;
        if self.count > MAX_CONTEXTS { Err(Fault::Limit(Limit::Contexts)) } else { Ok(()) }
    }

    /// The algorithm of §5.1.2.
    pub(super) fn process(
        &mut self,
        active: &Arc<Context>,
        local: &Local,
        manner: Manner<'_>,
    ) -> Result<Arc<Context>, Fault> {
        let propagate = local.propagate.unwrap_or(manner.propagate);
        let mut result = Arc::clone(active);
        if !propagate && active.previous.is_none() {
            result = Arc::new(Context {
                number: self.cache.numbers.next(),
                previous: Some(Arc::clone(active)),
                ..Context::clone(active)
            });
        }
        for item in &local.items {
            if !local.shared {
                self.spend()?;
            }
            result = match item {
                Item::Null => {
                    if !manner.override_protected && result.terms.any_protected() {
                        return Err(Fault::Code("invalid context nullification"));
                    }
                    let previous = (!propagate).then_some(result);
                    match previous {
                        None => self.empty(),
                        previous => Arc::new(Context {
                            number: self.cache.numbers.next(),
                            previous,
                            ..Context::clone(&self.empty())
                        }),
                    }
                }
                Item::Address(url) => {
                    let document = self.named(url, manner.base)?;
                    self.remote(&result, &document, manner)?
                }
                Item::Map(map) => self.map(&result, map, local.shared, manner)?,
                Item::Other => return Err(Fault::Code("invalid local context")),
            };
        }
        Ok(result)
    }

    /// Applies a context document.
    fn remote(
        &mut self,
        active: &Arc<Context>,
        document: &Document,
        manner: Manner<'_>,
    ) -> Result<Arc<Context>, Fault> {
        if manner.depth == MAX_CONTEXT_DEPTH {
            return Err(Fault::Limit(Limit::ContextDepth));
        }
        let manner = Manner { base: Some(&document.url), propagate: true, depth: manner.depth + 1, ..manner };
        self.process(active, &document.local, manner)
    }

    /// Applies one context definition (§5.1.2 from step 5.4 on).
    fn map(
        &mut self,
        active: &Arc<Context>,
        map: &ContextMap,
        shared: bool,
        manner: Manner<'_>,
    ) -> Result<Arc<Context>, Fault> {
        let modern = self.mode == Mode::JsonLd11;
        if let Some(version) = &map.version {
            if version.as_f64() != Some(1.1) {
                return Err(Fault::Code("invalid @version value"));
            }
            if !modern {
                return Err(Fault::Code("processing mode conflict"));
            }
        }
        let map = match &map.import {
            Some(_) if !modern => return Err(Fault::Code("invalid context entry")),
            Some(Value::String(url)) => Cow::Owned(self.imported(url, map, manner.base)?),
            Some(_) => return Err(Fault::Code("invalid @import value")),
            None => Cow::Borrowed(map),
        };
        let mut draft = Draft::over(active, shared);
        if manner.depth == 0 {
            self.set_base(&mut draft, map.base.as_ref())?;
        }
        self.set_vocab(&mut draft, map.vocab.as_ref())?;
        match &map.language {
            None => {}
            Some(Value::Null) => draft.language = None,
            Some(Value::String(language)) => draft.language = Some(language.as_str().into()),
            Some(_) => return Err(Fault::Code("invalid default language")),
        }
        match &map.direction {
            None => {}
            Some(_) if !modern => return Err(Fault::Code("invalid context entry")),
            Some(Value::Null) => draft.direction = None,
            Some(value) => {
                let read = value.as_str().and_then(Direction::read);
                draft.direction = Some(read.ok_or(Fault::Code("invalid base direction"))?);
            }
        }
        match &map.propagate {
            None => {}
            Some(_) if !modern => return Err(Fault::Code("invalid context entry")),
            Some(Value::Bool(_)) => {}
            Some(_) => return Err(Fault::Code("invalid @propagate value")),
        }
        let protected = match &map.protected {
            None => false,
            Some(_) if !modern => return Err(Fault::Code("invalid context entry")),
            Some(Value::Bool(protected)) => *protected,
            Some(_) => return Err(Fault::Code("invalid @protected value")),
        };
        let draft = Definer::new(self, draft, &map, protected, manner).define_all()?;
        Ok(Arc::new(draft.finish(self.cache.numbers.next())))
    }

    fn set_base(&self, draft: &mut Draft, value: Option<&Value>) -> Result<(), Fault> {
        draft.base = match value {
            None => return Ok(()),
            Some(Value::Null) => Base::None,
            Some(Value::String(base)) if crate::iri::has_scheme(base) => Base::Iri(base.as_str().into()),
            Some(Value::String(relative)) => {
                let Some(base) = draft.base.within(self.base) else {
                    return Err(Fault::Code("invalid base IRI"));
                };
                let resolved = crate::iri::resolve(base, relative);
                draft.depends_on_document();
                Base::Iri(resolved.into())
            }
            Some(_) => return Err(Fault::Code("invalid base IRI")),
        };
        Ok(())
    }

    fn set_vocab(&self, draft: &mut Draft, value: Option<&Value>) -> Result<(), Fault> {
        let invalid = Fault::Code("invalid vocab mapping");
        let vocab = match value {
            None => return Ok(()),
            Some(Value::Null) => {
                draft.vocab = None;
                return Ok(());
            }
            Some(Value::String(vocab)) => vocab,
            Some(_) => return Err(invalid),
        };
        // It may be relative: to the vocabulary so far, else to the document.
        let relative = !crate::iri::has_scheme(vocab) && !vocab.starts_with("_:");
        if relative && self.mode == Mode::JsonLd10 {
            return Err(invalid);
        }
        let base = draft.base.within(self.base);
        let expanded = match iri::expand(&*draft, vocab, Relative { vocab: true, base }) {
            Expanded::Iri(iri) | Expanded::Other(iri) => Arc::from(iri),
            Expanded::Blank(label) => Arc::from(format!("_:{label}")),
            Expanded::Null | Expanded::KeywordLike | Expanded::Keyword(_) => return Err(invalid),
        };
        draft.vocab = Some(expanded);
        if relative {
            draft.depends_on_document();
        }
        Ok(())
    }
}
