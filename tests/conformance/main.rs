//! Conformance: public suites and real files, with the expected class of each.
//!
//! Run with `-- --nocapture` to see the tables.

mod edc_sealed;
mod jades_dss;
mod mutations;
mod wycheproof;
