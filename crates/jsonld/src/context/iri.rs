//! IRI expansion (JSON-LD 1.1 API §5.2).

use std::borrow::Cow;

use super::keyword::{Keyword, looks_like_keyword};
use super::{Context, Definition, Mapping};
use crate::iri;

/// What a string in an IRI's place means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Expanded<'v> {
    /// A term that the context takes out of use.
    Null,
    /// It looks like a keyword and is none.
    KeywordLike,
    Keyword(Keyword),
    /// A well-formed absolute IRI.
    Iri(Cow<'v, str>),
    /// The label of a blank node, without `_:`.
    Blank(Cow<'v, str>),
    /// Text that is not a well-formed absolute IRI.
    Other(Cow<'v, str>),
}

impl<'v> Expanded<'v> {
    pub(super) fn of(text: impl Into<Cow<'v, str>>) -> Self {
        let text = text.into();
        match text.strip_prefix("_:") {
            Some(label) if iri::is_blank_label(label) => Self::Blank(label.to_owned().into()),
            Some(_) => Self::Other(text),
            None if iri::is_iri(&text) => Self::Iri(text),
            None => Self::Other(text),
        }
    }

    /// What a term with this mapping means.
    pub(crate) fn mapped(mapping: &'v Mapping) -> Self {
        match mapping {
            Mapping::Null => Self::Null,
            Mapping::Keyword(keyword) => Self::Keyword(*keyword),
            Mapping::Iri(iri) => Self::Iri(Cow::Borrowed(iri)),
            Mapping::Blank(label) => Self::of(format!("_:{label}")),
            Mapping::Other(text) => Self::Other(Cow::Borrowed(text)),
        }
    }
}

/// What a string may be relative to.
#[derive(Clone, Copy)]
pub(crate) struct Relative<'b> {
    /// The vocabulary, and the terms.
    pub(crate) vocab: bool,
    /// The base IRI, when the string may be relative to the document.
    pub(crate) base: Option<&'b str>,
}

/// Something with terms and a vocabulary: a context, finished or not.
pub(super) trait Scope {
    fn term(&self, name: &str) -> Option<&Definition>;
    /// The keyword that a term stands for.
    fn alias(&self, name: &str) -> Option<Keyword>;
    fn vocabulary(&self) -> Option<&str>;
}

impl Scope for Context {
    fn term(&self, name: &str) -> Option<&Definition> {
        self.definition(name)
    }

    fn alias(&self, name: &str) -> Option<Keyword> {
        self.aliases.find(name, &self.terms)
    }

    fn vocabulary(&self) -> Option<&str> {
        self.vocab.as_deref()
    }
}

impl Context {
    /// What a key or a value from the vocabulary means.
    pub(crate) fn expand_vocab<'v>(&'v self, text: &'v str) -> Expanded<'v> {
        expand(self, text, Relative { vocab: true, base: None })
    }

    /// What a name of a type means: from the vocabulary, else relative to the document.
    pub(crate) fn expand_type<'v>(&'v self, text: &'v str, document: Option<&str>) -> Expanded<'v> {
        expand(self, text, Relative { vocab: true, base: self.base.within(document) })
    }

    /// What the name of a node means: relative to the document.
    pub(crate) fn expand_id<'v>(&'v self, text: &'v str, document: Option<&str>) -> Expanded<'v> {
        expand(self, text, Relative { vocab: false, base: self.base.within(document) })
    }
}

/// Expands a string, once the terms it depends on are defined.
pub(super) fn expand<'v>(scope: &'v impl Scope, text: &'v str, relative: Relative<'_>) -> Expanded<'v> {
    if text.starts_with('@') {
        if let Some(keyword) = Keyword::read(text) {
            return Expanded::Keyword(keyword);
        }
        if looks_like_keyword(text) {
            return Expanded::KeywordLike;
        }
    }
    if relative.vocab {
        if let Some(definition) = scope.term(text) {
            return Expanded::mapped(&definition.mapping);
        }
    } else if let Some(keyword) = scope.alias(text) {
        return Expanded::Keyword(keyword);
    }
    if let Some((prefix, suffix)) = split_prefix(text) {
        if prefix == "_" || suffix.starts_with("//") {
            return Expanded::of(text);
        }
        if let Some(definition) = scope.term(prefix).filter(|definition| definition.prefix) {
            match &definition.mapping {
                Mapping::Iri(base) | Mapping::Other(base) => return Expanded::of(format!("{base}{suffix}")),
                Mapping::Blank(label) => return Expanded::of(format!("_:{label}{suffix}")),
                Mapping::Null | Mapping::Keyword(_) => {}
            }
        }
        if iri::is_iri(text) {
            return Expanded::Iri(Cow::Borrowed(text));
        }
        if iri::has_scheme(text) {
            return Expanded::Other(Cow::Borrowed(text));
        }
    }
    match (scope.vocabulary(), relative.base) {
        (Some(vocab), _) if relative.vocab => Expanded::of(format!("{vocab}{text}")),
        (_, Some(base)) => Expanded::of(iri::resolve(base, text)),
        _ => Expanded::Other(Cow::Borrowed(text)),
    }
}

/// What stands before and after the first colon that does not come first.
pub(super) fn split_prefix(text: &str) -> Option<(&str, &str)> {
    let at = 1 + text.as_bytes().get(1..)?.iter().position(|byte| *byte == b':')?;
    Some((&text[..at], &text[at + 1..]))
}
