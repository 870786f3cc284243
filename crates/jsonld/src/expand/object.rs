//! JSON objects: which contexts hold inside them, and what kind of object they are (§5.1.2, steps 7 to 12).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{At, Expander, Outcome, Property, Role};
use crate::context::{Context, Keyword, Scoped};
use crate::dataset::PlaceId;
use crate::processor::Mode;
use crate::refusal::{Refusal, Why};

/// The keywords among the keys of an object.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen(u32);

impl Seen {
    pub(super) fn has(self, keyword: Keyword) -> bool {
        self.0 & Self::bit(keyword) != 0
    }

    fn insert(&mut self, keyword: Keyword) {
        self.0 |= Self::bit(keyword);
    }

    fn bit(keyword: Keyword) -> u32 {
        1 << (keyword as u32)
    }
}

/// The type-scoped contexts that apply to an object, with the key and the type that name them.
type Typed<'a> = Vec<(&'a str, &'a str, &'a Scoped)>;

impl<'d> Expander<'d, '_> {
    pub(super) fn object(&mut self, at: At<'_>, map: &'d Map<String, Value>) -> Result<Outcome, Refusal> {
        let property = match at.role {
            Role::Value(property) => Some(property),
            Role::Outermost | Role::Free => None,
        };
        let mut active = at.active;
        if let Some(previous) = active.previous()
            && !property.is_some_and(|property| property.from_map)
            && !keeps_context(active, map)
        {
            active = previous;
        }
        let scoped;
        let own = property.and_then(|property| property.definition?.context.as_ref());
        if let Some(context) = own {
            scoped = self.scoped(active, context, true, at.place)?;
            active = &scoped;
        }
        let local;
        if let Some(context) = map.get("@context") {
            let place = self.key_place(at.place, "@context");
            local = self.context(active, context, place)?;
            active = &local;
        }
        let types = active;
        let mut typed: Option<Arc<Context>> = None;
        for (_, _, context) in self.type_contexts(at, types, map) {
            let next = self.scoped(typed.as_ref().unwrap_or(types), context, false, at.place)?;
            typed = Some(next);
        }
        let active = typed.as_ref().unwrap_or(types);

        let seen = self.seen(at, active, map)?;
        if seen.has(Keyword::Value) {
            self.value_object(at, active, types, map)
        } else if seen.has(Keyword::List) || seen.has(Keyword::Set) {
            self.collection(at, active, map)
        } else if seen.has(Keyword::Language)
            && map.keys().all(|key| active.keyword(key).is_some_and(says_language))
        {
            self.drop(at.place, Why::FreeFloating);
            Ok(Outcome::Nothing)
        } else {
            self.node(at, active, types, map, seen)
        }
    }

    /// Step 11: in the order of the keys, then of the types.
    fn type_contexts<'a>(&self, at: At<'_>, active: &'a Context, map: &'a Map<String, Value>) -> Typed<'a> {
        let mut found = Typed::new();
        for (key, value) in map.iter().filter(|(key, _)| active.keyword(key) == Some(Keyword::Type)) {
            if self.is_left_out(at, key) {
                continue;
            }
            let values = match value {
                Value::Array(values) => values.as_slice(),
                one => std::slice::from_ref(one),
            };
            let scoped = |name: &'a Value| {
                let name = name.as_str()?;
                Some((key.as_str(), name, active.definition(name)?.context.as_ref()?))
            };
            found.extend(values.iter().filter_map(scoped));
        }
        found.sort_unstable_by_key(|(key, name, _)| (*key, *name));
        found
    }

    /// Finds the keywords among the keys. No two may stand for the same.
    fn seen(&self, at: At<'_>, active: &Context, map: &'d Map<String, Value>) -> Result<Seen, Refusal> {
        let mut seen = Seen::default();
        for key in map.keys().filter(|key| !self.is_left_out(at, key)) {
            let Some(keyword) = active.keyword(key) else { continue };
            let may_repeat = match keyword {
                Keyword::Type | Keyword::Included => self.is_modern(),
                Keyword::Nest => true,
                _ => false,
            };
            if seen.has(keyword) && !may_repeat {
                return Err(self.malformed("colliding keywords", at.place));
            }
            seen.insert(keyword);
        }
        Ok(seen)
    }

    /// A list or set object (step 17).
    fn collection(
        &mut self,
        at: At<'_>,
        active: &Arc<Context>,
        map: &'d Map<String, Value>,
    ) -> Result<Outcome, Refusal> {
        let mut content: Option<(Keyword, &'d Value, PlaceId)> = None;
        for (key, value) in map.iter().filter(|(key, _)| *key != "@context") {
            let place = self.key_place(at.place, key);
            match active.keyword(key) {
                Some(keyword @ (Keyword::List | Keyword::Set)) if content.is_none() => {
                    content = Some((keyword, value, place));
                }
                Some(Keyword::Index) if value.is_string() => self.drop(place, Why::Index),
                Some(Keyword::Index) => return Err(self.malformed("invalid @index value", place)),
                Some(_) => return Err(self.malformed("invalid set or list object", place)),
                None => match super::property::undefined(&active.expand_vocab(key)) {
                    Some(why) => self.drop(place, why),
                    None if value.is_null() => self.drop(place, Why::Null),
                    None => return Err(self.malformed("invalid set or list object", place)),
                },
            }
        }
        let Some((keyword, value, place)) = content else { return Ok(Outcome::Nothing) };
        let Role::Value(property) = at.role else {
            if keyword == Keyword::List {
                self.drop(place, Why::FreeFloating);
                return Ok(Outcome::Nothing);
            }
            self.any(At { active, place, role: Role::Free, ..at }, value)?;
            return Ok(Outcome::Many);
        };
        if keyword == Keyword::Set {
            let property = Property { from_map: false, ..*property };
            self.any(At { active, place, role: Role::Value(&property), ..at }, value)?;
            return Ok(Outcome::Many);
        }
        if property.graphs {
            self.drop(place, Why::FreeFloating);
            return Ok(Outcome::Nothing);
        }
        if property.adds() {
            // A list can have neither name nor type nor index.
            self.drop(at.place, Why::Index);
        }
        // The standard's text speaks of list containers only here; the implementations agree on lists.
        let plain = Property { list: true, ..property.plain() };
        let start = self.items.len();
        self.any(At { active, place, role: Role::Value(&plain), ..at }, value)?;
        self.list(start, property.cells.unwrap_or(at.graph), place)?;
        Ok(Outcome::List)
    }

    /// True for the members of the document that are not read.
    pub(super) fn is_left_out(&self, at: At<'_>, key: &str) -> bool {
        matches!(at.role, Role::Outermost) && self.without.contains(&key)
    }

    pub(super) fn is_modern(&self) -> bool {
        self.mode == Mode::JsonLd11
    }
}

/// True for what keeps a context that does not propagate: values and bare references (step 7).
fn keeps_context(active: &Context, map: &Map<String, Value>) -> bool {
    map.keys().any(|key| active.keyword(key) == Some(Keyword::Value))
        || map.len() == 1 && map.keys().all(|key| active.keyword(key) == Some(Keyword::Id))
}

fn says_language(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Language | Keyword::Context)
}
