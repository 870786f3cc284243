//! What the tests share: third-party data that stays outside the project, and ways to change a seal.

pub mod data;
pub mod sealed;
