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
    "protect_wallet",
    "note_presence",
    "show_locking",
    "set_locking",
    "make_backup",
    "choose_backup",
    "inspect_backup",
    "restore_backup",
    "show_backup_reminder",
    "set_backup_reminder",
    "export_everything",
    "check_wallet",
    "repair_wallet",
    "tell_loss",
    "erase_wallet",
    "list_wallets",
    "add_wallet",
    "switch_wallet",
    "list_credentials",
    "show_credential",
    "export_original",
    "delete_credential",
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
