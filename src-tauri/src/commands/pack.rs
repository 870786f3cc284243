//! Packs for assessors: what would go out, the folder or the PDF that does, and what became of them.

use ::wallet::{Pack, PackMade, PackOffer, PackRequest};
use platform::NewFolder;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::DialogExt as _;

use super::safe::chosen;
use super::{Shell, save};
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

/// Saves a pack to print where the person says; answers with the name of the file, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_pack_paper(
    request: PackRequest,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let (pack, paper) = shell.run(move |session| session.print_pack(&request)).await?;
    let saved = save(window, paper.file_name, paper.bytes).await?;
    if saved.is_some() {
        shell.run(move |session| session.note_pack(&pack)).await?;
    }
    Ok(saved)
}

/// The packs that were made, with the decisions that answer them.
#[tauri::command]
pub(crate) async fn list_packs(shell: State<'_, Shell>) -> Result<Vec<PackMade>, Failure> {
    shell.run(|session| session.packs()).await
}

/// What a folder is called until the person says otherwise.
const PACK: &str = "tessera-evidence";
