//! The credentials in the wallet.

use ::wallet::{Detail, Listing, Sort};
use platform::files::write_whole;
use tauri::async_runtime::spawn_blocking;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::DialogExt as _;

use super::Shell;
use crate::error::Failure;

/// The credentials that fit a search, sorted.
#[tauri::command]
pub(crate) async fn list_credentials(
    search: String,
    sort: Sort,
    shell: State<'_, Shell>,
) -> Result<Listing, Failure> {
    shell.run(move |session| session.list(&search, sort)).await
}

/// One credential with its last report.
#[tauri::command]
pub(crate) async fn show_credential(record: String, shell: State<'_, Shell>) -> Result<Detail, Failure> {
    shell.run(move |session| session.show(&record)).await
}

/// Saves the original where the person says; answers with its file name, or nothing when they changed
/// their mind.
#[tauri::command]
pub(crate) async fn export_original(
    record: String,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let original = shell.run(move |session| session.export(&record)).await?;
    let ask_and_save = move || {
        let dialog = window.dialog().file().set_parent(&window).set_file_name(&original.file_name);
        let Some(chosen) = dialog.blocking_save_file() else { return Ok(None) };
        let path = chosen.into_path().map_err(|error| Failure::internal(&error))?;
        write_whole(&path, &original.bytes)?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    };
    spawn_blocking(ask_and_save).await.map_err(|error| Failure::internal(&error))?
}

/// Removes a credential and its reports.
#[tauri::command]
pub(crate) async fn delete_credential(record: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.delete(&record)).await
}

/// Judges a credential again, now, and keeps the new report.
#[tauri::command]
pub(crate) async fn recheck_credential(record: String, shell: State<'_, Shell>) -> Result<Detail, Failure> {
    shell.run(move |session| session.recheck(&record)).await
}
