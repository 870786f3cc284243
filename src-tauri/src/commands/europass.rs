//! The way to Europass, and two credentials side by side.

use ::wallet::{Bringing, ComparedRow, CvOwner, Person};
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// What Europass takes of these credentials.
#[tauri::command]
pub(crate) async fn show_bringing(
    records: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<Vec<Bringing>, Failure> {
    shell.run(move |session| session.bringing(&records)).await
}

/// Whose CV it is, as far as it was said.
#[tauri::command]
pub(crate) async fn show_cv_owner(shell: State<'_, Shell>) -> Result<CvOwner, Failure> {
    shell.run(|session| session.cv_owner()).await
}

/// Forgets whose CV it is.
#[tauri::command]
pub(crate) async fn forget_cv_owner(shell: State<'_, Shell>) -> Result<CvOwner, Failure> {
    shell.run(|session| session.forget_cv_owner()).await
}

/// Saves the credentials as a CV where the person says; answers with its file name, or nothing when they changed their
/// mind.
#[tauri::command]
pub(crate) async fn save_cv(
    records: Vec<String>,
    person: Option<Person>,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let xml = shell.run(move |session| session.cv(&records, person)).await?;
    save(window, "europass-cv.xml".to_owned(), xml.into_bytes()).await
}

/// What two credentials say, side by side.
#[tauri::command]
pub(crate) async fn compare_credentials(
    left: String,
    right: String,
    languages: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<Vec<ComparedRow>, Failure> {
    shell.run(move |session| session.compare(&left, &right, &languages)).await
}
