//! Every bound on work and memory, in one place: name, unit, and where the number comes from.
//!
//! A signed Open Badge has about 70 quads and 5 KB of terms; the largest public credential that is linked
//! data has under 5,000 quads.

/// Most quads of one dataset.
pub const MAX_QUADS: usize = 200_000;

/// Most bytes of interned term text of one dataset. Above the largest file that is read at all.
pub const MAX_TERM_TEXT_BYTES: usize = 64 * 1024 * 1024;

/// Most terms compared in vain while looking for one: texts made to collide are refused. By chance one in
/// 128 comparisons is in vain.
pub const MAX_TERM_COLLISIONS: usize = 1_000_000;

/// Deepest nesting of JSON that is followed, and of terms defined by one another. Public credentials reach 14.
pub const MAX_DEPTH: usize = 64;

/// Deepest chain of contexts that name or import contexts. Published contexts reach 2.
pub const MAX_CONTEXT_DEPTH: usize = 8;

/// Most contexts read for one document, its scoped ones included. An Open Badge needs about 20.
pub const MAX_CONTEXTS: usize = 1_000;

/// Most layers of terms that a name is looked up in; more are made one.
pub const MAX_CONTEXT_LAYERS: usize = 8;

/// Most processed contexts kept between documents. All public contexts together, with their scoped ones,
/// make about 400 in the combinations that real credentials use.
pub const MAX_CACHED_CONTEXTS: usize = 2_048;

/// Most left-out places named for one document.
pub const MAX_DROPPED: usize = 32;

/// Most bytes of a canonical text. Lines repeat terms, so it can be longer than the term text; that of a
/// credential never is by much.
pub const MAX_CANONICAL_BYTES: usize = 128 * 1024 * 1024;

/// Most steps of canonicalisation among blank nodes that look alike: hashes, one more for each KiB hashed,
/// and orders tried. A ring of 50 like blank nodes needs some 10,000.
pub const MAX_CANON_STEPS: usize = 100_000;

/// Longest way from a blank node along blank nodes that look alike. Holds in a thread of 2 MiB stack.
pub const MAX_CANON_DEPTH: usize = 512;

/// Most like neighbours of a blank node whose orders are all tried: 6! = 720.
pub const MAX_LIKE_NEIGHBOURS: usize = 6;
