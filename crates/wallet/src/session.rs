//! A session: one person's time with a wallet.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use europass::vocabulary::Labels;
use jiff::Timestamp;
use serde::Serialize;
use vault::{Passphrase, RecordId, Vault, VaultFault};
use vc::{TrustList, Unreadable};

use crate::ask::Asks;
use crate::auto_lock::Seen;
use crate::desk::Desk;
use crate::export::Original;
use crate::fault::WalletFault;
use crate::import::{Incoming, Intake};
use crate::list::{Listing, Sort};
use crate::network::Network;
use crate::open::{self, Protection};
use crate::ports::{Clock, Ports, Random};
use crate::protect::Tries;
use crate::recheck::{Rechecked, Rechecking};
use crate::share::Last;
use crate::show::Detail;
use crate::verify::{AnswerBook, Judge, Judging, Reach};

/// One person's time with the wallet in a folder, or with a wallet of samples.
///
/// Every use case is one method. One that needs an open wallet says [`WalletFault::Locked`] when it is
/// locked, and `no_wallet` when there is none. While the samples are open, they are the wallet.
pub struct Session {
    pub(crate) folder: PathBuf,
    pub(crate) ports: Ports,
    pub(crate) tries: Tries,
    judging: Judging,
    own: Option<Wallet>,
    samples: Option<Wallet>,
    /// What people show, for as long as the wallet is not locked.
    pub(crate) desk: Desk,
    /// Codes that were given out, for as long as the program runs.
    pub(crate) asks: Asks,
    /// Judges while no wallet is open.
    pub(crate) no_wallet: Option<Arc<Judge>>,
    /// What the clocks said when presence was last told.
    pub(crate) seen: Seen,
    /// When the person last did something, in waking time.
    pub(crate) used_at: Duration,
    /// The latest time that the wallet has recorded, when the clock says that it is yet to come.
    clock_behind: Option<String>,
    /// Found out once: asking a keychain may take a while, or ask the person.
    keychain_works: Option<bool>,
}

/// An open wallet.
pub(crate) struct Wallet {
    pub(crate) vault: Vault,
    pub(crate) judge: Arc<Judge>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// What was shown last, to be shown again.
    pub(crate) last_shared: Option<Last>,
    /// Labels that the learner brought, once they were read.
    pub(crate) labels: OnceLock<Vec<Labels>>,
    /// Lists given for this session, which are not kept.
    pub(crate) given: Vec<TrustList>,
}

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WalletState {
    /// Whether there is a wallet, and whether it is open.
    pub phase: Phase,
    /// What protects the wallet; `None` when there is none, and for the samples.
    pub protection: Option<Protection>,
    /// Whether the keychain of the operating system can be used.
    pub keychain_available: bool,
    /// Whether the open wallet is the sample wallet.
    pub samples: bool,
    /// The folder of the wallet.
    pub location: String,
    /// The latest time that the open wallet has recorded, RFC 3339, when the clock of the computer is a day or more
    /// before it; then dates cannot be judged rightly.
    pub clock_behind: Option<String>,
}

/// Whether there is a wallet, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// There is none.
    Absent,
    /// There is one.
    Locked,
    /// It is open.
    Open,
}

impl Session {
    /// Opens nothing yet.
    #[must_use]
    pub fn new(folder: PathBuf, ports: Ports) -> Self {
        Self {
            folder,
            seen: Seen::now(&*ports.clock),
            used_at: ports.clock.awake(),
            clock_behind: None,
            ports,
            tries: Tries::default(),
            judging: Judging::default(),
            own: None,
            samples: None,
            desk: Desk::default(),
            asks: Asks::default(),
            no_wallet: None,
            keychain_works: None,
        }
    }

    /// Judges by these rules from the next opening on.
    #[must_use]
    pub fn judging(mut self, judging: Judging) -> Self {
        self.judging = judging;
        self
    }

    /// How things stand.
    ///
    /// # Errors
    /// `wallet_damaged`, `wallet_newer` or `storage_denied` when the key file cannot be read.
    pub fn state(&mut self) -> Result<WalletState, WalletFault> {
        let samples = self.samples.is_some();
        let protection = if samples { None } else { open::protection(&self.folder)? };
        let phase = match (samples || self.own.is_some(), protection) {
            (true, _) => Phase::Open,
            (false, Some(_)) => Phase::Locked,
            (false, None) => Phase::Absent,
        };
        let ports = &self.ports;
        Ok(WalletState {
            phase,
            protection,
            keychain_available: *self.keychain_works.get_or_insert_with(|| open::keychain_works(ports)),
            samples,
            location: self.folder.display().to_string(),
            clock_behind: self.own.as_ref().and(self.clock_behind.clone()),
        })
    }

    /// Makes the wallet and opens it.
    ///
    /// # Errors
    /// `wallet_exists`, `passphrase_required`, `passphrase_too_short`, `keychain_unavailable`, or a
    /// fault of storage. Then there is no wallet, and no key in the keychain.
    pub fn create(
        &mut self,
        protection: Protection,
        passphrase: Option<String>,
    ) -> Result<WalletState, WalletFault> {
        let passphrase = passphrase.map(Passphrase::new);
        let vault = open::create(&self.folder, &self.ports, protection, passphrase)?;
        self.begin(vault)?;
        self.state()
    }

