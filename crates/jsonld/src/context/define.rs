//! Term definitions (JSON-LD 1.1 API §5.1.3).

use std::sync::Arc;

use serde_json::Value;

use super::draft::Draft;
use super::iri::{self, Expanded, Relative, Scope, split_prefix};
use super::keyword::{Keyword, looks_like_keyword};
use super::local::{ContextMap, Local, Source, SourceMap};
use super::process::{Contexts, Manner};
use super::{Container, Definition, Direction, Fault, Mapping, Scoped, TypeMapping};
use crate::limits::MAX_DEPTH;
use crate::processor::Mode;
use crate::refusal::Limit;

/// Defines the terms of one context definition.
pub(super) struct Definer<'a, 'p> {
    contexts: &'a mut Contexts<'p>,
    draft: Draft,
    map: &'a ContextMap,
    states: Vec<State>,
    protected: bool,
    manner: Manner<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Begun,
    Done,
}

impl<'a, 'p> Definer<'a, 'p> {
    pub(super) fn new(
        contexts: &'a mut Contexts<'p>,
        draft: Draft,
        map: &'a ContextMap,
        protected: bool,
        manner: Manner<'a>,
    ) -> Self {
        Self { contexts, draft, map, states: vec![State::New; map.terms.len()], protected, manner }
    }

    pub(super) fn define_all(mut self) -> Result<Draft, Fault> {
        for at in 0..self.map.terms.len() {
            self.define(at)?;
        }
        Ok(self.draft)
    }

    /// Defines a term that others depend on, when it is one of this context.
    fn define_named(&mut self, name: &str) -> Result<(), Fault> {
        let terms = &self.map.terms;
        terms.binary_search_by(|(known, _)| known.as_str().cmp(name)).map_or(Ok(()), |at| self.define(at))
    }

    fn define(&mut self, at: usize) -> Result<(), Fault> {
        match self.states[at] {
            State::Done => return Ok(()),
            State::Begun => return Err(Fault::Code("cyclic IRI mapping")),
            State::New => self.states[at] = State::Begun,
        }
        if self.contexts.waiting == MAX_DEPTH {
            return Err(Fault::Limit(Limit::ContextDepth));
        }
        self.contexts.waiting += 1;
        let map = self.map;
        let (name, source) = &map.terms[at];
        self.define_term(at, name, source)?;
        self.states[at] = State::Done;
        self.contexts.waiting -= 1;
        Ok(())
    }

    /// §5.1.3 from step 2 on.
    fn define_term(&mut self, at: usize, name: &str, source: &Source) -> Result<(), Fault> {
        if name.is_empty() {
            return Err(Fault::Code("invalid term definition"));
        }
        if name == "@type" {
            self.check_type_definition(source)?;
        } else if Keyword::read(name).is_some() {
            return Err(Fault::Code("keyword redefinition"));
        } else if looks_like_keyword(name) {
            return Ok(());
        }
        let previous = self.draft.terms.find(name).filter(|term| term.definition.is_some()).cloned();
        if previous.is_some() {
            self.draft.set(name, None);
        }
        let written;
        let (value, simple) = match source {
            Source::Null => {
                written = SourceMap { id: Some(Value::Null), ..SourceMap::default() };
                (&written, false)
            }
            Source::Text(text) => {
                written = SourceMap { id: Some(Value::String(text.clone())), ..SourceMap::default() };
                (&written, true)
            }
            Source::Map(map) => (&**map, false),
            Source::Other => return Err(Fault::Code("invalid term definition")),
        };
        let Some(mut definition) = self.definition(at, name, value, simple)? else { return Ok(()) };
        if let Some(known) = previous.as_ref().and_then(|term| term.definition.as_ref())
            && known.protected
            && !self.manner.override_protected
        {
            if !definition.means_the_same_as(known) {
                return Err(Fault::Code("protected term redefinition"));
            }
            definition = known.clone();
        }
        self.draft.set(name, Some(definition));
        Ok(())
    }

