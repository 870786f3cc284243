//! Values: strings, numbers, names of nodes and value objects (JSON-LD 1.1 API §5.3, §8.6).

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::language::is_tag;
use super::number;
use super::{At, Expander, Item, Outcome, Property, Role, Shape};
use crate::context::{Context, Definition, Direction, Expanded, Keyword, TypeMapping};
use crate::dataset::{PlaceId, TermId};
use crate::graph::{I18N, XSD_STRING};
use crate::json;
use crate::limits::MAX_DEPTH;
use crate::processor::TextDirection;
use crate::refusal::{Refusal, Why};

const RDF_JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
const XSD_BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";

impl<'d> Expander<'d, '_> {
    /// A string, number or boolean as the value of a property.
    pub(super) fn scalar(
        &mut self,
        at: At<'_>,
        property: &Property<'_>,
        value: &'d Value,
    ) -> Result<Outcome, Refusal> {
        let Some(scoped) = property.definition.and_then(|definition| definition.context.as_ref()) else {
            return self.plain(at, property, property.definition, value);
        };
        let active = self.scoped(at.active, scoped, true, at.place)?;
        self.plain(At { active: &active, ..at }, property, active.definition(property.key), value)
    }

    fn plain(
        &mut self,
        at: At<'_>,
        property: &Property<'_>,
        definition: Option<&Definition>,
        value: &'d Value,
    ) -> Result<Outcome, Refusal> {
        if let Some(name) = self.name_value(at.active, definition, value) {
            let term = self.name(name, at.place, Why::RelativeIri)?;
            return self.reference(at, property, term);
        }
        if property.graphs || property.adds() {
            return self.misplaced(at, property);
        }
        let item = self.literal_of(at.active, definition, value, at.place)?;
        self.items.push(item);
        Ok(Outcome::One)
    }

    /// A literal where only a node can stand.
    fn misplaced(&mut self, at: At<'_>, property: &Property<'_>) -> Result<Outcome, Refusal> {
        if !property.graphs {
            return Err(self.malformed("invalid value object", at.place));
        }
        self.drop(at.place, Why::FreeFloating);
        let node = self.begin(at, Some(property), None, false)?;
        self.end(node)
    }

    /// The value as the name of a node, where the term says that its strings are names.
    fn name_value<'v>(
        &self,
        active: &'v Context,
        definition: Option<&Definition>,
        value: &'v Value,
    ) -> Option<Expanded<'v>> {
        match (definition?.kind.as_ref()?, value) {
            (TypeMapping::Id, Value::String(name)) => Some(active.expand_id(name, self.base)),
            (TypeMapping::Vocab, Value::String(name)) => Some(active.expand_type(name, self.base)),
            _ => None,
        }
    }

    /// The value that the key of a property-valued index map stands for (§5.3).
    pub(super) fn key_item(
        &mut self,
        active: &Context,
        definition: Option<&Definition>,
        key: &str,
        place: PlaceId,
    ) -> Result<Item, Refusal> {
        let value = Value::String(key.to_owned());
        match self.name_value(active, definition, &value) {
            Some(name) => {
                let term = self.name(name, place, Why::RelativeIri)?;
                Ok(Item { term, shape: Shape::Node, place })
            }
            None => self.literal_of(active, definition, &value, place),
        }
    }

    fn literal_of(
        &mut self,
        active: &Context,
        definition: Option<&Definition>,
        value: &Value,
        place: PlaceId,
    ) -> Result<Item, Refusal> {
        match (definition.and_then(|definition| definition.kind.as_ref()), value) {
            (Some(TypeMapping::Datatype(datatype)), _) => self.typed(value, Some(datatype), place),
            (Some(TypeMapping::Json), _) => self.json(value, place),
            (_, Value::String(text)) => {
                let language = match definition.and_then(|definition| definition.language.as_ref()) {
                    Some(own) => own.as_deref(),
                    None => active.language(),
                };
                let direction = definition.and_then(|own| own.direction).unwrap_or(active.direction());
                self.text(text, Manner { language, direction, place }, place)
            }
            _ => self.typed(value, None, place),
        }
    }

    /// A literal with a datatype, its own or the one that goes with the JSON type.
    fn typed(&mut self, value: &Value, datatype: Option<&str>, place: PlaceId) -> Result<Item, Refusal> {
        let term = match value {
            Value::String(text) => {
                self.dataset.intern_literal(text, datatype.filter(|datatype| *datatype != XSD_STRING))?
            }
            Value::Bool(value) => {
                let text = if *value { "true" } else { "false" };
                self.dataset.intern_literal(text, not_string(datatype.unwrap_or(XSD_BOOLEAN)))?
            }
            Value::Number(number) => {
                let (text, own) = number::lexical(number, datatype);
                self.dataset.intern_literal(&text, not_string(datatype.unwrap_or(own)))?
            }
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(self.malformed("invalid value object value", place));
            }
        };
        Ok(Item { term: Some(term), shape: Shape::Literal, place })
    }

    /// A text, perhaps in a language.
    ///
    /// Tags are written in lower case, as JSON-LD 1.1 allows and the other implementations do.
    pub(super) fn text(&mut self, text: &str, manner: Manner<'_>, place: PlaceId) -> Result<Item, Refusal> {
        if manner.language.is_some_and(|tag| !is_tag(tag)) {
            self.drop(manner.place, Why::BadLanguage);
            return Ok(Item { term: None, shape: Shape::Literal, place });
        }
        let language = manner.language.map(lower_case);
        let term = match (manner.direction, language) {
            (Some(direction), language) if self.direction == TextDirection::Datatype => {
                let (language, direction) = (language.unwrap_or_default(), direction.as_str());
                self.dataset.intern_literal(text, Some(&format!("{I18N}{language}_{direction}")))?
            }
            (_, Some(language)) => self.dataset.intern_text(text, &language)?,
            (_, None) => self.dataset.intern_literal(text, None)?,
        };
        Ok(Item { term: Some(term), shape: Shape::Literal, place })
    }

    /// A JSON literal.
    pub(super) fn json(&mut self, value: &Value, place: PlaceId) -> Result<Item, Refusal> {
        let text = json::canonical(value, MAX_DEPTH - self.depth).map_err(Refusal::TooComplex)?;
        let term = self.dataset.intern_literal(&text, Some(RDF_JSON))?;
        Ok(Item { term: Some(term), shape: Shape::Literal, place })
    }

    /// The term for a name, or a note why it has none.
    pub(super) fn name(
        &mut self,
        name: Expanded<'_>,
        place: PlaceId,
        otherwise: Why,
    ) -> Result<Option<TermId>, Refusal> {
        let why = match name {
            Expanded::Iri(iri) => return self.dataset.intern_iri(&iri).map(Some),
            Expanded::Blank(label) => return self.dataset.intern_blank(&label).map(Some),
            Expanded::Null => Why::Null,
            Expanded::KeywordLike => Why::KeywordLike,
            Expanded::Keyword(_) | Expanded::Other(_) => otherwise,
        };
        self.drop(place, why);
        Ok(None)
    }

    /// A value object: `@value` with what belongs to it (§5.1.2 step 15).
    pub(super) fn value_object(
        &mut self,
        at: At<'_>,
        active: &Arc<Context>,
        types: &Arc<Context>,
        map: &'d Map<String, Value>,
    ) -> Result<Outcome, Refusal> {
        let written = self.value_members(at, active, map)?;
        let Some((value, place)) = written.value else { return Ok(Outcome::Nothing) };
        let datatype = match written.kind {
            None => None,
            Some((kind, kind_place)) => {
                if written.language.is_some() || written.direction.is_some() {
                    return Err(self.malformed("invalid value object", at.place));
                }
                let Value::String(kind) = kind else {
                    let code = if kind.is_array() { "invalid typed value" } else { "invalid type value" };
                    return Err(self.malformed(code, kind_place));
                };
                Some((types.expand_type(kind, self.base), kind_place))
            }
        };
        let is_json = matches!(datatype, Some((Expanded::Keyword(Keyword::Json), _)));
        if value.is_null() && !is_json {
            for place in written.places {
                self.drop(place, Why::Null);
            }
            return Ok(Outcome::Nothing);
        }
        let Role::Value(property) = at.role else {
            self.drop(at.place, Why::FreeFloating);
            return Ok(Outcome::Nothing);
        };
        if property.graphs || property.adds() {
            return self.misplaced(at, property);
        }
        let item = match (datatype, written.language) {
            (Some((Expanded::Keyword(Keyword::Json), _)), _) if self.is_modern() => {
                self.json(value, place)?
            }
            (Some((Expanded::Iri(datatype), _)), _) => self.typed(value, Some(&datatype), place)?,
            (Some((_, kind_place)), _) => return Err(self.malformed("invalid typed value", kind_place)),
            (None, language) => match (value, language) {
                (Value::String(text), _) => {
                    let manner = Manner {
                        language: language.map(|(tag, _)| tag),
                        direction: written.direction.map(|(direction, _)| direction),
                        place: language.map_or(place, |(_, place)| place),
                    };
                    self.text(text, manner, place)?
                }
                (Value::Bool(_) | Value::Number(_), Some(_)) => {
                    return Err(self.malformed("invalid language-tagged value", place));
                }
                _ => self.typed(value, None, place)?,
            },
        };
        if let Some((_, place)) = written.direction
            && (self.direction == TextDirection::LeftOut || !value.is_string())
        {
            self.drop(place, Why::TextDirection);
        }
        self.items.push(item);
        Ok(Outcome::One)
    }

    fn value_members(
        &mut self,
        at: At<'_>,
        active: &Context,
        map: &'d Map<String, Value>,
    ) -> Result<ValueMembers<'d>, Refusal> {
        let mut written = ValueMembers::default();
        for (key, value) in map.iter().filter(|(key, _)| *key != "@context") {
            let place = self.key_place(at.place, key);
            let keyword = match active.expand_vocab(key) {
                Expanded::Keyword(keyword) => keyword,
                other => {
                    if let Some(why) = super::property::undefined(&other) {
                        self.drop(place, why);
                    } else if !value.is_null() {
                        return Err(self.malformed("invalid value object", place));
                    } else {
                        self.drop(place, Why::Null);
                    }
                    continue;
                }
            };
            match (keyword, value) {
                (Keyword::Value, value) => written.value = Some((value, place)),
                (Keyword::Type, _) if written.kind.is_some() => {
                    return Err(self.malformed("invalid typed value", place));
                }
                (Keyword::Type, value) => written.kind = Some((value, place)),
                (Keyword::Language, Value::String(language)) => written.language = Some((language, place)),
                (Keyword::Language, _) => return Err(self.malformed("invalid language-tagged string", place)),
                (Keyword::Direction, _) if !self.is_modern() => self.drop(place, Why::KeywordLike),
                (Keyword::Direction, value) => match value.as_str().and_then(Direction::read) {
                    Some(direction) => written.direction = Some((direction, place)),
                    None => return Err(self.malformed("invalid base direction", place)),
                },
                (Keyword::Index, Value::String(_)) => self.drop(place, Why::Index),
                (Keyword::Index, _) => return Err(self.malformed("invalid @index value", place)),
                _ => return Err(self.malformed("invalid value object", place)),
            }
            if keyword != Keyword::Index {
                written.places.push(place);
            }
        }
        Ok(written)
    }
}

/// What a text is besides its words.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) direction: Option<Direction>,
    /// Where the language is written.
    pub(super) place: PlaceId,
}

/// What stands in a value object.
#[derive(Default)]
struct ValueMembers<'d> {
    value: Option<(&'d Value, PlaceId)>,
    kind: Option<(&'d Value, PlaceId)>,
    language: Option<(&'d str, PlaceId)>,
    direction: Option<(Direction, PlaceId)>,
    /// Where they stand.
    places: Vec<PlaceId>,
}

/// The datatype as N-Quads writes it: `xsd:string` goes without saying.
fn not_string(datatype: &str) -> Option<&str> {
    (datatype != XSD_STRING).then_some(datatype)
}

fn lower_case(tag: &str) -> Cow<'_, str> {
    if tag.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(tag.to_ascii_lowercase())
    } else {
        Cow::Borrowed(tag)
    }
}
