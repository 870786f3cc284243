//! On Unix: links and modes are made by its means.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

#[test]
fn file_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, b"12345").unwrap();
    assert_eq!(read_at_most(&path, 5).unwrap(), b"12345");
    assert_eq!(read_at_most(&path, 4).unwrap_err().code(), "too_large");
    assert_eq!(read_at_most(&folder.path().join("b"), 4).unwrap_err().code(), "file_not_found");
    assert_eq!(read_at_most(folder.path(), 4).unwrap_err().code(), "file_unusable");
}

#[test]
fn endless_stream_is_read_no_further_than_the_limit() {
    let fault = drain_at_most(io::repeat(b'a'), Path::new("-"), 1000).unwrap_err();
    assert_eq!(fault.code(), "too_large");
}

#[test]
fn folder_is_walked_in_path_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/c", "a.json", "a/z", "b/a/x", "c", "a/.hidden", "a-b"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"").unwrap();
    }
    let found = walked(folder.path());
    assert_eq!(found, ["a/.hidden", "a/z", "a-b", "a.json", "b/a/x", "b/c", "c"]);
    let mut sorted: Vec<_> = found.iter().map(PathBuf::from).collect();
    sorted.sort();
    assert_eq!(sorted, found.iter().map(PathBuf::from).collect::<Vec<_>>());
}

#[test]
fn links_inside_a_folder_are_passed_over_and_a_named_link_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret"), b"").unwrap();
    fs::write(folder.path().join("file"), b"").unwrap();
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    symlink(elsewhere.path(), folder.path().join("out")).unwrap();
    symlink(elsewhere.path().join("secret"), folder.path().join("link")).unwrap();
    assert_eq!(walked(folder.path()), ["file"]);

    let named: Vec<_> = walk(&folder.path().join("out")).map(Result::unwrap).collect();
    assert_eq!(named, [folder.path().join("out/secret")]);
}

#[test]
fn path_that_does_not_exist_is_one_fault() {
    let folder = tempfile::tempdir().unwrap();
    let found: Vec<_> = walk(&folder.path().join("nothing")).collect();
    assert!(matches!(found[..], [Err(FileFault::NotFound { .. })]), "{found:?}");
}

#[test]
fn written_file_is_private_and_replaces_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonld");
    fs::write(&path, b"before, and longer").unwrap();
    write_whole(&path, b"after").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"after");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(walked(folder.path()), ["out.jsonld"], "nothing else is left behind");
}

#[test]
fn failed_write_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("inside"), b"kept").unwrap();
    assert_eq!(write_whole(&path, b"x").unwrap_err().code(), "file_unusable");
    assert_eq!(write_whole(&folder.path().join("no/folder"), b"x").unwrap_err().code(), "file_not_found");
    assert_eq!(walked(folder.path()), ["taken/inside"], "nothing else is left behind");
}

/// Paths below a folder, as text.
fn walked(folder: &Path) -> Vec<String> {
    walk(folder)
        .map(|path| path.unwrap().strip_prefix(folder).unwrap().to_str().unwrap().to_owned())
        .collect()
}
