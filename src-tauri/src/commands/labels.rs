//! What skills are called in more languages.

use ::wallet::LabelTable;
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use super::Shell;
use super::trust::header;
use crate::error::Failure;

/// The languages that were brought.
#[tauri::command]
pub(crate) async fn list_labels(shell: State<'_, Shell>) -> Result<Vec<LabelTable>, Failure> {
    shell.run(|session| session.label_tables()).await
}

/// Keeps the labels in a file. The bytes are the raw body of the call; headers hold the file's name, and its language where
/// the learner said it.
#[tauri::command]
pub(crate) async fn add_labels(request: Request<'_>, shell: State<'_, Shell>) -> Result<LabelTable, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let (name, language) = (header(&request, "name"), header(&request, "language"));
    let bytes = bytes.clone();
    shell.run(move |session| session.add_labels(&name.unwrap_or_default(), &bytes, language.as_deref())).await
}

/// Removes the labels of a language.
#[tauri::command]
pub(crate) async fn remove_labels(language: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.remove_labels(&language)).await
}
