//! The context tables are what `make contexts` makes.

use std::process::Command;

use tests::data;

use crate::root;

#[test]
fn context_tables_are_as_they_would_be_made() {
    let Some(contexts) = data::find("contexts", 39) else { return };
    let made = Command::new("node")
        .args(["tools/contexts/generate.mjs", "--check"])
        .env("TESSERA_DATA", contexts.parent().unwrap())
        .current_dir(root())
        .output()
        .unwrap();
    let (said, complaint) = (String::from_utf8_lossy(&made.stdout), String::from_utf8_lossy(&made.stderr));
    println!("{said}");
    assert!(made.status.success(), "{complaint}");
    assert!(said.contains("39 tables, differences 0"), "{said}");
}
