//! Keeps records encrypted in a folder: original bytes, what was found out about them, and an index
//! to find them by.
//!
//! The vault knows no credential format: reports, evidence and card faces are text to it. It asks
//! nobody for keys, time or randomness; they are arguments.
//!
//! ```
//! use vault::{IndexCard, Judgement, NewRecord, Query, Stored, Vault};
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
//! assert_eq!(vault.list(&Query { typed: "weld", ..Query::default() })?.len(), 1);
//! # Ok::<(), vault::VaultFault>(())
//! ```

pub mod backup;
mod documents;
mod events;
mod fault;
mod fold;
mod folder;
mod found;
mod holder_keys;
mod holdings;
mod integrity;
mod key;
mod key_file;
mod listing;
mod organise;
mod overview;
mod record;
mod records;
mod rescue;
mod schema;
mod store;
mod wrapped_key;

pub use documents::Document;
pub use events::{Event, Happened, Which};
pub use fault::{Part, VaultFault};
pub use fold::fold;
pub use holder_keys::HolderKey;
pub use integrity::Flaw;
pub use key::{DatabaseKey, Passphrase};
pub use key_file::{KeyFile, KeychainEntry};
pub use listing::{Group, Grouping, Listed, Order, Query, Shelf};
pub use organise::{Collection, Kin};
pub use overview::Checked;
pub use record::{IndexCard, Judgement, NewRecord, Record, RecordId, Stored, sha256_hex};
pub use rescue::{BareFile, Lost, Rescue};
pub use store::{Vault, wipe_freed_memory};
pub use wrapped_key::{Cost, WrapFault, WrappedKey};
