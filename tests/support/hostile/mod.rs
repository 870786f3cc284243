//! What arbitrary bytes may not do to a reader: one file a reader, with what must hold and seeds to start from.
//!
//! The fuzzer drives the targets for minutes (`make fuzz`); [`smoke`] drives them in every test run, always with the
//! same bytes.

mod carriers;
mod certificate;
mod container;
mod evidence;
mod linked;
mod mutant;
mod sd_jwt;
mod stack;
mod status;
mod tokens;
mod trust;

use std::time::{Duration, Instant};

pub use mutant::Mutants;

/// A reader under attack.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: of the fuzz target, and of the folder with its corpus.
    pub name: &'static str,
    /// Reads bytes, and panics where something does not hold that must.
    pub run: fn(&[u8]),
    /// Bytes that get far, to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "canonicalisation", run: linked::canonicalisation, seeds: linked::n_quads },
    Target { name: "expansion", run: linked::expansion, seeds: linked::documents },
    Target { name: "container", run: container::run, seeds: container::seeds },
    Target { name: "carriers", run: carriers::run, seeds: carriers::seeds },
    Target { name: "tokens", run: tokens::run, seeds: tokens::seeds },
    Target { name: "sd_jwt", run: sd_jwt::run, seeds: sd_jwt::seeds },
    Target { name: "certificate", run: certificate::run, seeds: certificate::seeds },
    Target { name: "status", run: status::run, seeds: status::seeds },
    Target { name: "evidence", run: evidence::run, seeds: evidence::seeds },
    Target { name: "trust", run: trust::run, seeds: trust::seeds },
    Target { name: "rules", run: stack::rules, seeds: stack::rule_files },
    Target { name: "awards", run: stack::awards, seeds: stack::award_files },
];

/// A target by its name.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn target(name: &str) -> Target {
    *TARGETS.iter().find(|target| target.name == name).expect("a target of this name")
}

/// Runs a target over its seeds and over `each` mutants of every seed, the same every time, for at most `budget`.
/// Gives how many it was run over and the longest time that one took.
pub fn smoke(target: Target, each: usize, budget: Duration) -> (usize, Duration) {
    let (seeds, start) = ((target.seeds)(), Instant::now());
    let (mut runs, mut slowest) = (0, Duration::ZERO);
    let mut run = |bytes: &[u8]| {
        let before = Instant::now();
        (target.run)(bytes);
        slowest = slowest.max(before.elapsed());
        runs += 1;
    };
    seeds.iter().for_each(|seed| run(seed));
    let mut mutants = Mutants::new(1);
    for round in 0..each {
        for seed in &seeds {
            if start.elapsed() > budget {
                return (runs, slowest);
            }
            let other = &seeds[round % seeds.len()];
            run(&mutants.next(seed, other));
        }
    }
    (runs, slowest)
}
