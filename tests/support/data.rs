//! Third-party data: found through `TESSERA_DATA`, never copied into the project.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder or file `relative` in the data, if the data is there.
///
/// Says what is skipped when it is not, so that nothing passes silently.
#[must_use]
pub fn find(relative: &str, cases: usize) -> Option<PathBuf> {
    let path = at(relative);
    if path.is_none() {
        eprintln!("skipped: {cases} cases, no data ({relative})");
    }
    path
}

/// The folder or file `relative` in the data, where nothing is skipped without it.
#[must_use]
pub fn at(relative: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TESSERA_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    Some(root.join(relative)).filter(|path| path.exists())
}

/// The files of a folder and its subfolders, in path order.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a readable folder")
        .map(|entry| entry.expect("a readable entry").path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect();
    paths.sort();
    paths
}

/// A JSON file.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a readable file")).expect("JSON")
}

/// The name of a file, for tables.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
