//! Every bound on foreign input and on work, in one place: name, unit, and where the number comes from.

/// Largest qualification file that is read, in bytes. The largest national structure at hand has 3.6 MB.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;

/// Deepest nesting of component conditions. National structures reach 5.
pub const MAX_DEPTH: usize = 32;

/// Most targets and conditions of one qualification. National structures reach 150.
pub const MAX_NODES: usize = 4_000;

/// Most items of one outcomes target: they are the bits of one word.
pub const MAX_OUTCOMES: usize = 128;

/// Most awards of one question. `u16` counts them.
pub const MAX_AWARDS: usize = 10_000;

/// Most different credit floors and caps of one qualification: each is a field of a packed word.
pub const MAX_MEASURES: usize = 4;

/// Largest sum of credits of one question, in the question's own smallest step: a field of 22 bits.
pub const MAX_STEPS: u64 = (1 << 22) - 1;

/// Relaxations solved for each part of an answer, unless the caller says otherwise: see [`Budget`](crate::Budget).
pub const DEFAULT_NODES: u64 = 2_000;

/// Pairs of partial sums tried for each part of an answer, unless the caller says otherwise: a few seconds of one core.
pub const DEFAULT_PAIRS: u64 = 60_000_000;

/// Pairs of partial sums tried to come to some answer when a search ended early.
pub const DIVE_PAIRS: u64 = 2_000_000;

/// Partial sums kept for one condition. The vehicle sector needs under 1,000.
pub const MAX_STATES: usize = 50_000;

/// Steps of one search for the fewest awards that cover a set of outcomes.
pub const MAX_COVER_STEPS: u64 = 200_000;

/// Most next steps that are proposed.
pub const MAX_NEXT_STEPS: usize = 3;

/// Different sums that a proof may list for one condition.
pub const MAX_SUMS: usize = 20_000;
