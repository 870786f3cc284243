//! What the learner says themselves of what they learned.

use ::wallet::{Declared, DeclaredFault, DeclaredList, MAX_DECLARED_FILE_BYTES, NewDeclared, safe_name};
use percent_encoding::percent_decode;
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// Headers that carry the item, and the name of the file, percent-encoded.
const ITEM: &str = "item";
const NAME: &str = "name";

/// Everything that the learner declared.
#[tauri::command]
pub(crate) async fn list_declared(shell: State<'_, Shell>) -> Result<DeclaredList, Failure> {
    shell.run(|session| session.declared()).await
}

/// Keeps an item: a new one, or what is now written in one.
#[tauri::command]
pub(crate) async fn declare_item(
    id: Option<String>,
    item: NewDeclared,
    shell: State<'_, Shell>,
) -> Result<Declared, Failure> {
    shell.run(move |session| session.declare(id.as_deref(), item)).await
}

/// Removes an item.
#[tauri::command]
pub(crate) async fn withdraw_declared(id: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.withdraw_declared(&id)).await
}

/// Keeps a file with an item. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn attach_file(request: Request<'_>, shell: State<'_, Shell>) -> Result<Declared, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    if bytes.len() > MAX_DECLARED_FILE_BYTES {
        return Err(::wallet::WalletFault::from(DeclaredFault::FileTooLarge {
            limit: MAX_DECLARED_FILE_BYTES,
        })
        .into());
    }
    let header = |name| {
        let found = request.headers().get(name);
        found.map(|text| percent_decode(text.as_bytes()).decode_utf8_lossy().into_owned()).unwrap_or_default()
    };
    let (item, name, bytes) = (header(ITEM), header(NAME), bytes.clone());
    shell.run(move |session| session.attach(&item, &name, &bytes)).await
}

/// Removes a file from an item.
#[tauri::command]
pub(crate) async fn detach_file(
    id: String,
    sha256: String,
    shell: State<'_, Shell>,
) -> Result<Declared, Failure> {
    shell.run(move |session| session.detach(&id, &sha256)).await
}

/// Saves a file of an item where the person says; answers with its name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_attached(
    id: String,
    sha256: String,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let (file, bytes) = shell.run(move |session| session.attached(&id, &sha256)).await?;
    // A restored backup may call it anything.
    save(window, safe_name(&file.name), bytes).await
}
