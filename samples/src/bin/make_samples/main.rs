//! Makes the samples: `make_samples` writes `samples/out/`, `make_samples --check` compares with it.

mod badge;
mod badge_picture;
mod battery_badges;
mod battery_industry;
mod battery_passport;
mod canvas;
mod certificate_page;
mod credential;
mod diplomas;
mod elm;
mod files;
mod in_parts;
mod issuers;
mod learner_record;
mod lettering;
mod plain;
mod presentations;
mod short_courses;
mod tokens;
mod vehicle_units;
mod with_proofs;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> io::Result<ExitCode> {
    let folder = folder();
    let mut out = io::stdout().lock();
    if env::args().nth(1).as_deref() != Some("--check") {
        for (name, bytes) in files::all() {
            fs::write(folder.join(&name), &bytes)?;
            writeln!(out, "{name}: {} bytes", bytes.len())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let differing = differing(&folder);
    for name in &differing {
        writeln!(out, "{name} differs from what `make samples` writes")?;
    }
    Ok(if differing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("out")
}

/// Names of the files that are absent or not what this program makes.
fn differing(folder: &Path) -> Vec<String> {
    let same = |name: &str, bytes: &[u8]| fs::read(folder.join(name)).is_ok_and(|on_disk| on_disk == bytes);
    files::all().into_iter().filter(|(name, bytes)| !same(name, bytes)).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_files_are_what_the_program_makes() {
        assert_eq!(differing(&folder()), Vec::<String>::new());
    }

    #[test]
    fn every_sample_is_made_and_nothing_else_is_there() {
        let mut made: Vec<String> = files::all().into_iter().map(|(name, _)| name).collect();
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).expect("samples/out is there");
            let name = |entry: io::Result<fs::DirEntry>| entry.expect("it can be listed").file_name();
            entries.map(|entry| name(entry).into_string().expect("names are text")).collect()
        };
        let mut there = names(&folder());
        there.retain(|name| name != "evidence");
        there.extend(names(&folder().join("evidence")).iter().map(|name| format!("evidence/{name}")));
        made.sort();
        there.sort();
        assert_eq!(made, there);
        assert!(samples::SAMPLES.iter().all(|sample| made.iter().any(|name| name == sample.name)));
    }
}
