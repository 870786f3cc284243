//! Values that are maps: by language, index, name or type (JSON-LD 1.1 API §5.1.2, steps 13.7 and 13.8).

use serde_json::{Map, Value};

use super::value::Manner;
use super::{At, Expander, Outcome, Property, Role};
use crate::context::{Container, Context, Expanded, Keyword};
use crate::dataset::PlaceId;
use crate::refusal::{Refusal, Why};

impl<'d> Expander<'d, '_> {
    /// Texts by language.
    pub(super) fn language_map(
        &mut self,
        at: At<'_>,
        map: &'d Map<String, Value>,
    ) -> Result<Outcome, Refusal> {
        let definition = match at.role {
            Role::Value(property) => property.definition,
            Role::Outermost | Role::Free => None,
        };
        let direction = definition.and_then(|own| own.direction).unwrap_or(at.active.direction());
        for (language, value) in map {
            let place = self.key_place(at.place, language);
            let tag = (!is_none(at.active, language)).then_some(language.as_str());
            let manner = Manner { language: tag, direction, place };
            match value {
                Value::Array(values) => {
                    for (index, value) in values.iter().enumerate() {
                        let place = self.index_place(place, index);
                        self.language_value(manner, value, place)?;
                    }
                    if values.is_empty() {
                        self.drop(place, Why::Index);
                    }
                }
                one => self.language_value(manner, one, place)?,
            }
        }
        Ok(Outcome::Many)
    }

    fn language_value(&mut self, manner: Manner<'_>, value: &Value, place: PlaceId) -> Result<(), Refusal> {
        match value {
            Value::Null => self.drop(place, Why::Null),
            Value::String(text) => {
                let item = self.text(text, manner, place)?;
                self.items.push(item);
            }
            _ => return Err(self.malformed("invalid language map value", place)),
        }
        Ok(())
    }

    /// Values by index, name or type.
    pub(super) fn keyed_map(
        &mut self,
        at: At<'_>,
        property: Property<'_>,
        container: Container,
        map: &'d Map<String, Value>,
    ) -> Result<Outcome, Refusal> {
        // The types of a map are types of new nodes: what does not propagate ends before them.
        let by_type = container.has(Container::TYPE);
        let outer = at.active.previous().filter(|_| by_type).unwrap_or(at.active);
        let index_key = property.definition.and_then(|definition| definition.index.as_deref());
        for (key, value) in map {
            let place = self.key_place(at.place, key);
            let mut inner =
                Property { graphs: container.has(Container::GRAPH), list: false, from_map: true, ..property };
            let typed;
            let mut active = outer;
            if by_type
                && let Some(scoped) = outer.definition(key).and_then(|definition| definition.context.as_ref())
            {
                typed = self.scoped(outer, scoped, false, place)?;
                active = &typed;
            }
            if by_type {
                inner.definition = active.definition(property.key);
            }
            if !is_none(at.active, key) {
                self.add_key(at, &mut inner, container, (key, index_key), place)?;
            }
            let start = self.items.len();
            self.any(At { active, place, role: Role::Value(&inner), ..at }, value)?;
            if value.is_array() && self.items.len() == start {
                // A key without a value says nothing.
                self.drop(place, Why::Index);
            }
        }
        Ok(Outcome::Many)
    }

    /// What the key of a map adds to its values.
    fn add_key(
        &mut self,
        at: At<'_>,
        inner: &mut Property<'_>,
        container: Container,
        (key, index_key): (&'d str, Option<&str>),
        place: PlaceId,
    ) -> Result<(), Refusal> {
        match index_key {
            Some(index_key) if container.has(Container::INDEX) => {
                let predicate = match at.active.expand_vocab(index_key) {
                    Expanded::Iri(iri) => Some(self.dataset.intern_iri(&iri)?),
                    _ => None,
                };
                if predicate.is_none() {
                    self.drop(place, Why::Index);
                }
                let definition = at.active.definition(index_key);
                let value = self.key_item(at.active, definition, key, place)?;
                inner.index = Some((predicate, value));
            }
            _ if container.has(Container::INDEX) => self.drop(place, Why::Index),
            _ if container.has(Container::ID) => {
                let name = at.active.expand_id(key, self.base);
                inner.id = Some(self.name(name, place, Why::RelativeIri)?);
            }
            _ => {
                let kind = at.active.expand_vocab(key);
                inner.kind = Some(self.name(kind, place, Why::UndefinedType)?);
            }
        }
        Ok(())
    }
}

/// True for `@none`, or what stands for it.
fn is_none(active: &Context, key: &str) -> bool {
    active.keyword(key) == Some(Keyword::None)
}
