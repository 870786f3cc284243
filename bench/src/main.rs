//! `make bench`: what verification costs, beside what its arithmetic alone costs on this machine. `bench PART...` runs
//! only some of it: seals, badges, formats, cold, import, keeping, stacking.
//!
//! CPU time, medians. The limit is the same work done with the fastest library at hand and nothing else:
//! parsing with `serde_json`, base64, SHA-256 over what is signed, and the bare signatures.
#![expect(clippy::print_stdout, reason = "the table is the result")]

mod allocations;
mod badges;
mod cold;
mod formats;
mod import;
mod keeping;
mod limit;
mod measure;
mod seals;
mod stacking;

use jiff::Timestamp;
use measure::{Cost, medians};
use seals::Seal;
use vc::{Evidence, Verifier};

/// The allocator of the programs, for both sides of every ratio.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::io::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder] = &wanted[..]
        && first == keeping::READ
    {
        keeping::read(folder.as_ref());
        return Ok(());
    }
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|name| name == part);
    let at: Timestamp = samples::JUDGED_AT.parse().expect("RFC 3339");
    println!("{:<52} {:>10} {:>10} {:>7} {:>7}", "job", "this", "limit", "ratio", "reach");
    if is_wanted("seals") {
        for seal in [Seal::rs256(), Seal::es256()] {
            first(&seal, at);
            cached(&seal, at);
        }
        archive(at);
    }
    if is_wanted("badges") {
        badges::all(at);
        allocations::count()?;
    }
    if is_wanted("formats") {
        formats::all(at);
    }
    // Before anything large: a process begins with the memory of the one that starts it.
    if is_wanted("cold") {
        cold::verify()?;
    }
    if is_wanted("import") {
        import::import()?;
    }
    if is_wanted("keeping") {
        keeping::keep()?;
    }
    if is_wanted("stacking") {
        stacking::count();
    }
    Ok(())
}

/// The first credential of an issuer: the chain is checked too.
fn first(seal: &Seal, at: Timestamp) {
    let trust = seal.trust();
    let (this, limit) = medians(
        || {
            let unverified = vc::parse(&seal.file).expect("a file").remove(0).expect("a credential");
            seal.require(&Verifier::new(trust.clone()).verify(&unverified, &Evidence::none(), at));
        },
        || limit::of(seal, limit::Chain::Checked),
    );
    row(
        &format!("JAdES {} ELM {} KB, whole report, first", seal.algorithm, seal.kilobytes()),
        this,
        limit,
        "1.33x",
    );
}

/// The next one of the same issuer: the chain is remembered.
fn cached(seal: &Seal, at: Timestamp) {
    let verifier = Verifier::new(seal.trust());
    let (this, limit) = medians(
        || {
            let unverified = vc::parse(&seal.file).expect("a file").remove(0).expect("a credential");
            seal.require(&verifier.verify(&unverified, &Evidence::none(), at));
        },
        || limit::of(seal, limit::Chain::Remembered),
    );
    row(&format!("JAdES {} ELM {} KB, chain cached", seal.algorithm, seal.kilobytes()), this, limit, "1.27x");
}

/// A seal as Europass makes them, with three time stamps and a revocation answer. No peer does all of it.
fn archive(at: Timestamp) {
    let trust = vc::TrustList::parse("samples", samples::TRUST_LIST).expect("a trust list");
    let verifier = Verifier::new(vec![trust]);
    let file = samples::SHOWN[1].bytes;
    let (this, limit) = medians(
        || {
            let unverified = vc::parse(file).expect("a file").remove(0).expect("a credential");
            let report = verifier.verify(&unverified, &Evidence::none(), at);
            assert_eq!(report.verdict, vc::Verdict::Verified);
        },
        || limit::of_archive(file),
    );
    row(&format!("JAdES RS256 ELM {} KB, LTA, chain cached", file.len() / 1024), this, limit, "-");
}

/// A line of the table.
fn row(job: &str, this: Cost, limit: Cost, reach: &str) {
    let ratio = this.micros() / limit.micros();
    println!("{job:<52} {:>7.0} us {:>7.0} us {ratio:>6.2}x {reach:>7}", this.micros(), limit.micros());
}

/// A line for what has no limit of its own.
fn part(job: &str, this: Cost) {
    println!("{job:<52} {:>7.1} us {:>10} {:>7} {:>7}", this.micros(), "-", "", "-");
}
