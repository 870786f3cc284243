//! Lists the commands of the shell, so that each must be granted in `capabilities/` to be callable.

use tauri_build::{AppManifest, Attributes};

/// Every command, in the order of `src/commands/`.
const COMMANDS: &[&str] = &[
    "wallet_state",
    "create_wallet",
    "unlock_wallet",
    "lock_wallet",
    "open_samples",
    "leave_samples",
    "browse_credentials",
    "find_credentials",
    "show_overview",
    "show_credential",
    "export_original",
    "delete_credential",
    "delete_credentials",
    "recheck_credential",
    "import_bytes",
    "list_trust_lists",
    "show_trust_list",
    "add_trust_list",
    "switch_trust_list",
    "remove_trust_list",
    "show_network",
    "set_offline",
    "erase_requests",
    "due_credentials",
    "archive_credentials",
    "gather_credentials",
    "scatter_credentials",
    "rename_collection",
    "dissolve_collection",
    "write_note",
    "show_keeping",
    "show_history",
    "erase_history",
    "open_archive",
    "choose_folder",
    "import_of_lot",
    "close_lot",
    "list_goals",
    "show_goal",
    "choose_in_goal",
    "add_goal",
    "remove_goal",
    "add_decision",
    "switch_decision",
    "remove_decision",
    "show_skills",
    "save_goal_report",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(COMMANDS))
        .capabilities_path_pattern("src-tauri/capabilities/**/*");
    Ok(tauri_build::try_build(attributes)?)
}