    /// Step 4: all that may be said about `@type`.
    fn check_type_definition(&self, source: &Source) -> Result<(), Fault> {
        let allowed = match source {
            Source::Map(map) if self.contexts.mode == Mode::JsonLd11 => {
                let SourceMap { container, protected, .. } = &**map;
                let rest = SourceMap { container: None, protected: None, ..SourceMap::clone(map) };
                rest == SourceMap::default()
                    && (container.is_some() || protected.is_some())
                    && container.as_ref().is_none_or(|container| container == "@set")
            }
            _ => false,
        };
        if allowed { Ok(()) } else { Err(Fault::Code("keyword redefinition")) }
    }

    /// The definition; `None` when the term is passed over.
    fn definition(
        &mut self,
        at: usize,
        name: &str,
        value: &SourceMap,
        simple: bool,
    ) -> Result<Option<Definition>, Fault> {
        let modern = self.contexts.mode == Mode::JsonLd11;
        let mut definition = Definition {
            mapping: Mapping::Null,
            prefix: false,
            protected: self.protected,
            reverse: false,
            kind: None,
            language: None,
            direction: None,
            container: Container::default(),
            index: None,
            nest: None,
            context: None,
        };
        match &value.protected {
            None => {}
            Some(_) if !modern => return Err(Fault::Code("invalid term definition")),
            Some(Value::Bool(protected)) => definition.protected = *protected,
            Some(_) => return Err(Fault::Code("invalid @protected value")),
        }
        if let Some(kind) = &value.kind {
            definition.kind = Some(self.type_mapping(kind)?);
        }
        if let Some(reverse) = &value.reverse {
            let Some(mapping) = self.reverse(value, reverse)? else { return Ok(None) };
            definition.mapping = mapping;
            definition.reverse = true;
        } else {
            match self.mapping(at, name, value, simple, &mut definition.prefix)? {
                None => return Ok(None),
                Some(mapping) => definition.mapping = mapping,
            }
        }
        match &value.container {
            Some(Value::Null) if definition.reverse => {}
            Some(container) => self.set_container(&mut definition, container)?,
            None => {}
        }
        if let Some(index) = &value.index {
            definition.index = Some(self.index(index, definition.container)?);
        }
        if let Some(local) = &value.context {
            if !modern {
                return Err(Fault::Code("invalid term definition"));
            }
            self.check_scoped(local)?;
            definition.context =
                Some(Scoped { local: Arc::clone(local), base: self.manner.base.map(Arc::from) });
        }
        set_text(&mut definition, value)?;
        match &value.nest {
            None => {}
            Some(_) if !modern => return Err(Fault::Code("invalid term definition")),
            Some(Value::String(nest)) if nest == "@nest" || Keyword::read(nest).is_none() => {
                definition.nest = Some(nest.as_str().into());
            }
            Some(_) => return Err(Fault::Code("invalid @nest value")),
        }
        match &value.prefix {
            None => {}
            Some(_) if !modern || name.contains([':', '/']) => {
                return Err(Fault::Code("invalid term definition"));
            }
            Some(Value::Bool(prefix)) => {
                definition.prefix = *prefix;
                if *prefix && matches!(definition.mapping, Mapping::Keyword(_)) {
                    return Err(Fault::Code("invalid term definition"));
                }
            }
            Some(_) => return Err(Fault::Code("invalid @prefix value")),
        }
        if value.unknown {
            return Err(Fault::Code("invalid term definition"));
        }
        Ok(Some(definition))
    }

    /// Step 12.
    fn type_mapping(&mut self, kind: &Value) -> Result<TypeMapping, Fault> {
        let invalid = Err(Fault::Code("invalid type mapping"));
        let Value::String(kind) = kind else { return invalid };
        let modern = self.contexts.mode == Mode::JsonLd11;
        match self.expand(kind)? {
            Expanded::Keyword(Keyword::Id) => Ok(TypeMapping::Id),
            Expanded::Keyword(Keyword::Vocab) => Ok(TypeMapping::Vocab),
            Expanded::Keyword(Keyword::Json) if modern => Ok(TypeMapping::Json),
            Expanded::Keyword(Keyword::None) if modern => Ok(TypeMapping::None),
            Expanded::Iri(iri) => Ok(TypeMapping::Datatype(iri.into())),
            _ => invalid,
        }
    }

