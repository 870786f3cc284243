//! JSON-LD 1.1 expanded straight to quads, and RDFC-1.0: what Data Integrity signatures cover.
//!
//! Strict by design: a JSON leaf that ends in no quad is in no signature, so it is an error with its
//! pointer. Pure: no network, file, clock or randomness; contexts come from a [`ContextSource`].

pub mod canon;
mod context;
mod dataset;
mod expand;
pub mod graph;
mod iri;
mod json;
pub mod limits;
mod n_quads;
mod processor;
mod refusal;

pub use canon::{Canonical, Hash, Reading, canonicalise, canonicalise_within};
pub use dataset::{Dataset, Kind, Quad, TermId};
pub use graph::{Graph, Literal, Node, Object};
pub use json::canonical as canonical_json;
pub use n_quads::{NQuadsFault, NQuadsMistake};
pub use processor::{ContextSource, Input, Mode, Processor, Strictness, TextDirection};
pub use refusal::{Dropped, Limit, Refusal, Why};
