//! After a wallet is closed, the memory of the program holds neither its key nor its passphrase.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use vault::{DatabaseKey, KeyFile, Passphrase, Vault};

/// Set in the inner run: the folder of the wallet, and beside it `words`.
const FOLDER: &str = "VAULT_TEST_FOLDER";
/// Set in the inner run: to close the wallet before saying so, or not.
const CLOSE: &str = "VAULT_TEST_CLOSE";

#[test]
fn core_after_closing_holds_no_secret() {
    if !Command::new("gcore").arg("-v").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: 2 cases, no gcore");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (words, key) = made(folder.path());
    let needles = [words.into_bytes(), key.to_vec(), hex::encode(key).into_bytes()];
    let open = core(folder.path(), false);
    let closed = core(folder.path(), true);
    let hits = |core: &[u8]| -> Vec<usize> {
        needles
            .iter()
            .map(|needle| core.windows(needle.len()).filter(|window| window == needle).count())
            .collect()
    };
    println!("open: {:?} hits, closed: {:?} hits in {} bytes", hits(&open), hits(&closed), closed.len());
    assert!(hits(&open).iter().sum::<usize>() > 0, "the scan finds what is there");
    assert_eq!(hits(&closed), [0, 0, 0]);
}

/// Makes a wallet with secrets that nothing in this program's text says.
fn made(folder: &Path) -> (String, [u8; 32]) {
    let mut random = [0; 48];
    fs::File::open("/dev/urandom").unwrap().read_exact(&mut random).unwrap();
    let words = hex::encode(&random[32..]);
    let key: [u8; 32] = random[..32].try_into().unwrap();
    let secret = DatabaseKey::from_slice(&key).unwrap();
    let wrapped = vault::WrappedKey::wrap(
        &secret,
        &Passphrase::new(words.clone()),
        vault::Cost::RECOMMENDED,
        &[3; vault::WrappedKey::FRESH_BYTES],
    );
    let wallet = folder.join("wallet");
    drop(Vault::create(&wallet, &secret, &KeyFile::Passphrase(wrapped.unwrap())).unwrap());
    fs::write(folder.join("words"), &words).unwrap();
    (words, key)
}

/// The memory of a program that opened the wallet.
fn core(folder: &Path, close: bool) -> Vec<u8> {
    let mut program = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "opener", "--nocapture"])
        .env(FOLDER, folder)
        .env(CLOSE, if close { "yes" } else { "no" })
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(program.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("ready")));
    let file = folder.join("core");
    let process = program.id().to_string();
    let dumped = Command::new("gcore").arg("-o").arg(&file).arg(&process).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    program.kill().unwrap();
    program.wait().unwrap();
    fs::read(folder.join(format!("core.{process}"))).unwrap()
}

/// The program whose memory is looked at: opens the wallet, uses it, and waits.
#[test]
#[ignore = "started by the test above"]
fn opener() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let wallet = folder.join("wallet");
    let passphrase = Passphrase::new(fs::read_to_string(folder.join("words")).unwrap());
    let KeyFile::Passphrase(wrapped) = KeyFile::read(&wallet).unwrap() else { return };
    let key = wrapped.unwrap(&passphrase).unwrap();
    let vault = Vault::open(&wallet, &key).unwrap();
    assert_eq!(vault.count().unwrap(), 0);
    let kept = if env::var(CLOSE).is_ok_and(|close| close == "yes") {
        drop((vault, key, passphrase));
        None
    } else {
        Some((vault, key, passphrase))
    };
    println!("ready");
    let _ = std::io::stdin().read(&mut [0]);
    drop(kept);
}
