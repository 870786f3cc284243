//! One command, one use case.

mod judge;
mod keep;
mod stack;
mod trust;

pub(crate) use judge::{import, verify};
pub(crate) use keep::{delete, export, list, show};
pub(crate) use stack::{Checked, stack};
pub(crate) use trust::trust;