    /// Step 13.
    fn reverse(&mut self, value: &SourceMap, reverse: &Value) -> Result<Option<Mapping>, Fault> {
        if value.id.is_some() || value.nest.is_some() {
            return Err(Fault::Code("invalid reverse property"));
        }
        let Value::String(reverse) = reverse else { return Err(Fault::Code("invalid IRI mapping")) };
        if looks_like_keyword(reverse) {
            return Ok(None);
        }
        let mapping = self.expanded_mapping(reverse)?;
        if matches!(mapping, Mapping::Keyword(_)) {
            return Err(Fault::Code("invalid IRI mapping"));
        }
        match &value.container {
            None | Some(Value::Null) => {}
            Some(Value::String(container)) if matches!(container.as_str(), "@set" | "@index") => {}
            Some(_) => return Err(Fault::Code("invalid reverse property")),
        }
        Ok(Some(mapping))
    }

    /// Steps 14 to 18: what the term stands for.
    fn mapping(
        &mut self,
        at: usize,
        name: &str,
        value: &SourceMap,
        simple: bool,
        prefix: &mut bool,
    ) -> Result<Option<Mapping>, Fault> {
        match &value.id {
            Some(Value::Null) => return Ok(Some(Mapping::Null)),
            Some(Value::String(id)) if id != name => {
                if Keyword::read(id).is_none() && looks_like_keyword(id) {
                    return Ok(None);
                }
                let mapping = self.expanded_mapping(id)?;
                if mapping == Mapping::Keyword(Keyword::Context) {
                    return Err(Fault::Code("invalid keyword alias"));
                }
                let inner_colon = name.len() > 2 && name[1..name.len() - 1].contains(':');
                if inner_colon || name.contains('/') {
                    self.states[at] = State::Done;
                    if self.expand(name)?.into_mapping() != mapping {
                        return Err(Fault::Code("invalid IRI mapping"));
                    }
                }
                *prefix = simple
                    && !name.contains([':', '/'])
                    && match &mapping {
                        Mapping::Iri(iri) | Mapping::Other(iri) => iri.ends_with(GEN_DELIMITERS),
                        Mapping::Blank(_) => true,
                        Mapping::Null | Mapping::Keyword(_) => false,
                    };
                return Ok(Some(mapping));
            }
            Some(Value::String(_)) | None => {}
            Some(_) => return Err(Fault::Code("invalid IRI mapping")),
        }
        if let Some((before, suffix)) = split_prefix(name) {
            self.define_named(before)?;
            let joined = match self.draft.term(before).map(|definition| &definition.mapping) {
                Some(Mapping::Iri(iri) | Mapping::Other(iri)) => Mapping::of(&format!("{iri}{suffix}")),
                Some(Mapping::Blank(label)) => Mapping::of(&format!("_:{label}{suffix}")),
                _ => Mapping::of(name),
            };
            return Ok(Some(joined));
        }
        if name.contains('/') {
            return match iri::expand(&self.draft, name, Relative { vocab: true, base: None }) {
                Expanded::Iri(iri) => Ok(Some(Mapping::Iri(iri.into()))),
                _ => Err(Fault::Code("invalid IRI mapping")),
            };
        }
        if name == "@type" {
            return Ok(Some(Mapping::Keyword(Keyword::Type)));
        }
        match self.draft.vocabulary() {
            Some(vocab) => Ok(Some(Mapping::of(&format!("{vocab}{name}")))),
            None => Err(Fault::Code("invalid IRI mapping")),
        }
    }

    /// A mapping that must be a keyword, an IRI or a blank node.
    fn expanded_mapping(&mut self, text: &str) -> Result<Mapping, Fault> {
        match self.expand(text)?.into_mapping() {
            Mapping::Other(text) if !crate::iri::has_scheme(&text) => Err(Fault::Code("invalid IRI mapping")),
            Mapping::Null => Err(Fault::Code("invalid IRI mapping")),
            mapping => Ok(mapping),
        }
    }

