//! What the page may ask for. Each command is one use case of the wallet, run off the main thread.

pub(crate) mod credential;
pub(crate) mod goal;
pub(crate) mod import;
pub(crate) mod network;
pub(crate) mod organise;
pub(crate) mod trust;
pub(crate) mod wallet;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::wallet::ports::Ports;
use ::wallet::{Session, WalletFault};
use platform::files::write_whole;
use tauri::WebviewWindow;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_dialog::DialogExt as _;

use crate::error::Failure;
use import::Lot;

/// The wallet of the window. One use case at a time.
#[derive(Clone)]
pub(crate) struct Shell {
    session: Arc<Mutex<Session>>,
    lots: Arc<Mutex<Lots>>,
}

/// Archives and folders that are being imported, each by its number.
#[derive(Default)]
struct Lots {
    last: u32,
    open: BTreeMap<u32, Arc<Mutex<Lot>>>,
}

/// Most lots at a time; the page reads one after the other, and the oldest goes first.
const MAX_LOTS: usize = 4;

impl Shell {
    /// Opens nothing yet.
    pub(crate) fn new(folder: PathBuf, ports: Ports) -> Self {
        Self { session: Arc::new(Mutex::new(Session::new(folder, ports))), lots: Arc::default() }
    }

    /// Runs a use case where it may block.
    pub(crate) async fn run<T, F>(&self, use_case: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&mut Session) -> Result<T, WalletFault> + Send + 'static,
    {
        let session = Arc::clone(&self.session);
        let run = move || use_case(&mut locked(&session));
        let done = spawn_blocking(run).await.map_err(|error| Failure::internal(&error))?;
        Ok(done?)
    }

    /// Keeps a lot until it is forgotten; its number.
    pub(crate) fn keep_lot(&self, lot: Lot) -> u32 {
        let mut lots = locked(&self.lots);
        lots.last = lots.last.wrapping_add(1);
        let number = lots.last;
        lots.open.insert(number, Arc::new(Mutex::new(lot)));
        if lots.open.len() > MAX_LOTS {
            lots.open.pop_first();
        }
        number
    }

    /// The lot of a number.
    pub(crate) fn lot(&self, number: u32) -> Option<Arc<Mutex<Lot>>> {
        locked(&self.lots).open.get(&number).cloned()
    }

    /// Lets go of a lot.
    pub(crate) fn forget_lot(&self, number: u32) {
        locked(&self.lots).open.remove(&number);
    }
}

/// What a lock guards. Whoever broke off while holding it left it whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Saves a file where the person says; answers with its name, or nothing when they changed their mind.
pub(crate) async fn save(
    window: WebviewWindow,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<Option<String>, Failure> {
    let ask_and_save = move || {
        let dialog = window.dialog().file().set_parent(&window).set_file_name(&file_name);
        let Some(chosen) = dialog.blocking_save_file() else { return Ok(None) };
        let path = chosen.into_path().map_err(|error| Failure::internal(&error))?;
        write_whole(&path, &bytes)?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    };
    spawn_blocking(ask_and_save).await.map_err(|error| Failure::internal(&error))?
}
