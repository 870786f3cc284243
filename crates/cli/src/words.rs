//! The words that people read: the same file as in the window.

pub(crate) use wallet::words::{Gaps, Words, counts, day, name};
