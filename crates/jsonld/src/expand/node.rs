//! Node objects and their properties (JSON-LD 1.1 API §5.1.2, steps 13 and 14).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::object::Seen;
use super::property::{Said, undefined};
use super::{At, Expander, Item, Outcome, Property, Role, Shape, Target};
use crate::context::{Context, Expanded, Keyword};
use crate::dataset::{PlaceId, TermId};
use crate::refusal::{Refusal, Why};

/// A node that is being read.
pub(super) struct Node<'d> {
    /// `None` when its name is not an absolute IRI: nothing can be said about it.
    pub(super) subject: Option<TermId>,
    /// Where what is said about it goes.
    pub(super) graph: Target,
    /// What a property that it is a value of refers to: it, or the graph it has to itself.
    item: Item,
    id: Option<Name<'d>>,
    /// True when it is part of a quad.
    pub(super) said: bool,
    /// True when a property may refer to it.
    is_value: bool,
    /// True when its `@graph` is the default graph.
    is_default_graph: bool,
}

/// The name of a node as it is written.
#[derive(Clone, Copy)]
pub(super) struct Name<'d> {
    pub(super) value: &'d Value,
    pub(super) place: PlaceId,
    /// `None` when it is not an absolute IRI.
    pub(super) term: Option<TermId>,
}

/// Keys as the context in force reads them.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) active: &'a Arc<Context>,
    /// The context before the one of the types, which reads types.
    pub(super) types: &'a Arc<Context>,
}

