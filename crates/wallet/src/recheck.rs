//! Check again: judge a stored credential now, and keep the new report in place of the old.

use vault::RecordId;
use vc::Evidence;

use crate::card::Card;
use crate::fault::WalletFault;
use crate::import::judgement;
use crate::session::Wallet;
use crate::show::Detail;

impl Wallet {
    pub(crate) fn recheck(&mut self, record: &RecordId) -> Result<Detail, WalletFault> {
        let stored = self.vault.record(record)?;
        let original = self.vault.original(record)?;
        // Evidence of another version is gathered anew; it only ever helps.
        let known = serde_json::from_str::<Evidence>(&stored.judgement.evidence)
            .ok()
            .filter(|evidence| evidence.version == Evidence::VERSION)
            .unwrap_or_else(Evidence::none);
        let part = usize::try_from(stored.part).map_err(|_| WalletFault::PartMissing)?;
        let unverified = vc::parse(&original)?.into_iter().nth(part).ok_or(WalletFault::PartMissing)??;
        let judged = self.judge.judge(&unverified, &known);
        let card = Card::of(record, &judged.report, stored.file_name.as_deref());
        self.vault.judge_again(record, &judgement(&judged), &card.indexed(&judged.report))?;
        self.detail(stored, judged.report)
    }
}
