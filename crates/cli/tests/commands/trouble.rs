//! A full disk, a disk that only reads, a folder of somebody else, a damaged file, two programs at once: each told as
//! what it is, and what was stored stays. On the real program, with real disks in memory where the system lets us.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder of its own for each test, with a passphrase and the samples in `samples`.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("passphrase"), "four words in a row\n").unwrap();
        fs::create_dir(desk.path("samples")).unwrap();
        for sample in samples::SHOWN {
            fs::write(desk.path("samples").join(sample.name), sample.bytes).unwrap();
        }
        fs::create_dir(desk.path("disk")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn prepared(&self, mut command: Command) -> Command {
        command
            .current_dir(self.0.path())
            .env("TESSERA", env!("CARGO_BIN_EXE_tessera"))
            .env("TESSERA_WALLET", self.path("disk/wallet"))
            .env("TESSERA_PASSPHRASE_FILE", self.path("passphrase"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
        command.args(arguments);
        self.prepared(command).output().unwrap()
    }

    /// Runs a script that may mount disks which nobody else sees; nothing where the system does not allow that.
    fn with_disks(&self, script: &str) -> Option<Output> {
        let mut trial = Command::new("unshare");
        trial.args(["-rm", "mount", "-t", "tmpfs", "tmpfs"]).arg(self.path("disk"));
        if !trial.output().is_ok_and(|output| output.status.success()) {
            println!("skipped: 1 case, no disk can be mounted here");
            return None;
        }
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script]);
        Some(self.prepared(command).output().unwrap())
    }
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text + &String::from_utf8_lossy(&output.stderr)
}

fn code(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim_end().rsplit_once('(').map(|(_, code)| code.trim_end_matches(')').to_owned());
    last.unwrap_or_default()
}

#[test]
fn full_disk_is_told_and_what_was_stored_stays() {
    let desk = Desk::new();
    let Some(output) = desk.with_disks(
        "mount -t tmpfs -o size=500k tmpfs disk;
         $TESSERA import --offline samples > /dev/null; echo import $?;
         $TESSERA list --json | grep -c record | sed 's/^/kept /'; $TESSERA check; echo check $?;
         $TESSERA backup -o disk/wallet.age; echo backup $?; ls disk",
    ) else {
        return;
    };
    let said = said(&output);
    assert!(said.contains("import 74") && said.contains("(storage_full)"), "{said}");
    assert!(said.contains("kept ") && !said.contains("kept 0"), "{said}");
    assert!(said.contains("Everything in the wallet is as it was stored.\ncheck 0"), "{said}");
    assert!(said.contains("backup 74") && !said.contains("unfinished"), "{said}");
}

#[test]
fn limit_on_the_size_of_files_is_told_as_a_full_disk() {
    let desk = Desk::new();
    // Whoever ignores the signal is told by the write instead.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 300; exec $TESSERA import --offline samples"]);
    let output = desk.prepared(command).output().unwrap();
    let told = said(&output);
    assert!(told.contains("storage_full") || told.contains("storage_failed"), "{told}");
    assert_eq!(output.status.code(), Some(74), "{told}");
    let checked = desk.run(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn disk_that_only_reads_is_told() {
    let desk = Desk::new();
    let Some(output) = desk.with_disks(
        "mount -t tmpfs tmpfs disk && $TESSERA import --offline samples/* > /dev/null 2>&1;
         mount -o remount,ro disk && $TESSERA list; echo code $?; mkdir -p away;
         TESSERA_WALLET=disk/another $TESSERA import --offline samples/*; echo code $?",
    ) else {
        return;
    };
    let said = said(&output);
    assert_eq!(said.matches("(storage_denied)").count(), 2, "{said}");
    assert_eq!(said.matches("code 74").count(), 2, "{said}");
}

#[test]
fn folder_of_somebody_else_is_told() {
    let desk = Desk::new();
    desk.run(&["import", "--offline", "samples"]);
    // Only root can become somebody else.
    let mut nobody = Command::new(env!("CARGO_BIN_EXE_tessera"));
    nobody.arg("list").uid(65534).gid(65534);
    let Ok(output) = desk.prepared(nobody).env("TESSERA_PASSPHRASE_FILE", "").output() else {
        println!("skipped: 1 case, no right to be somebody else");
        return;
    };
    assert_eq!((output.status.code(), &*code(&output)), (Some(74), "storage_denied"), "{}", said(&output));
}

#[test]
fn wallet_in_use_is_told_to_the_second_program() {
    let desk = Desk::new();
    desk.run(&["import", "--offline", "samples"]);
    let lock = fs::File::options().write(true).open(desk.path("disk/wallet/wallet.lock")).unwrap();
    lock.lock().unwrap();
    for arguments in
        [&["list"][..], &["import", "--offline", "samples"], &["check", "--repair"], &["erase", "--yes"]]
    {
        let output = desk.run(arguments);
        assert_eq!(
            (output.status.code(), &*code(&output)),
            (Some(74), "wallet_in_use"),
            "{arguments:?}: {}",
            said(&output)
        );
    }
    drop(lock);
    assert_eq!(desk.run(&["list"]).status.code(), Some(0));
}

#[test]
fn damaged_wallet_is_checked_mended_and_whole_again() {
    let desk = Desk::new();
    desk.run(&["import", "--offline", "samples"]);
    let count =
        |desk: &Desk| String::from_utf8(desk.run(&["list", "--json"]).stdout).unwrap().lines().count();
    let before = count(&desk);
    let path = desk.path("disk/wallet/wallet.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.len() / 4096 / 2 * 4096 + 2000;
    bytes[place] ^= 1;
    fs::write(&path, bytes).unwrap();
    let checked = desk.run(&["check"]);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(said(&checked).contains("tessera check --repair"));
    let repaired = desk.run(&["check", "--repair", "--json"]);
    let told: Value = serde_json::from_slice(&repaired.stdout).unwrap();
    let lost = told["lost"].as_array().unwrap().len();
    assert_eq!(repaired.status.code(), Some(i32::from(lost > 0)), "{told}");
    assert!(lost <= 1, "{told}");
    assert_eq!(count(&desk), before - lost);
    assert!(desk.path("disk/wallet").join(told["copy"].as_str().unwrap()).exists());
    assert_eq!(desk.run(&["check"]).status.code(), Some(0));
}

#[test]
fn wallet_of_a_later_version_is_left_alone() {
    let desk = Desk::new();
    desk.run(&["import", "--offline", "samples"]);
    let key_file = desk.path("disk/wallet/wallet.key");
    let text = fs::read_to_string(&key_file).unwrap();
    fs::write(&key_file, text.replace("tessera-key-passphrase/1", "tessera-key-passphrase/2")).unwrap();
    let files = |desk: &Desk| {
        let entries = fs::read_dir(desk.path("disk/wallet")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries.map(|path| (fs::read(&path).unwrap(), path)).collect();
        files.sort();
        files
    };
    let before = files(&desk);
    for arguments in
        [&["list"][..], &["import", "--offline", "samples"], &["check", "--repair"], &["backup", "-o", "b"]]
    {
        let output = desk.run(arguments);
        assert_eq!((output.status.code(), &*code(&output)), (Some(74), "wallet_newer"), "{arguments:?}");
    }
    assert!(files(&desk) == before);
}
