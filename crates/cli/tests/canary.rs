//! Words that a person keeps secret stand nowhere but in the locked wallet: not in files, not in what is printed, not
//! in the memory of a program that locked it.

#![cfg(test)]
#![cfg(target_os = "linux")]

use std::alloc::System;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use std::{env, thread};

use tempfile::TempDir;
use vault::{DatabaseKey, HolderKey, KeyFile, Passphrase, RecordId, Vault};
use wallet::{Phase, Protection, Session, Sort};
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

/// As in the window, what is given back is wiped first; on the allocator of the system, whose memory is smaller to search.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// Set in the inner run: the folder, with the planted words in a file of their own.
const FOLDER: &str = "TESSERA_TEST_FOLDER";
/// Set in the inner run: to lock the wallet before saying so, or not.
const LOCK: &str = "TESSERA_TEST_LOCK";

/// What is planted: words that no program knows by chance.
struct Planted {
    title: String,
    file_name: String,
    note: String,
    passphrase: String,
    holder_secret: String,
}

impl Planted {
    fn new() -> Self {
        let mut random = fs::File::open("/dev/urandom").unwrap();
        let mut word = |letter: char| {
            let mut bytes = [0; 16];
            random.read_exact(&mut bytes).unwrap();
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{letter}{hex}")
        };
        let (title, file_name, note) = (word('t'), word('f'), word('n'));
        Self { title, file_name, note, passphrase: word('p'), holder_secret: word('h') }
    }

    fn read(folder: &Path) -> Self {
        let text = Zeroizing::new(fs::read_to_string(folder.join("planted")).unwrap());
        let mut lines = text.lines().map(str::to_owned);
        let mut line = || lines.next().unwrap();
        let (title, file_name, note) = (line(), line(), line());
        Self { title, file_name, note, passphrase: line(), holder_secret: line() }
    }

    fn words(&self) -> [&str; 5] {
        [&self.title, &self.file_name, &self.note, &self.passphrase, &self.holder_secret]
    }

    /// A credential that has the title.
    fn credential(&self) -> Vec<u8> {
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == "badge-workstation.json").unwrap();
        let mut document: serde_json::Value = serde_json::from_slice(sample.bytes).unwrap();
        document["credentialSubject"]["achievement"]["name"] = self.title.clone().into();
        document["name"] = self.title.clone().into();
        serde_json::to_vec(&document).unwrap()
    }
}

