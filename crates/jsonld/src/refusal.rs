//! Why a document is refused, and what in it nobody can have signed.

/// Why a document has no canonical form here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A context is named that is not known here. Contexts are never fetched.
    #[error("the context {url} is not known here (at {at:?})")]
    UnknownContext {
        /// Its address.
        url: String,
        /// JSON pointer to where it is named.
        at: String,
    },
    /// A context is written into the document. It could change what the signed names mean.
    #[error("a context is written into the document, at {at:?}")]
    InlineContext {
        /// JSON pointer.
        at: String,
    },
    /// Some of it would be left out of what is signed.
    #[error("{} of the document would be left out, first at {:?}", .0.len(), .0.first().map(|dropped| dropped.at.as_str()).unwrap_or_default())]
    WouldDrop(Vec<Dropped>),
    /// A limit of [`limits`](crate::limits) was reached.
    #[error("too complex: {0}")]
    TooComplex(Limit),
    /// It is not JSON-LD.
    #[error("{code} (at {at:?})")]
    Malformed {
        /// The error code of the JSON-LD 1.1 API, such as `invalid @id value`.
        code: &'static str,
        /// JSON pointer.
        at: String,
    },
}

impl Refusal {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownContext { .. } => "context_unknown",
            Self::InlineContext { .. } => "context_inline",
            Self::WouldDrop(_) => "would_drop",
            Self::TooComplex(_) => "too_complex",
            Self::Malformed { .. } => "malformed",
        }
    }
}

/// Which limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// [`MAX_QUADS`](crate::limits::MAX_QUADS).
    #[error("too many statements")]
    Quads,
    /// [`MAX_TERM_TEXT_BYTES`](crate::limits::MAX_TERM_TEXT_BYTES) or
    /// [`MAX_TERM_COLLISIONS`](crate::limits::MAX_TERM_COLLISIONS).
    #[error("too much text")]
    Text,
    /// [`MAX_DEPTH`](crate::limits::MAX_DEPTH).
    #[error("nested too deep")]
    Depth,
    /// [`MAX_CONTEXT_DEPTH`](crate::limits::MAX_CONTEXT_DEPTH).
    #[error("contexts name contexts too deep")]
    ContextDepth,
    /// [`MAX_CONTEXTS`](crate::limits::MAX_CONTEXTS).
    #[error("too many contexts")]
    Contexts,
    /// [`MAX_CANON_STEPS`](crate::limits::MAX_CANON_STEPS) or
    /// [`MAX_LIKE_NEIGHBOURS`](crate::limits::MAX_LIKE_NEIGHBOURS).
    #[error("too many blank nodes that look alike")]
    BlankNodes,
}

/// Something in the document that no quad says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// JSON pointer.
    pub at: String,
    /// Why it is left out.
    pub why: Why,
}

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The context does not define the name.
    UndefinedTerm,
    /// A type that is not an absolute IRI.
    UndefinedType,
    /// An identifier that is not an absolute IRI.
    RelativeIri,
    /// A name that looks like a keyword and is none.
    KeywordLike,
    /// A null, or a name that the context maps to null.
    Null,
    /// An index, which is an annotation and never part of the data.
    Index,
    /// A language that is not a language tag.
    BadLanguage,
    /// A value that stands alone and belongs to no property.
    FreeFloating,
    /// A property that is a blank node.
    BlankProperty,
    /// The direction of a text. The text itself is kept, so this alone never refuses a document.
    TextDirection,
}

impl Why {
    /// Every reason.
    pub const ALL: [Why; 10] = [
        Why::UndefinedTerm,
        Why::UndefinedType,
        Why::RelativeIri,
        Why::KeywordLike,
        Why::Null,
        Why::Index,
        Why::BadLanguage,
        Why::FreeFloating,
        Why::BlankProperty,
        Why::TextDirection,
    ];

    /// True when a strict reading refuses it. Only the direction of text is let through.
    #[must_use]
    pub fn refuses(self) -> bool {
        self != Why::TextDirection
    }

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Why::UndefinedTerm => "undefined_term",
            Why::UndefinedType => "undefined_type",
            Why::RelativeIri => "relative_iri",
            Why::KeywordLike => "keyword_like",
            Why::Null => "null",
            Why::Index => "index",
            Why::BadLanguage => "bad_language",
            Why::FreeFloating => "free_floating",
            Why::BlankProperty => "blank_property",
            Why::TextDirection => "text_direction",
        }
    }
}
