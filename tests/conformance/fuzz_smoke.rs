//! Every fuzz target over its seeds and over broken versions of them, always the same: no panic, no hang.

use std::time::Duration;

use tests::hostile::{TARGETS, smoke};

/// Mutants of every seed.
const MUTANTS: usize = 40;

/// Most time for the mutants of one target. A machine that is slower than that does fewer of them.
const BUDGET: Duration = Duration::from_secs(10);

/// What one input may take at most, with room for machines that are busy with other tests. Alone it is under a second.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn readers_survive_their_seeds_and_mutants() {
    println!("{:<18} {:>6} {:>12}", "reader", "runs", "slowest");
    for target in TARGETS {
        let seeds = (target.seeds)().len();
        let (runs, slowest) = smoke(*target, MUTANTS, BUDGET);
        println!("{:<18} {runs:>6} {slowest:>12.1?}", target.name);
        assert!(seeds > 0 && runs >= seeds, "{}", target.name);
        assert!(slowest < PATIENCE, "{}: {slowest:?}", target.name);
    }
}
