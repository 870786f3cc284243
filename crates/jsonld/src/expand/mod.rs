//! Expansion straight to quads (JSON-LD 1.1 API §5.1.2, with §7 and §8 done on the way).
//!
//! No expanded tree is built: what the values of a property expand to is put on a stack of items, from
//! which the quads are said. Every JSON leaf ends in a quad or is named in [`Dataset::dropped`].

mod containers;
mod language;
mod nest;
mod node;
mod number;
mod object;
mod property;
#[cfg(test)]
mod tests;
mod value;

use std::sync::Arc;

use serde_json::Value;

use crate::context::{Context, Contexts, Definition, Fault, Scoped};
use crate::dataset::{Dataset, PlaceId, Quad, Step, TermId};
use crate::graph::{RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE};
use crate::limits::{MAX_DEPTH, MAX_DROPPED};
use crate::processor::{Input, Mode, Processor, Strictness, TextDirection};
use crate::refusal::{Dropped, Limit, Refusal, Why};

/// Expands a document.
///
/// # Errors
/// Any [`Refusal`] but `WouldDrop`: what is left out is in the dataset.
pub(crate) fn expand<'d>(processor: &Processor, input: &Input<'d>) -> Result<Dataset<'d>, Refusal> {
    let mut expander = Expander {
        contexts: Contexts::new(processor, input.mode, input.base),
        dataset: Dataset::with_room(),
        items: Vec::with_capacity(16),
        base: input.base,
        without: input.without,
        inline: input.strictness == Strictness::Standard,
        mode: input.mode,
        direction: input.direction,
        depth: 0,
        rdf: Rdf::default(),
    };
    let outcome = expander.document(input);
    expander.contexts.finish();
    outcome.map(|()| expander.dataset)
}

struct Expander<'d, 'p> {
    contexts: Contexts<'p>,
    dataset: Dataset<'d>,
    /// What values have expanded to and no property has taken yet.
    items: Vec<Item>,
    base: Option<&'d str>,
    without: &'d [&'d str],
    /// True when contexts may be written into the document.
    inline: bool,
    mode: Mode,
    direction: TextDirection,
    depth: usize,
    rdf: Rdf,
}

/// The terms that expansion itself brings in, once they are interned.
#[derive(Default)]
struct Rdf {
    kind: Option<TermId>,
    first: Option<TermId>,
    rest: Option<TermId>,
}

/// What a value expands to.
#[derive(Clone, Copy)]
struct Item {
    /// `None` where RDF cannot say it; the reason has been noted.
    term: Option<TermId>,
    shape: Shape,
    place: PlaceId,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Node,
    Literal,
    List,
}

/// What a JSON value turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Nothing,
    One,
    List,
    Many,
}

/// Which graph quads go to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Default,
    Named(TermId),
    /// None: its name is not an absolute IRI.
    Nowhere,
}

/// Where in the document and in the data a value stands.
#[derive(Clone, Copy)]
struct At<'a> {
    active: &'a Arc<Context>,
    graph: Target,
    place: PlaceId,
    role: Role<'a>,
}

#[derive(Clone, Copy)]
enum Role<'a> {
    /// The document itself.
    Outermost,
    /// In a graph, but the value of no property.
    Free,
    /// A value of a property.
    Value(&'a Property<'a>),
}

/// The property that a value belongs to, and what is done to each of its values.
#[derive(Clone, Copy, Default)]
struct Property<'a> {
    key: &'a str,
    definition: Option<&'a Definition>,
    /// True where an array inside is a list of its own.
    list: bool,
    /// True where each node goes into a graph of its own.
    graphs: bool,
    /// The value of a map: a context that does not propagate holds nevertheless.
    from_map: bool,
    /// The key of an id map.
    id: Option<Option<TermId>>,
    /// The key of a type map.
    kind: Option<Option<TermId>>,
    /// The key of a property-valued index map: property and value.
    index: Option<(Option<TermId>, Item)>,
    /// Where the cells of lists go: nowhere when nothing will refer to them.
    cells: Option<Target>,
}

impl Property<'_> {
    /// It without what the keys of maps add.
    fn plain(self) -> Self {
        Self { graphs: false, from_map: false, id: None, kind: None, index: None, ..self }
    }

    /// True when the key of a map says something about the node.
    fn adds(&self) -> bool {
        self.id.is_some() || self.kind.is_some() || self.index.is_some()
    }
}

