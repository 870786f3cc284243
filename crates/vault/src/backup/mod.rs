//! A backup: everything in the wallet as one file in the age format, under a passphrase of its own.
//!
//! Inside lies a tar archive that any archiver opens: `age --decrypt tessera.age | tar --extract`. It holds
//! the originals byte for byte, a JSON file for every record, and `SHA256SUMS` over all of it. Both ways are
//! rehearsed: a backup is read back before it gets its name, and a restore reads everything before the wallet
//! is touched, and again, hashing what it stored, before anything stays.
//!
//! A file is always as long as whole pieces of 64 KiB are, so that one that was cut off is told from one that
//! was altered.

mod archive;
mod content;
mod fault;
mod read;
mod restore;
mod sealed;
mod write;

pub use content::{Contents, Entry, RecordEntry};
pub use fault::BackupFault;
pub use read::{inspect, read};
pub use restore::Restored;
pub use sealed::Work;
pub use write::MAX_EVENTS_IN_ENTRY;

#[cfg(test)]
mod tests;