    /// Opens the wallet; without a passphrase when the keychain has its key. Open stays open.
    ///
    /// # Errors
    /// `no_wallet`, `passphrase_required`, `wrong_passphrase`, `passphrase_wait`, `keychain_unavailable`,
    /// `wallet_in_use`, `wallet_newer`, `wallet_damaged`, or a fault of storage.
    pub fn unlock(&mut self, passphrase: Option<String>) -> Result<WalletState, WalletFault> {
        if self.own.is_none() {
            self.tries.wait(self.ports.clock.now())?;
            let vault = open::unlock(&self.folder, &self.ports, passphrase.map(Passphrase::new));
            self.tries.count(&vault, self.ports.clock.now());
            self.begin(vault?)?;
        }
        self.state()
    }

    /// Closes what is open, and forgets its key.
    ///
    /// # Errors
    /// As for [`state`](Self::state); closed it is in any case.
    pub fn lock(&mut self) -> Result<WalletState, WalletFault> {
        self.close();
        self.state()
    }

    /// Closes what is open, and forgets its key.
    pub(crate) fn close(&mut self) {
        self.own = None;
        self.samples = None;
        self.desk = Desk::default();
    }

    /// Opens a wallet in memory with these files, name and bytes, judged by this trust list, with these
    /// answers, and by nothing else. Nothing is written, and the network is not asked.
    ///
    /// # Errors
    /// When the list, or a file, is not what it should be.
    pub fn open_samples<'a>(
        &mut self,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        trust_list: &[u8],
        book: AnswerBook,
    ) -> Result<WalletState, WalletFault> {
        let trust = vec![TrustList::parse("samples", trust_list)?];
        let judging = Judging { trust, reach: Reach::Offline, book, ..Judging::default() };
        let mut wallet = self.wallet(Vault::in_memory()?, judging)?;
        for (name, bytes) in files {
            wallet.import_file(Incoming { name: Some(name), bytes })?;
        }
        self.samples = Some(wallet);
        self.desk = Desk::default();
        self.state()
    }

    /// Forgets the samples; the person's own wallet is as it was before.
    ///
    /// # Errors
    /// As for [`state`](Self::state); forgotten they are in any case.
    pub fn leave_samples(&mut self) -> Result<WalletState, WalletFault> {
        self.samples = None;
        self.desk = Desk::default();
        self.state()
    }

    /// Reads, judges and keeps every credential in a file, whatever the verdict: all of them, or after a
    /// fault none. A part of a list that cannot be read does not keep the others out.
    ///
    /// # Errors
    /// A code of [`vc::Unreadable`] when there is no credential in it; or a fault of storage.
    pub fn import(&mut self, name: Option<&str>, bytes: &[u8]) -> Result<Intake, WalletFault> {
        let taken = self.open()?.import_file(Incoming { name, bytes });
        self.used();
        taken
    }

    /// As [`import`](Self::import) of each file, but what can be read of them is stored in one go, which takes a small
    /// part of the time: after a fault of storage nothing of any of them is. Answers for each file, in order.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn import_all(
        &mut self,
        files: &[Incoming<'_>],
    ) -> Result<Vec<Result<Intake, Unreadable>>, WalletFault> {
        let taken = self.open()?.import(files);
        self.used();
        taken
    }

    /// The credentials that have, for each word of the search, a word that begins with it.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn list(&mut self, search: &str, sort: Sort) -> Result<Listing, WalletFault> {
        self.open()?.list(search, sort)
    }

    /// One credential with its last report.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage.
    pub fn show(&mut self, record: &str) -> Result<Detail, WalletFault> {
        self.open()?.show(&read(record)?)
    }

    /// The original file, byte for byte.
    ///
    /// # Errors
    /// `record_unknown`; `wallet_damaged` when the bytes are not those that came in.
    pub fn export(&mut self, record: &str) -> Result<Original, WalletFault> {
        self.open()?.export(&read(record)?)
    }

    /// Removes a credential and everything known about it.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage.
    pub fn delete(&mut self, record: &str) -> Result<(), WalletFault> {
        self.open()?.delete(&read(record)?)
    }

    /// Judges a credential again, now, and keeps the new report in place of the old.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage; then the old report stays.
    pub fn recheck(&mut self, record: &str) -> Result<Detail, WalletFault> {
        let rechecking = self.start_recheck(record)?;
        self.finish_recheck(rechecking.run())
    }

    /// Begins to judge a credential again. What may take long, asking the network, is done by
    /// [`Rechecking::run`], which needs no session.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage.
    pub fn start_recheck(&mut self, record: &str) -> Result<Rechecking, WalletFault> {
        self.open()?.start_recheck(&read(record)?)
    }

    /// Keeps what judging again came to.
    ///
    /// # Errors
    /// `record_unknown` when the credential was removed meanwhile, or a fault of storage; then the old report
    /// stays.
    pub fn finish_recheck(&mut self, rechecked: Rechecked) -> Result<Detail, WalletFault> {
        self.open()?.finish_recheck(rechecked)
    }

    /// The credentials that were judged longest ago and over a day ago, at most `limit`; none when the
    /// network may not be asked.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn due(&mut self, limit: usize) -> Result<Vec<String>, WalletFault> {
        self.open()?.due(limit)
    }

    /// One credential, judged for a time from what was known by then; nothing is kept.
    ///
    /// # Errors
    /// As for [`show`](Self::show).
    pub fn show_at(&mut self, record: &str, at: Timestamp) -> Result<Detail, WalletFault> {
        self.open()?.show_at(&read(record)?, at)
    }

    /// Whether the network may be asked, and what was.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn network(&mut self) -> Result<Network, WalletFault> {
        self.open()?.network()
    }

    /// Says whether the network may be asked, from now on.
    ///
    /// # Errors
    /// Faults of storage; then it is as it was.
    pub fn set_offline(&mut self, offline: bool) -> Result<Network, WalletFault> {
        self.open()?.set_offline(offline)
    }

    /// Forgets what was asked of the network.
    ///
    /// # Errors
    /// Faults of storage; then nothing is forgotten.
    pub fn erase_requests(&mut self) -> Result<Network, WalletFault> {
        self.open()?.erase_requests()
    }

    /// Fetches a credential from an address that the person gave.
    ///
    /// # Errors
    /// `offline` when the network may not be asked, a code of [`FetchFault`](crate::ports::FetchFault), or a
    /// fault of storage.
    pub fn fetch(&mut self, url: &str) -> Result<Vec<u8>, WalletFault> {
        let http = Arc::clone(&self.ports.http);
        self.open()?.fetch(&*http, url)
    }

    /// That there is no wallet.
    pub(crate) fn absent(&self) -> WalletFault {
        VaultFault::Absent { folder: self.folder.clone() }.into()
    }

    pub(crate) fn open(&mut self) -> Result<&mut Wallet, WalletFault> {
        if let Some(samples) = self.samples.as_mut() {
            return Ok(samples);
        }
        match self.own.as_mut() {
            Some(wallet) => Ok(wallet),
            None => Err(closed(&self.folder)),
        }
    }

    /// The person's own wallet, also while the samples are open.
    pub(crate) fn own(&mut self) -> Result<&mut Wallet, WalletFault> {
        match self.own.as_mut() {
            Some(wallet) => Ok(wallet),
            None => Err(closed(&self.folder)),
        }
    }

    /// Who judges for whoever sits here: by the open wallet's trust lists, or by those given for the session.
    pub(crate) fn judge_at_hand(&mut self) -> Arc<Judge> {
        if let Some(wallet) = self.samples.as_ref().or(self.own.as_ref()) {
            return Arc::clone(&wallet.judge);
        }
        let (judging, ports) = (&self.judging, &self.ports);
        let judge = self.no_wallet.get_or_insert_with(|| Arc::new(Judge::new(judging.clone(), ports)));
        // Whether the owner of a locked wallet wants requests is not known.
        judge.set_offline(Vault::exists(&self.folder).unwrap_or(true));
        Arc::clone(judge)
    }

    /// Begins the person's time with their own wallet.
    pub(crate) fn begin(&mut self, vault: Vault) -> Result<(), WalletFault> {
        let wallet = self.around(vault)?;
        let latest = wallet.vault.last_noted()?;
        let now = self.ports.clock.now();
        let to_come =
            |at: &String| at.parse().is_ok_and(|at: Timestamp| at.duration_since(now).as_hours() >= 24);
        self.clock_behind = latest.filter(to_come);
        self.own = Some(wallet);
        self.seen = Seen::now(&*self.ports.clock);
        self.used();
        Ok(())
    }

    /// A wallet around a vault, to judge as this session does.
    pub(crate) fn around(&self, vault: Vault) -> Result<Wallet, WalletFault> {
        self.wallet(vault, self.judging.clone())
    }

    fn wallet(&self, vault: Vault, judging: Judging) -> Result<Wallet, WalletFault> {
        let given = judging.trust.clone();
        let judge = Arc::new(Judge::new(judging, &self.ports));
        let (clock, random) = (Arc::clone(&self.ports.clock), Arc::clone(&self.ports.random));
        let mut wallet =
            Wallet { vault, judge, clock, random, last_shared: None, labels: OnceLock::new(), given };
        wallet.obey_setting()?;
        wallet.trust_kept();
        Ok(wallet)
    }
}

/// Why no wallet is open.
fn closed(folder: &Path) -> WalletFault {
    match Vault::exists(folder) {
        Ok(true) => WalletFault::Locked,
        Ok(false) => VaultFault::Absent { folder: folder.to_owned() }.into(),
        Err(fault) => fault.into(),
    }
}

/// A text that does not read as an id names no record.
pub(crate) fn read(record: &str) -> Result<RecordId, WalletFault> {
    RecordId::parse(record).ok_or_else(|| WalletFault::RecordUnknown { record: record.to_owned() })
}

#[cfg(test)]
mod tests;
