//! The whole process: `tessera verify` of one file, beside a program that does nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::resource::UsageWho;

use crate::measure::cpu;

/// How often each is run; medians count.
const RUNS: usize = 41;

/// Measures the release build that stands beside this program.
pub(crate) fn verify() {
    let folder = tempfile::tempdir().unwrap();
    let trust = folder.path().join("trust.json");
    fs::write(&trust, samples::TRUST_LIST).unwrap();
    let program = std::env::current_exe().unwrap().with_file_name("tessera");
    let nothing = run(Path::new("true"), &[]);
    for sample in [samples::SAMPLES[3], samples::SAMPLES[0]] {
        let file = folder.path().join(sample.name);
        fs::write(&file, sample.bytes).unwrap();
        let arguments =
            ["verify", "--json", "--offline", "--trust", trust.to_str().unwrap(), file.to_str().unwrap()];
        let this = run(&program, &arguments);
        let name = format!("cold tessera verify, {} KB seal, CPU", sample.bytes.len() / 1024);
        println!(
            "{name:<52} {:>7.2} ms {:>7.2} ms {:>6.2}x {:>7}",
            millis(this.0),
            millis(nothing.0),
            millis(this.0) / millis(nothing.0),
            "6 ms"
        );
        println!(
            "{:<52} {:>7.1} MB {:>7.1} MB {:>7} {:>7}",
            "  its peak memory",
            megabytes(this.1),
            megabytes(nothing.1),
            "",
            "12 MB"
        );
    }
}

fn run(program: &Path, arguments: &[&str]) -> (Duration, i64) {
    let mut costs: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let before = cpu(UsageWho::RUSAGE_CHILDREN).0;
            let status = Command::new(program).args(arguments).stdout(Stdio::null()).status().unwrap();
            assert!(matches!(status.code(), Some(0 | 2)), "{} {status}", program.display());
            cpu(UsageWho::RUSAGE_CHILDREN).0 - before
        })
        .collect();
    costs.sort_unstable();
    // The system keeps only the largest child; smaller ones were run first.
    (costs[RUNS / 2], cpu(UsageWho::RUSAGE_CHILDREN).1)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(kib: i64) -> f64 {
    kib as f64 / 1024.0
}
