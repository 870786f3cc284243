//! Taking everything along, leaving nothing behind, and several wallets side by side; on the real program.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A home of its own for each test, with a passphrase and two samples.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("passphrase"), "four words in a row\n").unwrap();
        for sample in &samples::SHOWN[..2] {
            fs::write(desk.path(sample.name), sample.bytes).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tessera"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("TESSERA_WALLET")
            .env("HOME", self.path("home"))
            .env("XDG_DATA_HOME", self.path("home/data"))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .env("TESSERA_PASSPHRASE_FILE", self.path("passphrase"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn import(&self, number: usize, more: &[&str]) {
        // The samples are not verified without their trust list, which is beside the point.
        let output = self.run(&[&["import", "--offline", samples::SHOWN[number].name], more].concat());
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs into trouble, and gives the exit code and the code of the trouble.
    fn trouble(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        let code = said.trim_end().rsplit_once('(').map(|(_, code)| code.trim_end_matches(')').to_owned());
        (output.status.code(), code.unwrap_or(said))
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn everything_is_written_into_a_folder_that_sha256sum_agrees_with() {
    let desk = Desk::new();
    desk.import(0, &[]);
    desk.import(1, &[]);
    let told = json(&desk.done(&["export", "--all", "--json", "-o", "mine"]));
    assert_eq!((&told["credentials"], &told["files"]), (&2.into(), &2.into()));
    let index = json(&fs::read_to_string(desk.path("mine/index.json")).unwrap());
    let entries = index["credentials"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let file = desk.path("mine").join(entry["file"].as_str().unwrap());
        let sample = samples::SHOWN.iter().find(|sample| entry["file_name"] == sample.name).unwrap();
        assert_eq!(fs::read(&file).unwrap(), sample.bytes);
        let sum = Command::new("sha256sum").arg(&file).output().unwrap().stdout;
        assert!(String::from_utf8(sum).unwrap().starts_with(entry["sha256"].as_str().unwrap()));
    }
    assert_eq!(desk.trouble(&["export", "--all", "-o", "mine"]), (Some(74), "file_exists".to_owned()));
    assert_eq!(desk.trouble(&["export", "--all", "-o", "no/mine"]), (Some(74), "file_not_found".to_owned()));
    assert_eq!(desk.run(&["export", "-o", "x"]).status.code(), Some(64), "neither a record nor everything");
}

#[test]
fn backup_into_a_missing_folder_is_told_so() {
    let desk = Desk::new();
    desk.import(0, &[]);
    let told = desk.trouble(&["backup", "-o", "nowhere/wallet.age"]);
    assert_eq!(told, (Some(74), "folder_not_found".to_owned()));
    desk.done(&["backup", "-o", "wallet.age"]);
}

#[test]
fn wallet_is_erased_only_when_asked_twice_and_comes_back_from_its_backup() {
    let desk = Desk::new();
    desk.import(0, &[]);
    let loss = json(&desk.done(&["erase", "--json"]));
    assert_eq!((&loss["contents"]["credentials"], &loss["last_backup"]), (&1.into(), &Value::Null));
    assert!(desk.done(&["erase"]).contains("Nothing was erased"));
    assert_eq!(desk.done(&["list", "--json"]).lines().count(), 1);
    let told = desk.trouble(&["erase", "--yes", "--backup", "nowhere/wallet.age"]);
    assert_eq!(told, (Some(74), "folder_not_found".to_owned()), "not backed up, so not erased");
    desk.done(&["erase", "--yes", "--backup", "wallet.age"]);
    assert!(!desk.path("home/data/tessera/wallet").exists());
    assert_eq!(desk.trouble(&["list"]), (Some(74), "no_wallet".to_owned()));
    assert_eq!(desk.trouble(&["erase", "--yes"]), (Some(74), "no_wallet".to_owned()));
    desk.done(&["restore", "wallet.age"]);
    assert_eq!(desk.done(&["list", "--json"]).lines().count(), 1);
}

#[test]
fn wallet_whose_passphrase_is_forgotten_can_be_erased() {
    let desk = Desk::new();
    desk.import(0, &[]);
    fs::write(desk.path("passphrase"), "not the right words\n").unwrap();
    let loss = json(&desk.done(&["erase", "--json", "--yes"]));
    assert_eq!(loss["contents"], Value::Null);
    assert_eq!(desk.trouble(&["list"]), (Some(74), "no_wallet".to_owned()));
}

#[test]
fn wallets_lie_side_by_side_and_know_nothing_of_each_other() {
    let desk = Desk::new();
    desk.import(0, &[]);
    desk.import(1, &["--profile", "Työ"]);
    let listed: Vec<Value> = desk.done(&["wallets", "--json"]).lines().map(json).collect();
    let names: Vec<&str> = listed.iter().map(|line| line["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["", "Työ"]);
    assert!(listed.iter().all(|line| line["protection"] == "passphrase"), "{listed:?}");
    let (first, second) =
        (desk.done(&["list", "--json"]), desk.done(&["list", "--json", "--profile", "Työ"]));
    assert_ne!(json(&first)["record"], json(&second)["record"]);
    assert_eq!(desk.trouble(&["list", "--profile", "Home"]), (Some(64), "wallet_unknown".to_owned()));
    assert_eq!(desk.trouble(&["import", "--profile", "../up", "x"]), (Some(64), "wallet_name".to_owned()));
    assert!(!Path::new(&desk.path("home/data/tessera/up")).exists());
    desk.done(&["erase", "--yes", "--profile", "Työ"]);
    assert_eq!(desk.done(&["wallets", "--json"]).lines().count(), 1);
    assert_eq!(desk.done(&["list", "--json"]).lines().count(), 1);
}
