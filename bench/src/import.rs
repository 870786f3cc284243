//! A folder of badges into a new wallet, by the real program: read, judged, indexed, encrypted, kept.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use nix::sys::resource::UsageWho;

use crate::formats::Badges;
use crate::measure::cpu;

/// Badges in the folder.
const MANY: usize = 10_000;

/// Measures the release build that stands beside this program.
///
/// # Errors
/// When a file cannot be written or a program not be started; `make bench` builds what is needed.
pub(crate) fn import() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let [one, all, wallet] = ["one", "all", "wallet"].map(|name| folder.path().join(name));
    fs::write(folder.path().join("passphrase"), "a long and public passphrase")?;
    [&one, &all].into_iter().try_for_each(fs::create_dir)?;
    let badges = Badges::of_one_issuer();
    for number in 0..MANY {
        fs::write(all.join(format!("{number:05}.json")), badges.file(number))?;
    }
    fs::write(one.join("first.json"), badges.file(MANY))?;

    let run = |from: &Path| tessera(folder.path(), &wallet, from);
    let making = run(&one)?; // the wallet, its key from the passphrase
    let this = run(&all)?.saturating_sub(making);
    let limit = limit(&badges, folder.path())?;
    println!(
        "{:<52} {:>8.2} s {:>8.2} s {:>6.2}x {:>7}",
        format!("tessera import of {MANY} badges, CPU"),
        this.as_secs_f64(),
        limit.as_secs_f64(),
        this.as_secs_f64() / limit.as_secs_f64(),
        "2 s"
    );
    Ok(())
}

/// CPU time of one import.
fn tessera(folder: &Path, wallet: &Path, from: &Path) -> io::Result<Duration> {
    let program = std::env::current_exe()?.with_file_name("tessera");
    let before = cpu(UsageWho::RUSAGE_CHILDREN).0;
    let status = Command::new(program)
        .args(["import", "--json", "--offline", "--wallet"])
        .args([wallet, from])
        .env("TESSERA_PASSPHRASE_FILE", folder.join("passphrase"))
        .stdout(Stdio::null())
        .status()?;
    assert!(matches!(status.code(), Some(0 | 2)), "import: {status}");
    Ok(cpu(UsageWho::RUSAGE_CHILDREN).0 - before)
}

/// The least: read each file, the arithmetic of its proof, encrypt it, and write all of them down once.
fn limit(badges: &Badges, folder: &Path) -> io::Result<Duration> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).expect("32 bytes are a key"));
    let before = cpu(UsageWho::RUSAGE_THREAD).0;
    let mut kept = File::create(folder.join("kept"))?;
    for number in 0..MANY {
        let mut file = fs::read(folder.join(format!("all/{number:05}.json")))?;
        badges.limit(&file);
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&number.to_be_bytes());
        let nonce = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce, Aad::empty(), &mut file).expect("a short text can be sealed");
        kept.write_all(&file)?;
    }
    kept.sync_all()?;
    Ok(cpu(UsageWho::RUSAGE_THREAD).0 - before)
}
