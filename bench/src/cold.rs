//! The whole process: `tessera verify` of one file, beside a program that does nothing.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::resource::UsageWho;

use crate::measure::cpu;

/// How often each is run; medians count.
const RUNS: usize = 41;

/// Measures the release build that stands beside this program.
///
/// # Errors
/// When a file cannot be written or a program not be started; `make bench` builds what is needed.
pub(crate) fn verify() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let trust = folder.path().join("trust.json");
    fs::write(&trust, samples::TRUST_LIST)?;
    let program = std::env::current_exe()?.with_file_name("tessera");
    let nothing = run(Path::new("true"), &[])?;
    for (sample, kind) in [(3, "seal"), (0, "seal"), (14, "badge")] {
        let sample = samples::SAMPLES[sample];
        let file = folder.path().join(sample.name);
        fs::write(&file, sample.bytes)?;
        let options = ["verify", "--json", "--offline", "--trust"].map(OsStr::new);
        let this = run(&program, &[&options[..], &[trust.as_os_str(), file.as_os_str()]].concat())?;
        let name = format!("cold tessera verify, {} KB {kind}, CPU", sample.bytes.len() / 1024);
        println!(
            "{name:<52} {:>7.2} ms {:>7.2} ms {:>6.2}x {:>7}",
            millis(this.0),
            millis(nothing.0),
            millis(this.0) / millis(nothing.0),
            "6 ms"
        );
        println!(
            "{:<52} {:>7.1} MB {:>10} {:>7} {:>7}",
            "  its peak memory",
            megabytes(this.1),
            "-",
            "",
            "12 MB"
        );
    }
    Ok(())
}

fn run(program: &Path, arguments: &[&OsStr]) -> io::Result<(Duration, i64)> {
    let costs = (0..RUNS)
        .map(|_| {
            let before = cpu(UsageWho::RUSAGE_CHILDREN).0;
            let status = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
            assert!(matches!(status.code(), Some(0 | 2)), "{} {status}", program.display());
            Ok(cpu(UsageWho::RUSAGE_CHILDREN).0 - before)
        })
        .collect::<io::Result<Vec<Duration>>>();
    let mut costs = costs?;
    costs.sort_unstable();
    // The system keeps only the largest child so far, which is never smaller than this program itself.
    Ok((costs[RUNS / 2], cpu(UsageWho::RUSAGE_CHILDREN).1))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(kib: i64) -> f64 {
    kib as f64 / 1024.0
}
