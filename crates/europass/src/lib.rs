//! What a credential says by European standards, and the way to Europass.
//!
//! Pure: no clock, network, file or randomness. Says what is stated and where, never whether it is true: that is the
//! matter of the [`Report`](vc::Report).

pub mod annex1;
pub mod candidate;
pub mod compare;
pub mod limits;
pub mod resume;
pub mod vocabulary;
pub mod ways;
pub mod web;
