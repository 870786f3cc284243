//! CPU time of this thread.

use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// CPU time of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost(Duration);

impl Cost {
    /// In microseconds.
    pub(crate) fn micros(self) -> f64 {
        self.0.as_secs_f64() * 1e6
    }

    /// Without that of a part.
    pub(crate) fn less(self, part: Cost) -> Cost {
        Cost(self.0.saturating_sub(part.0))
    }

    /// With that of more work.
    pub(crate) fn more(self, work: Cost) -> Cost {
        Cost(self.0 + work.0)
    }
}

/// How many batches are measured; the median of their means counts.
const BATCHES: usize = 21;

/// Shortest batch: well above the resolution of the clock.
const BATCH: Duration = Duration::from_millis(60);

/// The median CPU time of one run of `work`, after warming up.
pub(crate) fn median(mut work: impl FnMut()) -> Cost {
    let runs = runs_of(&mut work);
    Cost(middle((0..BATCHES).map(|_| batch(runs, &mut work)).collect()))
}

/// The medians of two jobs whose ratio is wanted.
///
/// They take turns, so that both meet the same moods of a machine that others use too.
pub(crate) fn medians(mut one: impl FnMut(), mut other: impl FnMut()) -> (Cost, Cost) {
    let runs = (runs_of(&mut one), runs_of(&mut other));
    let turns = (0..BATCHES).map(|_| (batch(runs.0, &mut one), batch(runs.1, &mut other)));
    let (ones, others) = turns.unzip();
    (Cost(middle(ones)), Cost(middle(others)))
}

fn middle(mut means: Vec<Duration>) -> Duration {
    means.sort_unstable();
    means[means.len() / 2]
}

/// How many runs fill a batch.
fn runs_of(work: &mut impl FnMut()) -> u32 {
    let mut runs: u32 = 1;
    while batch(runs, work) * runs < BATCH {
        runs *= 2;
    }
    runs
}

/// The mean of some runs.
fn batch(runs: u32, work: &mut impl FnMut()) -> Duration {
    let start = cpu(UsageWho::RUSAGE_THREAD).0;
    for _ in 0..runs {
        work();
    }
    (cpu(UsageWho::RUSAGE_THREAD).0 - start) / runs
}

/// User and system time so far, and the peak resident set in KiB.
pub(crate) fn cpu(who: UsageWho) -> (Duration, i64) {
    let usage = getrusage(who).expect("a process may ask what itself has used");
    let time = |time: TimeVal| {
        let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
        Duration::from_micros(u64::try_from(micros).expect("time used is not negative"))
    };
    (time(usage.user_time()) + time(usage.system_time()), usage.max_rss())
}