impl<'d> Expander<'d, '_> {
    fn document(&mut self, input: &Input<'d>) -> Result<(), Refusal> {
        let mut active = self.contexts.empty();
        if let Some(context) = input.context {
            let place = self.dataset.place(PlaceId::ROOT, Step::Key("@context"));
            active = self.context(&active, context, place)?;
        }
        let at = At { active: &active, graph: Target::Default, place: PlaceId::ROOT, role: Role::Outermost };
        self.any(at, input.document)?;
        Ok(())
    }

    /// Expands a value and puts what it says on the stack of items.
    fn any(&mut self, at: At<'_>, value: &'d Value) -> Result<Outcome, Refusal> {
        match (value, at.role) {
            (Value::Null, _) => {
                self.drop(at.place, Why::Null);
                Ok(Outcome::Nothing)
            }
            (Value::Array(items), _) => self.nested(|expander| expander.array(at, items)),
            (Value::Object(map), _) => self.nested(|expander| expander.object(at, map)),
            (scalar, Role::Value(property)) => self.scalar(at, property, scalar),
            (_, Role::Outermost | Role::Free) => {
                self.drop(at.place, Why::FreeFloating);
                Ok(Outcome::Nothing)
            }
        }
    }

    fn array(&mut self, at: At<'_>, values: &'d [Value]) -> Result<Outcome, Refusal> {
        let (role, list, cells) = match at.role {
            Role::Outermost | Role::Free => (Role::Free, false, at.graph),
            Role::Value(property) => (at.role, property.list, property.cells.unwrap_or(at.graph)),
        };
        for (index, value) in values.iter().enumerate() {
            let place = self.index_place(at.place, index);
            let start = self.items.len();
            let outcome = self.any(At { place, role, ..at }, value)?;
            if list && outcome == Outcome::Many {
                self.list(start, cells, place)?;
            }
        }
        Ok(Outcome::Many)
    }

    /// Makes the items from `start` on one list (§8.5).
    fn list(&mut self, start: usize, graph: Target, place: PlaceId) -> Result<(), Refusal> {
        let items: Vec<Item> = self.items.drain(start..).collect();
        let first = *self.rdf.first.insert(self.dataset.intern_iri(RDF_FIRST)?);
        let rest = *self.rdf.rest.insert(self.dataset.intern_iri(RDF_REST)?);
        let nil = self.dataset.intern_iri(RDF_NIL)?;
        let mut head = None;
        let mut last: Option<(TermId, PlaceId)> = None;
        for item in items {
            let cell = self.dataset.fresh_blank(item.place)?;
            head.get_or_insert(cell);
            if let Some((last, place)) = last.replace((cell, item.place)) {
                self.say(graph, Some(last), Some(rest), Some(cell), place)?;
            }
            self.say(graph, Some(cell), Some(first), item.term, item.place)?;
        }
        if let Some((last, place)) = last {
            self.say(graph, Some(last), Some(rest), Some(nil), place)?;
        }
        self.items.push(Item { term: Some(head.unwrap_or(nil)), shape: Shape::List, place });
        Ok(())
    }

    /// Says a quad, if all of it can be said. True when it was.
    fn say(
        &mut self,
        graph: Target,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
        place: PlaceId,
    ) -> Result<bool, Refusal> {
        let graph = match graph {
            Target::Default => None,
            Target::Named(name) => Some(name),
            Target::Nowhere => return Ok(false),
        };
        let (Some(subject), Some(predicate), Some(object)) = (subject, predicate, object) else {
            return Ok(false);
        };
        self.dataset.push(Quad { subject, predicate, object, graph }, place)?;
        Ok(true)
    }

    fn rdf_type(&mut self) -> Result<TermId, Refusal> {
        match self.rdf.kind {
            Some(known) => Ok(known),
            None => Ok(*self.rdf.kind.insert(self.dataset.intern_iri(RDF_TYPE)?)),
        }
    }

    /// Goes one level deeper into the JSON.
    fn nested<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        if self.depth == MAX_DEPTH {
            return Err(Refusal::TooComplex(Limit::Depth));
        }
        self.depth += 1;
        let outcome = inside(self);
        self.depth -= 1;
        outcome
    }

    /// Applies the value of `@context`.
    fn context(
        &mut self,
        active: &Arc<Context>,
        value: &'d Value,
        place: PlaceId,
    ) -> Result<Arc<Context>, Refusal> {
        match value {
            Value::String(url) => {
                self.contexts.address(active, url).map_err(|fault| self.fault(fault, place))
            }
            Value::Array(items) => {
                let mut result = Arc::clone(active);
                for (index, item) in items.iter().enumerate() {
                    let place = self.index_place(place, index);
                    if item.is_array() {
                        return Err(self.malformed("invalid local context", place));
                    }
                    result = self.context(&result, item, place)?;
                }
                Ok(result)
            }
            Value::Null | Value::Object(_) if !self.inline => {
                Err(Refusal::InlineContext { at: self.dataset.place_pointer(place) })
            }
            inline => self.contexts.inline(active, inline).map_err(|fault| self.fault(fault, place)),
        }
    }

    /// Applies the context of a term.
    fn scoped(
        &mut self,
        active: &Arc<Context>,
        scoped: &Scoped,
        for_property: bool,
        place: PlaceId,
    ) -> Result<Arc<Context>, Refusal> {
        self.contexts.scoped(active, scoped, for_property).map_err(|fault| self.fault(fault, place))
    }

    fn fault(&self, fault: Fault, place: PlaceId) -> Refusal {
        match fault {
            Fault::Unknown(url) => Refusal::UnknownContext { url, at: self.dataset.place_pointer(place) },
            Fault::Code(code) => self.malformed(code, place),
            Fault::Limit(limit) => Refusal::TooComplex(limit),
        }
    }

    fn malformed(&self, code: &'static str, place: PlaceId) -> Refusal {
        Refusal::Malformed { code, at: self.dataset.place_pointer(place) }
    }

    /// Notes that what stands here ends in no quad.
    ///
    /// A reason to refuse takes the place of one that is let through when there is no more room.
    fn drop(&mut self, place: PlaceId, why: Why) {
        let dropped = Dropped { at: self.dataset.place_pointer(place), why };
        if self.dataset.dropped.len() < MAX_DROPPED {
            self.dataset.dropped.push(dropped);
        } else if why.refuses()
            && let Some(lesser) = self.dataset.dropped.iter_mut().rfind(|known| !known.why.refuses())
        {
            *lesser = dropped;
        }
    }

    fn key_place(&mut self, parent: PlaceId, key: &'d str) -> PlaceId {
        self.dataset.place(parent, Step::Key(key))
    }

    fn index_place(&mut self, parent: PlaceId, index: usize) -> PlaceId {
        self.dataset.place(parent, Step::Index(u32::try_from(index).expect("arrays are bounded by the file")))
    }
}
