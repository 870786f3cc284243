//! Making, opening and closing the wallet.

use ::wallet::{Protection, WalletState};
use tauri::State;

use super::Shell;
use crate::error::Failure;

/// Whether there is a wallet, and whether it is open.
#[tauri::command]
pub(crate) async fn wallet_state(shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    shell.run(|session| session.state()).await
}

/// Makes the wallet and opens it.
#[tauri::command]
pub(crate) async fn create_wallet(
    protection: Protection,
    passphrase: Option<String>,
    shell: State<'_, Shell>,
) -> Result<WalletState, Failure> {
    shell.run(move |session| session.create(protection, passphrase)).await
}

/// Opens the wallet; without a passphrase when the keychain has its key.
#[tauri::command]
pub(crate) async fn unlock_wallet(
    passphrase: Option<String>,
    shell: State<'_, Shell>,
) -> Result<WalletState, Failure> {
    shell.run(move |session| session.unlock(passphrase)).await
}

/// Closes the wallet and forgets its key.
#[tauri::command]
pub(crate) async fn lock_wallet(shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    shell.run(|session| session.lock()).await
}

/// Opens a wallet of sample credentials in memory. Nothing is written.
#[tauri::command]
pub(crate) async fn open_samples(shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    let files = samples::SHOWN.iter().map(|sample| (sample.name, sample.bytes));
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    shell.run(|session| session.open_samples(files, samples::TRUST_LIST, book)).await
}

/// Forgets the sample wallet.
#[tauri::command]
pub(crate) async fn leave_samples(shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    shell.run(|session| session.leave_samples()).await
}
