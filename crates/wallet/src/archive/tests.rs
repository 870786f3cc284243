use std::io::Write as _;

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, method).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn names(archive: &Archive) -> Vec<&str> {
    archive.names().collect()
}

#[test]
fn files_are_read_whole_in_their_order() {
    let packed =
        pack(&[("b/one.json", b"{}"), ("a.json", b"[1]"), ("__MACOSX/a.json", b"x"), (".DS_Store", b"x")]);
    assert!(Archive::recognises(&packed));
    let mut archive = Archive::open(packed).unwrap();
    assert_eq!(names(&archive), ["b/one.json", "a.json"]);
    assert_eq!(archive.read(0).unwrap(), b"{}");
    assert_eq!(archive.read(1).unwrap(), b"[1]");
    assert_eq!(archive.read(2), Err(ArchiveFault::Damaged));
}

#[test]
fn names_that_lead_elsewhere_are_only_names() {
    let mut archive = Archive::open(pack(&[("../../etc/passwd", b"1"), ("/abs\x1b[2J", b"2")])).unwrap();
    assert_eq!(names(&archive), ["../../etc/passwd", "/abs[2J"]);
    assert_eq!(archive.read(0).unwrap(), b"1");
}

#[test]
fn archive_in_an_archive_is_named_and_not_opened() {
    let inner = pack(&[("a", b"1")]);
    let mut archive = Archive::open(pack(&[("inner.zip", &inner), ("b", b"2")])).unwrap();
    assert_eq!(archive.read(0), Err(ArchiveFault::Nested));
    assert_eq!(archive.read(1).unwrap(), b"2");
}

#[test]
fn files_and_archives_are_bounded() {
    let large = vec![0; MAX_INPUT_BYTES + 1];
    let mut archive = Archive::open(pack(&[("large", &large), ("b", b"2")])).unwrap();
    assert_eq!(archive.read(0), Err(ArchiveFault::FileTooLarge));
    assert_eq!(archive.read(1).unwrap(), b"2");
    archive.left = 1_000;
    assert_eq!(archive.read(0), Err(ArchiveFault::TooMuch));
    assert_eq!(archive.read(1), Err(ArchiveFault::TooMuch));

    let directory = b"PK\x01\x02".repeat(MAX_ARCHIVE_ENTRIES + 1);
    assert_eq!(Archive::open(directory).err(), Some(ArchiveFault::TooMany));
    assert_eq!(Archive::open(vec![0; MAX_ARCHIVE_BYTES + 1]).err(), Some(ArchiveFault::TooLarge));
}

#[test]
fn broken_archives_say_so() {
    let packed = pack(&[("a.json", &[7; 400])]);
    for length in [4, 40, packed.len() - 1] {
        assert_eq!(Archive::open(packed[..length].to_vec()).err(), Some(ArchiveFault::Damaged), "{length}");
    }
    let mut flipped = packed.clone();
    flipped[38] ^= 1;
    assert_eq!(Archive::open(flipped).unwrap().read(0), Err(ArchiveFault::Damaged));
    assert_eq!(Archive::open(pack(&[])).err(), Some(ArchiveFault::Empty));
    assert_eq!(Archive::open(pack(&[("folder/", b"")])).err(), Some(ArchiveFault::Empty));
}

#[test]
fn what_is_protected_by_a_password_is_named() {
    // The first bit of the flags of both headers says so.
    let mut packed = pack(&[("a.json", b"{}")]);
    let directory = packed.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    packed[6] |= 1;
    packed[directory + 8] |= 1;
    assert_eq!(Archive::open(packed).unwrap().read(0), Err(ArchiveFault::Encrypted));
}