impl<'d> Expander<'d, '_> {
    pub(super) fn node(
        &mut self,
        at: At<'_>,
        active: &Arc<Context>,
        types: &Arc<Context>,
        map: &'d Map<String, Value>,
        seen: Seen,
    ) -> Result<Outcome, Refusal> {
        let property = match at.role {
            Role::Value(property) => Some(property),
            Role::Outermost | Role::Free => None,
        };
        let id = if seen.has(Keyword::Id) || seen.has(Keyword::Nest) {
            self.find_id(at, active, map, at.place)?
        } else {
            None
        };
        let is_graph = seen.has(Keyword::Graph);
        let name = id.map(|name| name.term);
        let mut node = self.begin(at, property, name, is_graph && self.is_graph_object(active, map))?;
        node.id = id;
        if matches!(at.role, Role::Outermost) {
            node.is_default_graph = is_graph && id.is_none() && self.is_only_graph(active, map);
            self.dataset.root = node.subject.filter(|_| !node.is_default_graph);
        }
        let reading = Reading { active, types };
        for (key, value) in map {
            if !self.is_left_out(at, key) {
                self.entry(&mut node, reading, key, value, at.place)?;
            }
        }
        self.end(node)
    }

    /// A node of which only the name is written.
    pub(super) fn reference(
        &mut self,
        at: At<'_>,
        property: &Property<'_>,
        term: Option<TermId>,
    ) -> Result<Outcome, Refusal> {
        if !property.graphs && !property.adds() {
            self.items.push(Item { term, shape: Shape::Node, place: at.place });
            return Ok(Outcome::One);
        }
        if property.graphs {
            self.drop(at.place, Why::FreeFloating);
        }
        let node = self.begin(at, Some(property), Some(term), false)?;
        self.end(node)
    }

    /// Names a node and says what the key of a map says about it.
    pub(super) fn begin(
        &mut self,
        at: At<'_>,
        property: Option<&Property<'_>>,
        written: Option<Option<TermId>>,
        is_graph_object: bool,
    ) -> Result<Node<'d>, Refusal> {
        let Property { graphs, from_map, id: key, kind, index, .. } = property.copied().unwrap_or_default();
        let wrapped = graphs && !(from_map && is_graph_object);
        let name = match (written, key.filter(|_| !wrapped)) {
            (Some(name), key) => {
                if key.is_some_and(|key| key != name) {
                    // The name written inside counts, and the key is lost.
                    self.drop(at.place, Why::Index);
                }
                name
            }
            (None, Some(key)) => key,
            (None, None) => Some(self.dataset.fresh_blank(at.place)?),
        };
        let (graph, shown) = if wrapped {
            let graph = match key {
                Some(key) => key,
                None => Some(self.dataset.fresh_blank(at.place)?),
            };
            (graph.map_or(Target::Nowhere, Target::Named), graph)
        } else {
            (at.graph, name)
        };
        if let Some(kind) = kind {
            let predicate = Some(self.rdf_type()?);
            self.say(at.graph, shown, predicate, kind, at.place)?;
        }
        if let Some((predicate, value)) = index {
            self.say(at.graph, shown, predicate, value.term, value.place)?;
        }
        Ok(Node {
            subject: name,
            graph,
            item: Item { term: shown, shape: Shape::Node, place: at.place },
            id: None,
            said: false,
            is_value: property.is_some() && !wrapped,
            is_default_graph: false,
        })
    }

    /// Hands a finished node to the property it is a value of.
    pub(super) fn end(&mut self, node: Node<'d>) -> Result<Outcome, Refusal> {
        if let Some(Name { place, term: Some(_), .. }) = node.id
            && !node.said
            && !node.is_value
        {
            self.drop(place, Why::FreeFloating);
        }
        self.items.push(node.item);
        Ok(Outcome::One)
    }

    /// True for an object of nothing but `@graph`, `@id` and `@index`.
    fn is_graph_object(&self, active: &Context, map: &Map<String, Value>) -> bool {
        map.iter().all(|(key, value)| match active.keyword(key) {
            Some(keyword) => {
                matches!(keyword, Keyword::Graph | Keyword::Id | Keyword::Index | Keyword::Context)
            }
            None => value.is_null() || undefined(&active.expand_vocab(key)).is_some(),
        })
    }

    /// True for a document that is nothing but a default graph.
    fn is_only_graph(&self, active: &Context, map: &Map<String, Value>) -> bool {
        map.iter().filter(|(key, _)| !self.without.contains(&key.as_str())).all(|(key, value)| {
            match active.keyword(key) {
                Some(Keyword::Type) => value.as_array().is_some_and(Vec::is_empty),
                Some(keyword) => matches!(keyword, Keyword::Graph | Keyword::Context),
                None => value.is_null() || undefined(&active.expand_vocab(key)).is_some(),
            }
        })
    }

    /// One member of a node object.
    pub(super) fn entry(
        &mut self,
        node: &mut Node<'d>,
        reading: Reading<'_>,
        key: &'d str,
        value: &'d Value,
        parent: PlaceId,
    ) -> Result<(), Refusal> {
        if key == "@context" {
            return Ok(());
        }
        let place = self.key_place(parent, key);
        let definition = reading.active.definition(key);
        let expanded = match definition {
            Some(definition) => Expanded::mapped(&definition.mapping),
            None => reading.active.expand_vocab(key),
        };
        if let Expanded::Keyword(keyword) = expanded {
            return self.keyword(node, reading, (keyword, key), value, place);
        }
        match self.predicate(expanded, place)? {
            Some(predicate) => {
                let said = Said { key, definition, predicate, in_reverse: false };
                self.property(node, reading.active, said, value, place)
            }
            None => Ok(()),
        }
    }

    fn keyword(
        &mut self,
        node: &mut Node<'d>,
        reading: Reading<'_>,
        (keyword, key): (Keyword, &'d str),
        value: &'d Value,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        let Reading { active, .. } = reading;
        match (keyword, value) {
            (Keyword::Id, value) => match node.id {
                Some(known) if !std::ptr::eq(known.value, value) => {
                    return Err(self.malformed("colliding keywords", place));
                }
                _ => {}
            },
            (Keyword::Type, value) => self.types(node, reading.types, value, place)?,
            (Keyword::Graph, value) => {
                let graph = match node.subject {
                    _ if node.is_default_graph => Target::Default,
                    Some(name) => Target::Named(name),
                    None => Target::Nowhere,
                };
                let before = self.dataset.quads().len();
                let start = self.items.len();
                self.any(At { active, graph, place, role: Role::Free }, value)?;
                self.items.truncate(start);
                node.said |= self.dataset.quads().len() > before;
            }
            (Keyword::Included, value) if self.is_modern() => {
                self.check_included(active, value, place)?;
                let start = self.items.len();
                self.any(At { active, graph: node.graph, place, role: Role::Free }, value)?;
                self.items.truncate(start);
            }
            (Keyword::Reverse, Value::Object(map)) => {
                self.nested(|expander| expander.reverse(node, active, map, place))?;
            }
            (Keyword::Reverse, _) => return Err(self.malformed("invalid @reverse value", place)),
            (Keyword::Nest, value) => {
                self.nested(|expander| expander.nest(node, reading, key, value, place))?
            }
            (Keyword::Value, _) => return Err(self.malformed("invalid @nest value", place)),
            (Keyword::List | Keyword::Set, _) => {
                return Err(self.malformed("invalid set or list object", place));
            }
            (Keyword::Index, Value::String(_)) => self.drop(place, Why::Index),
            (Keyword::Index, _) => return Err(self.malformed("invalid @index value", place)),
            (Keyword::Language, Value::String(_)) => self.drop(place, Why::FreeFloating),
            (Keyword::Language, _) => return Err(self.malformed("invalid language-tagged string", place)),
            (Keyword::Direction, Value::String(direction)) if matches!(direction.as_str(), "ltr" | "rtl") => {
                self.drop(place, Why::FreeFloating);
            }
            (Keyword::Direction, _) if self.is_modern() => {
                return Err(self.malformed("invalid base direction", place));
            }
            _ => self.drop(place, Why::KeywordLike),
        }
        Ok(())
    }

    fn types(
        &mut self,
        node: &mut Node<'d>,
        types: &Context,
        value: &'d Value,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        match value {
            Value::String(name) => self.kind(node, types, name, place),
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    let place = self.index_place(place, index);
                    let Value::String(name) = value else {
                        return Err(self.malformed("invalid type value", place));
                    };
                    self.kind(node, types, name, place)?;
                }
                Ok(())
            }
            _ => Err(self.malformed("invalid type value", place)),
        }
    }

    fn kind(
        &mut self,
        node: &mut Node<'d>,
        types: &Context,
        name: &str,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        let kind = self.name(types.expand_type(name, self.base), place, Why::UndefinedType)?;
        let predicate = Some(self.rdf_type()?);
        node.said |= self.say(node.graph, node.subject, predicate, kind, place)?;
        Ok(())
    }

    /// `@included` holds nodes and nothing else.
    fn check_included(&self, active: &Context, value: &Value, place: PlaceId) -> Result<(), Refusal> {
        let holds_nodes = |value: &Value| match value {
            Value::Object(map) => {
                !map.keys().any(|key| matches!(active.keyword(key), Some(Keyword::Value | Keyword::List)))
            }
            Value::Null => true,
            _ => false,
        };
        let fine = match value {
            Value::Array(values) => values.iter().all(holds_nodes),
            one => holds_nodes(one),
        };
        if fine { Ok(()) } else { Err(self.malformed("invalid @included value", place)) }
    }
}
