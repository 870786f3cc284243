//! Trust lists of a wallet: whom its owner takes at their word.
//!
//! A list that is added is used in every judgement from then on, and what is in the wallet is judged again.
//! Those who issued the samples are never trusted: their private keys are public.

mod kept;
mod published_keys;
mod view;

use std::sync::Arc;

use vault::{Order, Query, Shelf};
use vc::TrustList;
use vc::trust::ListSigner;

use crate::card::Card;
use crate::evidence;
use crate::fault::WalletFault;
use crate::import::judgement;
use crate::session::{Session, Wallet};
use crate::verify::Errand;
use kept::KeptList;
pub use published_keys::PUBLISHED_KEYS;
pub use view::{AddedTrustList, TrustEntry, TrustListLine};

impl Session {
    /// The trust lists of the wallet, by title.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn trust_lists(&mut self) -> Result<Vec<TrustListLine>, WalletFault> {
        self.open()?.trust_lists()
    }

    /// Who is on a trust list.
    ///
    /// # Errors
    /// `trust_list_unknown`, or a fault of storage.
    pub fn trust_list(&mut self, id: &str) -> Result<Vec<TrustEntry>, WalletFault> {
        let wallet = self.open()?;
        let list = wallet.kept_list(id)?.list;
        Ok(view::entries(&list, wallet.judge.now()))
    }

    /// Adds a trust list, in place of an earlier edition, and judges every credential again. `signer` is the
    /// SHA-256 of a certificate, in hexadecimal, that the learner knows to be the publisher's.
    ///
    /// # Errors
    /// A code of [`vc::TrustListFault`], `trust_list_older`, `trust_list_of_samples`; or a fault of storage.
    pub fn add_trust_list(
        &mut self,
        name: &str,
        bytes: &[u8],
        signer: Option<&str>,
    ) -> Result<AddedTrustList, WalletFault> {
        self.open()?.add_trust_list(name, bytes, signer)
    }

    /// Uses a trust list, or lets it be, and judges every credential again.
    ///
    /// # Errors
    /// `trust_list_unknown`, or a fault of storage.
    pub fn switch_trust_list(&mut self, id: &str, in_use: bool) -> Result<(), WalletFault> {
        let wallet = self.open()?;
        let kept = wallet.kept_list(id)?;
        wallet.keep_list(&KeptList { in_use, ..kept })?;
        wallet.judge_all_again()
    }

    /// Removes a trust list, and judges every credential again.
    ///
    /// # Errors
    /// `trust_list_unknown`, or a fault of storage.
    pub fn remove_trust_list(&mut self, id: &str) -> Result<(), WalletFault> {
        let wallet = self.open()?;
        wallet.forget_list(id)?;
        wallet.judge_all_again()
    }
}

impl Wallet {
    fn trust_lists(&self) -> Result<Vec<TrustListLine>, WalletFault> {
        let mut lines: Vec<TrustListLine> =
            self.kept_lists()?.iter().map(|kept| TrustListLine::of(kept, self.judge.now())).collect();
        lines.sort_by(|one, other| (&one.title, &one.id).cmp(&(&other.title, &other.id)));
        Ok(lines)
    }

    fn add_trust_list(
        &mut self,
        name: &str,
        bytes: &[u8],
        signer: Option<&str>,
    ) -> Result<AddedTrustList, WalletFault> {
        let kept = self.kept_lists()?;
        // A list that is in use says who may sign others; the learner may know somebody else.
        let (now, in_use) = (self.judge.now(), kept.iter().filter(|kept| kept.in_use));
        let mut signers: Vec<ListSigner> =
            in_use.flat_map(|kept| kept.list.signers_at(now)).cloned().collect();
        signers.extend(signer.map(ListSigner::pinned));
        let list = TrustList::read(name, bytes, &signers)?;
        if published_keys::names_one(&list) {
            return Err(WalletFault::TrustListOfSamples);
        }
        let before = kept.iter().find(|kept| kept.list.id == list.id);
        let sequence = |list: &TrustList| list.publication.as_ref().map(|edition| edition.sequence);
        if before.is_some_and(|before| sequence(&before.list) > sequence(&list)) {
            return Err(WalletFault::TrustListOlder { id: list.id });
        }
        let replaced = before.is_some();
        let added = KeptList { in_use: true, added_at: self.clock.now(), list };
        self.keep_list(&added)?;
        self.judge_all_again()?;
        Ok(AddedTrustList { line: TrustListLine::of(&added, self.judge.now()), replaced })
    }

    /// Trusts the lists that are kept and in use, beside those given for the session. One that cannot be
    /// read vouches for nobody.
    pub(crate) fn trust_kept(&mut self) {
        let kept = self.kept_lists().unwrap_or_default();
        let in_use = kept.into_iter().filter(|kept| kept.in_use).map(|kept| kept.list);
        let lists: Vec<TrustList> = self.given.iter().cloned().chain(in_use).collect();
        self.judge = Arc::new(self.judge.trusting(lists));
    }

    /// Judges every credential anew, by the lists as they are now.
    fn judge_all_again(&mut self) -> Result<(), WalletFault> {
        self.trust_kept();
        if self.judge.is_for_one_time() {
            return Ok(()); // a supposed time leaves no trace in the wallet
        }
        let mut errand = Errand::new(self.clock.now());
        for listed in
            self.vault.list(&Query { order: Order::Title, shelf: Shelf::Both, ..Query::default() })?
        {
            let record = self.vault.record(&listed.record)?;
            let original = self.vault.original(&record.id)?;
            let part = usize::try_from(record.part).map_err(|_| WalletFault::PartMissing)?;
            // What an earlier version took in and this one cannot read keeps its report.
            let Some(Ok(unverified)) =
                vc::parse(&original).ok().and_then(|parts| parts.into_iter().nth(part))
            else {
                continue;
            };
            let history = evidence::kept(&record);
            let known = evidence::as_of(&history, self.judge.now());
            let judged = self.judge.judge_on(&mut errand, &unverified, &known);
            self.note(Some(&record.id), &judged.requests)?;
            let card = Card::of(&record.id, &judged.report, record.file_name.as_deref());
            let judgement = judgement(&judged, &history);
            self.vault.judge_again(&record.id, &judgement, &card.indexed(&judged.report))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
