//! Several wallets side by side.

use ::wallet::{WalletLine, WalletState};
use platform::profiles::ProfileFault;
use tauri::State;

use super::Shell;
use crate::error::Failure;

/// The wallets of this computer, the first one first.
#[tauri::command]
pub(crate) async fn list_wallets(shell: State<'_, Shell>) -> Result<Vec<WalletLine>, Failure> {
    shell.wallets()
}

/// Makes room for a wallet of a name, and turns to it; it is made by `create_wallet`.
#[tauri::command]
pub(crate) async fn add_wallet(name: String, shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    let profile = shell.profiles().add(&name)?;
    shell.turn_to(profile).await
}

/// Locks the wallet in use, and turns to another.
#[tauri::command]
pub(crate) async fn switch_wallet(name: String, shell: State<'_, Shell>) -> Result<WalletState, Failure> {
    let profile = shell.profiles().find(&name)?;
    shell.turn_to(profile).await
}

impl From<ProfileFault> for Failure {
    fn from(fault: ProfileFault) -> Self {
        match fault {
            ProfileFault::File(fault) => fault.into(),
            ProfileFault::Taken { ref name } | ProfileFault::Unknown { ref name } => {
                Self::of_code(fault.code()).with("name", name.clone())
            }
            ProfileFault::Name | ProfileFault::OnlyOne => Self::of_code(fault.code()),
        }
    }
}