    /// Step 19.
    fn set_container(&self, definition: &mut Definition, value: &Value) -> Result<(), Fault> {
        let invalid = || Fault::Code("invalid container mapping");
        let read = |value: &Value| value.as_str().and_then(Container::read).ok_or_else(invalid);
        let container = match value {
            Value::Array(values) => values.iter().try_fold(Container::default(), |container, value| {
                let one = read(value)?;
                if container.has(one) { Err(invalid()) } else { Ok(container.with(one)) }
            })?,
            value => read(value)?,
        };
        let modern = Container::GRAPH.with(Container::ID).with(Container::TYPE);
        let too_new = self.contexts.mode == Mode::JsonLd10 && (value.is_array() || container.meets(modern));
        if too_new || !container.is_allowed() {
            return Err(invalid());
        }
        definition.container = container;
        if container.has(Container::TYPE) {
            match definition.kind.get_or_insert(TypeMapping::Id) {
                TypeMapping::Id | TypeMapping::Vocab => {}
                _ => return Err(Fault::Code("invalid type mapping")),
            }
        }
        Ok(())
    }

    /// Step 20.
    fn index(&mut self, index: &Value, container: Container) -> Result<Box<str>, Fault> {
        let invalid = Err(Fault::Code("invalid term definition"));
        if self.contexts.mode == Mode::JsonLd10 || !container.has(Container::INDEX) {
            return invalid;
        }
        let Value::String(index) = index else { return invalid };
        match self.expand(index)? {
            Expanded::Iri(_) => Ok(index.as_str().into()),
            _ => invalid,
        }
    }

    /// Step 21: a scoped context must be usable. What comes from a source is trusted until it is used.
    fn check_scoped(&mut self, local: &Local) -> Result<(), Fault> {
        if local.shared {
            return Ok(());
        }
        let active = Arc::new(self.draft.so_far(self.contexts.cache.numbers.next()));
        let manner = Manner { override_protected: true, propagate: true, ..self.manner };
        match self.contexts.process(&active, local, manner) {
            Err(Fault::Code(_)) => Err(Fault::Code("invalid scoped context")),
            Err(fault) => Err(fault),
            Ok(_) => Ok(()),
        }
    }

    /// IRI expansion while terms are being defined: what the text depends on is defined first.
    fn expand<'v>(&'v mut self, text: &'v str) -> Result<Expanded<'v>, Fault> {
        if !looks_like_keyword(text) {
            self.define_named(text)?;
            if self.draft.term(text).is_none()
                && let Some((prefix, suffix)) = split_prefix(text)
                && prefix != "_"
                && !suffix.starts_with("//")
            {
                self.define_named(prefix)?;
            }
        }
        Ok(iri::expand(&self.draft, text, Relative { vocab: true, base: None }))
    }
}

impl Expanded<'_> {
    fn into_mapping(self) -> Mapping {
        match self {
            Self::Null | Self::KeywordLike => Mapping::Null,
            Self::Keyword(keyword) => Mapping::Keyword(keyword),
            Self::Iri(iri) => Mapping::Iri(iri.into()),
            Self::Blank(label) => Mapping::Blank(label.into()),
            Self::Other(text) => Mapping::Other(text.into()),
        }
    }
}

/// `@language` and `@direction`, steps 22 and 23.
fn set_text(definition: &mut Definition, value: &SourceMap) -> Result<(), Fault> {
    if value.kind.is_some() {
        return Ok(());
    }
    definition.language = match &value.language {
        None => None,
        Some(Value::Null) => Some(None),
        Some(Value::String(language)) => Some(Some(language.as_str().into())),
        Some(_) => return Err(Fault::Code("invalid language mapping")),
    };
    definition.direction = match &value.direction {
        None => None,
        Some(Value::Null) => Some(None),
        Some(value) => {
            let read = value.as_str().and_then(Direction::read);
            Some(Some(read.ok_or(Fault::Code("invalid base direction"))?))
        }
    };
    Ok(())
}

/// `gen-delims` of RFC 3986: what the IRI of a prefix ends with.
const GEN_DELIMITERS: [char; 7] = [':', '/', '?', '#', '[', ']', '@'];
