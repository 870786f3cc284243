//! Credentials to show elsewhere, as files that other programs read.

use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// Saves credentials as a page where the person says; answers with its file name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_portfolio(
    records: Vec<String>,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let html = shell.run(move |session| session.portfolio(&records)).await?;
    save(window, "portfolio.html".to_owned(), html.into_bytes()).await
}

/// Saves credentials as a JSON Resume where the person says; answers as [`save_portfolio`].
#[tauri::command]
pub(crate) async fn save_resume(
    records: Vec<String>,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let json = shell.run(move |session| session.resume(&records)).await?;
    save(window, "resume.json".to_owned(), json.into_bytes()).await
}
