//! Conformance: public suites and real files, with the expected class of each.
//!
//! Run with `-- --nocapture` to see the tables.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "the tables are read with --nocapture")]

mod baked;
mod certified_tokens;
mod contexts;
mod cryptosuites;
mod data_integrity;
mod dcc;
mod differential;
mod edc_sealed;
mod fuzz_smoke;
mod hostile;
mod injection;
mod jades_dss;
mod jose_cookbook;
mod json_ld_api;
mod mutations;
mod rdf_canon;
mod samples;
mod sd_jwt;
mod seals;
mod stored;
mod token_mutations;
mod token_status;
mod trusted_lists;
mod vc_jose_cose;
mod vcdm2;
mod wycheproof;

/// A check, outcome, code or verdict as it appears in output.
fn show(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}
