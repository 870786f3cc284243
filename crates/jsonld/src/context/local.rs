//! Local contexts: the JSON of a context, taken apart once.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Fault;
use super::cache::Numbers;
use crate::limits::MAX_DEPTH;
use crate::refusal::Limit;

/// A context as it is written, not yet applied to anything.
#[derive(Debug)]
pub(crate) struct Local {
    /// Tells it from all others of the same processor.
    pub(crate) number: u64,
    /// True when it comes from a context source, false when it is written into a document.
    pub(crate) shared: bool,
    pub(crate) items: Vec<Item>,
    /// `@propagate`, where the context is one object.
    pub(crate) propagate: Option<bool>,
}

impl PartialEq for Local {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

/// One item of a context array, or the only one.
#[derive(Debug, PartialEq)]
pub(crate) enum Item {
    Null,
    Address(String),
    Map(Box<ContextMap>),
    /// What no context may be.
    Other,
}

/// A context definition: its keywords as they are, its terms in code point order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ContextMap {
    pub(crate) base: Option<Value>,
    pub(crate) direction: Option<Value>,
    pub(crate) import: Option<Value>,
    pub(crate) language: Option<Value>,
    pub(crate) propagate: Option<Value>,
    pub(crate) protected: Option<Value>,
    pub(crate) version: Option<Value>,
    pub(crate) vocab: Option<Value>,
    pub(crate) terms: Vec<(String, Source)>,
}

/// A term definition as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Source {
    Null,
    Text(String),
    Map(Box<SourceMap>),
    /// What no definition may be.
    Other,
}

/// An expanded term definition as it is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SourceMap {
    pub(crate) id: Option<Value>,
    pub(crate) reverse: Option<Value>,
    pub(crate) kind: Option<Value>,
    pub(crate) container: Option<Value>,
    pub(crate) context: Option<Arc<Local>>,
    pub(crate) direction: Option<Value>,
    pub(crate) index: Option<Value>,
    pub(crate) language: Option<Value>,
    pub(crate) nest: Option<Value>,
    pub(crate) prefix: Option<Value>,
    pub(crate) protected: Option<Value>,
    /// True when there is an entry that no definition may have.
    pub(crate) unknown: bool,
}

impl Local {
    /// Takes the value of `@context` apart.
    pub(crate) fn read(value: Value, shared: bool, numbers: &Numbers) -> Result<Self, Fault> {
        Reader { shared, numbers }.local(value, 0)
    }

    /// True when it names other contexts, whose addresses may be relative.
    pub(super) fn names_contexts(&self) -> bool {
        let scoped = |source: &Source| match source {
            Source::Map(map) => map.context.as_ref().is_some_and(|context| context.names_contexts()),
            _ => false,
        };
        self.items.iter().any(|item| match item {
            Item::Address(_) => true,
            Item::Map(map) => map.import.is_some() || map.terms.iter().any(|(_, source)| scoped(source)),
            Item::Null | Item::Other => false,
        })
    }
}

struct Reader<'n> {
    shared: bool,
    numbers: &'n Numbers,
}

impl Reader<'_> {
    fn local(&self, value: Value, depth: usize) -> Result<Local, Fault> {
        if depth == MAX_DEPTH {
            return Err(Fault::Limit(Limit::Depth));
        }
        let items = match value {
            Value::Array(items) => {
                items.into_iter().map(|item| self.item(item, depth)).collect::<Result<Vec<_>, _>>()?
            }
            one => vec![self.item(one, depth)?],
        };
        let propagate = match items.as_slice() {
            [Item::Map(map)] => map.propagate.as_ref().and_then(Value::as_bool),
            _ => None,
        };
        Ok(Local { number: self.numbers.next(), shared: self.shared, items, propagate })
    }

    fn item(&self, value: Value, depth: usize) -> Result<Item, Fault> {
        Ok(match value {
            Value::Null => Item::Null,
            Value::String(address) => Item::Address(address),
            Value::Object(map) => Item::Map(Box::new(self.map(map, depth)?)),
            _ => Item::Other,
        })
    }

    fn map(&self, entries: Map<String, Value>, depth: usize) -> Result<ContextMap, Fault> {
        let mut map = ContextMap { terms: Vec::with_capacity(entries.len()), ..ContextMap::default() };
        for (key, value) in entries {
            let slot = match key.as_str() {
                "@base" => &mut map.base,
                "@direction" => &mut map.direction,
                "@import" => &mut map.import,
                "@language" => &mut map.language,
                "@propagate" => &mut map.propagate,
                "@protected" => &mut map.protected,
                "@version" => &mut map.version,
                "@vocab" => &mut map.vocab,
                _ => {
                    let source = self.source(value, depth)?;
                    map.terms.push((key, source));
                    continue;
                }
            };
            *slot = Some(value);
        }
        map.terms.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(map)
    }

    fn source(&self, value: Value, depth: usize) -> Result<Source, Fault> {
        let entries = match value {
            Value::Null => return Ok(Source::Null),
            Value::String(text) => return Ok(Source::Text(text)),
            Value::Object(entries) => entries,
            _ => return Ok(Source::Other),
        };
        let mut map = SourceMap::default();
        for (key, value) in entries {
            let slot = match key.as_str() {
                "@id" => &mut map.id,
                "@reverse" => &mut map.reverse,
                "@type" => &mut map.kind,
                "@container" => &mut map.container,
                "@direction" => &mut map.direction,
                "@index" => &mut map.index,
                "@language" => &mut map.language,
                "@nest" => &mut map.nest,
                "@prefix" => &mut map.prefix,
                "@protected" => &mut map.protected,
                "@context" => {
                    map.context = Some(Arc::new(self.local(value, depth + 1)?));
                    continue;
                }
                _ => {
                    map.unknown = true;
                    continue;
                }
            };
            *slot = Some(value);
        }
        Ok(Source::Map(Box::new(map)))
    }
}
