//! Order in the wallet, and its history.

use ::wallet::{History, Keeping};
use tauri::State;

use super::Shell;
use crate::error::Failure;

/// Puts credentials away, or takes them out again; those for which that changed anything.
#[tauri::command]
pub(crate) async fn archive_credentials(
    records: Vec<String>,
    away: bool,
    shell: State<'_, Shell>,
) -> Result<Vec<String>, Failure> {
    shell.run(move |session| session.archive(&records, away)).await
}

/// Puts credentials into a collection; those that were not in it.
#[tauri::command]
pub(crate) async fn gather_credentials(
    collection: String,
    records: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<Vec<String>, Failure> {
    shell.run(move |session| session.gather(&collection, &records)).await
}

/// Takes credentials out of a collection; those that were in it.
#[tauri::command]
pub(crate) async fn scatter_credentials(
    collection: String,
    records: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<Vec<String>, Failure> {
    shell.run(move |session| session.scatter(&collection, &records)).await
}

/// Gives a collection another name; the name as it is now.
#[tauri::command]
pub(crate) async fn rename_collection(
    collection: String,
    name: String,
    shell: State<'_, Shell>,
) -> Result<String, Failure> {
    shell.run(move |session| session.rename_collection(&collection, &name)).await
}

/// Removes a collection; the credentials that were in it.
#[tauri::command]
pub(crate) async fn dissolve_collection(
    collection: String,
    shell: State<'_, Shell>,
) -> Result<Vec<String>, Failure> {
    shell.run(move |session| session.dissolve(&collection)).await
}

/// Keeps what the learner wrote about a credential.
#[tauri::command]
pub(crate) async fn write_note(record: String, text: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.write_note(&record, &text)).await
}

/// How the learner keeps a credential.
#[tauri::command]
pub(crate) async fn show_keeping(record: String, shell: State<'_, Shell>) -> Result<Keeping, Failure> {
    shell.run(move |session| session.keeping(&record)).await
}

/// A page of what happened.
#[tauri::command]
pub(crate) async fn show_history(before: Option<i64>, shell: State<'_, Shell>) -> Result<History, Failure> {
    shell.run(move |session| session.history(before)).await
}

/// Forgets what happened.
#[tauri::command]
pub(crate) async fn erase_history(shell: State<'_, Shell>) -> Result<History, Failure> {
    shell.run(|session| session.erase_history()).await
}
