//! Every bound on foreign input in this crate: name, unit, and where the number comes from.

/// Most values looked at to find the elements of one credential. The largest public transcript needs under 20,000;
/// references let a small file ask for the same place very often. Under a tenth of a second.
pub const MAX_LOOKS: usize = 1_000_000;

/// Most places named for one element. An achievement with an outcome for each week of a year has 52.
pub const MAX_PLACES: usize = 64;

/// Most entries of one CV that come from one credential, and most lines in one entry. A degree has 40 parts.
pub const MAX_ENTRIES: usize = 200;

/// Longest text that goes into one field of a CV, in characters. Descriptions of courses have under 2,000.
pub const MAX_ENTRY_CHARACTERS: usize = 4_000;

/// Longest name in a CV, in characters.
pub const MAX_PERSON_CHARACTERS: usize = 200;

/// Most mother tongues of one person.
pub const MAX_MOTHER_TONGUES: usize = 8;

/// Longest address that is linked, in characters. Browsers take 2,000 everywhere.
pub const MAX_LINK_CHARACTERS: usize = 2_000;

/// Largest file of labels, in bytes. The largest table of ESCO has 10 MB in English; other scripts need twice as much.
pub const MAX_LABEL_FILE_BYTES: usize = 32 * 1024 * 1024;

/// Most labels of one language. ESCO 1.2 has under 18,000 terms of all kinds.
pub const MAX_LABELS: usize = 30_000;

/// Longest label, in characters. The longest of ESCO has under 150.
pub const MAX_LABEL_CHARACTERS: usize = 300;

/// Longest language tag, in characters. RFC 5646 asks for room for 35.
pub const MAX_LANGUAGE_CHARACTERS: usize = 35;
