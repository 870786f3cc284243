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

/// Saves the credentials as a CV where the person says: for the editor, or as PDF for people with the same document in it.
/// Answers with its file name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_cv(
    records: Vec<String>,
    person: Option<Person>,
    on_paper: bool,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let (name, bytes) = match on_paper {
        true => {
            let page = shell.run(move |session| session.cv_on_paper(&records, person)).await?;
            ("europass-cv.pdf", page.bytes)
        }
        false => {
            let xml = shell.run(move |session| session.cv(&records, person)).await?;
            ("europass-cv.xml", xml.into_bytes())
        }
    };
    save(window, name.to_owned(), bytes).await
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
