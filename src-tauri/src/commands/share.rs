//! Sharing: what a learner shows, the log of it, and the keys that sign it.

use ::wallet::{Algorithm, Inquiry, LearnerKey, ShareLog, ShareMade, SharePreview, ShareRequest};
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// Reads what somebody asks to be shown. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn read_inquiry(request: Request<'_>, shell: State<'_, Shell>) -> Result<Inquiry, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let bytes = bytes.clone();
    shell.run(move |session| session.read_inquiry(&bytes)).await
}

/// What others would see. No proof and no key is made.
#[tauri::command]
pub(crate) async fn preview_share(
    request: ShareRequest,
    shell: State<'_, Shell>,
) -> Result<SharePreview, Failure> {
    shell.run(move |session| session.preview_share(&request)).await
}

/// Makes a proof, and draws it.
#[tauri::command]
pub(crate) async fn make_share(request: ShareRequest, shell: State<'_, Shell>) -> Result<ShareMade, Failure> {
    shell.run(move |session| Ok(ShareMade::draw(session.share(&request)?)?)).await
}

/// Makes the last proof anew, and draws it.
#[tauri::command]
pub(crate) async fn redraw_share(shell: State<'_, Shell>) -> Result<ShareMade, Failure> {
    shell.run(|session| Ok(ShareMade::draw(session.share_again()?)?)).await
}

/// Saves the last proof where the person says; answers with its file name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_share(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let proof = shell.run(|session| session.last_shared()).await?;
    save(window, proof.file_name, proof.bytes).await
}

/// Saves the last proof as a page to print; answers as [`save_share`].
#[tauri::command]
pub(crate) async fn print_share(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let page = shell.run(|session| session.last_shared_on_paper(None)).await?;
    save(window, page.file_name, page.bytes).await
}

/// What was shown, the last first.
#[tauri::command]
pub(crate) async fn show_share_log(
    before: Option<i64>,
    shell: State<'_, Shell>,
) -> Result<ShareLog, Failure> {
    shell.run(move |session| session.share_log(before)).await
}

/// Forgets one line of the log.
#[tauri::command]
pub(crate) async fn forget_share(number: i64, shell: State<'_, Shell>) -> Result<ShareLog, Failure> {
    shell.run(move |session| session.forget_share(number)).await
}

/// Forgets the log.
#[tauri::command]
pub(crate) async fn erase_share_log(shell: State<'_, Shell>) -> Result<ShareLog, Failure> {
    shell.run(|session| session.erase_share_log()).await
}

/// The keys of the learner.
#[tauri::command]
pub(crate) async fn list_keys(shell: State<'_, Shell>) -> Result<Vec<LearnerKey>, Failure> {
    shell.run(|session| session.keys()).await
}

/// Makes the key of a kind that issuers bind credentials to, unless there is one.
#[tauri::command]
pub(crate) async fn make_key(
    algorithm: Algorithm,
    shell: State<'_, Shell>,
) -> Result<Vec<LearnerKey>, Failure> {
    shell.run(move |session| session.make_key(algorithm)).await
}

/// Forgets a key for good.
#[tauri::command]
pub(crate) async fn forget_key(name: String, shell: State<'_, Shell>) -> Result<Vec<LearnerKey>, Failure> {
    shell.run(move |session| session.forget_key(&name)).await
}
