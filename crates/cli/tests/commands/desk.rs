//! What the tests of the program share.

use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The time for which the samples are judged.
pub(crate) const AT: &str = samples::JUDGED_AT;

/// What the samples are judged by in most tests.
pub(crate) const JUDGED: [&str; 7] = ["--offline", "--trust", "trust.json", "--evidence", "web", "--at", AT];

/// A folder of its own for each test, with the samples, their trust list and evidence, and a passphrase.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self::bare();
        for sample in samples::SAMPLES {
            desk.write(sample.name, sample.bytes);
        }
        desk.write("trust.json", samples::TRUST_LIST);
        let names = |number: usize| format!("{number}.json");
        for (number, (_, bytes)) in samples::EVIDENCE.iter().enumerate() {
            desk.write(&format!("web/{}", names(number)), bytes);
        }
        let urls = samples::EVIDENCE.iter().enumerate().map(|(number, (url, _))| (*url, names(number)));
        let index = serde_json::to_vec(&urls.collect::<std::collections::BTreeMap<_, _>>()).unwrap();
        desk.write("web/index.json", &index);
        desk
    }

    /// A folder with a passphrase and nothing else.
    pub(crate) fn bare() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("passphrase", b"four words in a row\n");
        desk
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env("TESSERA_WALLET", self.path("wallet"))
            .env("TESSERA_PASSPHRASE_FILE", self.path("passphrase"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs, and gives the exit code and the lines.
    pub(crate) fn lines(&self, arguments: &[&str]) -> (i32, Vec<Value>) {
        let output = self.run(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (output.status.code().unwrap(), lines)
    }

    /// Takes a sample into the wallet, and gives its record.
    pub(crate) fn import(&self, name: &str) -> String {
        let (_, lines) = self.lines(&[&["import", "--json"], &JUDGED[..], &[name]].concat());
        lines[0]["record"].as_str().unwrap().to_owned()
    }
}

/// The text at a place in a value, empty when there is none.
pub(crate) fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}
