//! The network: what was asked of it, and whether it may be asked.

use ::wallet::Network;
use tauri::State;

use super::Shell;
use crate::error::Failure;

/// Most credentials that are checked again in one go: a few minutes of patience with slow servers.
const MAX_DUE: usize = 50;

/// Whether the network may be asked, and what was.
#[tauri::command]
pub(crate) async fn show_network(shell: State<'_, Shell>) -> Result<Network, Failure> {
    shell.run(|session| session.network()).await
}

/// Says whether the network may be asked, from now on.
#[tauri::command]
pub(crate) async fn set_offline(offline: bool, shell: State<'_, Shell>) -> Result<Network, Failure> {
    shell.run(move |session| session.set_offline(offline)).await
}

/// Forgets what was asked of the network.
#[tauri::command]
pub(crate) async fn erase_requests(shell: State<'_, Shell>) -> Result<Network, Failure> {
    shell.run(|session| session.erase_requests()).await
}

/// The credentials that were checked longest ago, and over a day ago.
#[tauri::command]
pub(crate) async fn due_credentials(shell: State<'_, Shell>) -> Result<Vec<String>, Failure> {
    shell.run(|session| session.due(MAX_DUE)).await
}
