//! Trust lists: whom the learner takes at their word.

use ::wallet::trust::{AddedTrustList, TrustEntry, TrustListLine};
use percent_encoding::percent_decode;
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use super::Shell;
use crate::error::Failure;

/// The trust lists of the wallet, by title.
#[tauri::command]
pub(crate) async fn list_trust_lists(shell: State<'_, Shell>) -> Result<Vec<TrustListLine>, Failure> {
    shell.run(|session| session.trust_lists()).await
}

/// Who is on a trust list.
#[tauri::command]
pub(crate) async fn show_trust_list(id: String, shell: State<'_, Shell>) -> Result<Vec<TrustEntry>, Failure> {
    shell.run(move |session| session.trust_list(&id)).await
}

/// Adds the trust list in a file. The bytes are the raw body of the call; headers hold the file's name, and the
/// fingerprint of the signer that the learner compared.
#[tauri::command]
pub(crate) async fn add_trust_list(
    request: Request<'_>,
    shell: State<'_, Shell>,
) -> Result<AddedTrustList, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let (name, signer) = (header(&request, "name"), header(&request, "signer"));
    let bytes = bytes.clone();
    shell
        .run(move |session| session.add_trust_list(&name.unwrap_or_default(), &bytes, signer.as_deref()))
        .await
}

/// Uses a trust list, or lets it be.
#[tauri::command]
pub(crate) async fn switch_trust_list(
    id: String,
    in_use: bool,
    shell: State<'_, Shell>,
) -> Result<(), Failure> {
    shell.run(move |session| session.switch_trust_list(&id, in_use)).await
}

/// Removes a trust list.
#[tauri::command]
pub(crate) async fn remove_trust_list(id: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.remove_trust_list(&id)).await
}

/// A header of the call, percent-encoded.
pub(super) fn header(request: &Request<'_>, name: &str) -> Option<String> {
    let value = request.headers().get(name)?;
    Some(percent_decode(value.as_bytes()).decode_utf8_lossy().into_owned())
}
