//! A document as linked data: expanded once, with the pinned contexts, strictly.

use std::cell::{Cell, OnceCell};
use std::sync::LazyLock;

use jsonld::{Dataset, Dropped, Input, Processor, Refusal, Strictness, TextDirection};
use serde_json::Value;

use crate::context::{Edition, Pinned};
use crate::limits::MAX_VIEW_BYTES;
use crate::profile::written;
use crate::report::UnsignedPart;

/// A document without its proof, and what it says as quads.
///
/// What signatures cover and what is shown are read from the same dataset.
pub(crate) struct Linked<'a> {
    document: &'a Value,
    way: Way,
    dataset: OnceCell<Result<Dataset<'a>, Refusal>>,
    /// How large a view of it may still become, in bytes.
    view_bytes: Cell<usize>,
}

impl<'a> Linked<'a> {
    /// By the newest edition of every context. Nothing is read yet: not every profile asks.
    pub(crate) fn new(document: &'a Value) -> Self {
        Self::read(document, Way::default())
    }

    /// As its signer may have read it.
    pub(crate) fn read(document: &'a Value, way: Way) -> Self {
        Self { document, way, dataset: OnceCell::new(), view_bytes: Cell::new(MAX_VIEW_BYTES) }
    }

    /// With a view of at most so many bytes.
    pub(crate) fn within(mut self, view_bytes: usize) -> Self {
        *self.view_bytes.get_mut() = view_bytes;
        self
    }

    /// How large a view of it may become; what was spent on one is taken off by [`Linked::leave`].
    pub(crate) fn view_bytes(&self) -> usize {
        self.view_bytes.get()
    }

    /// Says how much of [`Linked::view_bytes`] a view has left.
    pub(crate) fn leave(&self, view_bytes: usize) {
        self.view_bytes.set(view_bytes);
    }

    /// The document itself.
    pub(crate) fn document(&self) -> &'a Value {
        self.document
    }

    /// How it is read.
    pub(crate) fn way(&self) -> Way {
        self.way
    }

    /// What it says. What is said by no quad is in [`Dataset::dropped`].
    pub(crate) fn dataset(&self) -> Result<&Dataset<'a>, &Refusal> {
        self.dataset
            .get_or_init(|| {
                let (strictness, direction) = (Strictness::Report, self.way.direction);
                self.processor().to_rdf(&Input { strictness, direction, ..Input::strict(self.document) })
            })
            .as_ref()
    }

    /// The processor that knows the pinned contexts, and remembers those it has processed.
    pub(crate) fn processor(&self) -> &'static Processor {
        static NEWEST: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));
        let older = self.way.edition.and_then(|edition| {
            OLDER.iter().find(|(known, _)| known.name() == edition.name()).map(|(_, processor)| processor)
        });
        older.unwrap_or(&NEWEST)
    }
}

/// How a document is read, where signers have read them differently.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// The older edition of a context, if it is one.
    pub(crate) edition: Option<&'static Edition>,
    /// Whether the direction of texts is part of what is said. No suite says; most signers include it.
    pub(crate) direction: TextDirection,
}

impl Default for Way {
    fn default() -> Self {
        Self { edition: None, direction: TextDirection::Datatype }
    }
}

/// All ways in which the signer of a document may have read it; the first is [`Way::default`].
pub(crate) fn ways(document: &Value) -> impl Iterator<Item = Way> {
    let without = has_direction(document).then_some(TextDirection::LeftOut);
    let directions = move || [Some(TextDirection::Datatype), without].into_iter().flatten();
    let editions = std::iter::once(None).chain(older_editions(document).map(Some));
    editions.flat_map(move |edition| directions().map(move |direction| Way { edition, direction }))
}

/// Whether a text has a direction; no context that is known here gives one.
fn has_direction(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.contains_key("@direction") || members.values().any(has_direction),
        Value::Array(items) => items.iter().any(has_direction),
        _ => false,
    }
}

/// A processor for each older edition.
static OLDER: LazyLock<Vec<(&'static Edition, Processor)>> = LazyLock::new(|| {
    Pinned::older().map(|edition| (edition, Processor::new(Pinned::with(edition)))).collect()
});

/// The older editions of the contexts that a document names, each once.
///
/// Publishers have changed what names mean without changing the address; what was signed before the change
/// holds under the older edition alone.
fn older_editions(document: &Value) -> impl Iterator<Item = &'static Edition> {
    let context = document.get("@context").unwrap_or(&Value::Null);
    let named = context.as_array().map_or(std::slice::from_ref(context), Vec::as_slice);
    let is_of = |address: &str, edition: &Edition| {
        Pinned::editions(address).iter().skip(1).any(|older| older.name() == edition.name())
    };
    OLDER
        .iter()
        .map(|(edition, _)| *edition)
        .filter(move |edition| named.iter().filter_map(Value::as_str).any(|address| is_of(address, edition)))
}

/// What a document leaves out, for a report. `at` is where the document stands in the file.
pub(crate) fn unsigned_parts(dropped: &[Dropped], document: &Value, at: &str) -> Vec<UnsignedPart> {
    let part = |dropped: &Dropped| UnsignedPart {
        at: format!("{at}{}", dropped.at),
        why: dropped.why.code().to_owned(),
        value: document.pointer(&dropped.at).map(written).unwrap_or_default(),
    };
    dropped.iter().map(part).collect()
}
