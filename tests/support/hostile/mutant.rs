//! Broken versions of good bytes, the same in every run.

/// A source of them.
#[derive(Debug)]
pub struct Mutants(u64);

impl Mutants {
    /// Begins the row that belongs to a number.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one: one to four changes, some of them with parts of `other`.
    #[must_use]
    pub fn next(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            self.change(&mut bytes, other);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(64)).min(bytes.len());
        match self.below(8) {
            0 => bytes.truncate(at),
            1 => _ = bytes.drain(at..end),
            2 => {
                let twice = bytes[at..end].to_vec();
                _ = bytes.splice(at..at, twice);
            }
            3 => {
                let from = self.below(other.len() + 1);
                let part = &other[from..(from + self.below(256)).min(other.len())];
                _ = bytes.splice(at..end, part.iter().copied());
            }
            4 => {
                let word = WORDS[self.below(WORDS.len())];
                _ = bytes.splice(at..at, word.iter().copied());
            }
            5 => bytes[at..end].fill(b'0'),
            6 => bytes[at..end].reverse(),
            _ => {
                let bit = 1 << self.below(8);
                bytes[at..end].iter_mut().take(1).for_each(|byte| *byte ^= bit);
            }
        }
    }

    /// A number under `bound`, or 0 (splitmix64).
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (bound as u64).max(1)).unwrap_or_default()
    }
}

/// What readers stumble over.
const WORDS: &[&[u8]] = &[
    b"\0",
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"~",
    b".",
    b"=",
    b"null",
    b"-0",
    b"1e999",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"\"@context\":",
    b"\"@id\":",
    b"\"@type\":",
    b"\"proof\":",
    b"\"type\":",
    b"9999999999999999999",
    b"\x80\0\0\0",
    b"\x30\x84",
    b"\x30\x80",
    b"\xa0\x03",
];
