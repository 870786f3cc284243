//! Counts how often one verification asks for memory, and for how much.
#![expect(clippy::print_stdout, reason = "the counts are the result")]

use std::alloc::System;

use jiff::Timestamp;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use vc::{Evidence, TrustList, Verdict, Verifier};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let at: Timestamp = samples::JUDGED_AT.parse().expect("RFC 3339");
    let trust = TrustList::parse("samples", samples::TRUST_LIST).expect("a trust list");
    let verifier = Verifier::new(vec![trust]);
    for name in ["battery-industry.jsonld", "badge-responsibility.json"] {
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).expect("a sample");
        judge(&verifier, sample.bytes, at); // the first one fills caches
        let region = Region::new(COUNTED);
        judge(&verifier, sample.bytes, at);
        let used = region.change();
        println!(
            "{:<52} {:>10} {:>7} KB",
            format!("allocations, {name}"),
            used.allocations + used.reallocations,
            used.bytes_allocated / 1024
        );
    }
}

fn judge(verifier: &Verifier, file: &[u8], at: Timestamp) {
    let unverified = vc::parse(file).expect("a file").remove(0).expect("a credential");
    assert_eq!(verifier.verify(&unverified, &Evidence::none(), at).verdict, Verdict::Verified);
}
