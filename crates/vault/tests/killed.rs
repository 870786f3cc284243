//! A program that is killed at any moment loses nothing that it had reported as stored.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use vault::{DatabaseKey, IndexCard, Judgement, KeyFile, KeychainEntry, NewRecord, Order, RecordId, Vault};

const FOLDER: &str = "VAULT_TEST_FOLDER";
const ROUND: &str = "VAULT_TEST_ROUND";
/// Each round kills at another moment of the writer's loop.
const ROUNDS: u32 = 8;

#[test]
fn every_reported_record_outlives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let place = KeyFile::Keychain(KeychainEntry { entry: "test".to_owned() });
    drop(Vault::create(folder.path(), &key(), &place).unwrap());
    let mut reported = Vec::new();
    for round in 0..ROUNDS {
        let before = reported.len();
        reported.extend(write_and_kill(folder.path(), round));
        assert!(reported.len() > before, "round {round} stored nothing before it was killed");
        let vault = Vault::open(folder.path(), &key()).unwrap();
        for id in &reported {
            let bytes = vault.original(id).unwrap();
            assert_eq!(vault.record(id).unwrap().judgement.report.as_bytes(), &bytes[..20]);
        }
        let listed = vault.list("word", Order::Issued, None).unwrap();
        assert_eq!(listed.len(), vault.count().unwrap(), "every whole record is searchable");
        assert!(listed.len() >= reported.len());
    }
    println!("{} records reported, {ROUNDS} kills, none lost", reported.len());
}

/// The program that is killed: stores, reports, and never stops by itself.
#[test]
#[ignore = "started, and killed, by the test above"]
fn writer() {
    let (Ok(folder), Ok(round)) = (env::var(FOLDER), env::var(ROUND)) else { return };
    let mut vault = Vault::open(Path::new(&folder), &key()).unwrap();
    let mut stdout = std::io::stdout();
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
    }
}

/// Starts the writer, kills it, and returns what it had reported by then.
fn write_and_kill(folder: &Path, round: u32) -> Vec<RecordId> {
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "writer", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    let id = |line: String| line.strip_prefix("stored ").and_then(RecordId::parse);
    let mut reported: Vec<RecordId> = lines.by_ref().filter_map(id).take(3).collect();
    thread::sleep(Duration::from_micros(u64::from(round) * 2_300));
    writer.kill().unwrap();
    writer.wait().unwrap();
    reported.extend(lines.filter_map(id));
    reported
}

fn key() -> DatabaseKey {
    DatabaseKey::from_slice(&[1; 32]).unwrap()
}
