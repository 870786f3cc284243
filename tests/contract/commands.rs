//! A command exists in five places; all five know the same ones.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{root, text};

#[test]
fn every_command_is_defined_registered_declared_granted_and_called() {
    let defined = defined();
    assert!(!defined.is_empty());
    assert_eq!(registered(), defined, "generate_handler! in src-tauri/src/lib.rs");
    assert_eq!(declared(), defined, "COMMANDS in src-tauri/build.rs");
    assert_eq!(granted(), defined, "permissions in src-tauri/capabilities/main.json");
    assert_eq!(called(), defined, "invoke() in ui/src/backend/tauri.ts");
}

#[test]
fn page_may_load_nothing_from_elsewhere() {
    let config: Value = serde_json::from_str(&text("tauri.conf.json")).unwrap();
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert!(config["build"].get("devUrl").is_none(), "a devUrl would leave the page out of the program");
    let policy = config["app"]["security"]["csp"].as_object().unwrap();
    assert_eq!(policy["default-src"], "'self'");
    for (directive, sources) in policy {
        for source in sources.as_str().unwrap().split(' ') {
            let local = ["'self'", "'none'", "data:", "ipc:", "http://ipc.localhost"].contains(&source);
            assert!(local, "{directive} {source}");
        }
    }
    assert!(!policy["script-src"].as_str().unwrap().contains("data:"));
}

#[test]
fn only_one_file_of_the_page_knows_tauri() {
    let mut knowing = BTreeSet::new();
    let mut folders = vec![root().join("ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).is_ok_and(|text| text.contains("@tauri-apps/")) {
                knowing.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(knowing, names(&["tauri.ts"]));
}

fn defined() -> BTreeSet<String> {
    let folder = root().join("src-tauri/src/commands");
    let sources = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    sources
        .map(|path| std::fs::read_to_string(path).unwrap())
        .flat_map(|source| between_all(&source, "#[tauri::command]\npub(crate) async fn ", "("))
        .collect()
}

fn registered() -> BTreeSet<String> {
    let list = between_all(&text("src-tauri/src/lib.rs"), "generate_handler![", "]").remove(0);
    let paths = list.split(',').map(str::trim).filter(|path| !path.is_empty());
    paths.map(|path| path.rsplit("::").next().unwrap().to_owned()).collect()
}

fn declared() -> BTreeSet<String> {
    let list = between_all(&text("src-tauri/build.rs"), "COMMANDS: &[&str] = &[", "];").remove(0);
    between_all(&list, "\"", "\"").into_iter().collect()
}

fn granted() -> BTreeSet<String> {
    let capability: Value = serde_json::from_str(&text("src-tauri/capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page from elsewhere may call");
    let permissions = capability["permissions"].as_array().unwrap().iter();
    permissions
        .map(|permission| permission.as_str().unwrap().strip_prefix("allow-").unwrap().replace('-', "_"))
        .collect()
}

fn called() -> BTreeSet<String> {
    between_all(&text("ui/src/backend/tauri.ts"), "invoke(\"", "\"").into_iter().collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Every text between two marks.
fn between_all(text: &str, from: &str, to: &str) -> Vec<String> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some((_, after)) = rest.split_once(from) {
        let (inside, behind) = after.split_once(to).unwrap();
        found.push(inside.to_owned());
        rest = behind;
    }
    found
}
