//! One command, one use case.

mod annex1;
mod decisions;
mod europass;
mod evidence;
mod judge;
mod keep;
mod keys;
mod labels;
mod leave;
mod mend;
mod pack;
mod printer;
mod renewals;
mod safe;
mod scan;
mod share;
mod stack;
mod trust;

pub(crate) use annex1::annex1;
pub(crate) use decisions::decisions;
pub(crate) use europass::europass;
pub(crate) use evidence::evidence;
pub(crate) use judge::{import, refresh, verify};
pub(crate) use keep::{delete, list, network, show};
pub(crate) use keys::keys;
pub(crate) use labels::labels;
pub(crate) use leave::{erase, export, wallets};
pub(crate) use mend::check;
pub(crate) use renewals::renewals;
pub(crate) use safe::{backup, protect, restore};
pub(crate) use scan::scan;
pub(crate) use share::share;
pub(crate) use stack::{Checked, stack};
pub(crate) use trust::trust;
