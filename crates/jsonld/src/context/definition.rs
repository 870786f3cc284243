//! Terms and what they mean.

use std::sync::Arc;

use super::keyword::Keyword;
use super::local::Local;

/// A name that a context speaks about.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) name: Box<str>,
    /// `None` where a context takes the name back.
    pub(crate) definition: Option<Definition>,
}

impl Term {
    /// The keyword that it stands for.
    pub(super) fn keyword(&self) -> Option<Keyword> {
        match self.definition.as_ref()?.mapping {
            Mapping::Keyword(keyword) => Some(keyword),
            _ => None,
        }
    }
}

/// A term definition (JSON-LD API §4.1).
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) mapping: Mapping,
    pub(crate) prefix: bool,
    pub(crate) protected: bool,
    pub(crate) reverse: bool,
    pub(crate) kind: Option<TypeMapping>,
    /// `Some(None)` takes the default language away.
    pub(crate) language: Option<Option<Box<str>>>,
    /// `Some(None)` takes the default direction away.
    pub(crate) direction: Option<Option<Direction>>,
    pub(crate) container: Container,
    pub(crate) index: Option<Box<str>>,
    pub(crate) nest: Option<Box<str>>,
    pub(crate) context: Option<Scoped>,
}

/// The direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text {
            "ltr" => Some(Self::LeftToRight),
            "rtl" => Some(Self::RightToLeft),
            _ => None,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// What a term stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mapping {
    /// Nothing: the term is taken out of use.
    Null,
    Keyword(Keyword),
    /// A well-formed absolute IRI.
    Iri(Box<str>),
    /// The label of a blank node, without `_:`.
    Blank(Box<str>),
    /// Text that is not a well-formed IRI.
    Other(Box<str>),
}

impl Mapping {
    pub(crate) fn of(text: &str) -> Self {
        match text.strip_prefix("_:") {
            Some(label) => Self::Blank(label.into()),
            None if crate::iri::is_iri(text) => Self::Iri(text.into()),
            None => Self::Other(text.into()),
        }
    }
}

/// What the values of a term are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeMapping {
    /// `@id`: names of nodes.
    Id,
    /// `@vocab`: names from the vocabulary.
    Vocab,
    /// `@json`: JSON as it is.
    Json,
    /// `@none`: whatever they are.
    None,
    /// Literals of this datatype.
    Datatype(Box<str>),
}

/// A context inside a term definition.
#[derive(Debug, Clone)]
pub(crate) struct Scoped {
    pub(crate) local: Arc<Local>,
    /// What relative context addresses in it resolve against.
    pub(crate) base: Option<Arc<str>>,
}

/// The containers of a term, a set of flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Container(u8);

impl Container {
    pub(crate) const GRAPH: Self = Self(1);
    pub(crate) const ID: Self = Self(2);
    pub(crate) const INDEX: Self = Self(4);
    pub(crate) const LANGUAGE: Self = Self(8);
    pub(crate) const LIST: Self = Self(16);
    pub(crate) const SET: Self = Self(32);
    pub(crate) const TYPE: Self = Self(64);

    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match Keyword::read(text)? {
            Keyword::Graph => Self::GRAPH,
            Keyword::Id => Self::ID,
            Keyword::Index => Self::INDEX,
            Keyword::Language => Self::LANGUAGE,
            Keyword::List => Self::LIST,
            Keyword::Set => Self::SET,
            Keyword::Type => Self::TYPE,
            _ => return None,
        })
    }

    /// True when all of `other` is in it.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when some of `other` is in it.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// True for the combinations that §5.1.2 step 19 allows.
    pub(crate) fn is_allowed(self) -> bool {
        let rest = self.without(Self::SET);
        match self.0.count_ones() {
            1 => true,
            _ if rest.has(Self::LIST) => false,
            _ => {
                rest.0.count_ones() <= 1
                    || rest == Self::GRAPH.with(Self::ID)
                    || rest == Self::GRAPH.with(Self::INDEX)
            }
        }
    }
}

impl Definition {
    /// True when both mean the same, protected or not.
    pub(crate) fn means_the_same_as(&self, other: &Self) -> bool {
        let scoped = match (&self.context, &other.context) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                // Where a context is from matters only to the addresses in it: published contexts repeat
                // each other's definitions, such as that of Data Integrity proofs.
                let same_base = || a.base == b.base || !a.local.names_contexts();
                Arc::ptr_eq(&a.local, &b.local) || a.local == b.local && same_base()
            }
            _ => false,
        };
        scoped
            && self.mapping == other.mapping
            && self.prefix == other.prefix
            && self.reverse == other.reverse
            && self.kind == other.kind
            && self.language == other.language
            && self.direction == other.direction
            && self.container == other.container
            && self.index == other.index
            && self.nest == other.nest
    }
}
