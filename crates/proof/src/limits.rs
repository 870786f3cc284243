//! Every bound on what is packed, and on foreign codes, in one place.

/// Largest proof, in bytes, packed or unpacked. The largest public sealed credential has 1.26 MB; no code
/// inflates to more.
pub const MAX_PROOF_BYTES: usize = 4 * 1024 * 1024;

/// Longest link made or read, in bytes. A code holds 7,089 digits; what is pasted may be longer.
pub const MAX_LINK_BYTES: usize = 1024 * 1024;

/// Most parts of one credential that can be held back one by one, where its statements are signed one by one. A rich
/// badge has under 100.
pub const MAX_CHOICES: usize = 1_000;

/// Largest request, in bytes. What fits a code has under 1,300.
pub const MAX_REQUEST_BYTES: usize = 4 * 1024;

/// Most things that one request wants.
pub const MAX_WANTED: usize = 20;

/// Longest text in a request, in characters.
pub const MAX_WORDS_CHARACTERS: usize = 300;

/// Deepest unwrapping of base64 in base64. A token in a presentation in a token has 3.
pub const MAX_WRAPPED_DEPTH: usize = 4;

/// Most parts of one proof. A sealed credential with all its certificates has under 200.
pub const MAX_PARTS: usize = 20_000;

/// Most frames of one proof, and most that are taken in for it.
pub const MAX_FRAMES: usize = 20_000;

/// Most proofs that are put together at the same time, for one reader.
pub const MAX_TRANSFERS: usize = 8;

/// Smallest part of a proof in one frame, in bytes: [`MAX_PROOF_BYTES`] then needs fewer than [`MAX_FRAMES`].
pub const MIN_SYMBOL_BYTES: u16 = 256;

/// Largest part of a proof in one frame, in bytes. The largest QR code holds 2,942.
pub const MAX_SYMBOL_BYTES: u16 = 2_048;

/// Most source symbols of one block of the fountain code: putting one together takes milliseconds.
pub const MAX_BLOCK_SYMBOLS: u32 = 1_000;

/// Most frames taken in for one block beyond those that it needs. One more fails once in a million times.
pub const MAX_SPARE_SYMBOLS: u32 = 32;
