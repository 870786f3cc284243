//! Keeping the wallet: who gets in, when it locks, backups, leaving with everything, and erasing.

use ::wallet::{
    BackupContents, Everything, Health, Locking, Loss, Protection, Reminder, Repaired, Restoration,
    WalletState,
};
use platform::NewFolder;
use serde::Serialize;
use tauri::async_runtime::spawn_blocking;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt as _, FilePath};

use super::Shell;
use crate::error::Failure;

/// Protects the wallet by another passphrase, or by the keychain.
#[tauri::command]
pub(crate) async fn protect_wallet(
    protection: Protection,
    current: Option<String>,
    next: Option<String>,
    shell: State<'_, Shell>,
) -> Result<WalletState, Failure> {
    shell.run(move |session| session.protect(protection, current, next)).await
}

/// The page says every few seconds whether the person did something; answers how things stand.
#[tauri::command]
pub(crate) async fn note_presence(active: bool, shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    shell.run(move |session| session.presence(active)).await
}

/// When the wallet is locked by itself.
#[tauri::command]
pub(crate) async fn show_locking(shell: State<'_, Shell>) -> Result<Locking, Failure> {
    shell.run(|session| session.locking()).await
}

/// Says after how many minutes the wallet is locked by itself.
#[tauri::command]
pub(crate) async fn set_locking(
    after_minutes: Option<u32>,
    shell: State<'_, Shell>,
) -> Result<Locking, Failure> {
    shell.run(move |session| session.set_locking(after_minutes)).await
}

/// A backup that was made.
#[derive(Debug, Serialize)]
pub(crate) struct BackupMade {
    /// The name of its file.
    file: String,
    contents: BackupContents,
}

/// Backs up into a file where the person says; nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn make_backup(
    passphrase: String,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<BackupMade>, Failure> {
    let ask = move || window.dialog().file().set_parent(&window).set_file_name(BACKUP).blocking_save_file();
    let Some((path, file)) = chosen(ask).await? else { return Ok(None) };
    let contents = shell.run(move |session| session.back_up(&path, passphrase)).await?;
    Ok(Some(BackupMade { file, contents }))
}

/// Lets the person choose a backup; answers with the name of its file, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn choose_backup(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let ask = move || window.dialog().file().set_parent(&window).blocking_pick_file();
    let Some((path, file)) = chosen(ask).await? else { return Ok(None) };
    shell.keep_backup(path);
    Ok(Some(file))
}

/// Opens every record of the chosen backup, and says what is in it.
#[tauri::command]
pub(crate) async fn inspect_backup(
    passphrase: String,
    shell: State<'_, Shell>,
) -> Result<BackupContents, Failure> {
    let path = shell.backup().ok_or_else(Failure::malformed_call)?;
    shell.run(move |session| session.inspect_backup(&path, passphrase)).await
}

/// Takes in what is in the chosen backup and not yet in the wallet.
#[tauri::command]
pub(crate) async fn restore_backup(
    passphrase: String,
    shell: State<'_, Shell>,
) -> Result<Restoration, Failure> {
    let path = shell.backup().ok_or_else(Failure::malformed_call)?;
    shell.run(move |session| session.restore(&path, passphrase)).await
}

/// How old the last backup is, and whether it is time for another.
#[tauri::command]
pub(crate) async fn show_backup_reminder(shell: State<'_, Shell>) -> Result<Reminder, Failure> {
    shell.run(|session| session.reminder()).await
}

/// Says after how many days to remind.
#[tauri::command]
pub(crate) async fn set_backup_reminder(
    every_days: Option<u32>,
    shell: State<'_, Shell>,
) -> Result<Reminder, Failure> {
    shell.run(move |session| session.set_reminder(every_days)).await
}

/// Everything but the keys, in a folder.
#[derive(Debug, Serialize)]
pub(crate) struct ExportMade {
    /// The name of the folder.
    folder: String,
    #[serde(flatten)]
    written: Everything,
}

/// Writes everything but the keys into a new folder where the person says; nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn export_everything(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<ExportMade>, Failure> {
    let ask = move || window.dialog().file().set_parent(&window).set_file_name(EXPORT).blocking_save_file();
    let Some((path, folder)) = chosen(ask).await? else { return Ok(None) };
    let export = move |session: &mut ::wallet::Session| {
        let new = NewFolder::start(&path)?;
        let write = |name: &str, bytes: &[u8]| new.file(name, bytes).map_err(Failure::from);
        let written = session.export_everything(write)?;
        new.finish()?;
        Ok(written)
    };
    let written = shell.run_with_files(export).await?;
    Ok(Some(ExportMade { folder, written }))
}

/// Reads everything in the wallet, and says what is damaged.
#[tauri::command]
pub(crate) async fn check_wallet(shell: State<'_, Shell>) -> Result<Health, Failure> {
    shell.run(|session| session.check()).await
}

/// Moves everything that still opens into a new wallet, and opens that.
#[tauri::command]
pub(crate) async fn repair_wallet(
    passphrase: Option<String>,
    shell: State<'_, Shell>,
) -> Result<Repaired, Failure> {
    shell.run(move |session| session.repair(passphrase)).await
}

/// What erasing the wallet would lose.
#[tauri::command]
pub(crate) async fn tell_loss(shell: State<'_, Shell>) -> Result<Loss, Failure> {
    shell.run(|session| session.loss()).await
}

/// Removes the wallet from this computer for good.
#[tauri::command]
pub(crate) async fn erase_wallet(shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    shell.run(|session| session.erase()).await
}

/// The path that a person chose, and its last name.
pub(super) async fn chosen(
    ask: impl FnOnce() -> Option<FilePath> + Send + 'static,
) -> Result<Option<(std::path::PathBuf, String)>, Failure> {
    let Some(chosen) = spawn_blocking(ask).await.map_err(|error| Failure::internal(&error))? else {
        return Ok(None);
    };
    let path = chosen.into_path().map_err(|error| Failure::internal(&error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some((path, name)))
}

/// What files and folders are called until the person says otherwise.
const BACKUP: &str = "tessera-backup.age";
const EXPORT: &str = "tessera-export";

#[cfg(test)]
mod tests {
    use platform::files::FileFault;

    use super::*;

    #[test]
    fn folder_that_is_there_already_is_told_by_its_code() {
        let failure = Failure::from(FileFault::Exists { path: "mine".into() });
        let failure = serde_json::to_value(failure).unwrap();
        assert_eq!((&failure["code"], &failure["detail"]["path"]), (&"file_exists".into(), &"mine".into()));
    }
}
