//! Keeps records encrypted in a folder: original bytes, what was found out about them, and an index
//! to find them by.
//!
//! The vault knows no credential format: reports, evidence and card faces are text to it. It asks
//! nobody for keys, time or randomness; they are arguments.
//!
//! ```
//! use vault::{IndexCard, Judgement, NewRecord, Order, Stored, Vault};
//!
//! let mut vault = Vault::in_memory()?;
//! let new = NewRecord {
//!     original: b"{}",
//!     part: 0,
//!     file_name: Some("award.json"),
//!     stored_at: "2026-11-22T12:00:00Z",
//!     card: IndexCard { title: "welding".into(), search_text: "Welding".into(), ..IndexCard::default() },
//!     judgement: Judgement { checked_at: "2026-11-22T12:00:00Z".into(), ..Judgement::default() },
//! };
//! let Stored::New(record) = vault.put(&new)? else { unreachable!("the vault was empty") };
//! assert_eq!(vault.put(&new)?, Stored::Duplicate(record.clone()));
//! assert_eq!(vault.original(&record)?, b"{}");
//! assert_eq!(vault.list("weld", Order::Issued, None)?.len(), 1);
//! # Ok::<(), vault::VaultFault>(())
//! ```

mod documents;
mod fault;
mod folder;
mod key;
mod key_file;
mod listing;
mod record;
mod records;
mod schema;
mod store;
mod wrapped_key;

pub use documents::Document;
pub use fault::{Part, VaultFault};
pub use key::{DatabaseKey, Passphrase};
pub use key_file::{KeyFile, KeychainEntry};
pub use listing::{Listed, Order};
pub use record::{IndexCard, Judgement, NewRecord, Record, RecordId, Stored};
pub use store::Vault;
pub use wrapped_key::{Cost, WrapFault, WrappedKey};
