//! The folder of a pack: the originals, a page that tells of them, the same on paper and for machines, and the hashes of all.

use std::fmt::Write as _;

use vault::sha256_hex;

use super::{Pack, page, paper};
use crate::fault::WalletFault;
use crate::session::{Wallet, read};

/// The pack on paper, in the folder.
pub(super) const PAPER: &str = "pack.pdf";

impl Wallet {
    pub(super) fn write_pack<E: From<WalletFault>>(
        &self,
        pack: &Pack,
        mut write: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sums = String::new();
        let mut keep = |path: &str, bytes: &[u8]| {
            // Writing to a text does not fail.
            let _ = writeln!(sums, "{}  {path}", sha256_hex(bytes));
            write(path, bytes)
        };
        for file in pack.evidence.iter().flat_map(|one| &one.files) {
            keep(&file.path, &self.file_bytes(&file.sha256)?)?;
        }
        for credential in &pack.credentials {
            let record = read(&credential.record)?;
            keep(&credential.file.path, &self.vault.original(&record).map_err(WalletFault::from)?)?;
        }
        let told = serde_json::to_vec_pretty(pack).map_err(WalletFault::from)?;
        keep("pack.json", &told)?;
        keep(PAPER, &paper::of(pack)?)?;
        keep("index.html", page::of(pack).as_bytes())?;
        write("SHA256SUMS", sums.as_bytes())
    }
}
