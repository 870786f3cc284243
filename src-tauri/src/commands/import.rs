//! Taking credentials in.

use std::path::PathBuf;

use ::wallet::{Archive, ArchiveFault, Intake, MAX_ARCHIVE_BYTES, MAX_INPUT_BYTES};
use percent_encoding::percent_decode;
use platform::files::{read_at_most, walk};
use serde::Serialize;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::DialogExt as _;

use super::Shell;
use crate::error::Failure;

/// Header that carries the name of the file, percent-encoded.
const NAME: &str = "name";

/// Most files of one folder; one with more is refused.
const MAX_FOLDER_FILES: usize = 10_000;

/// Reads, judges and keeps the credentials in a file. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn import_bytes(request: Request<'_>, shell: State<'_, Shell>) -> Result<Intake, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let name = request.headers().get(NAME).map(|name| percent_decode(name.as_bytes()).decode_utf8_lossy());
    let (name, bytes) = (name.map(String::from), bytes.clone());
    shell.run(move |session| session.import(name.as_deref(), &bytes)).await
}

/// Files that lie together, in an archive or a folder, to be imported one by one.
pub(crate) enum Lot {
    Archive(Box<Archive>),
    Folder(Vec<PathBuf>),
}

/// A lot as the page knows it.
#[derive(Debug, Serialize)]
pub(crate) struct OpenLot {
    /// By which it is called.
    lot: u32,
    /// Its files, by name and in order.
    files: Vec<String>,
}

impl Lot {
    /// The name and the bytes of a file in it.
    pub(super) fn read(&mut self, place: usize) -> Result<(String, Vec<u8>), Failure> {
        match self {
            Self::Archive(archive) => {
                let name = archive.names().nth(place).map(str::to_owned).unwrap_or_default();
                Ok((name, archive.read(place)?))
            }
            Self::Folder(paths) => {
                let path = paths.get(place).ok_or_else(Failure::malformed_call)?;
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                Ok((name.unwrap_or_default(), read_at_most(path, MAX_INPUT_BYTES)?))
            }
        }
    }
}

/// Opens an archive and names the files in it. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn open_archive(request: Request<'_>, shell: State<'_, Shell>) -> Result<OpenLot, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    if bytes.len() > MAX_ARCHIVE_BYTES {
        return Err(ArchiveFault::TooLarge.into());
    }
    let bytes = bytes.clone();
    let open = move || Archive::open(bytes);
    let archive = spawn_blocking(open).await.map_err(|error| Failure::internal(&error))??;
    let files = archive.names().map(str::to_owned).collect();
    Ok(OpenLot { lot: shell.keep_lot(Lot::Archive(Box::new(archive))), files })
}

/// Lets the person choose a folder and names the files in it; nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn choose_folder(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<OpenLot>, Failure> {
    let ask_and_walk = move || {
        let Some(chosen) = window.dialog().file().set_parent(&window).blocking_pick_folder() else {
            return Ok(None);
        };
        let folder = chosen.into_path().map_err(|error| Failure::internal(&error))?;
        // A folder inside that may not be opened hides no other.
        let mut paths = walk(&folder).filter_map(Result::ok);
        let found: Vec<PathBuf> = paths.by_ref().take(MAX_FOLDER_FILES).collect();
        if paths.next().is_some() {
            return Err(Failure::of_code("folder_too_large"));
        }
        if found.is_empty() {
            return Err(Failure::of_code("folder_empty"));
        }
        let shown =
            |path: &PathBuf| path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().into_owned();
        let files = found.iter().map(shown).collect();
        Ok(Some((found, files)))
    };
    let chosen: Option<(Vec<PathBuf>, Vec<String>)> =
        spawn_blocking(ask_and_walk).await.map_err(|error| Failure::internal(&error))??;
    Ok(chosen.map(|(found, files)| OpenLot { lot: shell.keep_lot(Lot::Folder(found)), files }))
}

/// Reads, judges and keeps the credentials in one file of a lot.
#[tauri::command]
pub(crate) async fn import_of_lot(
    lot: u32,
    place: usize,
    shell: State<'_, Shell>,
) -> Result<Intake, Failure> {
    let lot = shell.lot(lot).ok_or_else(Failure::malformed_call)?;
    let read = move || super::locked(&lot).read(place);
    let (name, bytes) = spawn_blocking(read).await.map_err(|error| Failure::internal(&error))??;
    shell.run(move |session| session.import(Some(&name), &bytes)).await
}

/// Forgets a lot.
#[tauri::command]
pub(crate) async fn close_lot(lot: u32, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.forget_lot(lot);
    Ok(())
}

impl From<ArchiveFault> for Failure {
    fn from(fault: ArchiveFault) -> Self {
        Self::of_code(fault.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_of_a_folder_that_is_gone_is_told_by_its_code() {
        let mut lot = Lot::Folder(vec![PathBuf::from("/nowhere/at/all.json")]);
        let failure = serde_json::to_value(lot.read(0).unwrap_err()).unwrap();
        assert_eq!(failure["code"], "file_not_found");
        assert!(lot.read(1).is_err());
    }
}
