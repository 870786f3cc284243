//! The shell: a window around the wallet. Wiring only; every rule lies in `wallet` and below.

mod commands;
mod error;

use tauri::{Builder, Wry, generate_context, generate_handler};

use commands::Shell;
use platform::profiles::Profiles;

/// Opens the window, and returns when it is closed.
///
/// # Errors
/// When there is no screen, no web view, or no folder for a wallet.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    wallet::wipe_freed_memory()?;
    let shell = Shell::new(Profiles::of_user()?, platform::ports());
    shell.watch();
    builder()
        .manage(shell)
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(generate_handler![
            commands::wallet::wallet_state,
            commands::wallet::create_wallet,
            commands::wallet::unlock_wallet,
            commands::wallet::lock_wallet,
            commands::wallet::open_samples,
            commands::wallet::leave_samples,
            commands::credential::browse_credentials,
            commands::credential::find_credentials,
            commands::credential::show_overview,
            commands::safe::protect_wallet,
            commands::safe::note_presence,
            commands::safe::show_locking,
            commands::safe::set_locking,
            commands::safe::make_backup,
            commands::safe::choose_backup,
            commands::safe::inspect_backup,
            commands::safe::restore_backup,
            commands::renewal::show_endings,
            commands::renewal::show_tolls,
            commands::renewal::remind_before_end,
            commands::renewal::snooze_ending,
            commands::renewal::answer_renewal,
            commands::safe::show_backup_reminder,
            commands::safe::set_backup_reminder,
            commands::safe::export_everything,
            commands::safe::check_wallet,
            commands::safe::repair_wallet,
            commands::safe::tell_loss,
            commands::safe::erase_wallet,
            commands::wallets::list_wallets,
            commands::wallets::add_wallet,
            commands::wallets::switch_wallet,
            commands::credential::show_credential,
            commands::credential::export_original,
            commands::portfolio::save_portfolio,
            commands::portfolio::save_resume,
            commands::credential::save_summary,
            commands::credential::delete_credential,
            commands::credential::delete_credentials,
            commands::credential::recheck_credential,
            commands::import::import_bytes,
            commands::trust::list_trust_lists,
            commands::trust::show_trust_list,
            commands::trust::add_trust_list,
            commands::trust::switch_trust_list,
            commands::trust::remove_trust_list,
            commands::labels::list_labels,
            commands::labels::add_labels,
            commands::labels::remove_labels,
            commands::network::show_network,
            commands::network::set_offline,
            commands::network::erase_requests,
            commands::network::due_credentials,
            commands::organise::archive_credentials,
            commands::organise::gather_credentials,
            commands::organise::scatter_credentials,
            commands::organise::rename_collection,
            commands::organise::dissolve_collection,
            commands::organise::write_note,
            commands::organise::show_keeping,
            commands::share::read_inquiry,
            commands::share::preview_share,
            commands::share::make_share,
            commands::share::redraw_share,
            commands::share::save_share,
            commands::share::print_share,
            commands::share::show_share_log,
            commands::share::forget_share,
            commands::share::erase_share_log,
            commands::share::list_keys,
            commands::share::make_key,
            commands::share::forget_key,
            commands::europass::show_bringing,
            commands::europass::show_cv_owner,
            commands::europass::forget_cv_owner,
            commands::europass::save_cv,
            commands::europass::compare_credentials,
            commands::declared::list_declared,
            commands::declared::declare_item,
            commands::declared::withdraw_declared,
            commands::declared::attach_file,
            commands::declared::detach_file,
            commands::declared::save_attached,
            commands::pack::offer_pack,
            commands::pack::preview_pack,
            commands::pack::save_pack,
            commands::pack::save_pack_paper,
            commands::pack::list_packs,
            commands::organise::show_history,
            commands::organise::erase_history,
            commands::import::open_archive,
            commands::import::choose_folder,
            commands::import::import_of_lot,
            commands::import::close_lot,
            commands::verify::ask_for_proof,
            commands::verify::list_desk_goals,
            commands::verify::match_desk,
            commands::verify::match_desk_with_file,
            commands::verify::stop_matching,
            commands::verify::show_desk_goal,
            commands::verify::read_shown,
            commands::verify::read_shown_of_lot,
            commands::verify::clear_desk,
            commands::verify::save_desk_table,
            commands::verify::save_desk_report,
            commands::goal::list_goals,
            commands::goal::show_goal,
            commands::goal::choose_in_goal,
            commands::goal::add_goal,
            commands::goal::remove_goal,
            commands::goal::add_decision,
            commands::goal::switch_decision,
            commands::goal::remove_decision,
            commands::goal::show_skills,
            commands::goal::save_goal_report,
        ])
        .run(generate_context!())?;
    Ok(())
}

/// On a desktop, a second start brings the first window to the front. It comes before every other
/// plugin, so that the second one ends before it opens anything.
#[cfg(desktop)]
fn builder() -> Builder<Wry> {
    use tauri::Manager as _;

    Builder::default().plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
        if let Some(window) = app.get_webview_window("main") {
            // A window that cannot come to the front stays where it is; there is nobody to tell.
            let _ = window.unminimize().and_then(|()| window.set_focus());
        }
    }))
}

#[cfg(not(desktop))]
fn builder() -> Builder<Wry> {
    Builder::default()
}
