//! What the tests share: third-party data that stays outside the project, ways to change a seal, what hostile
//! bytes may not do, and scores.

pub mod data;
pub mod hostile;
pub mod scores;
pub mod sealed;
