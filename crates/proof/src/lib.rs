//! Proofs that a holder shows, and how they travel: packed small enough for one QR code, or in frames.
//!
//! Pure: no clock, randomness, files or network. A proof is bytes that `vc` can judge; what is packed comes out byte for byte.
//!
//! ```
//! let proof = br#"{"type": ["VerifiableCredential"]}"#;
//!
//! let link = proof::Link::whole(proof)?;
//! assert!(link.to_string().starts_with("tessera:#1"));
//! let read = proof::Link::read(&link.to_string())?.expect("it begins as a link");
//! assert_eq!(read.proof()?, proof);
//! # Ok::<(), proof::CarriageFault>(())
//! ```

mod digits;
mod fault;
pub mod frames;
pub mod limits;
mod link;
mod pack;
pub mod present;
mod request;
mod signer;

pub use fault::CarriageFault;
pub use link::{Link, SCHEME};
pub use pack::{pack, unpack};
pub use request::Request;
pub use signer::{KeyUnavailable, PublicHalf, Signer};
