//! What the page may ask for. Each command is one use case of the wallet, run off the main thread.

pub(crate) mod credential;
pub(crate) mod declared;
pub(crate) mod europass;
pub(crate) mod goal;
pub(crate) mod import;
pub(crate) mod labels;
pub(crate) mod network;
pub(crate) mod organise;
pub(crate) mod pack;
pub(crate) mod portfolio;
pub(crate) mod renewal;
pub(crate) mod safe;
pub(crate) mod share;
pub(crate) mod trust;
pub(crate) mod verify;
pub(crate) mod wallet;
pub(crate) mod wallets;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::wallet::ports::Ports;
use ::wallet::{Session, WalletFault, WalletLine, WalletState};
use platform::files::write_whole;
use platform::profiles::{Profile, Profiles};
use tauri::WebviewWindow;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_dialog::DialogExt as _;

use crate::error::Failure;
use import::Lot;

/// The wallet of the window. One use case at a time.
#[derive(Clone)]
pub(crate) struct Shell {
    session: Arc<Mutex<Session>>,
    ports: Ports,
    profiles: Profiles,
    /// The wallet in use.
    profile: Arc<Mutex<Profile>>,
    /// The backup that the person chose last.
    backup: Arc<Mutex<Option<PathBuf>>>,
    lots: Arc<Mutex<Lots>>,
}

/// Archives and folders that are being imported, each by its number.
#[derive(Default)]
struct Lots {
    last: u32,
    open: BTreeMap<u32, Arc<Mutex<Lot>>>,
}

/// How often it is looked whether to lock.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// Most lots at a time; the page reads one after the other, and the oldest goes first.
const MAX_LOTS: usize = 4;

impl Shell {
    /// Opens nothing yet. The wallet that was used last is the one in use.
    pub(crate) fn new(profiles: Profiles, ports: Ports) -> Self {
        let profile = profiles.last_used();
        let session = Session::new(profile.folder.clone(), ports.clone());
        let (session, profile) = (Arc::new(Mutex::new(session)), Arc::new(Mutex::new(profile)));
        Self { session, ports, profiles, profile, backup: Arc::default(), lots: Arc::default() }
    }

    /// Runs a use case where it may block.
    pub(crate) async fn run<T, F>(&self, use_case: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&mut Session) -> Result<T, WalletFault> + Send + 'static,
    {
        self.run_with_files(move |session| Ok(use_case(session)?)).await
    }

    /// Runs a use case that also writes files, where it may block.
    pub(crate) async fn run_with_files<T, F>(&self, use_case: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&mut Session) -> Result<T, Failure> + Send + 'static,
    {
        let session = Arc::clone(&self.session);
        let run = move || use_case(&mut locked(&session));
        spawn_blocking(run).await.map_err(|error| Failure::internal(&error))?
    }

    /// Looks every few seconds whether it is time to lock, also when the page sleeps. Ends with the program.
    pub(crate) fn watch(&self) {
        let session = Arc::downgrade(&self.session);
        std::thread::spawn(move || {
            while let Some(session) = session.upgrade() {
                // While a use case runs, the person waits for it.
                if let Ok(mut session) = session.try_lock() {
                    // Whoever asks next hears how things stand.
                    let _ = session.presence(false);
                }
                drop(session);
                std::thread::sleep(BETWEEN_LOOKS);
            }
        });
    }

    /// The wallets of this computer.
    pub(crate) fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The wallets of this computer, told without opening any.
    pub(crate) fn wallets(&self) -> Result<Vec<WalletLine>, Failure> {
        let used = locked(&self.profile).clone();
        let mut profiles = self.profiles.list()?;
        if !profiles.contains(&used) {
            profiles.push(used.clone()); // erased a moment ago
        }
        let line = |profile: &Profile| WalletLine::of(&profile.name, &profile.folder, *profile == used);
        Ok(profiles.iter().map(line).collect())
    }

    /// Locks the wallet in use, and uses another from now on.
    pub(crate) async fn turn_to(&self, profile: Profile) -> Result<WalletState, Failure> {
        self.profiles.used(&profile)?;
        let session = Session::new(profile.folder.clone(), self.ports.clone());
        *locked(&self.profile) = profile;
        *locked(&self.backup) = None;
        self.run(move |before| {
            *before = session;
            before.state()
        })
        .await
    }

    /// Keeps which backup the person chose.
    pub(crate) fn keep_backup(&self, path: PathBuf) {
        *locked(&self.backup) = Some(path);
    }

    /// The backup that the person chose last.
    pub(crate) fn backup(&self) -> Option<PathBuf> {
        locked(&self.backup).clone()
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
