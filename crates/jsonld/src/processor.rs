//! The one seam: a document and the contexts it names go in, a dataset comes out.

use std::borrow::Cow;

use serde_json::Value;

use crate::canon::{self, Canonical, Hash, Reading};
use crate::dataset::Dataset;
use crate::refusal::Refusal;

/// Where contexts come from. Never the network: what is not at hand is unknown.
pub trait ContextSource: Send + Sync {
    /// The JSON text of the document at `url`, an object with `@context`.
    fn context(&self, url: &str) -> Option<Cow<'_, str>>;
}

/// Reads JSON-LD 1.1 and remembers the contexts it has processed.
///
/// Sharing one between documents and threads makes the next document cheaper and changes no outcome.
pub struct Processor {
    pub(crate) source: Box<dyn ContextSource>,
    pub(crate) cache: crate::context::Cache,
}

/// How a document is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strictness {
    /// As a verifier must: contexts by address only, and every JSON leaf ends in a quad or the document is
    /// refused with [`Refusal::WouldDrop`].
    #[default]
    Strict,
    /// By the same rules, but what is left out is named in [`Dataset::dropped`] and the rest is read.
    Report,
    /// As the standard says: contexts may be written into the document, and what is undefined falls away.
    /// What fell away is named as well.
    Standard,
}

/// The version of the context rules (JSON-LD API §9.3 `processingMode`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `json-ld-1.1`.
    #[default]
    JsonLd11,
    /// `json-ld-1.0`, only for conformance.
    JsonLd10,
}

/// What becomes of the direction of a text (JSON-LD API §9.3 `rdfDirection`). Signers differ, and no suite says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TextDirection {
    /// It is left out, which [`Dataset::dropped`] tells: the standard's default.
    #[default]
    LeftOut,
    /// It is part of the datatype, with the language: `i18n-datatype`.
    Datatype,
}

/// What is read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'d> {
    /// The document.
    pub document: &'d Value,
    /// The context to begin with, before the document's own; a proof begins with its document's.
    pub context: Option<&'d Value>,
    /// Members of the outermost object that are not read, such as `proof`.
    pub without: &'d [&'d str],
    /// Base IRI. Credentials have none.
    pub base: Option<&'d str>,
    /// How it is read.
    pub strictness: Strictness,
    /// By which version.
    pub mode: Mode,
    /// With or without the direction of texts.
    pub direction: TextDirection,
}

impl<'d> Input<'d> {
    /// The whole document, read strictly.
    #[must_use]
    pub fn strict(document: &'d Value) -> Self {
        Self {
            document,
            context: None,
            without: &[],
            base: None,
            strictness: Strictness::Strict,
            mode: Mode::JsonLd11,
            direction: TextDirection::LeftOut,
        }
    }
}

impl Processor {
    /// A processor that knows the contexts of `source` and no others.
    #[must_use]
    pub fn new(source: impl ContextSource + 'static) -> Self {
        Self { source: Box::new(source), cache: crate::context::Cache::default() }
    }

    /// Expands a document straight to quads (JSON-LD 1.1 API §5.1, §8.2).
    ///
    /// # Errors
    /// [`Refusal`]; under [`Strictness::Standard`] never `InlineContext` or `WouldDrop`.
    pub fn to_rdf<'d>(&self, input: &Input<'d>) -> Result<Dataset<'d>, Refusal> {
        let dataset = crate::expand::expand(self, input)?;
        let refused = input.strictness == Strictness::Strict
            && dataset.dropped().iter().any(|dropped| dropped.why.refuses());
        if refused { Err(Refusal::WouldDrop(dataset.dropped)) } else { Ok(dataset) }
    }

    /// Expands and canonicalises: the bytes that signatures of the `rdfc` suites cover.
    ///
    /// # Errors
    /// As [`Processor::to_rdf`] and [`canon::canonicalise`].
    pub fn canonicalise<'d>(
        &self,
        input: &Input<'d>,
        hash: Hash,
    ) -> Result<(Dataset<'d>, Canonical), Refusal> {
        let dataset = self.to_rdf(input)?;
        let canonical = canon::canonicalise(&dataset, hash, Reading::default())?;
        Ok((dataset, canonical))
    }
}
