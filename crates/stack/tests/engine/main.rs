//! The engine against brute force, against corrupted answers, against real rules.

#![expect(clippy::panic, reason = "a test stops at the first surprise, and says which")]
#![expect(clippy::print_stdout, reason = "what was skipped is said")]

mod corrupted;
mod dice;
mod eperusteet;
mod laws;
mod oracle;
mod published;
mod rules;
mod semantics;
mod skills;
mod trials;
