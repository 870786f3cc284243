//! The credentials in the wallet.

use ::wallet::{Detail, Overview, Page, Sought};
use tauri::async_runtime::spawn_blocking;
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// A page of the credentials that fit.
#[tauri::command]
pub(crate) async fn browse_credentials(sought: Sought, shell: State<'_, Shell>) -> Result<Page, Failure> {
    shell.run(move |session| session.browse(&sought)).await
}

/// The records of everything that fits.
#[tauri::command]
pub(crate) async fn find_credentials(
    sought: Sought,
    shell: State<'_, Shell>,
) -> Result<Vec<String>, Failure> {
    shell.run(move |session| session.find(&sought)).await
}

/// What can be said of the wallet as a whole.
#[tauri::command]
pub(crate) async fn show_overview(shell: State<'_, Shell>) -> Result<Overview, Failure> {
    shell.run(|session| session.overview()).await
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
    save(window, original.file_name, original.bytes).await
}

/// Saves a summary to print, with a code that counts for so many seconds or none; answers as [`export_original`].
#[tauri::command]
pub(crate) async fn save_summary(
    record: String,
    lifetime: Option<u32>,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let summary = shell.run(move |session| session.summary(&record, lifetime, None)).await?;
    save(window, summary.file_name, summary.bytes).await
}

/// Removes a credential and its reports.
#[tauri::command]
pub(crate) async fn delete_credential(record: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.delete(&record)).await
}

/// Removes credentials and their reports; how many there were.
#[tauri::command]
pub(crate) async fn delete_credentials(
    records: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<usize, Failure> {
    shell.run(move |session| session.delete_all(&records)).await
}

/// Judges a credential again, now, and keeps the new report. Nothing else waits for slow servers.
#[tauri::command]
pub(crate) async fn recheck_credential(record: String, shell: State<'_, Shell>) -> Result<Detail, Failure> {
    let rechecking = shell.run(move |session| session.start_recheck(&record)).await?;
    let run = spawn_blocking(move || rechecking.run());
    let rechecked = run.await.map_err(|error| Failure::internal(&error))?;
    shell.run(move |session| session.finish_recheck(rechecked)).await
}
