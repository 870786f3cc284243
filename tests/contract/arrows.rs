//! Who may use whom: the code map in ARCHITECTURE.md, against what cargo sees.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::{root, text};

/// Each package, and the packages of this house that it uses outside tests.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// In the map, but not packages that anything is built on.
const OUTSIDE: &[&str] = &["ui", "tests", "oracle", "fuzz", "contexts", "vocabulary"];

#[test]
fn packages_use_each_other_as_the_code_map_says() {
    let built = built();
    assert!(built.len() > 5, "{built:?}");
    assert_eq!(built, drawn());
}

/// Reads the table: `| folder | what it is | may use |`.
fn drawn() -> Arrows {
    let text = text("ARCHITECTURE.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let folder = cells[0].trim_matches('`');
        (package_in(folder).to_owned(), quoted(cells[2]))
    })
    .filter(|(name, _)| !OUTSIDE.contains(&name.as_str()))
    .collect()
}

fn package_in(folder: &str) -> &str {
    match folder {
        "src-tauri" => "tessera-wallet",
        folder => folder.rsplit('/').next().unwrap_or(folder),
    }
}

/// The words between back-ticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn built() -> Arrows {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| (name(package), used(package)))
        .filter(|(name, _)| !OUTSIDE.contains(&name.as_str()))
        .collect()
}

fn used(package: &Value) -> BTreeSet<String> {
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    dependencies
        .filter(|dependency| dependency["kind"].as_str() != Some("dev") && !dependency["path"].is_null())
        .map(name)
        .collect()
}

fn name(value: &Value) -> String {
    value["name"].as_str().unwrap().to_owned()
}
