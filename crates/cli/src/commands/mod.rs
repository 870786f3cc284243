//! One command, one use case.

mod judge;
mod keep;

pub(crate) use judge::{import, verify};
pub(crate) use keep::{delete, export, list, show};
