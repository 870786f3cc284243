//! Members that stand one level further in: `@nest` (JSON-LD 1.1 API §5.1.2, step 14).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::node::{Name, Node, Reading};
use super::{At, Expander, Role};
use crate::context::{Context, Keyword};
use crate::dataset::PlaceId;
use crate::refusal::{Refusal, Why};

impl<'d> Expander<'d, '_> {
    /// The written name of a node, which may stand inside `@nest`.
    pub(super) fn find_id(
        &mut self,
        at: At<'_>,
        active: &Arc<Context>,
        map: &'d Map<String, Value>,
        place: PlaceId,
    ) -> Result<Option<Name<'d>>, Refusal> {
        let written = map
            .iter()
            .find(|(key, _)| active.keyword(key) == Some(Keyword::Id) && !self.is_left_out(at, key));
        if let Some((key, value)) = written {
            let place = self.key_place(place, key);
            let Value::String(name) = value else { return Err(self.malformed("invalid @id value", place)) };
            let term = self.name(active.expand_id(name, self.base), place, Why::RelativeIri)?;
            return Ok(Some(Name { value, place, term }));
        }
        for (key, value) in map.iter().filter(|(key, _)| active.keyword(key) == Some(Keyword::Nest)) {
            let nest_place = self.key_place(place, key);
            let inner = self.nest_context(active, key, nest_place)?;
            let inner = inner.as_ref().unwrap_or(active);
            for (place, value) in self.nested_values(nest_place, value) {
                let Value::Object(map) = value else { continue };
                let at = At { role: Role::Free, ..at };
                let found = self.nested(|expander| expander.find_id(at, inner, map, place))?;
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    /// The context inside the values of a nesting key, if it has one of its own.
    fn nest_context(
        &mut self,
        active: &Arc<Context>,
        key: &str,
        place: PlaceId,
    ) -> Result<Option<Arc<Context>>, Refusal> {
        let scoped = active.definition(key).and_then(|definition| definition.context.as_ref());
        scoped.map(|scoped| self.scoped(active, scoped, true, place)).transpose()
    }

    fn nested_values(&mut self, place: PlaceId, value: &'d Value) -> Vec<(PlaceId, &'d Value)> {
        match value {
            Value::Array(values) => {
                values.iter().enumerate().map(|(at, value)| (self.index_place(place, at), value)).collect()
            }
            one => vec![(place, one)],
        }
    }

    /// The values of a nesting key: members of the node, one level further in.
    pub(super) fn nest(
        &mut self,
        node: &mut Node<'d>,
        reading: Reading<'_>,
        key: &'d str,
        value: &'d Value,
        place: PlaceId,
    ) -> Result<(), Refusal> {
        let inner = self.nest_context(reading.active, key, place)?;
        let reading = Reading { active: inner.as_ref().unwrap_or(reading.active), ..reading };
        for (place, value) in self.nested_values(place, value) {
            let Value::Object(map) = value else { return Err(self.malformed("invalid @nest value", place)) };
            for (key, value) in map {
                if key == "@context" {
                    // Nothing here reads it, and what nothing reads must not pass.
                    let place = self.key_place(place, key);
                    self.drop(place, Why::FreeFloating);
                }
                self.entry(node, reading, key, value, place)?;
            }
        }
        Ok(())
    }
}
