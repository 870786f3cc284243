//! A program that is killed at any moment loses nothing that it had reported as stored.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use vault::{DatabaseKey, IndexCard, Judgement, KeyFile, KeychainEntry, NewRecord, Query, RecordId, Vault};

const FOLDER: &str = "VAULT_TEST_FOLDER";
const ROUND: &str = "VAULT_TEST_ROUND";
/// How many rounds; `tests/tools/kill_runs` asks for 1,000.
const ROUNDS: &str = "TESSERA_KILLS";
const ROUNDS_USUALLY: u32 = 8;

#[test]
fn every_reported_record_outlives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let place = KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() });
    drop(Vault::create(folder.path(), &key(), &place).unwrap());
    let rounds = env::var(ROUNDS).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS_USUALLY);
    let (mut reported, mut stored, mut deleted) = (BTreeSet::new(), 0, 0);
    for round in 0..rounds {
        let told = write_and_kill(folder.path(), round);
        assert!(!told.is_empty(), "round {round} did nothing before it was killed");
        let mut gone = BTreeSet::new();
        for report in told {
            match report {
                Report::Stored(id) => {
                    stored += 1;
                    reported.insert(id);
                }
                Report::Deleting(id) => {
                    // Said before it is done: afterwards it may be there or not.
                    reported.remove(&id);
                }
                Report::Deleted(id) => {
                    deleted += 1;
                    gone.insert(id);
                }
            }
        }
        let vault = Vault::open(folder.path(), &key()).unwrap();
        assert!(gone.iter().all(|id| vault.record(id).is_err()), "round {round}: deleted, and there again");
        for id in &reported {
            let bytes = vault.original(id).unwrap();
            assert_eq!(vault.record(id).unwrap().judgement.report.as_bytes(), &bytes[..20]);
        }
        let listed = vault.list(&Query { typed: "word", ..Query::default() }).unwrap();
        assert_eq!(listed.len(), vault.count().unwrap(), "every whole record is searchable");
        assert!(listed.len() >= reported.len());
        for listed in listed {
            assert!(
                vault.original(&listed.record).is_ok() && vault.record(&listed.record).is_ok(),
                "half a record"
            );
        }
        assert!(vault.integrity().unwrap().is_empty(), "round {round}");
    }
    println!(
        "{rounds} kills, {stored} records reported stored, {deleted} reported deleted: none lost, none half"
    );
}

/// The program that is killed: stores, reports, and never stops by itself.
#[test]
#[ignore = "started, and killed, by the test above"]
fn writer() {
    let (Ok(folder), Ok(round)) = (env::var(FOLDER), env::var(ROUND)) else { return };
    let mut vault = Vault::open(Path::new(&folder), &key()).unwrap();
    let mut stdout = std::io::stdout();
    let mut last = Vec::new();
    for number in 0u64.. {
        let report = format!("{round:>8}:{number:>11}");
        let original = report.repeat(1 + usize::try_from(number % 400).unwrap());
        let stored = vault
            .put(&NewRecord {
                original: original.as_bytes(),
                part: 0,
                file_name: None,
                stored_at: "",
                card: IndexCard { search_text: "word".to_owned(), ..IndexCard::default() },
                judgement: Judgement { report, ..Judgement::default() },
            })
            .unwrap();
        writeln!(stdout, "stored {}", stored.record()).unwrap();
        stdout.flush().unwrap();
        last.push(stored.record().clone());
        // One in three stays.
        if number % 3 != 0
            && let Some(id) = last.pop()
        {
            writeln!(stdout, "deleting {id}").unwrap();
            stdout.flush().unwrap();
            vault.delete(&id).unwrap();
            writeln!(stdout, "deleted {id}").unwrap();
            stdout.flush().unwrap();
        }
    }
}

/// What the writer said.
enum Report {
    Stored(RecordId),
    Deleting(RecordId),
    Deleted(RecordId),
}

impl Report {
    /// Lines of the test harness are none.
    fn read(line: &str) -> Option<Self> {
        let (word, id) = line.split_once(' ')?;
        let id = RecordId::parse(id)?;
        match word {
            "stored" => Some(Self::Stored(id)),
            "deleting" => Some(Self::Deleting(id)),
            "deleted" => Some(Self::Deleted(id)),
            _ => None,
        }
    }
}

/// Starts the writer, kills it, and returns what it had reported by then.
fn write_and_kill(folder: &Path, round: u32) -> Vec<Report> {
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "writer", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    let report = |line: String| Report::read(&line);
    let mut reported: Vec<Report> = lines.by_ref().filter_map(report).take(1).collect();
    // Another moment of the loop each time, spread over 20 ms without a pattern.
    thread::sleep(Duration::from_micros(u64::from(round.wrapping_mul(7919) % 20_000)));
    writer.kill().unwrap();
    writer.wait().unwrap();
    reported.extend(lines.filter_map(report));
    reported
}

fn key() -> DatabaseKey {
    DatabaseKey::from_slice(&[1; 32]).unwrap()
}
