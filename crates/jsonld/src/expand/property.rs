//! Properties and their values (JSON-LD 1.1 API §5.1.2, steps 13.4.13 and 13.5 to 13.14).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::node::Node;
use super::{At, Expander, Item, Outcome, Property, Role, Shape, Target};
use crate::context::{Container, Context, Definition, Expanded, TypeMapping};
use crate::dataset::{PlaceId, TermId};
use crate::refusal::{Refusal, Why};

/// A property that is said of a node.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) key: &'a str,
    pub(super) definition: Option<&'a Definition>,
    pub(super) predicate: Option<TermId>,
    /// True inside `@reverse`.
    pub(super) in_reverse: bool,
}

impl<'d> Expander<'d, '_> {
    /// A property and its values (steps 13.5 to 13.14).
    pub(super) fn property(
        &mut self,
        node: &mut Node<'d>,
        active: &Arc<Context>,
        said: Said<'_>,
        value: &'d Value,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        let Said { key, definition, predicate, in_reverse } = said;
        let container = definition.map_or(Container::default(), |definition| definition.container);
        let is_lost = node.subject.is_none() || predicate.is_none();
        let property = Property {
            key,
            definition,
            list: container.has(Container::LIST),
            graphs: container.has(Container::GRAPH) && !container.meets(Container::ID.with(Container::INDEX)),
            cells: is_lost.then_some(Target::Nowhere),
            ..Property::default()
        };
        let at = At { active, graph: node.graph, place, role: Role::Value(&property) };
        let start = self.items.len();
        let outcome = match value {
            json if is_json(definition) => {
                let item = self.json(json, place)?;
                self.items.push(item);
                Outcome::One
            }
            Value::Object(map) if container.has(Container::LANGUAGE) => {
                self.nested(|expander| expander.language_map(at, map))?
            }
            Value::Object(map)
                if container.meets(Container::INDEX.with(Container::TYPE).with(Container::ID)) =>
            {
                self.nested(|expander| expander.keyed_map(at, property, container, map))?
            }
            _ => self.any(at, value)?,
        };
        if property.list && matches!(outcome, Outcome::One | Outcome::Many) {
            self.list(start, property.cells.unwrap_or(node.graph), place)?;
        }
        let is_reverse = definition.is_some_and(|definition| definition.reverse);
        for index in start..self.items.len() {
            let Item { term, shape, place } = self.items[index];
            node.said |= if is_reverse || in_reverse {
                if shape != Shape::Node {
                    return Err(self.malformed("invalid reverse property value", place));
                }
                let (subject, object) =
                    if is_reverse == in_reverse { (node.subject, term) } else { (term, node.subject) };
                self.say(node.graph, subject, predicate, object, place)?
            } else {
                self.say(node.graph, node.subject, predicate, term, place)?
            };
        }
        self.items.truncate(start);
        Ok(())
    }

    /// The value of `@reverse`: properties that point at the node.
    pub(super) fn reverse(
        &mut self,
        node: &mut Node<'d>,
        active: &Arc<Context>,
        map: &'d Map<String, Value>,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        let active = active.previous().unwrap_or(active);
        let local;
        let active = match map.get("@context") {
            Some(context) => {
                let place = self.key_place(place, "@context");
                local = self.context(active, context, place)?;
                &local
            }
            None => active,
        };
        for (key, value) in map.iter().filter(|(key, _)| *key != "@context") {
            let place = self.key_place(place, key);
            let expanded = active.expand_vocab(key);
            if matches!(expanded, Expanded::Keyword(_)) {
                return Err(self.malformed("invalid reverse property map", place));
            }
            if let Some(predicate) = self.predicate(expanded, place)? {
                let said = Said { key, definition: active.definition(key), predicate, in_reverse: true };
                self.property(node, active, said, value, place)?;
            }
        }
        Ok(())
    }

    /// The predicate of a property: `None` when the key is none, `Some(None)` when RDF cannot say it.
    pub(super) fn predicate(
        &mut self,
        key: Expanded<'_>,
        place: PlaceId,
    ) -> Result<Option<Option<TermId>>, Refusal> {
        if let Some(why) = undefined(&key) {
            self.drop(place, why);
            return Ok(None);
        }
        match key {
            Expanded::Iri(iri) => return Ok(Some(Some(self.dataset.intern_iri(&iri)?))),
            Expanded::Blank(_) => self.drop(place, Why::BlankProperty),
            _ => self.drop(place, Why::RelativeIri),
        }
        Ok(Some(None))
    }
}

/// Why a property is none; `None` when it is one, or at least has the form of one.
pub(super) fn undefined(key: &Expanded<'_>) -> Option<Why> {
    match key {
        Expanded::Null => Some(Why::Null),
        Expanded::KeywordLike => Some(Why::KeywordLike),
        Expanded::Other(text) if !text.contains(':') => Some(Why::UndefinedTerm),
        Expanded::Keyword(_) | Expanded::Iri(_) | Expanded::Blank(_) | Expanded::Other(_) => None,
    }
}

fn is_json(definition: Option<&Definition>) -> bool {
    definition.is_some_and(|definition| definition.kind == Some(TypeMapping::Json))
}
