//! Packs for assessors: what would go out, and the folder that does.

use ::wallet::{Pack, PackOffer, PackRequest};
use platform::NewFolder;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::DialogExt as _;

use super::Shell;
use super::safe::chosen;
use crate::error::Failure;

/// What bears on a goal, to choose from.
#[tauri::command]
pub(crate) async fn offer_pack(goal: Option<String>, shell: State<'_, Shell>) -> Result<PackOffer, Failure> {
    shell.run(move |session| session.offer_pack(goal.as_deref())).await
}

/// What would go out.
#[tauri::command]
pub(crate) async fn preview_pack(request: PackRequest, shell: State<'_, Shell>) -> Result<Pack, Failure> {
    shell.run(move |session| session.preview_pack(&request)).await
}

/// Writes a pack into a new folder where the person says; answers with its name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_pack(
    request: PackRequest,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let ask = move || window.dialog().file().set_parent(&window).set_file_name(PACK).blocking_save_file();
    let Some((path, folder)) = chosen(ask).await? else { return Ok(None) };
    let save = move |session: &mut ::wallet::Session| {
        let new = NewFolder::start(&path)?;
        let write = |name: &str, bytes: &[u8]| new.file(name, bytes).map_err(Failure::from);
        let pack = session.write_pack(&request, write)?;
        new.finish()?;
        Ok(session.note_pack(&pack)?)
    };
    shell.run_with_files(save).await?;
    Ok(Some(folder))
}

/// What a folder is called until the person says otherwise.
const PACK: &str = "tessera-evidence";
