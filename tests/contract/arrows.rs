//! Who may depend on whom: the picture in ARCHITECTURE.md, as cargo sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::root;

/// Each package of the house, and those it builds on.
const ARROWS: &[(&str, &[&str])] = &[
    ("tessera-wallet", &["wallet", "platform", "samples"]),
    ("cli", &["wallet", "platform"]),
    ("platform", &["wallet"]),
    ("wallet", &["vc", "vault"]),
    ("vc", &[]),
    ("vault", &[]),
    ("samples", &[]),
];

/// Packages that only test or measure; they may look everywhere, and nobody may look at them.
const OUTSIDE: &[&str] = &["tests", "bench"];

#[test]
fn packages_depend_on_each_other_as_drawn() {
    let drawn: BTreeMap<String, BTreeSet<String>> = ARROWS
        .iter()
        .map(|&(from, to)| (from.to_owned(), to.iter().map(|&name| name.to_owned()).collect()))
        .collect();
    assert_eq!(built(), drawn);
}

/// The packages of this workspace, with the ones of this workspace that they need outside tests.
fn built() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages: BTreeMap<_, _> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (package["name"].as_str().unwrap().to_owned(), package))
        .filter(|(name, _)| !OUTSIDE.contains(&name.as_str()))
        .collect();
    let needs = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        dependencies
            .filter(|dependency| dependency["kind"].as_str() != Some("dev") && !dependency["path"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect()
    };
    packages.iter().map(|(name, package)| (name.clone(), needs(package))).collect()
}
