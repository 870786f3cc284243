//! A wallet of 100,000 credentials: how fast it is filled, opens, lists and searches, and how much memory that takes.
//!
//! The reading is done by this program started anew, so that its memory is what that took and nothing else.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use vault::{
    DatabaseKey, Grouping, IndexCard, Judgement, KeyFile, KeychainEntry, NewRecord, Order, Query, Vault,
};

use crate::measure::median;

/// The argument with which this program reads a wallet instead of measuring everything.
pub(crate) const READ: &str = "read-wallet";

/// Credentials in the wallet; another number, 1,000 or more, to try the bench itself.
const CREDENTIALS: usize = 100_000;
const OTHER_NUMBER: &str = "BENCH_CREDENTIALS";

/// Credentials stored in one go, as an import of many files does.
const TOGETHER: usize = 100;

/// How many are stored before the time is taken.
const FIRST: usize = 10_000;

/// What the window shows at first.
const PAGE: usize = 50;

/// Bytes of an original and of a report, as the sample badges have them.
const ORIGINAL_BYTES: usize = 3_000;
const REPORT_BYTES: usize = 6_000;

/// Fills a wallet, and has it read.
///
/// # Errors
/// When there is no room for it: it takes about 1.5 GB.
pub(crate) fn keep() -> io::Result<()> {
    let many = credentials();
    let folder = tempfile::tempdir()?;
    let place = KeyFile::Keychain(KeychainEntry { entry: "bench".to_owned() });
    let mut vault = Vault::create(folder.path(), &key(), &place).expect("an empty folder");
    let start = Instant::now();
    for first in (0..many).step_by(TOGETHER) {
        store(&mut vault, first, many);
        if first + TOGETHER == FIRST.min(many) {
            let job = format!("store {}, encrypted, on the disk", FIRST.min(many));
            println!("{job:<52} {:>8.2} s {:>27}", start.elapsed().as_secs_f64(), "2 s");
        }
    }
    println!("{:<52} {:>8.2} s", format!("store {many}"), start.elapsed().as_secs_f64());
    drop(vault);
    let size = fs::metadata(folder.path().join("wallet.db"))?.len() / 1_000_000;
    println!("{:<52} {size:>7} MB", "  on the disk");
    let status = Command::new(std::env::current_exe()?).arg(READ).arg(folder.path()).status()?;
    assert!(status.success(), "the wallet that was just written reads");
    Ok(())
}

/// Reads the wallet in a folder and says what each step took.
pub(crate) fn read(folder: &Path) {
    let many = credentials();
    row(&format!("open a wallet of {many}"), "30 ms", || drop(open(folder)));
    let query = |grouping, order| Query { grouping, order, limit: Some(PAGE), ..Query::default() };
    row("  and show its first page, by provider, with groups", "30 ms", || {
        let (vault, query) = (open(folder), query(Grouping::Issuer, Order::Issued));
        assert_eq!(vault.groups(&query, 5_000).expect("it reads").len(), ISSUERS);
        assert_eq!(vault.list(&query).expect("it reads").len(), PAGE);
    });
    let vault = open(folder);
    let page = |query: &Query<'_>| assert_eq!(vault.list(query).expect("it reads").len(), PAGE);
    for (name, order) in [
        ("date", Order::Issued),
        ("title", Order::Title),
        ("provider", Order::Issuer),
        ("end", Order::Expires),
    ] {
        row(&format!("  sorted by {name}"), "-", || page(&query(Grouping::None, order)));
    }
    row("  the page in the middle, sorted by title", "-", || {
        page(&Query { offset: many / 2, ..query(Grouping::None, Order::Title) });
    });
    row("  what expires within 90 days", "-", || {
        let query =
            Query { expires: Some(1_796_000_000..=1_803_776_000), ..query(Grouping::None, Order::Expires) };
        vault.list(&query).expect("it reads");
    });
    // The wallet remembers its last search: two take turns, so that each is made.
    let (one, other) = (format!("weld {}", many / 2), format!("weld {}", many / 2 + 1));
    for (typed, name) in [
        ([one.as_str(), other.as_str()], "two words, few fit"),
        (["tyoskentely", "tyoskentel"], "a word in 1 of 10"),
        (["w", "m"], "one letter, all fit"),
    ] {
        let mut turns = typed.into_iter().cycle();
        row(&format!("  search: {name}"), "20 ms", || {
            let typed = turns.next().expect("without end");
            let query = Query { typed, ..query(Grouping::None, Order::Issued) };
            assert!(vault.count_fitting(&query).expect("it reads") > 0);
            vault.list(&query).expect("it reads");
        });
    }
    println!("{:<52} {:>7.1} MB {:>27}", "  peak memory of all this", peak_megabytes(), "30 MB");
}

fn store(vault: &mut Vault, first: usize, many: usize) {
    let files: Vec<Vec<u8>> = (first..first + TOGETHER).map(original).collect();
    let report = "r".repeat(REPORT_BYTES);
    let records: Vec<NewRecord<'_>> = (first..)
        .zip(&files)
        .map(|(at, file)| NewRecord {
            original: file,
            part: 0,
            file_name: Some("badge.json"),
            stored_at: "2026-11-22T12:00:00Z",
            card: card(at, many),
            judgement: Judgement {
                checked_at: "2026-11-22T12:00:00Z".to_owned(),
                report: report.clone(),
                evidence: "[]".to_owned(),
            },
        })
        .collect();
    vault.put_all(&records, &[]).expect("there is room");
}

fn original(at: usize) -> Vec<u8> {
    let mut bytes = format!("{{\"id\":{at}}}").into_bytes();
    bytes.resize(ORIGINAL_BYTES, b' ');
    bytes
}

/// Spread so that neighbours in one order are not neighbours in another.
fn card(at: usize, many: usize) -> IndexCard {
    let spread = at.wrapping_mul(7_919) % many;
    let title = format!("Welding course {spread}");
    let issuer = format!("College {}", at % ISSUERS);
    let seconds = i64::try_from(spread).unwrap_or_default() * 6_000;
    let language = if at.is_multiple_of(10) {
        "Työskentely akkuteollisuudessa"
    } else {
        "Working in the battery industry"
    };
    IndexCard {
        search_text: format!("{title}\n{issuer}\n{language}\nmeasuring, cutting and joining of metals"),
        face: format!("{{\"title\":\"{title}\",\"issuer\":\"{issuer}\",\"rest\":\"{:>200}\"}}", at),
        issued: Some(1_200_000_000 + seconds),
        expires: (at.is_multiple_of(3)).then_some(1_500_000_000 + seconds),
        same: Some(format!("same {at}")),
        series: Some(format!("series {}", at / 2)),
        title,
        issuer,
    }
}

fn credentials() -> usize {
    std::env::var(OTHER_NUMBER).ok().and_then(|number| number.parse().ok()).unwrap_or(CREDENTIALS)
}

fn open(folder: &Path) -> Vault {
    Vault::open(folder, &key()).expect("the wallet that was written")
}

fn key() -> DatabaseKey {
    DatabaseKey::from_slice(&[7; 32]).expect("a key has 32 bytes")
}

fn row(job: &str, reach: &str, work: impl FnMut()) {
    println!("{job:<52} {:>7.2} ms {reach:>27}", median(work).micros() / 1e3);
}

/// The most memory that this process held; the system counts from its start.
fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}

const ISSUERS: usize = 400;