#[test]
fn planted_words_are_in_no_file_and_nothing_that_is_printed() {
    let Some(desk) = Desk::new() else { return };
    let credential = desk.path("secret").join(format!("{}.json", desk.planted.file_name));
    fs::write(&credential, desk.planted.credential()).unwrap();
    let mut printed = Vec::new();
    let mut run = |arguments: &[&str]| {
        let output = desk.tessera(arguments);
        printed.extend(output.stderr.clone());
        output
    };
    let imported = run(&["import", "--offline", "--json", credential.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&imported.stdout).unwrap();
    let record = line["record"].as_str().unwrap().to_owned();
    assert_eq!(line["title"], desk.planted.title.as_str(), "it is there, for its owner");
    fill(&desk.path("wallet"), &desk.planted, &record);
    for arguments in [
        &["list", "--search", "nothing"][..],
        &["show", "0123456789abcdef0123456789abcdef"],
        &["refresh", "--offline", "--json", &record],
        &["backup", "-o", "backup.age"],
        &["restore", "--dry-run", "backup.age"],
        &["export", &record, "-o", "no/where.json"],
        &["check"],
        &["list", "--json"],
    ] {
        run(arguments);
    }
    fs::write(desk.path("printed"), printed).unwrap();
    let places = ["wallet", "backup.age", "temp", "home", "printed"].map(|name| desk.path(name));
    let hits = desk.hits(&places, None);
    println!("files: {hits:?} hits of title, file name, note, passphrase, key of the holder");
    assert_eq!(hits, [0; 5]);
    assert!(desk.hits(&[desk.path("secret")], None)[0] > 0, "the search finds what is there");
}

#[test]
fn memory_after_locking_holds_no_planted_word() {
    let Some(desk) = Desk::new() else { return };
    if Command::new("gcore").output().is_err() {
        println!("skipped: 2 cases, no gcore");
        return;
    }
    desk.write_words();
    let open = desk.hits_in_memory(false);
    let locked = desk.hits_in_memory(true);
    println!(
        "memory, open: {open:?} hits; locked: {locked:?} of title, file name, note, passphrase, key of the holder, key of the wallet"
    );
    assert!(
        open[0] > 0 && open[4] > 0 && open[3] == 0,
        "the search finds what is there; the passphrase is not kept"
    );
    assert_eq!(locked, [0; 6]);
}

/// A folder of its own for each test, with everything that a program could write to inside it.
struct Desk {
    folder: TempDir,
    planted: Planted,
}

impl Desk {
    /// Nothing where no python3 can look.
    fn new() -> Option<Self> {
        if Command::new("python3").arg("--version").output().is_err() {
            println!("skipped: 2 cases, no python3");
            return None;
        }
        let desk = Self { folder: tempfile::tempdir().unwrap(), planted: Planted::new() };
        for name in ["temp", "home", "secret"] {
            fs::create_dir(desk.path(name)).unwrap();
        }
        fs::write(desk.path("secret/passphrase"), &desk.planted.passphrase).unwrap();
        Some(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write_words(&self) {
        fs::write(self.path("planted"), self.planted.words().join("\n")).unwrap();
    }

    fn tessera(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tessera"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("TESSERA_WALLET", self.path("wallet"))
            .env("TESSERA_PASSPHRASE_FILE", self.path("secret/passphrase"))
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("temp"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// How often each planted word, and then the key of the wallet, is found in these files and folders.
    fn hits(&self, places: &[PathBuf], key: Option<&DatabaseKey>) -> Vec<usize> {
        let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tools/planted.py");
        let mut python = Command::new("python3")
            .arg(tool)
            .args(places)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = python.stdin.take().unwrap();
        let words = self.planted.words().map(str::as_bytes);
        for word in words.into_iter().chain(key.map(DatabaseKey::expose)) {
            let hex: String = word.iter().map(|byte| format!("{byte:02x}")).collect();
            writeln!(stdin, "{hex}").unwrap();
        }
        drop(stdin);
        let output = python.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().lines().map(|line| line.parse().unwrap()).collect()
    }

    /// How often each planted word is found in the memory of a program that used the wallet.
    fn hits_in_memory(&self, lock: bool) -> Vec<usize> {
        let _ = fs::remove_dir_all(self.path("wallet"));
        let mut program = Command::new(env::current_exe().unwrap())
            .args(["--ignored", "--exact", "user_of_a_wallet", "--nocapture"])
            .env(FOLDER, self.folder.path())
            .env(LOCK, if lock { "yes" } else { "no" })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains("ready")));
        let (core, process) = (self.path("core"), program.id().to_string());
        let dumped = Command::new("gcore").arg("-o").arg(&core).arg(&process).output().unwrap();
        program.kill().unwrap();
        program.wait().unwrap();
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        let core = self.path(&format!("core.{process}"));
        let hits = self.hits(std::slice::from_ref(&core), Some(&key(&self.path("wallet"), &self.planted)));
        fs::remove_file(core).unwrap();
        hits
    }
}

/// Writes a note on a record, and keeps a key of the holder.
fn fill(wallet: &Path, planted: &Planted, record: &str) {
    let KeyFile::Passphrase(wrapped) = KeyFile::read(wallet).unwrap() else {
        panic!("a passphrase protects it")
    };
    let key: DatabaseKey = wrapped.unwrap(&Passphrase::new(planted.passphrase.clone())).unwrap();
    let mut vault = Vault::open(wallet, &key).unwrap();
    vault.write_note(&RecordId::parse(record).unwrap(), &planted.note).unwrap();
    let name = "own".to_owned();
    let holder = HolderKey { name, algorithm: "Ed25519".to_owned(), public: vec![1], made_at: String::new() };
    let secret = Zeroizing::new(planted.holder_secret.clone().into_bytes());
    vault.keep_holder_key(&holder, &secret).unwrap();
    assert_eq!(vault.holder_secret("own").unwrap().unwrap().as_slice(), secret.as_slice());
}

fn key(wallet: &Path, planted: &Planted) -> DatabaseKey {
    let KeyFile::Passphrase(wrapped) = KeyFile::read(wallet).unwrap() else {
        panic!("a passphrase protects it")
    };
    wrapped.unwrap(&Passphrase::new(planted.passphrase.clone())).unwrap()
}

/// The program whose memory is looked at: makes a wallet, uses all of it, locks it, and waits.
#[test]
#[ignore = "started by the test above"]
fn user_of_a_wallet() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    // What a thread leaves on its stack goes with the thread.
    let session = thread::spawn(move || used(&folder)).join().unwrap();
    println!("ready");
    thread::sleep(Duration::from_secs(600));
    drop(session);
}

fn used(folder: &Path) -> Session {
    wallet::wipe_freed_memory().unwrap();
    let planted = Planted::read(folder);
    let wallet = folder.join("wallet");
    let mut session = Session::new(wallet.clone(), platform::ports());
    session.create(Protection::Passphrase, Some(planted.passphrase.clone())).unwrap();
    session.set_offline(true).unwrap();
    let name = format!("{}.json", planted.file_name);
    let taken = session.import(Some(&name), &planted.credential()).unwrap().taken;
    let record = taken[0].record.clone();
    session.lock().unwrap();
    fill(&wallet, &planted, &record);
    session.unlock(Some(planted.passphrase.clone())).unwrap();
    assert_eq!(session.list(&planted.title[..8], Sort::Title).unwrap().cards[0].title, planted.title);
    session.show(&record).unwrap();
    session.recheck(&record).unwrap();
    session.export(&record).unwrap();
    session.back_up(&folder.join("wallet.age"), planted.passphrase.clone()).unwrap();
    if env::var(LOCK).is_ok_and(|lock| lock == "yes") {
        assert_eq!(session.lock().unwrap().phase, Phase::Locked);
    }
    session
}
