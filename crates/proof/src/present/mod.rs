//! Presentations: what a holder shows of a credential.

pub mod sd_jwt;
