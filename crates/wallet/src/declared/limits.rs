//! How much a learner can declare. Own choices: wide enough for a working life, small enough for any computer.

/// Most items.
pub const MAX_DECLARED: usize = 1000;

/// Most bytes of one file: a scanned folder of papers, or a short recording.
pub const MAX_DECLARED_FILE_BYTES: usize = 20 * 1024 * 1024;

/// Most files with one item.
pub const MAX_DECLARED_FILES: usize = 20;

/// Most bytes of all files together; they are in every backup.
pub const MAX_DECLARED_TOTAL_BYTES: u64 = 500_000_000;

/// Longest description, in characters: some four pages.
pub const MAX_DESCRIPTION_CHARACTERS: usize = 10_000;

/// Longest line, such as a title, in characters.
pub(super) const MAX_LINE_CHARACTERS: usize = 200;

/// Longest address, in characters.
pub(super) const MAX_ADDRESS_CHARACTERS: usize = 2000;

/// Most skills, and most links, of one item.
pub(super) const MAX_LIST: usize = 50;

/// Most hours: more than a working life has.
pub(super) const MAX_HOURS: u32 = 100_000;

/// Longest name of a file, in characters: with a number before it, every disk takes it.
pub(super) const MAX_NAME_CHARACTERS: usize = 100;
